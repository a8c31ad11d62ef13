import { checkOptions, defineOption, integer, type OptionTable } from '../model/option-table.ts';
import { type Hooks, withDefaults } from '../model/options.ts';
import type { TermRows } from '../model/sparse.ts';
import { isPauseDue, pause } from '../util/pause.ts';
import { createRandom, sampleItems } from '../util/random.ts';
import { selectTopK } from '../util/top-k.ts';
import { countColumns, transpose } from '../util/transpose.ts';

/** Options of {@link trustworthiness}. */
export interface TrustworthinessOptions {
  /** Number k of nearest neighbors. Whole number, at least 1; limited to less than half of the papers. Default 10. */
  neighborhood?: number;
  /** Maximum number of papers to evaluate, drawn at random. Whole number, at least 1. Default 500. */
  sample?: number;
  /** Seed of the sample. Integer, at least 0. Default 1. */
  seed?: number;
}

/** Defaults of {@link TrustworthinessOptions}. */
const TRUSTWORTHINESS_DEFAULTS: Required<TrustworthinessOptions> = { neighborhood: 10, sample: 500, seed: 1 };

/** The options of {@link TrustworthinessOptions}. */
export const TRUSTWORTHINESS_OPTIONS: OptionTable<TrustworthinessOptions> = {
  neighborhood: defineOption('number of nearest neighbors', integer(1), TRUSTWORTHINESS_DEFAULTS.neighborhood),
  sample: defineOption('maximum number of papers to evaluate', integer(1), TRUSTWORTHINESS_DEFAULTS.sample),
  seed: defineOption('seed of the sample', integer(0), TRUSTWORTHINESS_DEFAULTS.seed),
};

/**
 * Measures how well a layout preserves neighborhoods: trustworthiness (Venna and Kaski 2001, equation 1).
 *
 * Each of a paper's k nearest neighbors in the layout that is not among its k most similar papers is penalized by the amount
 * by which its similarity rank exceeds k. 1 is perfect; a random layout scores about 0.5. Ranks are exact: each sampled paper
 * is compared with all others. Ties are ranked by index. Papers without terms or without a position are ignored.
 * @param positions Interleaved x and y of each paper; NaN for papers without a position.
 * @returns A number up to 1; 1 if there are fewer than three papers.
 * @throws the reason of the signal if it is aborted
 */
export async function trustworthiness(
  rows: TermRows,
  positions: Float32Array,
  options: TrustworthinessOptions = {},
  { signal, progress }: Hooks = {},
): Promise<number> {
  checkOptions(TRUSTWORTHINESS_OPTIONS, options, 'trustworthiness');
  const { neighborhood, sample, seed } = withDefaults(TRUSTWORTHINESS_DEFAULTS, options);
  const isPlaced = (i: number) => rows.starts[i + 1]! > rows.starts[i]! && !Number.isNaN(positions[2 * i]!);
  const placed = Uint32Array.from({ length: positions.length / 2 }, (_, i) => i).filter(isPlaced);
  const n = placed.length;
  const k = Math.min(neighborhood, Math.floor((n - 1) / 2));
  if (k < 1) return 1;
  const computeProducts = await createProductsFunction(rows, signal);
  const sampledPapers = sampleItems(placed, sample, createRandom(seed));
  let penalty = 0;
  for (const [index, paper] of sampledPapers.entries()) {
    if (isPauseDue()) await pause(signal);
    progress?.('quality', index + 1, sampledPapers.length);
    const products = computeProducts(paper);
    const nearest = findNearestInLayout(placed, positions, paper, k);
    for (const rank of rankBySimilarity(placed, products, paper, nearest)) penalty += Math.max(0, rank - k);
  }
  return 1 - (2 / (sampledPapers.length * k * (2 * n - 3 * k - 1))) * penalty;
}

/** Returns the k papers that are closest to a paper in the layout, closest first. */
function findNearestInLayout(placed: Uint32Array, positions: Float32Array, paper: number, k: number): number[] {
  const [x, y] = [positions[2 * paper]!, positions[2 * paper + 1]!];
  const closeness = new Float64Array(placed.length);
  for (let index = 0; index < placed.length; index++) {
    const other = placed[index]!;
    const squaredDistance = (positions[2 * other]! - x) ** 2 + (positions[2 * other + 1]! - y) ** 2;
    closeness[index] = other === paper ? Number.NEGATIVE_INFINITY : -squaredDistance;
  }
  return selectTopK(closeness, k, Number.NEGATIVE_INFINITY).map((index) => placed[index]!);
}

/**
 * Returns the ranks of some papers among all papers by similarity to `paper`, from 1, in any order. Looks at each paper once and compares it
 * first with the least similar of the others: most are less similar than all of them.
 */
function rankBySimilarity(
  placed: Uint32Array,
  products: Float64Array,
  paper: number,
  others: readonly number[],
): number[] {
  const sorted = [...others].sort((a, b) => products[b]! - products[a]! || a - b);
  /** Number of papers that precede exactly the others from each position on. */
  const preceding = new Uint32Array(sorted.length + 1);
  for (let index = 0; index < placed.length; index++) {
    const i = placed[index]!;
    const product = products[i]!;
    let position = sorted.length;
    for (; position > 0; position--) {
      const other = sorted[position - 1]!;
      if (product < products[other]! || (product === products[other] && i >= other)) break;
    }
    if (i !== paper) preceding[position]!++;
  }
  let rank = 1;
  return sorted.map((_, position) => {
    rank += preceding[position]!;
    return rank;
  });
}

/**
 * Builds an inverted index and returns a function that computes the dot products of one row with all rows. The function
 * returns the same array each time, with new contents.
 */
async function createProductsFunction(
  rows: TermRows,
  signal: AbortSignal | undefined,
): Promise<(paper: number) => Float64Array> {
  const { starts, ids, values } = rows;
  const postings = await transpose(rows, countColumns(ids), signal);
  const products = new Float64Array(starts.length - 1);
  return (paper) => {
    products.fill(0);
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) {
      const term = ids[k]!;
      const value = values[k]!;
      const end = postings.starts[term + 1]!;
      for (let p = postings.starts[term]!; p < end; p++) products[postings.ids[p]!]! += postings.values[p]! * value;
    }
    return products;
  };
}
