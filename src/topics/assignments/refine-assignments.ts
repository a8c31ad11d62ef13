import type { SparseRows, TermRows } from '../../model/sparse.ts';
import { forEachRange } from '../../util/pause.ts';
import { computeCentroidCosines } from './centroids.ts';

/** Default maximum number of rounds. Nearly all assignments are stable after three. */
const MAX_ROUNDS = 3;
/**
 * A topic is a candidate if the fraction of the paper's edge weight that goes to it is at most this much below that of the
 * topic with the most. Beyond that, only a cosine twice as high could make up for the difference.
 */
const MAX_FRACTION_DIFFERENCE = 0.5;

/** Number of nodes that are processed between two checks whether a pause is due. */
const NODES_PER_RANGE = 1 << 12;

/**
 * Moves each paper to the topic that fits both its edges and its text best. Louvain moves whole groups of papers, so some
 * papers end up in a topic only because their group was moved there.
 *
 * A paper moves to the topic with the highest
 *
 *     fraction of the paper's edge weight that goes to the topic
 *     + cosine of the paper and the topic's centroid, divided by the highest such cosine
 *
 * among its candidates. Ties are resolved in favor of the current topic, then of the lower topic number. All papers move at
 * the same time; later rounds reconsider the neighbors of papers that moved, until no paper moves. On the ACM papers this
 * increases modularity slightly and agreement with the venues considerably (bench/topics.ts).
 * @param adjacency The neighbors of each node.
 * @param papers The paper (row) of each node.
 * @param topicOf The topic of each node, from 1. Nodes in no topic (0) are not moved and do not attract others.
 * @param maxRounds At least 1. Default 3.
 * @returns The new topic of each node.
 * @throws the reason of the signal if it is aborted
 */
export async function refineAssignments(
  adjacency: SparseRows,
  rows: TermRows,
  papers: Uint32Array,
  topicOf: Uint32Array,
  maxRounds = MAX_ROUNDS,
  signal?: AbortSignal,
): Promise<Uint32Array> {
  const assignment = topicOf.slice();
  let queue = assignment.map((_, node) => node).filter((node) => assignment[node]! > 0);
  for (let round = 0; round < maxRounds && queue.length > 0; round++) {
    const candidates = await collectCandidates(queue, adjacency, assignment, signal);
    const pairs = { papers: candidates.owners.map((node) => papers[node]!), topics: candidates.topics };
    const cosines = await computeCentroidCosines(rows, papers, assignment, pairs, signal);
    const bestTopics = chooseBestTopics(candidates, cosines, assignment);
    const isQueued = new Uint8Array(assignment.length);
    bestTopics.forEach((topic, n) => {
      const node = candidates.nodes[n]!;
      if (topic === assignment[node]) return;
      assignment[node] = topic;
      for (let k = adjacency.starts[node]!; k < adjacency.starts[node + 1]!; k++) isQueued[adjacency.ids[k]!] = 1;
    });
    queue = assignment.map((_, node) => node).filter((node) => isQueued[node] && assignment[node]! > 0);
  }
  return assignment;
}

/** Candidate topics of the nodes that have a candidate other than their current topic. */
interface Candidates {
  nodes: Uint32Array;
  /** The candidates of nodes[n] are entries starts[n] to starts[n + 1] - 1 of the arrays below. */
  starts: Uint32Array;
  topics: Uint32Array;
  /** Fraction of the node's edge weight that goes to the topic, 0..1. */
  weightFractions: Float64Array;
  /** The node to which the candidate belongs. */
  owners: Uint32Array;
}

/** Collects the candidate topics of the queued nodes. */
async function collectCandidates(
  queue: Uint32Array,
  adjacency: SparseRows,
  assignment: Uint32Array,
  signal: AbortSignal | undefined,
): Promise<Candidates> {
  const topicCount = assignment.reduce((max, topic) => Math.max(max, topic), 0) + 1;
  const weightToTopic = new Float64Array(topicCount);
  const neighborTopics = new Uint32Array(topicCount);
  const nodes: number[] = [];
  const starts = [0];
  const topics: number[] = [];
  const weightFractions: number[] = [];
  const owners: number[] = [];
  const collect = (node: number) => {
    const neighborTopicCount = sumWeightsByTopic(node, adjacency, assignment, weightToTopic, neighborTopics);
    const { total, threshold } = computeThreshold(weightToTopic, neighborTopics, neighborTopicCount);
    const start = topics.length;
    for (let t = 0; t < neighborTopicCount; t++) {
      const topic = neighborTopics[t]!;
      if (weightToTopic[topic]! > threshold) {
        topics.push(topic);
        weightFractions.push(weightToTopic[topic]! / total);
        owners.push(node);
      }
      weightToTopic[topic] = 0;
    }
    if (topics.length === start + 1 && topics[start] === assignment[node]) {
      topics.pop();
      weightFractions.pop();
      owners.pop();
    } else {
      nodes.push(node);
      starts.push(topics.length);
    }
  };
  await forEachRange(queue.length, NODES_PER_RANGE, signal, (start, end) =>
    queue.subarray(start, end).forEach(collect),
  );
  return {
    nodes: Uint32Array.from(nodes),
    starts: Uint32Array.from(starts),
    topics: Uint32Array.from(topics),
    weightFractions: Float64Array.from(weightFractions),
    owners: Uint32Array.from(owners),
  };
}

/**
 * Sums a node's edge weights by topic.
 * @param weightToTopic Receives the sums; all 0 before the call.
 * @param neighborTopics Receives the topics of the neighbors.
 * @returns The number of these topics.
 */
export function sumWeightsByTopic(
  node: number,
  { starts, ids, values }: SparseRows,
  assignment: Uint32Array,
  weightToTopic: Float64Array,
  neighborTopics: Uint32Array,
): number {
  let count = 0;
  const end = starts[node + 1]!;
  for (let k = starts[node]!; k < end; k++) {
    const topic = assignment[ids[k]!]!;
    if (topic === 0) continue;
    if (weightToTopic[topic] === 0) neighborTopics[count++] = topic;
    weightToTopic[topic]! += values[k]!;
  }
  return count;
}

/** Returns a node's total edge weight and the weight that a candidate topic must exceed. */
function computeThreshold(
  weightToTopic: Float64Array,
  neighborTopics: Uint32Array,
  count: number,
): { total: number; threshold: number } {
  let total = 0;
  let maxWeight = 0;
  for (let t = 0; t < count; t++) {
    const weight = weightToTopic[neighborTopics[t]!]!;
    total += weight;
    maxWeight = Math.max(maxWeight, weight);
  }
  return { total, threshold: maxWeight - MAX_FRACTION_DIFFERENCE * total };
}

/** Returns the candidate topic with the highest score for each node. */
function chooseBestTopics(
  { nodes, starts, topics, weightFractions }: Candidates,
  cosines: Float64Array,
  assignment: Uint32Array,
): Uint32Array {
  return nodes.map((node, n) => {
    const currentTopic = assignment[node]!;
    let maxCosine = Number.MIN_VALUE;
    for (let k = starts[n]!; k < starts[n + 1]!; k++) maxCosine = Math.max(maxCosine, cosines[k]!);
    let bestTopic = currentTopic;
    let maxScore = 0;
    for (let k = starts[n]!; k < starts[n + 1]!; k++) {
      const topic = topics[k]!;
      const score = weightFractions[k]! + cosines[k]! / maxCosine;
      const winsTie = topic === currentTopic || (bestTopic !== currentTopic && topic < bestTopic);
      if (score > maxScore || (score === maxScore && winsTie)) {
        maxScore = score;
        bestTopic = topic;
      }
    }
    return bestTopic;
  });
}
