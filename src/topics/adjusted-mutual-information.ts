import { computeContingency } from '../graph/partition.ts';
import { exp, log } from '../util/portable-math.ts';

/** Returns the entropy of a partition with groups of these sizes, in nats. */
function computeEntropy(sizes: Uint32Array, total: number): number {
  let entropy = 0;
  for (const size of sizes) if (size > 0) entropy -= (size / total) * log(size / total);
  return entropy;
}

/** Returns the natural logarithms of 0! to n!. */
function computeLogFactorials(n: number): Float64Array {
  const logs = new Float64Array(n + 1);
  for (let i = 2; i <= n; i++) logs[i] = logs[i - 1]! + log(i);
  return logs;
}

/**
 * Returns the expected contribution of two groups of sizes a and b to the mutual information: the mean over the
 * hypergeometric distribution of their overlap. Sums outward from the mode until the probabilities are negligible in
 * double precision.
 */
function computeExpectedCellInformation(a: number, b: number, n: number, logFactorials: Float64Array): number {
  const minOverlap = Math.max(0, a + b - n);
  const maxOverlap = Math.min(a, b);
  const mode = Math.floor(((a + 1) * (b + 1)) / (n + 2));
  const modeProbability = exp(
    logFactorials[a]! +
      logFactorials[b]! +
      logFactorials[n - a]! +
      logFactorials[n - b]! -
      (logFactorials[n]! +
        logFactorials[mode]! +
        logFactorials[a - mode]! +
        logFactorials[b - mode]! +
        logFactorials[n - a - b + mode]!),
  );
  const cellInformation = (overlap: number) => (overlap / n) * log((n / a) * (overlap / b));
  let sum = mode > 0 ? modeProbability * cellInformation(mode) : 0;
  let probability = modeProbability;
  for (let x = mode; x < maxOverlap && probability > 1e-18; x++) {
    probability *= ((a - x) * (b - x)) / ((x + 1) * (n - a - b + x + 1));
    sum += probability * cellInformation(x + 1);
  }
  probability = modeProbability;
  for (let x = mode; x > minOverlap && x > 1 && probability > 1e-18; x--) {
    probability *= (x * (n - a - b + x)) / ((a - x + 1) * (b - x + 1));
    sum += probability * cellInformation(x - 1);
  }
  return sum;
}

/** Returns the expected mutual information of two random partitions with groups of these sizes. */
function computeExpectedInformation(firstSizes: Uint32Array, secondSizes: Uint32Array, n: number): number {
  const logFactorials = computeLogFactorials(n);
  // Many groups have the same size, so each pair of sizes is computed once.
  const cache = new Map<number, number>();
  let sum = 0;
  for (const a of firstSizes)
    for (const b of secondSizes) {
      if (a === 0 || b === 0) continue;
      const key = Math.min(a, b) * (n + 1) + Math.max(a, b);
      let information = cache.get(key);
      if (information === undefined) {
        information = computeExpectedCellInformation(a, b, n, logFactorials);
        cache.set(key, information);
      }
      sum += information;
    }
  return sum;
}

/** Counts the groups that have members. */
function countNonEmpty(sizes: Uint32Array): number {
  return sizes.reduce((count, size) => count + Math.min(size, 1), 0);
}

/**
 * Computes the adjusted mutual information of two partitions (Vinh, Epps and Bailey 2010), normalized by the arithmetic mean
 * of the entropies, like scikit-learn's `adjusted_mutual_info_score`.
 * @param a Group number of each item: whole numbers from 0, not necessarily consecutive.
 * @param b Group number of each item in the other partition; same length as `a`.
 * @returns 1 for identical partitions, about 0 for independent ones; negative if they agree less than expected by chance.
 */
export function adjustedMutualInformation(a: Uint32Array, b: Uint32Array): number {
  const n = a.length;
  const { rows, columns, counts, rowSums, columnSums } = computeContingency(a, b);
  // Each group overlaps with exactly one other: the partitions are identical. Handled separately because the formula gives
  // 0 / 0 if every item is its own group.
  if (counts.length === countNonEmpty(rowSums) && counts.length === countNonEmpty(columnSums)) return 1;
  let information = 0;
  for (let k = 0; k < counts.length; k++) {
    const count = counts[k]!;
    information += (count / n) * log((n / rowSums[rows[k]!]!) * (count / columnSums[columns[k]!]!));
  }
  const expected = computeExpectedInformation(rowSums, columnSums, n);
  const meanEntropy = (computeEntropy(rowSums, n) + computeEntropy(columnSums, n)) / 2;
  // Like scikit-learn, keeps the sign of the denominator and its absolute value at EPSILON or above.
  const range = meanEntropy - expected;
  return (information - expected) / (range < 0 ? Math.min(range, -Number.EPSILON) : Math.max(range, Number.EPSILON));
}
