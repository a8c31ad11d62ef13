import { wordTerms } from '../text/authors.ts';
import type { TermRows, WeighedText } from '../types.ts';

/** The terms of a group of papers. Arrays but `terms` have an entry for every term of the vocabulary. */
export interface Tally {
  /** How many papers there are. */
  size: number;
  /** The words and phrases that the papers have, as they come. Not their authors: a topic is named by what is said in it. */
  terms: number[];
  /** In how many of the papers each term stands. */
  papers: Uint32Array;
  /** The sum of its weights in them, in the rows' unit. */
  weights: Float64Array;
  /** The sum of the squared weights of all papers. */
  squares: number;
}

/** Counts the terms of some papers. */
export function tally({ rows, vocabulary }: WeighedText, group: Uint32Array): Tally {
  const { starts, ids, values } = rows;
  const words = wordTerms(vocabulary);
  const terms: number[] = [];
  const papers = new Uint32Array(vocabulary.keys.length);
  const weights = new Float64Array(vocabulary.keys.length);
  let squares = 0;
  for (const i of group)
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const term = ids[k]!;
      if (papers[term]!++ === 0 && term < words) terms.push(term);
      weights[term]! += values[k]!;
      squares += values[k]! ** 2;
    }
  return { size: group.length, terms, papers, weights, squares };
}

/** The papers most like the whole group: with the largest product with the sum of its rows; equals by number. */
export function centralPapers(
  { starts, ids, values }: TermRows,
  group: Uint32Array,
  { weights }: Tally,
  most: number,
): number[] {
  const found: { paper: number; product: number }[] = [];
  for (const paper of group) {
    let product = 0;
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) product += values[k]! * weights[ids[k]!]!;
    if (found.length === most && product <= found[most - 1]!.product) continue;
    let at = found.length;
    while (at > 0 && found[at - 1]!.product < product) at--;
    found.splice(at, 0, { paper, product });
    found.length = Math.min(found.length, most);
  }
  return found.map(({ paper }) => paper);
}
