import { type Network, tiesOf } from '../graph/adjacency.ts';
import { degrees } from '../graph/node-sizes.ts';
import { membersByGroup } from '../graph/partition.ts';
import type { Edges, Quality, Topics } from '../model/map.ts';
import type { Hooks } from '../model/options.ts';
import { withDefaults } from '../model/options.ts';
import type { SparseRows } from '../model/sparse.ts';
import type { WeighedText } from '../model/vocabulary.ts';
import { Communities, type Levels } from './communities.ts';
import { mostCentral, stabilityOnAnyLevel, sureness } from './confidence.ts';
import { describeTopics } from './labels/describe-topics.ts';
import { modularity, silhouette } from './quality.ts';
import { settle } from './refine-assignments.ts';
import { chooseResolution, scanResolutions } from './resolution.ts';
import { attachSmall, leastTopicSize, numbered, subtopics } from './subtopics.ts';
import { tally } from './term-statistics.ts';

/** How many topics, and how large. */
export interface TopicOptions {
  /** Higher gives more and smaller topics; above 0. Default 'auto': the one on the most stable plateau with a readable number of topics. */
  resolution?: number | 'auto';
  /** Smaller communities join the topic that they have the strongest ties with. Papers, at least 1. Default 'auto': a quarter of the square root of the papers, at least 3. */
  minTopicSize?: number | 'auto';
  /** Seed of every random choice; whole number. Default 1. */
  seed?: number;
}

/** What is done unless asked otherwise. */
export const TOPIC_DEFAULTS: Required<TopicOptions> = { resolution: 'auto', minTopicSize: 'auto', seed: 1 };

/** Topics with labels, and the measures that come with them. */
export interface FoundTopics extends Topics {
  quality: Omit<Quality, 'trustworthiness'>;
}

/** Runs of Louvain that the partition is chosen from, for collections of up to so many papers. */
const RUNS: readonly (readonly [papers: number, runs: number])[] = [
  [3_000, 24],
  [30_000, 12],
  [Number.POSITIVE_INFINITY, 6],
];
/** Steps that progress is told in, and where the resolutions are scanned, the runs made and all of them settled: by the time these take for 100,000 papers. */
const STEPS = 100;
const SCANNED = 40;
const RUN = 46;
const SETTLED = 86;
/** In larger collections the runs that the topics are compared with settle in one round: most of what would move has then moved. */
const SETTLE_FULLY = 10_000;

/**
 * Papers grouped into topics and subtopics, each with a label, from the graph of their similarities. Louvain is run over many seeds; the
 * partition is the run that agrees best with all others. Papers without a neighbour are in no topic (0).
 */
export function findTopics(
  text: WeighedText,
  edges: Edges,
  options: TopicOptions = {},
  hooks: Hooks = {},
): FoundTopics {
  const { resolution: wanted, minTopicSize, seed } = withDefaults(TOPIC_DEFAULTS, options);
  const papers = text.rows.starts.length - 1;
  const linked = linkedPapers(edges, papers);
  const network = among(linked, edges, papers);
  const ties = tiesOf(network);
  const minSize = minTopicSize === 'auto' ? leastTopicSize(linked.length) : minTopicSize;

  const communities = new Communities(network, ties, wanted === 'auto' ? 1 : Math.max(1, wanted), seed);
  const resolution =
    wanted === 'auto'
      ? chooseResolution(scanResolutions(communities, linked.length, minSize, partOf(hooks, 0, SCANNED)), linked.length)
      : wanted;
  const runs = repeated(communities, resolution, linked.length, partOf(hooks, SCANNED, RUN));
  const partitions = runs.map((levels) => levels.at(-1)!);
  const consensus = mostCentral(partitions);
  const settled = (partition: Uint32Array, rounds?: number) =>
    settle(ties, text.rows, linked, numbered(attachSmall(ties, partition, minSize), minSize), rounds);
  hooks.signal?.throwIfAborted();
  const ofNode = numbered(attachSmall(ties, settled(partitions[consensus.chosen]!), minSize), minSize);
  // Against runs as Louvain left them, papers that settled elsewhere would seem far less sure than they are.
  const rounds = linked.length > SETTLE_FULLY ? 1 : undefined;
  const settling = partOf(hooks, RUN, SETTLED);
  const others = partitions.map((partition, run) => {
    hooks.signal?.throwIfAborted();
    settling.progress?.('topics', run + 1, partitions.length);
    return run === consensus.chosen ? ofNode : settled(partition, rounds);
  });
  hooks.signal?.throwIfAborted();
  const sure = sureness(ofNode, others);
  hooks.signal?.throwIfAborted();
  const partOfNode = subtopics(ties, runs[consensus.chosen]!, ofNode, minSize, seed);
  const partStability = stabilityOnAnyLevel(partOfNode, runs);
  const found = ofNode.reduce((most, topic) => Math.max(most, topic), 0);

  const spread = (values: Uint32Array) => {
    const all = new Uint32Array(papers);
    linked.forEach((paper, node) => {
      all[paper] = values[node]!;
    });
    return all;
  };
  const topicOf = spread(ofNode);
  const subtopicOf = spread(partOfNode.map((part) => (part > 0 ? found + part : 0)));
  const confidence = new Float32Array(papers);
  linked.forEach((paper, node) => {
    confidence[paper] = ofNode[node]! > 0 ? sure.confidence[node]! : 0;
  });
  hooks.progress?.('topics', STEPS, STEPS);
  hooks.signal?.throwIfAborted();
  const tallies = membersByGroup(topicOf).map((members) => tally(text, members));
  const stability = (id: number) => (id <= found ? sure.stability[id]! : partStability[id - found]!);
  const topics = describeTopics(text, topicOf, tallies, subtopicOf, stability, hooks);
  return {
    topics,
    topicOf,
    subtopicOf,
    confidence,
    secondTopic: spread(secondTopics(ties, ofNode)),
    resolution,
    quality: {
      modularity: modularity(edges, topicOf),
      silhouette: silhouette(text.rows, topicOf, tallies),
      stability: consensus.stability,
    },
  };
}

/** Hooks for a part of the stage, from one step to another. */
function partOf({ signal, progress }: Hooks, from: number, to: number): Hooks {
  return {
    ...(signal && { signal }),
    ...(progress && {
      progress: (stage, done, total) => progress(stage, Math.floor(from + ((to - from) * done) / total), STEPS),
    }),
  };
}

/** The network of papers with ties, numbered in their order. */
function among(linked: Uint32Array, { sources, targets, weights }: Edges, papers: number): Network {
  const nodes = new Uint32Array(papers);
  linked.forEach((paper, node) => {
    nodes[paper] = node;
  });
  const nodeOf = (paper: number) => nodes[paper]!;
  return { order: linked.length, edges: { sources: sources.map(nodeOf), targets: targets.map(nodeOf), weights } };
}

/** The runs that the partition is chosen from. */
function repeated(communities: Communities, resolution: number, papers: number, hooks: Hooks): Levels[] {
  const [, count] = RUNS.find(([most]) => papers <= most)!;
  return Array.from({ length: count }, (_, number) => {
    hooks.signal?.throwIfAborted();
    const levels = communities.run(resolution, number);
    hooks.progress?.('topics', number + 1, count);
    return levels;
  });
}

/** Papers with at least one tie, ascending. */
function linkedPapers(edges: Edges, papers: number): Uint32Array {
  const neighbours = degrees(edges, papers);
  return neighbours.map((_, i) => i).filter((i) => neighbours[i]! > 0);
}

/** For each node the topic, other than its own, that it has the strongest ties with; the first of equals; 0 for none. */
function secondTopics({ starts, ids, values }: SparseRows, topicOf: Uint32Array): Uint32Array {
  const pulls = new Float64Array(topicOf.reduce((most, topic) => Math.max(most, topic), 0) + 1);
  return topicOf.map((own, node) => {
    pulls.fill(0);
    for (let k = starts[node]!; k < starts[node + 1]!; k++) pulls[topicOf[ids[k]!]!]! += values[k]!;
    pulls[0] = pulls[own] = 0;
    let second = 0;
    for (let topic = 1; topic < pulls.length; topic++) if (pulls[topic]! > pulls[second]!) second = topic;
    return second;
  });
}
