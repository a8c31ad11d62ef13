import { sizesOf } from '../graph/partition.ts';
import type { Hooks } from '../model/options.ts';
import { adjustedMutualInformation } from './adjusted-mutual-information.ts';
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

/** Resolutions are tried in steps of this factor, from 1 up and down. */
const STEP = Math.SQRT2;
/** Steps from 1 at most: resolutions from 1/16 to 16. */
const FURTHEST = 8;
const RUNS = 4;
const RUNS_WHEN_LARGE = 2;
const LARGE = 50_000;
/** About so many resolutions are tried before all readable ones are spanned. */
const USUAL = 4;
/** More entries than a legend can hold. */
const MOST_TOPICS = 45;

/** How many topics a person can read in a collection: from its fourth root to three times that. 4 to 12 for 257 papers, 10 to 30 for 10,000. */
export function readableTopics(papers: number): [least: number, most: number] {
  const root = papers ** 0.25;
  return [root, Math.min(MOST_TOPICS, 3 * root)];
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Tries resolutions with a few runs each: from 1 up and down until the number of topics is no longer readable, so that each readable one has
 * a neighbour on both sides. Communities of fewer than `minSize` papers are not counted as topics. In order of resolution.
 */
export function scanResolutions(
  communities: Communities,
  papers: number,
  minSize: number,
  hooks: Hooks = {},
): Scanned[] {
  const count = papers > LARGE ? RUNS_WHEN_LARGE : RUNS;
  const [least, most] = readableTopics(papers);
  let made = 0;
  const tried = (step: number) => {
    const resolution = STEP ** step;
    const runs = Array.from({ length: count }, (_, r) => {
      hooks.signal?.throwIfAborted();
      const run = communities.run(resolution, r).at(-1)!;
      hooks.progress?.('topics', Math.min(++made, USUAL * count), USUAL * count);
      return run;
    });
    const topics = mean(runs.map((run) => sizesOf(run).filter((size) => size >= minSize).length));
    return { resolution, runs, topics };
  };
  const found = [tried(0)];
  for (let step = -1; step >= -FURTHEST && found[0]!.topics >= least; step--) found.unshift(tried(step));
  for (let step = 1; step <= FURTHEST && found.at(-1)!.topics <= most; step++) found.push(tried(step));

  // A run is compared with the next one, which in a large network has another first level.
  const steps = found
    .slice(1)
    .map(({ runs }, k) => mean(runs.map((run, r) => adjustedMutualInformation(run, found[k]!.runs[(r + 1) % count]!))));
  return found.map(({ resolution, runs, topics }, k) => {
    const stability = mean(runs.slice(1).map((run, r) => adjustedMutualInformation(run, runs[r]!)));
    const sides = [steps[k - 1], steps[k]].filter((step) => step !== undefined);
    return { resolution, topics, stability, plateau: mean([stability, ...sides]) };
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
