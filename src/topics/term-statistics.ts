import type { TermRows } from '../model/sparse.ts';
import type { WeighedText } from '../model/vocabulary.ts';
import { wordTerms } from '../text/weighting/authors.ts';

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

/** Arrays that a tally is made in. */
export type Room = Pick<Tally, 'papers' | 'weights'>;

/** Room for one tally. */
export const roomFor = ({ vocabulary }: WeighedText): Room => ({
  papers: new Uint32Array(vocabulary.keys.length),
  weights: new Float64Array(vocabulary.keys.length),
});

/**
 * Counts the terms of some papers.
 * @param room That of a tally that is needed no more: making room takes longer than counting a small group. Default new room.
 */
export function tally(text: WeighedText, group: Uint32Array, room = roomFor(text)): Tally {
  const { starts, ids, values } = text.rows;
  const words = wordTerms(text.vocabulary);
  const { papers, weights } = room;
  papers.fill(0);
  weights.fill(0);
  const terms: number[] = [];
  let squares = 0;
  for (const i of group) {
    const end = starts[i + 1]!;
    for (let k = starts[i]!; k < end; k++) {
      const term = ids[k]!;
      const value = values[k]!;
      const before = papers[term]!;
      papers[term] = before + 1;
      if (before === 0 && term < words) terms.push(term);
      weights[term]! += value;
      squares += value * value;
    }
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
