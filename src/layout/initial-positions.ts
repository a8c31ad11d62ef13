import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import type { Edges, Topics } from '../model/map.ts';
import { removeOverlaps } from './remove-overlaps.ts';

/** The radius of a subtopic's disc, as a part of its topic's. */
const SUBTOPIC = 0.3;

/**
 * Where papers stand before the forces work on them: topics are placed first, as discs in a ForceAtlas2 layout of the
 * graph of topics, so that topics with many similarities between them are next to each other; each subtopic then starts
 * at random within its topic's disc, and each paper at random within its subtopic's. Gives x and y interleaved; the whole
 * is about `extent` in radius.
 */
export function startPositions(
  edges: Edges,
  groups: Pick<Topics, 'topicOf' | 'subtopicOf'>,
  random: () => number,
  extent: number,
): Float32Array {
  const { topicOf, subtopicOf } = groups;
  const papers = countOf(topicOf);
  const topics = [...papers.keys()].sort((a, b) => a - b);
  const radii = Float32Array.from(topics, (topic) => extent * Math.sqrt((0.5 * papers.get(topic)!) / topicOf.length));
  const centres = placeTopics(topics, radii, topicLinks(edges, topicOf, papers), random);
  const rank = new Map(topics.map((topic, t) => [topic, t]));
  const places = new Map<string, [x: number, y: number]>();
  const positions = new Float32Array(2 * topicOf.length);
  topicOf.forEach((topic, i) => {
    const t = rank.get(topic)!;
    const key = `${topic} ${subtopicOf[i]}`;
    const place = places.get(key) ?? inDisc(random);
    places.set(key, place);
    const [x, y] = inDisc(random);
    positions[2 * i] = centres[2 * t]! + radii[t]! * ((1 - SUBTOPIC) * place[0] + SUBTOPIC * x);
    positions[2 * i + 1] = centres[2 * t + 1]! + radii[t]! * ((1 - SUBTOPIC) * place[1] + SUBTOPIC * y);
  });
  return positions;
}

/** How many papers each group has. */
function countOf(groupOf: Uint32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const group of groupOf) counts.set(group, (counts.get(group) ?? 0) + 1);
  return counts;
}

/** How strongly pairs of topics are tied: the similarities between them, against what their sizes would give by chance. */
function topicLinks(edges: Edges, topicOf: Uint32Array, papers: Map<number, number>): [number, number, number][] {
  const sums = new Map<string, [number, number, number]>();
  edges.weights.forEach((weight, k) => {
    const a = Math.min(topicOf[edges.sources[k]!]!, topicOf[edges.targets[k]!]!);
    const b = Math.max(topicOf[edges.sources[k]!]!, topicOf[edges.targets[k]!]!);
    if (a === b) return;
    const link = sums.get(`${a} ${b}`) ?? [a, b, 0];
    link[2] += weight;
    sums.set(`${a} ${b}`, link);
  });
  return [...sums.values()].map(([a, b, sum]) => [a, b, sum / Math.sqrt(papers.get(a)! * papers.get(b)!)]);
}

function placeTopics(
  topics: readonly number[],
  radii: Float32Array,
  links: readonly [number, number, number][],
  random: () => number,
): Float32Array {
  const graph = new Graph({ type: 'undirected' });
  const centres = new Float32Array(2 * topics.length);
  for (const topic of topics) {
    const [x, y] = inDisc(random);
    graph.addNode(topic, { x: 100 * x, y: 100 * y });
  }
  const strongest = links.reduce((most, link) => Math.max(most, link[2]), 0);
  for (const [a, b, strength] of links) graph.addUndirectedEdge(a, b, { weight: strength / strongest });
  const settings = { gravity: 1, scalingRatio: 10, barnesHutOptimize: topics.length > 500 };
  if (topics.length > 1) forceAtlas2.assign(graph, { iterations: 600, settings });
  let [area, spread] = [0, 0];
  topics.forEach((topic, t) => {
    centres[2 * t] = graph.getNodeAttribute(topic, 'x');
    centres[2 * t + 1] = graph.getNodeAttribute(topic, 'y');
    area += radii[t]! ** 2;
    spread = Math.max(spread, centres[2 * t]! ** 2 + centres[2 * t + 1]! ** 2);
  });
  const scale = Math.sqrt(area / (spread || 1));
  centres.forEach((value, at) => {
    centres[at] = value * scale;
  });
  removeOverlaps(centres, radii, { rounds: 500 });
  return centres;
}

/** A random point in the circle of radius 1 around the origin. */
function inDisc(random: () => number): [number, number] {
  for (;;) {
    const x = 2 * random() - 1;
    const y = 2 * random() - 1;
    if (x * x + y * y <= 1) return [x, y];
  }
}
