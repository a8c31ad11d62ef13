import type { MapNodes } from '../../map-file/format.ts';
import type { MapFile } from '../../map-file/open.ts';
import { knownPapers } from '../../read/deduplicate/already-in-library.ts';
import { createIndex, type Example, related as relatedTo } from '../../similarity/query/query.ts';
import type { WeighOptions } from '../../text/options.ts';
import { weighText } from '../../text/weighting/weigh-text.ts';
import { readInputs } from '../inputs.ts';
import { withMap } from '../map-file.ts';
import { print, tellProblems } from '../output.ts';

/** The options of `papergraph related` as typed. */
export interface RelatedOptions {
  n: number;
  json: boolean;
  like: string[];
  unlike: string[];
  diversity: number;
  wide: boolean;
  library?: string[];
}

/** A paper that was found, in the form that `--json` prints. */
interface Answer {
  id: string;
  title: string;
  similarity: number;
  /** Each shared term with what it adds to the similarity. */
  terms: { term: string; share: number }[];
  /** Whether the library holds it; absent when there is none. */
  known?: boolean;
}

/** Terms shown for each paper on the screen; `--json` has all. */
const TERMS_SHOWN = 5;

/** Lists the papers most like the query, which is a paper's id, a paper's title, or any text. */
export async function related(path: string, query: string, options: RelatedOptions): Promise<void> {
  const likes = [...(query ? [query] : []), ...options.like];
  const answers = await withMap(path, async (map): Promise<Answer[]> => {
    const [nodes, vocabulary, rows] = [await map.nodes(), await map.vocabulary(), await map.rows()];
    // A map holds the options that it was built with, those of weighing among them; a text must be weighed by the same.
    const weighing = (await map.summary()).options as WeighOptions;
    const example = (query: string): Example => {
      const paper = paperNamed(nodes, query);
      if (paper === undefined) return weighText(vocabulary, query, weighing);
      // A paper without an abstract has no row; its title still says something.
      const listed = rows.starts[paper]! < rows.starts[paper + 1]!;
      return listed ? paper : weighText(vocabulary, nodes.titles[paper]!, weighing);
    };
    const { n: count, unlike, diversity, library } = options;
    const held = library && (await knownIn(map, library));
    const index = createIndex(rows, vocabulary.keys.length);
    const found = relatedTo(index, likes.map(example), {
      count,
      unlike: unlike.map(example),
      diversity,
      ...(options.wide && { company: await map.neighbours() }),
      ...(held && { known: (paper) => held.has(paper) }),
    });
    return found.map(({ paper, similarity, terms, known }) => ({
      id: nodes.ids[paper]!,
      title: nodes.titles[paper]!,
      similarity,
      terms: terms.map(({ term, share }) => ({ term: vocabulary.forms[term]!, share })),
      ...(held && { known }),
    }));
  });
  if (answers.length === 0) process.stderr.write('No paper of this map shares a term with that.\n');
  if (options.json) await print([`${JSON.stringify(answers, null, 2)}\n`]);
  else await print(answers.map(lineOf));
}

/** Which papers of a map these files hold. */
async function knownIn(map: MapFile, library: string[]): Promise<Set<number>> {
  const { papers, problems } = await readInputs(library);
  tellProblems(problems);
  return knownPapers((await map.whole()).papers, papers);
}

function lineOf({ id, title, similarity, terms, known }: Answer): string {
  const strongest = terms.slice(0, TERMS_SHOWN).map(({ term, share }) => `${term} ${share.toFixed(3)}`);
  return `${similarity.toFixed(3)}  ${title}\n       ${id}${known ? ', in your library' : ''}\n       ${strongest.join(', ')}\n`;
}

/** The paper with this id, else with this title, else with this title in another case. */
function paperNamed({ ids, titles }: MapNodes, name: string): number | undefined {
  const lower = name.toLowerCase();
  const found = [ids.indexOf(name), titles.indexOf(name), titles.findIndex((title) => title.toLowerCase() === lower)];
  return found.find((paper) => paper >= 0);
}
