import type { Concepts } from './concepts.ts';
import type { Collection } from './paper.ts';
import type { SparseRows } from './sparse.ts';
import type { WeighedText } from './vocabulary.ts';

/** All papers stand within this distance of the origin. */
export const MAP_RADIUS = 1000;

/** Undirected, each pair once: sources[k] < targets[k], sorted by source, then target. */
export interface Edges {
  sources: Uint32Array;
  targets: Uint32Array;
  /** Similarity, 0..1. */
  weights: Float64Array;
}

/** A community of the similarity graph. */
export interface Topic {
  /** 1 is the largest topic; subtopics go on after the topics. */
  id: number;
  /** Unique; as written in the papers; at most a few words. */
  label: string;
  /** Number of papers. */
  size: number;
  /** The topic that this subtopic is part of; absent for a topic. */
  parent?: number;
  /** What sets it apart, strongest first: ids in the vocabulary. */
  terms: number[];
  /** Its most central papers, most central first: indexes of papers. */
  central: number[];
  /** How well it survives other seeds, 0..1. */
  stability: number;
}

/** Papers grouped into topics; 0 stands for none (no abstract, or like no other paper). Arrays have an entry a paper. */
export interface Topics {
  topics: Topic[];
  /** Topic id of each paper. */
  topicOf: Uint32Array;
  /** Subtopic id of each paper. */
  subtopicOf: Uint32Array;
  /** How often each paper keeps its company over other seeds, 0..1. */
  confidence: Float32Array;
  /** The topic that each paper would go to next. */
  secondTopic: Uint32Array;
  /** The resolution that was used, given or chosen. */
  resolution: number;
}

/** How good the map is, by numbers. */
export interface Quality {
  /** Newman's modularity of the topics, -0.5..1. */
  modularity: number;
  /** Mean silhouette on cosine distance, -1..1. */
  silhouette: number;
  /** Mean agreement of the partition with those of other seeds (adjusted mutual information), 0..1. */
  stability: number;
  /** How far the picture keeps neighbours: 1 is perfect. */
  trustworthiness: number;
}

/** The result: papers, terms, neighbours, topics, positions, and how it was made. Plain data, flat arrays. */
export interface PaperMap extends Collection, WeighedText, Topics {
  /** Each paper's most similar papers. */
  neighbours: SparseRows;
  edges: Edges;
  /** x and y of paper i at 2i and 2i + 1; NaN for papers that are not placed (no abstract). */
  positions: Float32Array;
  quality: Quality;
  /** What papers mention; absent when it was not asked for. */
  concepts?: Concepts;
  /** The options that made it, all of them, defaults filled in; 'custom' for a function. */
  options: Record<string, unknown>;
}
