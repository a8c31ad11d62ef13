import { type Share, type TermRows, UNIT } from '../model/sparse.ts';

/**
 * Why two papers are alike: every shared term with its part of their similarity, largest first (ties by term id).
 * `a` and `b` are papers by their rows; no share is above 1. Empty where no term is shared.
 * The shares add up to the similarity exactly, because weights are whole numbers over a power of two.
 */
export function explain(rows: TermRows, a: number, b: number): Share[] {
  const shares: Share[] = [];
  let i = rows.starts[a]!;
  let j = rows.starts[b]!;
  while (i < rows.starts[a + 1]! && j < rows.starts[b + 1]!) {
    const difference = rows.ids[i]! - rows.ids[j]!;
    if (difference === 0)
      shares.push({ term: rows.ids[i]!, share: (rows.values[i++]! * rows.values[j++]!) / UNIT / UNIT });
    else if (difference < 0) i++;
    else j++;
  }
  return shares.sort((x, y) => y.share - x.share || x.term - y.term);
}
