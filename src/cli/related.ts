import { explain } from '../similarity/explain.ts';
import { InputError, type Share } from '../types.ts';
import type { MapNodes } from '../write/map.ts';
import { withMap } from './mapfile.ts';
import { print } from './output.ts';

/** The options of `papergraph related` as typed. */
export interface RelatedOptions {
  n: number;
  json: boolean;
}

/** Terms shown for each paper on the screen; `--json` has all. */
const TERMS_SHOWN = 5;

/** Lists the papers most like the one that the query names. */
export async function related(path: string, query: string, options: RelatedOptions): Promise<void> {
  const answer = await withMap(path, async (map) => {
    const nodes = await map.nodes();
    const own = paperNamed(nodes, query);
    if (own === undefined) throw new InputError(`no paper is called "${query}"`);
    const [rows, vocabulary] = [await map.rows(), await map.vocabulary()];
    const sum = (shares: Share[]) => shares.reduce((total, { share }) => total + share, 0);
    return nodes.ids
      .flatMap((id, i) => {
        const shares = i === own ? [] : explain(rows, own, i);
        return shares.length > 0 ? [{ id, title: nodes.titles[i]!, similarity: sum(shares), shares }] : [];
      })
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, options.n)
      .map(({ shares, ...paper }) => ({
        ...paper,
        terms: shares.map(({ term, share }) => ({ term: vocabulary.forms[term]!, share })),
      }));
  });
  if (options.json) await print([`${JSON.stringify(answer, null, 2)}\n`]);
  else
    await print(
      answer.map(({ title, similarity, terms }) => {
        const strongest = terms.slice(0, TERMS_SHOWN).map(({ term }) => term);
        return `${similarity.toFixed(3)}  ${title}\n       ${strongest.join(', ')}\n`;
      }),
    );
}

/** The paper with this id, or this title in any case. */
function paperNamed({ ids, titles }: MapNodes, name: string): number | undefined {
  const lower = name.toLowerCase();
  for (const found of [ids.indexOf(name), titles.indexOf(name), titles.findIndex((t) => t.toLowerCase() === lower)])
    if (found >= 0) return found;
  return undefined;
}
