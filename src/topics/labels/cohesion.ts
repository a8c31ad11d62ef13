import { type TermRows, UNIT } from '../../model/sparse.ts';
import { forEachRange, isPauseDue, pause } from '../../util/pause.ts';
import type { TermStatistics } from '../term-statistics.ts';

/** Returns the mean pairwise cosine of a group's papers; 0 for fewer than two papers. */
export function computeCohesion({ size, terms, weightSums, squaredWeightSum }: TermStatistics): number {
  if (size < 2) return 0;
  const squaredNorm = terms.reduce((sum, term) => sum + weightSums[term]! ** 2, 0);
  return (squaredNorm - squaredWeightSum) / UNIT ** 2 / (size * (size - 1));
}

/** Maximum number of papers per term from which its cohesion is computed. */
const SAMPLE_SIZE = 60;
/** Number of papers that are processed between two checks whether a pause is due. */
const PAPERS_PER_RANGE = 1 << 11;

/**
 * Computes the cohesion of the papers that contain each term: their mean pairwise cosine without the term itself. Terms that
 * name a field have similar papers; general words ("problem", "perspective") do not. Uses up to 60 evenly spaced papers per
 * term.
 * @param documentFrequencies Number of papers with each term.
 * @param terms Terms to evaluate, each in at least two papers.
 * @returns The cohesion by term.
 * @throws the reason of the signal if it is aborted
 */
export async function computeTermCohesion(
  rows: TermRows,
  documentFrequencies: Uint32Array,
  terms: Iterable<number>,
  signal?: AbortSignal,
): Promise<Map<number, number>> {
  const { starts, ids, values } = rows;
  // Integer sums are exact in any order, and the weights of 60 papers fit an int32.
  const weightSums = new Int32Array(documentFrequencies.length);
  const cohesion = new Map<number, number>();
  for (const [term, papers] of await samplePapers(rows, documentFrequencies, terms, signal)) {
    if (isPauseDue()) await pause(signal);
    let squaredWeightSum = 0;
    for (const paper of papers)
      for (let k = starts[paper]!; k < starts[paper + 1]!; k++) {
        const value = values[k]!;
        weightSums[ids[k]!]! += value;
        if (ids[k] !== term) squaredWeightSum += value * value;
      }
    weightSums[term] = 0;
    let squaredNorm = 0;
    for (const paper of papers)
      for (let k = starts[paper]!; k < starts[paper + 1]!; k++) {
        const sum = weightSums[ids[k]!]!;
        squaredNorm += sum * sum;
        // Counts each term once and clears the buffer for the next.
        weightSums[ids[k]!] = 0;
      }
    const pairs = papers.length * (papers.length - 1);
    cohesion.set(term, papers.length < 2 ? 0 : (squaredNorm - squaredWeightSum) / UNIT ** 2 / pairs);
  }
  return cohesion;
}

/** Returns up to {@link SAMPLE_SIZE} papers per term, evenly spaced over the papers that contain it. */
async function samplePapers(
  { starts, ids }: TermRows,
  documentFrequencies: Uint32Array,
  terms: Iterable<number>,
  signal: AbortSignal | undefined,
): Promise<Map<number, number[]>> {
  const samples = new Map<number, number[]>();
  /** How many papers with each term to skip before the next sampled one. Terms that are not evaluated skip all papers. */
  const skips = documentFrequencies.slice();
  for (const term of terms) {
    samples.set(term, []);
    skips[term] = 0;
  }
  /** Index of the next sampled paper among the papers with each term. */
  const nextIndexes = new Uint32Array(documentFrequencies.length);
  const samplePaper = (paper: number) => {
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) {
      const term = ids[k]!;
      if (skips[term]! > 0) {
        skips[term]!--;
        continue;
      }
      const sample = samples.get(term)!;
      const index = Math.ceil((sample.push(paper) * documentFrequencies[term]!) / SAMPLE_SIZE);
      skips[term] = Math.max(0, index - nextIndexes[term]! - 1);
      nextIndexes[term]! += skips[term]! + 1;
    }
  };
  await forEachRange(starts.length - 1, PAPERS_PER_RANGE, signal, (start, end) => {
    for (let paper = start; paper < end; paper++) samplePaper(paper);
  });
  return samples;
}
