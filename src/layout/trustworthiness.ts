import type { Hooks } from '../model/options.ts';
import type { TermRows } from '../model/sparse.ts';
import { generator } from '../util/random.ts';

/** How much of a picture is looked at. */
export interface TrustOptions {
  /** How many nearest papers a neighbourhood has. At least 1; less than half of the papers are taken. Default 10. */
  neighbourhood?: number;
  /** Papers whose neighbourhoods are looked at; all when there are no more. Default 500. */
  sample?: number;
  /** Seed of the sample; whole number. Default 1. */
  seed?: number;
}

/**
 * How far a picture keeps neighbours: trustworthiness (Venna and Kaski 2001, equation 1). Of each paper's k nearest in the picture, those that
 * are not among its k most similar cost as much as their rank by similarity exceeds k. 1 is perfect, chance is about 0.5.
 * Ranks are exact: a sampled paper is compared with all others. Papers without terms or without a place are left out.
 * Equals rank by number. 1 where there are too few papers to be wrong.
 * @param positions x and y of paper i at 2i and 2i + 1; NaN for papers that are not placed.
 */
export function trustworthiness(
  rows: TermRows,
  positions: Float32Array,
  options: TrustOptions = {},
  hooks: Hooks = {},
): number {
  const { neighbourhood = 10, sample = 500, seed = 1 } = options;
  const placed: number[] = [];
  for (let i = 0; i < positions.length / 2; i++)
    if (rows.starts[i + 1]! > rows.starts[i]! && !Number.isNaN(positions[2 * i]!)) placed.push(i);
  const n = placed.length;
  const k = Math.min(neighbourhood, Math.floor((n - 1) / 2));
  if (k < 1) return 1;
  const similaritiesOf = comparer(rows);
  const looked = sampled(placed, sample, generator(seed));
  let cost = 0;
  looked.forEach((paper, done) => {
    hooks.signal?.throwIfAborted();
    hooks.progress?.('quality', done + 1, looked.length);
    const sums = similaritiesOf(paper);
    for (const near of nearestInPicture(placed, positions, paper, k))
      cost += Math.max(0, rankBySimilarity(placed, sums, paper, near) - k);
  });
  return 1 - (2 / (looked.length * k * (2 * n - 3 * k - 1))) * cost;
}

/** The k papers nearest to one in the picture. */
function nearestInPicture(placed: readonly number[], positions: Float32Array, paper: number, k: number): number[] {
  const [x, y] = [positions[2 * paper]!, positions[2 * paper + 1]!];
  const nearest: number[] = [];
  const distances: number[] = [];
  for (const other of placed) {
    const distance = (positions[2 * other]! - x) ** 2 + (positions[2 * other + 1]! - y) ** 2;
    if (other === paper || (nearest.length === k && distance >= distances[k - 1]!)) continue;
    let at = nearest.length;
    while (at > 0 && distances[at - 1]! > distance) at--;
    nearest.splice(at, 0, other);
    distances.splice(at, 0, distance);
    nearest.length = distances.length = Math.min(k, nearest.length);
  }
  return nearest;
}

/** The place of `other` among all papers by their similarity to `paper`; 1 is the most similar. */
function rankBySimilarity(placed: readonly number[], sums: Float64Array, paper: number, other: number): number {
  const own = sums[other]!;
  let rank = 1;
  for (const i of placed) if (i !== paper && (sums[i]! > own || (sums[i] === own && i < other))) rank++;
  return rank;
}

/** Compares one paper with all: gives their products, in an array that the next call writes again. */
function comparer({ starts, ids, values }: TermRows): (paper: number) => Float64Array {
  const papers = starts.length - 1;
  let terms = 0;
  for (const id of ids) if (id >= terms) terms = id + 1;
  const lists = new Uint32Array(terms + 1);
  for (const id of ids) lists[id + 1]!++;
  for (let term = 0; term < terms; term++) lists[term + 1]! += lists[term]!;
  const next = lists.slice();
  const postings = new Uint32Array(ids.length);
  const weights = new Uint16Array(ids.length);
  for (let i = 0; i < papers; i++)
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const at = next[ids[k]!]!++;
      postings[at] = i;
      weights[at] = values[k]!;
    }
  const sums = new Float64Array(papers);
  return (paper) => {
    sums.fill(0);
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) {
      const value = values[k]!;
      const end = lists[ids[k]! + 1]!;
      for (let p = lists[ids[k]!]!; p < end; p++) sums[postings[p]!]! += weights[p]! * value;
    }
    return sums;
  };
}

/** At most `most` of the papers, each as likely as any other, in their order. */
function sampled(papers: readonly number[], most: number, random: () => number): number[] {
  const chosen: number[] = [];
  papers.forEach((paper, i) => {
    if (random() * (papers.length - i) < most - chosen.length) chosen.push(paper);
  });
  return chosen;
}
