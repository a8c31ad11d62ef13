import { edgesOf } from '../../src/graph/build.ts';
import type { Edges } from '../../src/model/map.ts';
import type { Paper } from '../../src/model/paper.ts';
import type { WeighedText } from '../../src/model/vocabulary.ts';
import { join } from '../../src/similarity/join/join.ts';
import { weigh } from '../../src/text/weighting/weigh.ts';
import { generator } from '../../src/util/random.ts';

/** Papers that speak of known fields, a little of others. */
export interface Planted {
  text: WeighedText;
  edges: Edges;
  /** The field of each paper, from 0. */
  field: Uint32Array;
}

const syllables = ['ba', 'co', 'di', 'fu', 'ge', 'ho', 'ka', 'lu', 'mo', 'ne', 'pi', 'qua', 'ro', 'su', 'ta', 'vi'];

/** A made-up word: no two numbers below 4,096 give the same, and none is a stop word. */
const word = (n: number) => `${syllables[n >> 8]}${syllables[(n >> 4) & 15]}${syllables[n & 15]}x`;

/** Papers of 30 words: seven in ten are from their field's 25 words, the others from all fields'. */
export async function planted(fields: number, papers: number, seed = 1): Promise<Planted> {
  const random = generator(seed);
  const pick = (n: number) => Math.floor(random() * n);
  const made: Paper[] = Array.from({ length: papers }, (_, i) => {
    const own = i % fields;
    const words = Array.from({ length: 30 }, () => word((random() < 0.7 ? own : pick(fields)) * 64 + pick(25)));
    return { id: String(i).padStart(6, '0'), title: words[0]!, abstract: words.join(' '), sources: [] };
  });
  // Words in random order make no phrases.
  const text = await weigh(made, { phrases: false });
  return { text, edges: edgesOf(await join(text.rows)), field: Uint32Array.from(made, (_, i) => i % fields) };
}
