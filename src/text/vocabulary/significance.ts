import { isPauseDue, pause } from '../../util/pause.ts';
import { exp, log, log2 } from '../../util/portable-math.ts';

/**
 * Returns the probability that a Poisson variable is at least `count`: the p-value of a count in a one-sided test.
 * @param mean Expected count, 0 or more.
 * @param count Integer, at least 0.
 */
export function poissonTail(mean: number, count: number): number {
  if (count === 0) return 1;
  if (mean <= 0) return 0;
  // Such a count is not significant, and the series below converges slowly.
  if (mean >= count) return 1;
  // The terms of the series after the first, relative to the first.
  let ratio = 1;
  let sum = 1;
  for (let k = count + 1; ratio > 1e-12 * sum; k++) {
    ratio *= mean / k;
    sum += ratio;
  }
  return Math.min(1, exp(count * log(mean) - mean - logFactorial(count)) * sum);
}

const LOG_FACTORIALS = [0];

/** Returns ln(n!), exactly for small n and by Stirling's series otherwise. */
function logFactorial(n: number): number {
  if (n > 255) return n * log(n) - n + 0.5 * log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n * n * n);
  while (LOG_FACTORIALS.length <= n) LOG_FACTORIALS.push(LOG_FACTORIALS.at(-1)! + log(LOG_FACTORIALS.length));
  return LOG_FACTORIALS[n]!;
}

/** Bins per factor of 2 in the histograms of counts. */
const BINS_PER_OCTAVE = 8;
/** Thresholds per factor of 10 that are tried. */
const THRESHOLDS_PER_DECADE = 4;
/** The smallest threshold, as a negative exponent of 10. */
const MIN_EXPONENT = 15;

/**
 * Returns the largest p-value at which at most `rate` of the accepted phrases are expected to be due to chance.
 *
 * The expected number of chance phrases is computed rather than bounded by the number of tests, since most pairs of words
 * are so rare that chance cannot make them frequent: it is the sum over all pairs of the probability that a Poisson
 * variable reaches both `minCount` and a p-value below the threshold.
 * @param pValues The p-values of all phrases with a count of at least `minCount`.
 * @param firsts Number of occurrences of everything that may be the first half of a phrase.
 * @param seconds The same for the second half.
 * @param total Number of tokens.
 * @param rate 0..1. All phrases are accepted if it is 1.
 * @throws the reason of the signal if it is aborted
 */
export async function significanceThreshold(
  pValues: Float64Array,
  firsts: readonly number[],
  seconds: readonly number[],
  total: number,
  minCount: number,
  rate: number,
  signal?: AbortSignal,
): Promise<number> {
  if (rate >= 1) return 1;
  const means = expectedCounts(binCounts(firsts), binCounts(seconds), total);
  for (let step = 1; step <= MIN_EXPONENT * THRESHOLDS_PER_DECADE; step++) {
    if (isPauseDue()) await pause(signal);
    const threshold = 10 ** (-step / THRESHOLDS_PER_DECADE);
    const accepted = pValues.reduce((sum, p) => sum + (p <= threshold ? 1 : 0), 0);
    if (expectedChancePhrases(means, minCount, threshold) <= rate * accepted) return threshold;
  }
  return -1;
}

/** Groups counts by their logarithm. Returns the number of counts by bin. */
function binCounts(counts: readonly number[]): Map<number, number> {
  const bins = new Map<number, number>();
  for (const count of counts) {
    if (count === 0) continue;
    const bin = Math.ceil(log2(count) * BINS_PER_OCTAVE);
    bins.set(bin, (bins.get(bin) ?? 0) + 1);
  }
  return bins;
}

/** A number of pairs with the same expected count. */
interface ExpectedCount {
  mean: number;
  pairs: number;
}

/** Returns the expected counts of all pairs, each rounded up to a bin. */
function expectedCounts(
  firsts: ReadonlyMap<number, number>,
  seconds: ReadonlyMap<number, number>,
  total: number,
): ExpectedCount[] {
  const pairsByBin = new Map<number, number>();
  for (const [first, firstSize] of firsts)
    for (const [second, secondSize] of seconds)
      pairsByBin.set(first + second, (pairsByBin.get(first + second) ?? 0) + firstSize * secondSize);
  return [...pairsByBin].map(([bin, pairs]) => ({ mean: 2 ** (bin / BINS_PER_OCTAVE) / total, pairs }));
}

/** Returns how many pairs are expected to reach `minCount` and a p-value of at most `threshold` by chance. */
function expectedChancePhrases(means: readonly ExpectedCount[], minCount: number, threshold: number): number {
  let expected = 0;
  for (const { mean, pairs } of means) {
    let count = Math.max(minCount, Math.ceil(mean));
    let probability = poissonTail(mean, count);
    while (probability > threshold) probability = poissonTail(mean, ++count);
    expected += pairs * probability;
  }
  return expected;
}
