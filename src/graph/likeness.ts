import { type TermRows, UNIT } from '../types.ts';
import type { Tally } from './tally.ts';

/** The mean cosine of the pairs of a group's papers, from the sum of their rows; 0 for fewer than two. */
export function likeness({ size, terms, weights, squares }: Tally): number {
  if (size < 2) return 0;
  const whole = terms.reduce((sum, term) => sum + weights[term]! ** 2, 0);
  return (whole - squares) / UNIT ** 2 / (size * (size - 1));
}

/** Papers that are looked at for a term, at most. */
const SAMPLE = 60;

/**
 * How alike the papers with a term are but for the term itself, wherever they stand: the mean cosine of pairs of up to 60 of them, evenly drawn. What
 * names a field has papers that are alike; words of every field ("problem", "perspective") have papers that are not.
 * @param documents In how many papers each term stands.
 * @param asked Terms, each at least in two papers.
 */
export function likenessOfTerms(rows: TermRows, documents: Uint32Array, asked: Iterable<number>): Map<number, number> {
  const { starts, ids, values } = rows;
  const drawn = new Map<number, number[]>();
  const wanted = new Uint8Array(documents.length);
  for (const term of asked) {
    drawn.set(term, []);
    wanted[term] = 1;
  }
  const seen = new Uint32Array(documents.length);
  for (let i = 0; i + 1 < starts.length; i++)
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const term = ids[k]!;
      if (wanted[term] === 0) continue;
      // Of n papers the (n / 60)-th, the next so many after it, and so on.
      const papers = drawn.get(term)!;
      if (seen[term]!++ >= (papers.length * documents[term]!) / SAMPLE) papers.push(i);
    }
  const sums = new Float64Array(documents.length);
  const found = new Map<number, number>();
  for (const [term, papers] of drawn) {
    let whole = 0;
    let squares = 0;
    for (const i of papers)
      for (let k = starts[i]!; k < starts[i + 1]!; k++) {
        if (ids[k] === term) continue;
        // (s + v)^2 = s^2 + 2sv + v^2
        whole += values[k]! * (2 * sums[ids[k]!]! + values[k]!);
        sums[ids[k]!]! += values[k]!;
        squares += values[k]! ** 2;
      }
    for (const i of papers) for (let k = starts[i]!; k < starts[i + 1]!; k++) sums[ids[k]!] = 0;
    found.set(term, papers.length < 2 ? 0 : (whole - squares) / UNIT ** 2 / (papers.length * (papers.length - 1)));
  }
  return found;
}
