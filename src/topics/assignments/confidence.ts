import type { SparseRows, TermRows } from '../../model/sparse.ts';
import { fillWith, forEachRange, isPauseDue, mapItems, pause, runWithPauses } from '../../util/pause.ts';
import { sortNumbersInSteps } from '../../util/sort.ts';
import { computeCentroidCosines, type PaperTopicPairs } from './centroids.ts';
import { sumWeightsByTopic } from './refine-assignments.ts';

/** How well papers fit their topics. */
export interface AssignmentConfidence {
  /** Confidence of each node's assignment, 0..1; 0 for nodes in no topic. */
  confidence: Float32Array;
  /** The topic, other than its own, that fits each node best; 0 if it has no neighbor in another topic. */
  secondTopic: Uint32Array;
}

/** Relative cosines from which a paper fits its centroid not at all, and fully; 0.5 if another topic's centroid is as close. */
const RELATIVE_COSINE_RANGE = [0.4, 0.55] as const;
/** Cosines relative to the median of the topic from which a paper fits not at all, and fully. */
const TYPICAL_COSINE_RANGE = [0.4, 1] as const;
/** Number of a node's strongest edges whose mean says how well the paper is connected at all. */
const STRONGEST_EDGES = 5;
/** Number of nodes that are processed between two checks whether a pause is due. */
const NODES_PER_RANGE = 1 << 12;

/**
 * Measures how well each node's paper fits its topic, from its own neighbors and text and from repeated runs.
 *
 *     confidence = (e + r + c) / 3 * (2 + s) / 3 * sqrt(w)
 *
 * where each factor is limited to 0..1:
 *
 *     e  fraction of the node's edge weight that goes to its topic
 *     r  cosine with its topic's centroid relative to the closest other topic among its neighbors: a / (a + b), scaled from 0.4..0.55
 *     c  cosine with its topic's centroid relative to the median of the topic's papers, scaled from 0.4..1
 *     s  stability: fraction of the topic's papers that are with the node in repeated runs
 *     w  mean weight of the node's five strongest edges relative to the median over all nodes
 *
 * A paper counts in no centroid that it is compared with. On the ACM papers, 95% of papers that were moved to a random topic have a
 * confidence below 0.25, and 80% of all others one above 0.5.
 * @param adjacency The neighbors of each node.
 * @param papers The paper (row) of each node.
 * @param topicOf The topic of each node, from 1; 0 for none.
 * @param stability How reliably repeated runs put each node into its topic, 0..1.
 * @throws the reason of the signal if it is aborted
 */
export async function measureConfidence(
  adjacency: SparseRows,
  rows: TermRows,
  papers: Uint32Array,
  topicOf: Uint32Array,
  stability: ArrayLike<number>,
  signal?: AbortSignal,
): Promise<AssignmentConfidence> {
  const candidates = await collectCandidates(adjacency, topicOf, signal);
  if (isPauseDue()) await pause(signal);
  const pairs: PaperTopicPairs = { papers: candidates.nodes.map((node) => papers[node]!), topics: candidates.topics };
  if (isPauseDue()) await pause(signal);
  const cosines = await computeCentroidCosines(rows, papers, topicOf, pairs, signal, true);
  const medianCosines = await computeMedianCosines(candidates, cosines, topicOf, signal);
  const edgeStrengths = await measureEdgeStrengths(adjacency, signal);
  const medianStrength = await median(
    edgeStrengths.filter((_, node) => topicOf[node]! > 0),
    signal,
  );
  const confidence = new Float32Array(topicOf.length);
  const secondTopic = new Uint32Array(topicOf.length);
  for (let start = 0, end = 0; start < candidates.nodes.length; start = end) {
    if (isPauseDue()) await pause(signal);
    const node = candidates.nodes[start]!;
    while (candidates.nodes[end] === node) end++;
    const own = topicOf[node]!;
    const { ownCosine, ownShare, otherCosine, second } = compareCandidates(candidates, cosines, start, end, own);
    secondTopic[node] = second;
    const relative = ownCosine / (ownCosine + otherCosine || 1);
    const fit =
      (ownShare +
        scale(relative, RELATIVE_COSINE_RANGE) +
        scale(ownCosine / medianCosines[own]!, TYPICAL_COSINE_RANGE)) /
      3;
    const strength = Math.min(1, edgeStrengths[node]! / medianStrength);
    confidence[node] = fit * ((2 + stability[node]!) / 3) * Math.sqrt(strength);
  }
  return { confidence, secondTopic };
}

/** Pairs of a node and a topic: for each node in a topic, in ascending order, its own topic, then those of its neighbors. */
interface Candidates {
  nodes: Uint32Array;
  topics: Uint32Array;
  /** Fraction of the node's edge weight that goes to the topic. */
  weightShares: Float64Array;
}

async function collectCandidates(
  adjacency: SparseRows,
  topicOf: Uint32Array,
  signal: AbortSignal | undefined,
): Promise<Candidates> {
  const nodes: number[] = [];
  const topics: number[] = [];
  const weightShares: number[] = [];
  const topicCount = topicOf.reduce((max, topic) => Math.max(max, topic), 0) + 1;
  const weightToTopic = new Float64Array(topicCount);
  const neighborTopics = new Uint32Array(topicCount);
  const add = (node: number, topic: number, total: number) => {
    nodes.push(node);
    topics.push(topic);
    weightShares.push(total > 0 ? weightToTopic[topic]! / total : 0);
    weightToTopic[topic] = 0;
  };
  const collect = (node: number) => {
    const own = topicOf[node]!;
    if (own === 0) return;
    const count = sumWeightsByTopic(node, adjacency, topicOf, weightToTopic, neighborTopics);
    let total = 0;
    for (let t = 0; t < count; t++) total += weightToTopic[neighborTopics[t]!]!;
    add(node, own, total);
    for (let t = 0; t < count; t++) if (neighborTopics[t] !== own) add(node, neighborTopics[t]!, total);
  };
  await forEachRange(topicOf.length, NODES_PER_RANGE, signal, (start, end) => {
    for (let node = start; node < end; node++) collect(node);
  });
  return {
    nodes: await fillWith(new Uint32Array(nodes.length), (k) => nodes[k]!, signal),
    topics: await fillWith(new Uint32Array(nodes.length), (k) => topics[k]!, signal),
    weightShares: await fillWith(new Float64Array(nodes.length), (k) => weightShares[k]!, signal),
  };
}

/** Compares a node's own topic, the first of its candidates, with the others. The lower topic wins ties. */
function compareCandidates(
  { topics, weightShares }: Candidates,
  cosines: Float64Array,
  start: number,
  end: number,
  own: number,
): { ownCosine: number; ownShare: number; otherCosine: number; second: number } {
  const maxCosine = cosines.subarray(start, end).reduce((max, cosine) => Math.max(max, cosine), 0) || 1;
  let otherCosine = 0;
  let second = 0;
  let secondScore = 0;
  for (let k = start + 1; k < end; k++) {
    otherCosine = Math.max(otherCosine, cosines[k]!);
    const score = weightShares[k]! + cosines[k]! / maxCosine;
    if (score < secondScore || (score === secondScore && topics[k]! > second) || topics[k] === own) continue;
    second = topics[k]!;
    secondScore = score;
  }
  return { ownCosine: Math.max(0, cosines[start]!), ownShare: weightShares[start]!, otherCosine, second };
}

/** Returns the median cosine of each topic's papers with its centroid. */
async function computeMedianCosines(
  { nodes, topics }: Candidates,
  cosines: Float64Array,
  topicOf: Uint32Array,
  signal: AbortSignal | undefined,
): Promise<number[]> {
  const topicCount = topicOf.reduce((max, topic) => Math.max(max, topic), 0) + 1;
  const cosinesOf = Array.from({ length: topicCount }, (): number[] => []);
  await forEachRange(topics.length, NODES_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) if (topics[k] === topicOf[nodes[k]!]) cosinesOf[topics[k]!]!.push(cosines[k]!);
  });
  return mapItems(cosinesOf, signal, async (values) => (await median(values, signal)) || 1);
}

/** Returns the mean weight of each node's strongest edges. */
async function measureEdgeStrengths(
  { starts, values }: SparseRows,
  signal: AbortSignal | undefined,
): Promise<Float64Array> {
  const strengths = new Float64Array(starts.length - 1);
  await forEachRange(strengths.length, NODES_PER_RANGE, signal, (start, end) => {
    for (let node = start; node < end; node++) {
      const strongest = values
        .slice(starts[node]!, starts[node + 1]!)
        .sort()
        .subarray(-STRONGEST_EDGES);
      strengths[node] = strongest.reduce((sum, value) => sum + value, 0) / Math.max(1, strongest.length);
    }
  });
  return strengths;
}

/** Maps a range to 0..1. */
const scale = (value: number, [min, max]: readonly [number, number]) =>
  Math.min(1, Math.max(0, (value - min) / (max - min)));

/** Returns the upper median; 0 for no values. */
async function median(values: ArrayLike<number>, signal: AbortSignal | undefined): Promise<number> {
  const sorted = await runWithPauses(sortNumbersInSteps(Float64Array.from(values)), signal);
  return sorted[sorted.length >> 1] ?? 0;
}
