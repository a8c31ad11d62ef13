import Graph from 'graphology';
import type { Edges, Topics } from '../model/map.ts';
import { forEachRange } from '../util/pause.ts';
import { runForceAtlas2 } from './force-atlas2.ts';
import { removeOverlaps } from './remove-overlaps.ts';

/** Radius of a subtopic's disc, as a fraction of the radius of its topic's disc. */
const SUBTOPIC_RADIUS = 0.3;

/** Number of edges that are processed between two checks whether a pause is due. */
const EDGES_PER_RANGE = 1 << 14;

/** A weighted link between two topics. */
type TopicLink = [a: number, b: number, weight: number];

/**
 * Returns the positions from which the force simulation starts, as interleaved x and y.
 *
 * Topics are discs that ForceAtlas2 arranges by the similarities between them, so that related topics are adjacent. Each
 * subtopic is placed at random within its topic's disc and each paper at random within its subtopic's disc.
 * @param groups Topic and subtopic of each paper.
 * @param extent Approximate radius of the result.
 * @throws the reason of the signal if it is aborted
 */
export async function computeInitialPositions(
  edges: Edges,
  groups: Pick<Topics, 'topicOf' | 'subtopicOf'>,
  random: () => number,
  extent: number,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const { topicOf, subtopicOf } = groups;
  const sizes = countMembers(topicOf);
  const topics = [...sizes.keys()].sort((a, b) => a - b);
  const radii = Float32Array.from(topics, (topic) => extent * Math.sqrt((0.5 * sizes.get(topic)!) / topicOf.length));
  const links = await linkTopics(edges, topicOf, sizes, signal);
  const centers = await placeTopics(topics, radii, links, random, signal);
  const indexOfTopic = new Map(topics.map((topic, t) => [topic, t]));
  const subtopicCenters = new Map<string, [x: number, y: number]>();
  const positions = new Float32Array(2 * topicOf.length);
  topicOf.forEach((topic, i) => {
    const t = indexOfTopic.get(topic)!;
    const key = `${topic} ${subtopicOf[i]}`;
    const subtopicCenter = subtopicCenters.get(key) ?? drawPointInUnitDisc(random);
    subtopicCenters.set(key, subtopicCenter);
    const [x, y] = drawPointInUnitDisc(random);
    positions[2 * i] = centers[2 * t]! + radii[t]! * ((1 - SUBTOPIC_RADIUS) * subtopicCenter[0] + SUBTOPIC_RADIUS * x);
    positions[2 * i + 1] =
      centers[2 * t + 1]! + radii[t]! * ((1 - SUBTOPIC_RADIUS) * subtopicCenter[1] + SUBTOPIC_RADIUS * y);
  });
  return positions;
}

/** Counts the papers of each group. */
function countMembers(groupOf: Uint32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const group of groupOf) counts.set(group, (counts.get(group) ?? 0) + 1);
  return counts;
}

/** Returns the links between topics: the sum of the similarities, divided by the geometric mean of the two sizes. */
async function linkTopics(
  edges: Edges,
  topicOf: Uint32Array,
  sizes: Map<number, number>,
  signal: AbortSignal | undefined,
): Promise<TopicLink[]> {
  const sums = new Map<string, TopicLink>();
  const addEdge = (k: number) => {
    const a = Math.min(topicOf[edges.sources[k]!]!, topicOf[edges.targets[k]!]!);
    const b = Math.max(topicOf[edges.sources[k]!]!, topicOf[edges.targets[k]!]!);
    if (a === b) return;
    const link = sums.get(`${a} ${b}`) ?? [a, b, 0];
    link[2] += edges.weights[k]!;
    sums.set(`${a} ${b}`, link);
  };
  await forEachRange(edges.weights.length, EDGES_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) addEdge(k);
  });
  return [...sums.values()].map(([a, b, sum]) => [a, b, sum / Math.sqrt(sizes.get(a)! * sizes.get(b)!)]);
}

/** Returns the centers of the topics' discs, interleaved, without overlaps between the discs. */
async function placeTopics(
  topics: readonly number[],
  radii: Float32Array,
  links: readonly TopicLink[],
  random: () => number,
  signal: AbortSignal | undefined,
): Promise<Float32Array> {
  const graph = new Graph({ type: 'undirected' });
  for (const topic of topics) {
    const [x, y] = drawPointInUnitDisc(random);
    graph.addNode(topic, { x: 100 * x, y: 100 * y });
  }
  const maxWeight = links.reduce((max, link) => Math.max(max, link[2]), 0);
  for (const [a, b, weight] of links) graph.addUndirectedEdge(a, b, { weight: weight / maxWeight });
  const settings = { gravity: 1, scalingRatio: 10, barnesHutOptimize: topics.length > 500 };
  if (topics.length > 1) await runForceAtlas2(graph, 600, settings, signal);
  const centers = new Float32Array(2 * topics.length);
  let squaredRadii = 0;
  let maxSquaredDistance = 0;
  topics.forEach((topic, t) => {
    centers[2 * t] = graph.getNodeAttribute(topic, 'x');
    centers[2 * t + 1] = graph.getNodeAttribute(topic, 'y');
    squaredRadii += radii[t]! ** 2;
    maxSquaredDistance = Math.max(maxSquaredDistance, centers[2 * t]! ** 2 + centers[2 * t + 1]! ** 2);
  });
  const scale = Math.sqrt(squaredRadii / (maxSquaredDistance || 1));
  centers.forEach((value, k) => {
    centers[k] = value * scale;
  });
  await removeOverlaps(centers, radii, { rounds: 500 }, signal);
  return centers;
}

/** Returns a random point in the unit disc, by rejection sampling. */
function drawPointInUnitDisc(random: () => number): [x: number, y: number] {
  for (;;) {
    const x = 2 * random() - 1;
    const y = 2 * random() - 1;
    if (x * x + y * y <= 1) return [x, y];
  }
}
