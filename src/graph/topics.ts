import { withDefaults } from '../defaults.ts';
import type { Edges, Hooks, Quality, SparseRows, TermRows, Topic, Topics, WeighedText } from '../types.ts';
import { Communities, type Levels } from './communities.ts';
import { mostCentral, sureness } from './consensus.ts';
import { Contrast, type Telling } from './contrast.ts';
import { labelGroups, type Unlabelled } from './labels.ts';
import { attachSmall, leastTopicSize, numbered, restricted, subtopics } from './levels.ts';
import { membersByGroup, modularity, silhouette } from './measures.ts';
import { chooseResolution, scanResolutions } from './resolution.ts';
import { settle } from './settle.ts';
import { wordsOf } from './wording.ts';

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
/** In larger collections confidence compares the settled topics with runs as Louvain left them. */
const SETTLE_RUNS = 10_000;
/** Terms and papers that a topic lists. */
const TERMS = 10;
const CENTRAL = 5;

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
  const minSize = minTopicSize === 'auto' ? leastTopicSize(linked.length) : minTopicSize;
  const network = restricted({ order: papers, edges }, linked);
  const communities = new Communities(network, wanted === 'auto' ? 1 : Math.max(1, wanted), seed, hooks);
  const resolution =
    wanted === 'auto'
      ? chooseResolution(scanResolutions(communities, linked.length, minSize, hooks), linked.length)
      : wanted;
  const runs: Levels[] = [];
  const [, count] = RUNS.find(([most]) => linked.length <= most)!;
  while (runs.length < count) {
    hooks.signal?.throwIfAborted();
    runs.push(communities.run(resolution, runs.length));
    hooks.progress?.('topics', runs.length, count);
  }
  const partitions = runs.map((levels) => levels.at(-1)!);
  const consensus = mostCentral(partitions);
  const attached = numbered(attachSmall(network, partitions[consensus.chosen]!, minSize), minSize);
  const settled = settle(network, text.rows, linked, attached);
  const ofNode = numbered(attachSmall(network, settled, minSize), minSize);
  // Runs are settled too where that is cheap; else papers that settled elsewhere would seem less sure than they are.
  const comparable =
    linked.length <= SETTLE_RUNS
      ? partitions.map((run) => settle(network, text.rows, linked, numbered(attachSmall(network, run, minSize))))
      : partitions;
  const sure = sureness(ofNode, comparable);
  const partOfNode = subtopics(network, runs[consensus.chosen]!, ofNode, minSize, seed);
  // Subtopics are a level finer, so they are sought in the level below a run's last.
  const sureParts = sureness(
    partOfNode,
    runs.map((levels) => levels.at(-2) ?? levels.at(-1)!),
  );
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
  const stability = (id: number) => (id <= found ? sure.stability[id]! : sureParts.stability[id - found]!);
  hooks.progress?.('labels', 0, 1);
  const topics = describe(text, topicOf, subtopicOf, stability);
  hooks.progress?.('labels', 1, 1);
  return {
    topics,
    topicOf,
    subtopicOf,
    confidence,
    secondTopic: secondTopics(edges, topicOf),
    resolution,
    quality: {
      modularity: modularity(edges, topicOf),
      silhouette: silhouette(text.rows, topicOf),
      stability: consensus.stability,
    },
  };
}

/** Papers with at least one tie, ascending. */
function linkedPapers(edges: Edges, papers: number): Uint32Array {
  const linked = new Uint8Array(papers);
  for (const i of edges.sources) linked[i] = 1;
  for (const i of edges.targets) linked[i] = 1;
  return Uint32Array.from({ length: papers }, (_, i) => i).filter((i) => linked[i]);
}

/** For each paper the topic, other than its own, that it has the strongest ties with; the first of equals; 0 for none. */
function secondTopics(edges: Edges, topicOf: Uint32Array): Uint32Array {
  const pulls = new Map<number, number>();
  const width = topicOf.reduce((most, topic) => Math.max(most, topic), 0) + 1;
  const pull = (paper: number, topic: number, weight: number) => {
    if (topic > 0 && topic !== topicOf[paper])
      pulls.set(paper * width + topic, (pulls.get(paper * width + topic) ?? 0) + weight);
  };
  for (let k = 0; k < edges.weights.length; k++) {
    pull(edges.sources[k]!, topicOf[edges.targets[k]!]!, edges.weights[k]!);
    pull(edges.targets[k]!, topicOf[edges.sources[k]!]!, edges.weights[k]!);
  }
  const strongest = new Float64Array(topicOf.length);
  const second = new Uint32Array(topicOf.length);
  for (const [cell, weight] of pulls) {
    const paper = Math.floor(cell / width);
    const topic = cell % width;
    if (weight > strongest[paper]! || (weight === strongest[paper] && topic < second[paper]!)) {
      strongest[paper] = weight;
      second[paper] = topic;
    }
  }
  return second;
}

/** In how many of a group's papers a term must stand to tell of it: a quarter, at least two, of many papers five. */
const leastPapers = (size: number) => Math.min(size, Math.max(2, Math.min(5, Math.ceil(size / 4))));

/** Topics, then subtopics, with their labels, terms and central papers. */
function describe(
  text: WeighedText,
  topicOf: Uint32Array,
  subtopicOf: Uint32Array,
  stability: (id: number) => number,
): Topic[] {
  const { rows, vocabulary } = text;
  const terms = vocabulary.keys.length;
  const members = membersByGroup(topicOf);
  const parts = membersByGroup(subtopicOf);
  const grouped = Uint32Array.from({ length: topicOf.length }, (_, i) => i).filter((i) => topicOf[i]! > 0);
  const used = new Set<string>();
  const topic = (id: number, papers: Uint32Array, label: string, telling: readonly Telling[]): Topic => ({
    id,
    label,
    size: papers.length,
    terms: telling.slice(0, TERMS).map(({ term }) => term),
    central: centralPapers(rows, terms, papers),
    stability: stability(id),
  });

  const whole = new Contrast(rows, terms, grouped);
  const ids = members.map((_, id) => id).slice(1);
  const tellings = ids.map((id) => whole.telling(members[id]!, leastPapers(members[id]!.length)));
  const groups = ids.map((id, k) => ({ telling: tellings[k]!, size: members[id]!.length }));
  const labels = labelGroups(groups, text, used);
  const topics = ids.map((id, k) => topic(id, members[id]!, labels[k]!, tellings[k]!));

  const found: (Unlabelled & { id: number; parent: number })[] = topics.flatMap((parent) => {
    const own = [...new Set(members[parent.id]!.map((i) => subtopicOf[i]!))].filter((id) => id > 0);
    if (own.length === 0) return [];
    const inside = new Contrast(rows, terms, members[parent.id]!);
    const taken = wordsOf(parent.label);
    const others = topics.filter((other) => other !== parent).flatMap(({ label }) => label.split(', '));
    return own
      .sort((a, b) => a - b)
      .map((id) => {
        const size = parts[id]!.length;
        return { id, parent: parent.id, size, taken, others, telling: inside.telling(parts[id]!, leastPapers(size)) };
      });
  });
  labelGroups(found, text, used).forEach((label, k) => {
    const { id, parent, telling } = found[k]!;
    topics.push({ ...topic(id, parts[id]!, label, telling), parent });
  });
  return topics;
}

/** The papers most like the whole group: with the largest product with the sum of its rows; equals by number. */
function centralPapers(rows: TermRows | SparseRows, terms: number, papers: Uint32Array): number[] {
  const sum = new Float64Array(terms);
  for (const i of papers)
    for (let k = rows.starts[i]!; k < rows.starts[i + 1]!; k++) sum[rows.ids[k]!]! += rows.values[k]!;
  const likeness = Array.from(papers, (i) => {
    let product = 0;
    for (let k = rows.starts[i]!; k < rows.starts[i + 1]!; k++) product += rows.values[k]! * sum[rows.ids[k]!]!;
    return { i, product };
  });
  return likeness
    .sort((a, b) => b.product - a.product || a.i - b.i)
    .slice(0, CENTRAL)
    .map(({ i }) => i);
}
