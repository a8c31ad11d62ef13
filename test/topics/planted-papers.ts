import { buildEdges } from '../../src/graph/build.ts';
import type { Edges } from '../../src/model/map.ts';
import type { Paper } from '../../src/model/paper.ts';
import type { WeighedText } from '../../src/model/vocabulary.ts';
import { join } from '../../src/similarity/join/join.ts';
import { weigh } from '../../src/text/weighting/weigh.ts';
import { createRandom } from '../../src/util/random.ts';

/** Synthetic papers whose fields are known. */
export interface PlantedPapers {
  text: WeighedText;
  edges: Edges;
  /** Field of each paper, from 0. */
  fieldOf: Uint32Array;
}

const SYLLABLES = ['ba', 'co', 'di', 'fu', 'ge', 'ho', 'ka', 'lu', 'mo', 'ne', 'pi', 'qua', 'ro', 'su', 'ta', 'vi'];

/** Creates an artificial word, unique for each number below 4,096 and never a stop word. */
const createWord = (n: number) => `${SYLLABLES[n >> 8]}${SYLLABLES[(n >> 4) & 15]}${SYLLABLES[n & 15]}x`;

/** Creates papers of 30 words each: 70% from the 25 words of the paper's field, the others from all fields. */
export async function createPlantedPapers(fieldCount: number, paperCount: number, seed = 1): Promise<PlantedPapers> {
  const random = createRandom(seed);
  const randomInteger = (limit: number) => Math.floor(random() * limit);
  const papers: Paper[] = Array.from({ length: paperCount }, (_, i) => {
    const field = i % fieldCount;
    const words = Array.from({ length: 30 }, () =>
      createWord((random() < 0.7 ? field : randomInteger(fieldCount)) * 64 + randomInteger(25)),
    );
    return { id: String(i).padStart(6, '0'), title: words[0]!, abstract: words.join(' '), sources: [] };
  });
  // Words in random order do not form phrases.
  const text = await weigh(papers, { phrases: false });
  return {
    text,
    edges: await buildEdges(await join(text.rows)),
    fieldOf: Uint32Array.from(papers, (_, i) => i % fieldCount),
  };
}
