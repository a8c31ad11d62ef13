import type { Concepts } from './concepts.ts';
import type { Network } from './network.ts';
import type { Collection, Paper } from './paper.ts';
import type { SparseRows } from './sparse.ts';
import type { PaperVectors } from './vectors.ts';
import type { WeighedText } from './vocabulary.ts';

/** The first bytes of every map file; readers use them to recognize a map among input files. */
export const MAP_FILE_START = '{"format":"papergraph map","version":';

/** Radius of the map: the largest distance of a paper from the origin. Unit of all positions and node sizes. */
export const MAP_RADIUS = 1000;

/** Undirected edges between papers, each pair once: `sources[k] < targets[k]`, sorted by source, then target. */
export interface Edges {
  /** Index of the first paper of each edge. */
  sources: Uint32Array;
  /** Index of the second paper of each edge. */
  targets: Uint32Array;
  /** Similarity of the two papers, 0..1; in a map with vectors the fused score. */
  weights: Float64Array;
}

/** A topic or subtopic: a community of the similarity graph. */
export interface Topic {
  /** Positive integer. Topics are numbered by size, the largest is 1; the ids of subtopics follow those of the topics. */
  id: number;
  /** Unique among the topics. A few words at most, in a spelling that the papers use. */
  label: string;
  /** Number of papers. */
  size: number;
  /** Id of the topic that contains this subtopic; absent for topics. */
  parent?: number;
  /** Its most distinctive terms (vocabulary ids), most distinctive first. */
  terms: number[];
  /** Its most central papers (indexes), most central first. */
  central: number[];
  /** How well the topic is reproduced by clusterings with other seeds, 0..1. */
  stability: number;
}

/** The group of papers that are in no topic. It is not among the topics of a map. */
export const OTHER_TOPIC = { id: 0, label: 'Other' } as const;

/** A partition of the papers into topics. Arrays have one entry per paper. */
export interface Topics {
  topics: Topic[];
  /** Topic id of each paper; 0 for {@link OTHER_TOPIC}: papers that fit no topic, have no similar paper, or have no abstract. */
  topicOf: Uint32Array;
  /** Subtopic id of each paper; 0 for none. */
  subtopicOf: Uint32Array;
  /**
   * How well each paper fits its topic, 0..1, by its edges, its text, and clusterings with other seeds; below 0.5 it may belong elsewhere.
   * Of a paper that fits no topic, how well it fits the nearest one.
   */
  confidence: Float32Array;
  /** Topic id that each paper fits second best, or best if it is in no topic; 0 for none. */
  secondTopic: Uint32Array;
  /** Resolution of the clustering, whether requested or chosen automatically. */
  resolution: number;
}

/** What became of a topic when a map was updated. */
export type TopicChangeKind = 'kept' | 'grown' | 'split' | 'merged' | 'new' | 'gone';

/** What became of one or more topics between two maps; see `matchTopics`. */
export interface TopicChange {
  kind: TopicChangeKind;
  /** Ids in the earlier map; empty for new topics. */
  from: number[];
  /** Ids in the later map, first the one that kept the id; empty for topics that are gone. */
  to: number[];
}

/** How a map differs from the map that it was updated from. */
export interface MapUpdate {
  /** Hash of the earlier map, in hexadecimal. */
  map: string;
  /** SHA-256 of the papers that were added and the ids of those that were to be removed, in hexadecimal; does not depend on their order. */
  papers: string;
  /** Indexes of the papers that the earlier map does not have, ascending. */
  added: number[];
  /** Indexes of the papers whose fields have changed, ascending. */
  changed: number[];
  /** The papers of the earlier map that this one does not have, by id. */
  removed: { id: string; title: string }[];
  /** What became of the topics, without subtopics: those of the earlier map by id, then new ones. */
  topics: TopicChange[];
  /** Positions in the earlier map, as in {@link PaperMap.positions}; NaN for papers that had none. */
  positions: Float32Array;
}

/** Quality measures of a map. */
export interface Quality {
  /** Newman's modularity of the topics, -0.5..1. */
  modularity: number;
  /** Mean silhouette of the topics with cosine distance, -1..1. */
  silhouette: number;
  /** Mean adjusted mutual information with clusterings that use other seeds, 0..1. */
  stability: number;
  /** Trustworthiness of the layout, 0..1: 1 when the nearest papers on the map are the most similar ones. */
  trustworthiness: number;
}

/**
 * A map: papers, terms, neighbors, topics, positions, and the options it was built with. Plain data in flat arrays. The index
 * of a paper is its position in `papers`; all arrays with an entry per paper have this order.
 */
export interface PaperMap extends Collection, WeighedText, Topics {
  /** Nearest neighbors of each paper (papers × papers), most similar first. */
  neighbors: SparseRows;
  /** Similarity graph: a pair is an edge when either paper is among the neighbors of the other. */
  edges: Edges;
  /** Coordinates: x and y of paper i at 2i and 2i + 1, within {@link MAP_RADIUS}; NaN for papers without a position (no abstract). */
  positions: Float32Array;
  quality: Quality;
  /** The network that the edges come from; absent if they come from the similarity of texts. */
  network?: Network;
  /** The papers of the collection, if the `papers` of the map stand for their authors, keywords, concepts or cited works. */
  sourcePapers?: Paper[];
  /** Concepts that the papers mention; absent unless requested. */
  concepts?: Concepts;
  /** Vectors that `neighbors` and `edges` are fused with; absent if the map was built without. */
  vectors?: PaperVectors;
  /** How the map differs from the one that it was updated from; absent for a map that was built anew. */
  update?: MapUpdate;
  /** All options that the map depends on, with defaults filled in. A function is recorded as "custom". */
  options: Record<string, unknown>;
}

/** What an update needs of a map. */
export type UpdatableMap = Collection &
  Pick<
    PaperMap,
    'topics' | 'topicOf' | 'subtopicOf' | 'resolution' | 'positions' | 'network' | 'sourcePapers' | 'options'
  >;
