import { type Share, type TermRows, UNIT } from '../model/sparse.ts';

/**
 * Returns the contribution of each shared term to the similarity of two rows, largest first, ties by term id.
 *
 * The shares add up to the similarity exactly, because weights are integers divided by a power of two. The result is empty if
 * the rows share no term.
 * @param a Index of one row.
 * @param b Index of the other row.
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
