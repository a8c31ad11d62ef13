import type { Hooks } from '../types.ts';
import { adjustedMutualInformation, sizesOf } from './agreement.ts';
import type { Communities } from './communities.ts';

/** What the scan saw at one resolution. */
export interface Scanned {
  resolution: number;
  /** Mean number of groups that reach the minimum size. */
  topics: number;
  /** Mean adjusted mutual information between the runs at this resolution, at most 1. */
  stability: number;
  /** Mean of {@link stability} and of the agreement with the resolutions before and after: high on a plateau. */
  plateau: number;
}

/** The resolutions that are tried, each 2^(1/2) times the one before. */
export const SCANNED_RESOLUTIONS: readonly number[] = Array.from({ length: 9 }, (_, k) => 2 ** ((k - 4) / 2));
const RUNS = 4;
const RUNS_WHEN_LARGE = 2;
const LARGE = 50_000;
/** More entries than a legend can hold. */
const MOST_TOPICS = 45;

/** How many topics a person can read in a collection: from its fourth root to three times that. 4 to 12 for 257 papers, 10 to 30 for 10,000. */
export function readableTopics(papers: number): [least: number, most: number] {
  const root = papers ** 0.25;
  return [root, Math.min(MOST_TOPICS, 3 * root)];
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Tries each resolution with a few runs. Communities of fewer than `minSize` papers are not counted as topics. */
export function scanResolutions(
  communities: Communities,
  papers: number,
  minSize: number,
  hooks: Hooks = {},
): Scanned[] {
  const count = papers > LARGE ? RUNS_WHEN_LARGE : RUNS;
  const runs = SCANNED_RESOLUTIONS.map((resolution) => {
    hooks.signal?.throwIfAborted();
    return Array.from({ length: count }, (_, r) => communities.run(resolution, r).at(-1)!);
  });
  const between = (a: Uint32Array[], b: Uint32Array[]) =>
    mean(a.map((run, r) => adjustedMutualInformation(run, b[(r + 1) % count]!)));
  const steps = runs.slice(1).map((found, k) => between(runs[k]!, found));
  return runs.map((found, k) => {
    const stability = between(found, found);
    const sides = [steps[k - 1], steps[k]].filter((step) => step !== undefined);
    return {
      resolution: SCANNED_RESOLUTIONS[k]!,
      topics: mean(found.map((run) => sizesOf(run).filter((size) => size >= minSize).length)),
      stability,
      plateau: mean([stability, ...sides]),
    };
  });
}

/**
 * The resolution on the highest plateau among those with a number of topics that a person can read; when none has, the one
 * that comes nearest to such a number. The first of equals.
 */
export function chooseResolution(scanned: readonly Scanned[], papers: number): number {
  const [least, most] = readableTopics(papers);
  const off = ({ topics }: Scanned) => Math.max(least / Math.max(topics, 1), Math.max(topics, 1) / most, 1);
  const best = [...scanned].sort((a, b) => off(a) - off(b) || b.plateau - a.plateau)[0]!;
  return best.resolution;
}
