import { buildAdjacencySteps, extractSubgraph } from '../graph/adjacency.ts';
import {
  computeContingency,
  computeGroupSizes,
  intersectPartitions,
  listGroupMembers,
  renumberGroups,
} from '../graph/partition.ts';
import type { SparseRows } from '../model/sparse.ts';
import { isPauseDue, pause, runWithPauses } from '../util/pause.ts';
import { mergeSmallGroups, numberBySize } from './group-sizes.ts';
import { type Levels, LouvainRuns } from './louvain/louvain-runs.ts';

/** Maximum number of subtopics per topic. */
const MAX_SUBTOPICS = 10;
/** Lowest resolution at which a topic is divided. */
const MIN_RESOLUTION = 1 / 16;
/** Maximum size of a subtopic, as a fraction of its topic. A larger one would be nearly the same as the topic. */
const MAX_SUBTOPIC_FRACTION = 0.75;

/**
 * Divides topics into subtopics.
 *
 * Uses the coarsest Louvain level that divides a topic well: into two to ten parts of at least `minSize` papers, none larger
 * than three quarters of the topic, after small parts are merged. If no level does, Louvain runs again within the topic.
 * @param adjacency The neighbors of each node.
 * @param levels The levels of the run from which the topics come, finest first.
 * @param topicOf The topic of each node, from 1; 0 for none.
 * @param minSize Minimum size of a subtopic.
 * @param seed Seed for running Louvain within a topic. Whole number.
 * @returns The subtopic of each node, numbered from 1 over all topics: by topic, then by descending size. 0 for nodes without
 * a topic and for topics that are not divided.
 * @throws the reason of the signal if it is aborted
 */
export async function findSubtopics(
  adjacency: SparseRows,
  levels: Levels,
  topicOf: Uint32Array,
  minSize: number,
  seed: number,
  signal?: AbortSignal,
): Promise<Uint32Array> {
  const divisions = await findDivisionsByLevel(adjacency, levels, topicOf, minSize, signal);
  const membersByTopic = listGroupMembers(topicOf);
  const subtopicOf = new Uint32Array(topicOf.length);
  let subtopicCount = 0;
  for (let topic = 1; topic < membersByTopic.length; topic++) {
    if (isPauseDue()) await pause(signal);
    const members = membersByTopic[topic]!;
    const division = divisions.get(topic);
    const partOf = division
      ? renumberGroups(members.map((node) => division[node]!))
      : await divideTopic(adjacency, members, minSize, seed, signal);
    const numbers = numberBySize(partOf);
    const partCount = computeGroupSizes(numbers).length - 1;
    if (partCount < 2) continue;
    members.forEach((node, k) => {
      subtopicOf[node] = subtopicCount + numbers[k]!;
    });
    subtopicCount += partCount;
  }
  return subtopicOf;
}

/** Returns, by topic, the partition from the coarsest level that divides the topic well. */
async function findDivisionsByLevel(
  adjacency: SparseRows,
  levels: Levels,
  topicOf: Uint32Array,
  minSize: number,
  signal: AbortSignal | undefined,
): Promise<Map<number, Uint32Array>> {
  const divisions = new Map<number, Uint32Array>();
  for (const level of levels.slice(0, -1).reverse()) {
    if (isPauseDue()) await pause(signal);
    const parts = intersectPartitions(topicOf, level);
    if (isPauseDue()) await pause(signal);
    const partOf = mergeSmallGroups(adjacency, parts, minSize, topicOf);
    if (isPauseDue()) await pause(signal);
    for (const topic of findWellDividedTopics(topicOf, partOf, minSize))
      if (!divisions.has(topic)) divisions.set(topic, partOf);
  }
  return divisions;
}

/** Returns the topics that have a valid number of parts of valid sizes. */
function findWellDividedTopics(topicOf: Uint32Array, partOf: Uint32Array, minSize: number): number[] {
  const topicSizes = computeGroupSizes(topicOf);
  const partSizesByTopic = Array.from(topicSizes, (): number[] => []);
  const { rows, counts } = computeContingency(topicOf, partOf);
  rows.forEach((topic, k) => {
    partSizesByTopic[topic]!.push(counts[k]!);
  });
  return Array.from(topicSizes.keys()).filter((topic) => {
    const partSizes = partSizesByTopic[topic]!;
    return (
      topic > 0 &&
      partSizes.length > 1 &&
      partSizes.length <= MAX_SUBTOPICS &&
      partSizes.every((size) => size >= minSize && size <= MAX_SUBTOPIC_FRACTION * topicSizes[topic]!)
    );
  });
}

/**
 * Runs Louvain on the subgraph of a topic, at decreasing resolution until there are at most ten parts.
 * @returns The part of each member; all members in one part if the topic cannot be divided.
 */
async function divideTopic(
  adjacency: SparseRows,
  members: Uint32Array,
  minSize: number,
  seed: number,
  signal: AbortSignal | undefined,
): Promise<Uint32Array> {
  const undivided = new Uint32Array(members.length);
  if (members.length < 2 * minSize) return undivided;
  const subgraph = extractSubgraph(adjacency, members);
  const subgraphAdjacency = await runWithPauses(buildAdjacencySteps(subgraph), signal);
  const louvainRuns = new LouvainRuns(subgraph, subgraphAdjacency, 1, seed);
  for (let resolution = 1; resolution >= MIN_RESOLUTION; resolution /= 2) {
    const levels = await louvainRuns.run(resolution, 0, signal);
    const partOf = mergeSmallGroups(subgraphAdjacency, levels.at(-1)!, minSize);
    const sizes = computeGroupSizes(partOf).filter((size) => size > 0);
    // A small part without edges to the others cannot be merged, so the topic is not divided.
    if (sizes.some((size) => size < minSize)) return undivided;
    if (sizes.length <= MAX_SUBTOPICS) return renumberGroups(partOf);
  }
  return undivided;
}
