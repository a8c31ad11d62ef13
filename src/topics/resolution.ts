import { computeGroupSizes } from '../graph/partition.ts';
import type { Hooks } from '../model/options.ts';
import { mapItems } from '../util/pause.ts';
import { adjustedMutualInformation } from './adjusted-mutual-information.ts';
import type { TopicRuns } from './runs/topic-runs.ts';

/** The result of the scan at one resolution. */
export interface ScannedResolution {
  resolution: number;
  /** Mean number of groups of at least the minimum size. */
  topics: number;
  /** Mean adjusted mutual information between consecutive runs at this resolution, at most 1. */
  stability: number;
  /** Mean of {@link stability} and the agreement with the runs at the adjacent resolutions; high on a plateau. */
  plateau: number;
}

/** Factor between adjacent resolutions. */
const STEP_FACTOR = Math.SQRT2;
/** Maximum number of steps from resolution 1 in each direction: 1/16 to 16. */
const MAX_STEPS = 8;
const RUNS = 4;
/** Number of runs for collections of more than {@link LARGE_COLLECTION} papers. */
const RUNS_IF_LARGE = 2;
const LARGE_COLLECTION = 50_000;
/** Typical number of scanned resolutions; used to estimate progress. */
const TYPICAL_RESOLUTIONS = 4;
/** Limits the readable number of topics to what fits a legend. */
const MAX_READABLE_TOPICS = 45;

/**
 * Returns the range of a readable number of topics: from the fourth root of the number of papers to three times that, at most
 * 45. For example, 4 to 12 for 257 papers and 10 to 30 for 10,000.
 */
export function getReadableTopicRange(papers: number): [min: number, max: number] {
  const root = Math.sqrt(Math.sqrt(papers));
  return [root, Math.min(MAX_READABLE_TOPICS, 3 * root)];
}

/** Returns the resolution of a step, a power of the factor. Multiplies, because `**` is not equally accurate on every platform. */
function getResolution(step: number): number {
  let power = 1;
  for (let k = 0; k < Math.abs(step); k++) power *= STEP_FACTOR;
  return step < 0 ? 1 / power : power;
}

/** Returns the arithmetic mean. */
function computeMean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Runs Louvain a few times at each of several resolutions: from 1 down and up until the number of topics is no longer
 * readable, so that each readable resolution has a neighbor on both sides.
 * @param minSize Minimum size of a group to be counted as a topic.
 * @returns The results in ascending order of resolution.
 * @throws the reason of the signal if it is aborted
 */
export async function scanResolutions(
  topicRuns: Pick<TopicRuns, 'run'>,
  papers: number,
  minSize: number,
  { signal, progress }: Hooks = {},
): Promise<ScannedResolution[]> {
  const runCount = papers > LARGE_COLLECTION ? RUNS_IF_LARGE : RUNS;
  const [minTopics, maxTopics] = getReadableTopicRange(papers);
  const expectedRuns = TYPICAL_RESOLUTIONS * runCount;
  let finishedRuns = 0;
  const runAt = async (step: number) => {
    const resolution = getResolution(step);
    const runs = await Promise.all(
      Array.from({ length: runCount }, async (_, run) => {
        const levels = await topicRuns.run(resolution, run);
        progress?.('topics', Math.min(++finishedRuns, expectedRuns), expectedRuns);
        return levels.at(-1)!;
      }),
    );
    const topics = computeMean(runs.map((run) => computeGroupSizes(run).filter((size) => size >= minSize).length));
    return { resolution, runs, topics };
  };
  const first = await runAt(0);
  /** Runs at one resolution after the other, until the number of topics is no longer readable. */
  const scan = async (direction: -1 | 1, isReadable: (topics: number) => boolean) => {
    const results = [first];
    for (let step = 1; step <= MAX_STEPS && isReadable(results.at(-1)!.topics); step++)
      results.push(await runAt(direction * step));
    return results.slice(1);
  };
  const [lower, higher] = await Promise.all([
    scan(-1, (topics) => topics >= minTopics),
    scan(1, (topics) => topics <= maxTopics),
  ]);
  const scanned = [...lower.reverse(), first, ...higher];

  // Each run is compared with the next run at the adjacent resolution, because in a large graph the run with the same number
  // starts from the same first level.
  const agreements = await mapItems(scanned.slice(1), signal, async ({ runs }, k) => {
    const { runs: others } = scanned[k]!;
    return computeMean(
      await mapItems(runs, signal, (run, r) => adjustedMutualInformation(run, others[(r + 1) % runCount]!)),
    );
  });
  return mapItems(scanned, signal, async ({ resolution, runs, topics }, k) => {
    const stability = computeMean(
      await mapItems(runs.slice(1), signal, (run, r) => adjustedMutualInformation(run, runs[r]!)),
    );
    const adjacentAgreements = [agreements[k - 1], agreements[k]].filter((agreement) => agreement !== undefined);
    return { resolution, topics, stability, plateau: computeMean([stability, ...adjacentAgreements]) };
  });
}

/**
 * Chooses the resolution with the highest plateau among those with a readable number of topics. If there is none, chooses the
 * one whose number of topics is closest to the readable range. Ties go to the lowest resolution.
 */
export function chooseResolution(scanned: readonly ScannedResolution[], papers: number): number {
  const [minTopics, maxTopics] = getReadableTopicRange(papers);
  /** Factor by which the number of topics is outside the readable range; 1 inside. */
  const excess = ({ topics }: ScannedResolution) =>
    Math.max(minTopics / Math.max(topics, 1), Math.max(topics, 1) / maxTopics, 1);
  const best = [...scanned].sort((a, b) => excess(a) - excess(b) || b.plateau - a.plateau)[0]!;
  return best.resolution;
}
