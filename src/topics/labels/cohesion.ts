import { type TermRows, UNIT } from '../../model/sparse.ts';
import type { Tally } from '../term-statistics.ts';

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
  const drawn = draw(rows, documents, asked);
  // Whole numbers: 60 papers' weights fit an int32, and sums of squares are exact in any order.
  const sums = new Int32Array(documents.length);
  const found = new Map<number, number>();
  for (const [term, papers] of drawn) {
    let squares = 0;
    for (const i of papers)
      for (let k = starts[i]!; k < starts[i + 1]!; k++) {
        const value = values[k]!;
        sums[ids[k]!]! += value;
        if (ids[k] !== term) squares += value * value;
      }
    sums[term] = 0;
    let whole = 0;
    for (const i of papers)
      for (let k = starts[i]!; k < starts[i + 1]!; k++) {
        const sum = sums[ids[k]!]!;
        whole += sum * sum;
        // Counted once, and ready for the next term.
        sums[ids[k]!] = 0;
      }
    found.set(term, papers.length < 2 ? 0 : (whole - squares) / UNIT ** 2 / (papers.length * (papers.length - 1)));
  }
  return found;
}

/** Up to {@link SAMPLE} papers with each term: of n papers the (n / 60)-th, the next so many after it, and so on. */
function draw({ starts, ids }: TermRows, documents: Uint32Array, asked: Iterable<number>): Map<number, number[]> {
  const drawn = new Map<number, number[]>();
  /** How many papers with the term are passed over before the next is drawn; of terms that nobody asked for, all. */
  const left = documents.slice();
  for (const term of asked) {
    drawn.set(term, []);
    left[term] = 0;
  }
  const seen = new Uint32Array(documents.length);
  for (let i = 0; i + 1 < starts.length; i++)
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const term = ids[k]!;
      if (left[term]! > 0) {
        left[term]!--;
        continue;
      }
      const papers = drawn.get(term)!;
      const next = Math.ceil((papers.push(i) * documents[term]!) / SAMPLE);
      left[term] = Math.max(0, next - seen[term]! - 1);
      seen[term]! += left[term]! + 1;
    }
  return drawn;
}
