import Graph from 'graphology';
import louvain from 'graphology-communities-louvain';
import { generator } from '../random.ts';
import type { Edges, Hooks, Quality, Topics, WeighedText } from '../types.ts';

export interface TopicOptions {
  /** Higher gives more and smaller topics; above 0. Default 1. */
  resolution?: number;
  /** Seed of every random choice; whole number. Default 1. */
  seed?: number;
}

/** Topics with labels, and the measures that come with them. */
export interface FoundTopics extends Topics {
  quality: Omit<Quality, 'trustworthiness'>;
}

/** Skeleton: one Louvain run, labels by contrast. */
export function findTopics(
  text: WeighedText,
  edges: Edges,
  options: TopicOptions = {},
  _hooks: Hooks = {},
): FoundTopics {
  const { resolution = 1, seed = 1 } = options;
  const papers = text.rows.starts.length - 1;
  const graph = new Graph({ type: 'undirected' });
  const linked = new Set([...edges.sources, ...edges.targets]);
  for (const i of [...linked].sort((a, b) => a - b)) graph.addNode(i);
  for (let k = 0; k < edges.weights.length; k++)
    graph.addUndirectedEdge(edges.sources[k]!, edges.targets[k]!, { weight: edges.weights[k] });
  const found = graph.size === 0 ? undefined : louvain.detailed(graph, { resolution, rng: generator(seed) });
  const members = new Map<number, number[]>();
  for (const [node, community] of Object.entries(found?.communities ?? {}))
    members.set(community, [...(members.get(community) ?? []), Number(node)]);
  const groups = [...members.values()].sort((a, b) => b.length - a.length || a[0]! - b[0]!);
  const topicOf = new Uint32Array(papers);
  groups.forEach((group, t) => {
    for (const i of group) topicOf[i] = t + 1;
  });
  const totals = new Float64Array(text.vocabulary.keys.length);
  for (let k = 0; k < text.rows.ids.length; k++) totals[text.rows.ids[k]!]! += text.rows.values[k]!;
  const topics = groups.map((group, t) => {
    const own = new Map<number, number>();
    for (const i of group)
      for (let k = text.rows.starts[i]!; k < text.rows.starts[i + 1]!; k++)
        own.set(text.rows.ids[k]!, (own.get(text.rows.ids[k]!) ?? 0) + text.rows.values[k]!);
    const terms = [...own]
      .map(([term, sum]) => [term, (sum * sum) / totals[term]!] as const)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, 10)
      .map(([term]) => term);
    return {
      id: t + 1,
      label: terms
        .slice(0, 3)
        .map((term) => text.vocabulary.forms[term])
        .join(', '),
      size: group.length,
      terms,
      central: group.slice(0, 5),
      stability: 1,
    };
  });
  return {
    topics,
    topicOf,
    subtopicOf: new Uint32Array(papers),
    confidence: new Float32Array(papers).fill(1),
    secondTopic: new Uint32Array(papers),
    resolution,
    quality: { modularity: found?.modularity ?? 0, silhouette: 0, stability: 1 },
  };
}
