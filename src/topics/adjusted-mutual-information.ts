import { contingency } from '../graph/partition.ts';

/** The entropy of a partition with these sizes, in nats. */
function entropy(sizes: Uint32Array, total: number): number {
  let sum = 0;
  for (const size of sizes) if (size > 0) sum -= (size / total) * Math.log(size / total);
  return sum;
}

/** Natural logarithms of 0! .. n!. */
function logFactorials(n: number): Float64Array {
  const logs = new Float64Array(n + 1);
  for (let i = 2; i <= n; i++) logs[i] = logs[i - 1]! + Math.log(i);
  return logs;
}

/**
 * The mutual information that two groups of sizes a and b share by chance: the mean over the hypergeometric
 * distribution of their overlap. Walks from its mode outwards until what is left cannot be seen in a double.
 */
function expectedPart(a: number, b: number, n: number, logs: Float64Array): number {
  const least = Math.max(0, a + b - n);
  const most = Math.min(a, b);
  const mode = Math.floor(((a + 1) * (b + 1)) / (n + 2));
  const peak = Math.exp(
    logs[a]! +
      logs[b]! +
      logs[n - a]! +
      logs[n - b]! -
      (logs[n]! + logs[mode]! + logs[a - mode]! + logs[b - mode]! + logs[n - a - b + mode]!),
  );
  const part = (overlap: number) => (overlap / n) * Math.log((n / a) * (overlap / b));
  let sum = mode > 0 ? peak * part(mode) : 0;
  let chance = peak;
  for (let x = mode; x < most && chance > 1e-18; x++) {
    chance *= ((a - x) * (b - x)) / ((x + 1) * (n - a - b + x + 1));
    sum += chance * part(x + 1);
  }
  chance = peak;
  for (let x = mode; x > least && x > 1 && chance > 1e-18; x--) {
    chance *= (x * (n - a - b + x)) / ((a - x + 1) * (b - x + 1));
    sum += chance * part(x - 1);
  }
  return sum;
}

/** The mutual information of two partitions of given sizes when everything else is chance. */
function expectedInformation(firstSizes: Uint32Array, secondSizes: Uint32Array, n: number): number {
  const logs = logFactorials(n);
  // Many groups have the same size; what a pair of sizes gives is computed once.
  const known = new Map<number, number>();
  let sum = 0;
  for (const a of firstSizes)
    for (const b of secondSizes) {
      if (a === 0 || b === 0) continue;
      const pair = Math.min(a, b) * (n + 1) + Math.max(a, b);
      let part = known.get(pair);
      if (part === undefined) {
        part = expectedPart(a, b, n, logs);
        known.set(pair, part);
      }
      sum += part;
    }
  return sum;
}

/**
 * Adjusted mutual information (Vinh, Epps and Bailey 2010), normalised by the mean of the two entropies: 1 for the same
 * partition, around 0 for chance, below 0 for less than chance. The same as scikit-learn's adjusted_mutual_info_score.
 * `a` and `b` hold the group of each paper, a whole number, and are equally long.
 */
export function adjustedMutualInformation(a: Uint32Array, b: Uint32Array): number {
  const n = a.length;
  const { first, second, shared, firstSizes, secondSizes } = contingency(a, b);
  const groups = [firstSizes, secondSizes].map((sizes) => sizes.reduce((count, size) => count + Math.min(size, 1), 0));
  // The same partition under other numbers: each group meets one other. (Else every paper by itself would be 0 / 0.)
  if (shared.length === groups[0] && shared.length === groups[1]) return 1;
  let information = 0;
  for (let k = 0; k < shared.length; k++) {
    const both = shared[k]!;
    information += (both / n) * Math.log((n / firstSizes[first[k]!]!) * (both / secondSizes[second[k]!]!));
  }
  const expected = expectedInformation(firstSizes, secondSizes, n);
  const most = (entropy(firstSizes, n) + entropy(secondSizes, n)) / 2;
  // As scikit-learn does: where chance explains everything, the denominator's sign is kept and its size bounded.
  const room = most - expected;
  return (information - expected) / (room < 0 ? Math.min(room, -Number.EPSILON) : Math.max(room, Number.EPSILON));
}
