import { createIndex, type Example, related as relatedTo } from '../similarity/query.ts';
import type { WeighOptions } from '../text/options.ts';
import { weighText } from '../text/terms.ts';
import { InputError } from '../types.ts';
import type { MapNodes } from '../write/map.ts';
import { withMap } from './mapfile.ts';
import { print } from './output.ts';

/** The options of `papergraph related` as typed. */
export interface RelatedOptions {
  n: number;
  json: boolean;
  like: string[];
  unlike: string[];
  diversity: number;
}

/** A paper that was found, in the form that `--json` prints. */
interface Answer {
  id: string;
  title: string;
  similarity: number;
  /** Each shared term with what it adds to the similarity. */
  terms: { term: string; share: number }[];
}

/** Terms shown for each paper on the screen; `--json` has all. */
const TERMS_SHOWN = 5;

/** Lists the papers most like the query, which is a paper's id, a paper's title, or any text. */
export async function related(path: string, query: string, options: RelatedOptions): Promise<void> {
  const likes = [...(query ? [query] : []), ...options.like];
  if (likes.length === 0) throw new InputError('nothing to look for: give a paper or a text, or --like');
  const answers = await withMap(path, async (map): Promise<Answer[]> => {
    const [nodes, vocabulary, rows] = [await map.nodes(), await map.vocabulary(), await map.rows()];
    // A map holds the options that it was built with; a text must be weighed by the same.
    const weighing = (await map.summary()).options as WeighOptions;
    const example = (query: string): Example => {
      const paper = paperNamed(nodes, query);
      if (paper === undefined) return weighText(vocabulary, query, weighing);
      // A paper without an abstract has no row; its title still says something.
      const listed = rows.starts[paper]! < rows.starts[paper + 1]!;
      return listed ? paper : weighText(vocabulary, nodes.titles[paper]!, weighing);
    };
    const { n: count, unlike, diversity } = options;
    const index = createIndex(rows, vocabulary.keys.length);
    return relatedTo(index, likes.map(example), { count, unlike: unlike.map(example), diversity }).map(
      ({ paper, similarity, terms }) => ({
        id: nodes.ids[paper]!,
        title: nodes.titles[paper]!,
        similarity,
        terms: terms.map(({ term, share }) => ({ term: vocabulary.forms[term]!, share })),
      }),
    );
  });
  if (answers.length === 0) process.stderr.write('No paper of this map shares a term with that.\n');
  if (options.json) await print([`${JSON.stringify(answers, null, 2)}\n`]);
  else await print(answers.map(lineOf));
}

function lineOf({ id, title, similarity, terms }: Answer): string {
  const strongest = terms.slice(0, TERMS_SHOWN).map(({ term, share }) => `${term} ${share.toFixed(3)}`);
  return `${similarity.toFixed(3)}  ${title}\n       ${id}\n       ${strongest.join(', ')}\n`;
}

/** The paper with this id, else with this title, else with this title in another case. */
function paperNamed({ ids, titles }: MapNodes, name: string): number | undefined {
  const lower = name.toLowerCase();
  const found = [ids.indexOf(name), titles.indexOf(name), titles.findIndex((title) => title.toLowerCase() === lower)];
  return found.find((paper) => paper >= 0);
}
