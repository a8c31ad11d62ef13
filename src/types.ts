/** The nouns that the stages share. Nothing here computes. */

/** A place in an input: what to open, and where to look (first line is 1). */
export interface Place {
  file: string;
  line: number;
}

/** A place that listed a paper, and the fields of the paper that were taken from it. */
export interface Source extends Place {
  /** Names of the fields of {@link Paper} that this source gave and that were kept. */
  gave?: string[];
}

/** A title with an abstract, and what else is known: the unit of everything. */
export interface Paper {
  /** Made from the paper's own content: its DOI, else its arXiv or PubMed id, else a hash of its title. Unique in a collection. */
  id: string;
  /** Plain text: no markup, one line. */
  title: string;
  /** Plain text; '' when no source gave one. Such a paper is listed but not placed on the map. */
  abstract: string;
  /** "First Last", in order. */
  authors?: string[];
  /** Known even where a source counts the authors without naming them. */
  authorCount?: number;
  year?: number;
  /** ISO 8601, as exact as known: 2024, 2024-05 or 2024-05-17. A month and day without a year: --05-17. */
  date?: string;
  /** Journal, proceedings or series. */
  venue?: string;
  publisher?: string;
  organisation?: string;
  /** article, inproceedings, preprint, ... as the source calls it. */
  type?: string;
  language?: string;
  /** Author keywords. Never read as text: they are no part of the similarity. */
  keywords?: string[];
  doi?: string;
  /** Without version: 2101.00001 or cs/0112017. */
  arxiv?: string;
  pmid?: string;
  /** http or https only. */
  url?: string;
  /** Further addresses of the same paper: its preprint, its other copies. http or https only. */
  urls?: string[];
  /** Addresses of code repositories. http or https only. */
  code?: string[];
  votes?: number;
  /** How often the paper is cited, as its source says. */
  citations?: number;
  /** What the paper cites, as its source names it (mostly DOIs). */
  cites?: string[];
  /** Every listing of this paper, in order of file and line. */
  sources: Source[];
}

/** Something that was read and could not become a paper. The rest of its file still counts. */
export interface Problem extends Place {
  /** One line: what is wrong and what to do. */
  reason: string;
}

/** What reading gave. Always: records = papers.length + merged + problems.length. */
export interface Collection {
  /** In canonical order: by id, compared by UTF-16 code unit. */
  papers: Paper[];
  /** All that was read: every record, and every file that could not be read as a whole. */
  records: number;
  /** Records that joined a paper already there. */
  merged: number;
  /** Records that were lost, one entry each. */
  problems: Problem[];
  /** Records that were kept although something in them was not understood, and possible duplicates that were not merged. */
  notes: Problem[];
}

/**
 * Row i is ids[starts[i] .. starts[i+1]), with values alongside.
 * In the rows of a join, ids are papers, most similar first (ties by id), values are similarities in 0..1.
 */
export interface SparseRows<Values extends Uint16Array | Float64Array = Float64Array> {
  starts: Uint32Array;
  ids: Uint32Array;
  values: Values;
}

/**
 * One row a paper: ids are terms, ascending; a value is the term's weight times {@link UNIT}.
 * Rows have unit length (at most UNIT, never above it), so that a dot product divided by UNIT squared is a cosine in 0..1.
 * Whole numbers make every sum independent of its order, and UNIT is a power of two so that shares add up exactly.
 */
export type TermRows = SparseRows<Uint16Array>;

/** One row by itself, such as a text that was weighed: terms ascending, weights alongside. */
export interface TermRow {
  ids: Uint32Array;
  values: Uint16Array;
}

/** The weight 1 in {@link TermRows}. A product of two rows stays below 2^30 and fits an int32. */
export const UNIT = 32768;

/** The terms that rows speak of; arrays run in step, one entry a term. */
export interface Vocabulary {
  /** What the term is counted as: stems joined by a blank. */
  keys: string[];
  /** As people write it: the commonest written form in the papers. */
  forms: string[];
  /** In how many papers it stands. */
  documents: Uint32Array;
  /** The factor that makes rare terms weigh more. */
  idf: Float64Array;
  /** Long forms of abbreviations: "snn" -> "spiking neural network", by key. */
  longForms: Map<string, string>;
  /** How many of the last terms are authors, written "by Ada Lovelace"; all before them are words and phrases, sorted by key. Default 0. */
  authors?: number;
}

/** Papers as weighted rows, and what the columns mean. */
export interface WeighedText {
  vocabulary: Vocabulary;
  rows: TermRows;
  /** For each word or phrase how often the papers use it as a noun, 0..1: what labels are made of. Known after weighing; a map file does not keep it. */
  nounShares?: Float32Array;
}

/** One term's part of a similarity. */
export interface Share {
  /** The term's id in the vocabulary. */
  term: number;
  /** What it adds to the similarity; all shares of a similarity add up to it exactly. */
  share: number;
}

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

/** What a concept is, as far as its writing and its company show. */
export type ConceptKind = 'system' | 'data set' | 'method' | 'abbreviation' | 'keyphrase';

/** Something that papers mention and that has a name. All its variants are this one concept. */
export interface Concept {
  /** Made from the stems of its words, so the same in every collection: "liquid-state-machin". Unique. */
  id: string;
  /** As the papers write it most often; the long form where an abbreviation has one. */
  name: string;
  kind: ConceptKind;
  /** All ways it is written, capitals aside, the commonest first: plurals, hyphens, abbreviation and long form. */
  variants: string[];
  /** Its abbreviations, the commonest first. */
  abbreviations: string[];
  /** How many papers mention it. */
  documents: number;
  /** The earliest year of a paper that mentions it, where years are known. */
  first?: number;
}

/** A place in a paper: characters from .. to (UTF-16 code units, the last not included) of its title or abstract. */
export interface TextPlace {
  field: 'title' | 'abstract';
  from: number;
  to: number;
}

/** Where something is written. */
export interface Passage extends TextPlace {
  /** Index of the paper. */
  paper: number;
}

/** A paper that gives a concept its name, or an abbreviation its long form, and where it says so. */
export interface Introduction extends Passage {
  /** Index of the concept. */
  concept: number;
}

/** The concepts of a collection, and where papers mention them. */
export interface Concepts {
  /** Sorted by id. */
  concepts: Concept[];
  /** Row i: indexes of the concepts that paper i mentions, the most telling first; a value times 1 / {@link UNIT} tells how much, 0..1. */
  rows: SparseRows<Uint16Array>;
  /** The mentions of entry k of the rows are starts[k] .. starts[k + 1] of the other arrays, in reading order. */
  mentions: {
    starts: Uint32Array;
    /** 0 title, 1 abstract. */
    fields: Uint8Array;
    from: Uint32Array;
    to: Uint32Array;
  };
  /** Papers that name their own system, in order of paper. */
  introductions: Introduction[];
  /** Papers that define an abbreviation, in order of paper. */
  definitions: (Introduction & { short: string; long: string })[];
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

/** What a stage is called in progress, timings and messages. */
export type Stage =
  | 'read'
  | 'weigh'
  | 'join'
  | 'graph'
  | 'topics'
  | 'labels'
  | 'layout'
  | 'quality'
  | 'concepts'
  | 'write';

/** What every long stage takes: a place to report to, and a way to be stopped. */
export interface Hooks {
  /** Called now and then with work done and work in all, in the stage's own unit. */
  progress?: (stage: Stage, done: number, total: number) => void;
  /** Aborting it makes the stage throw the signal's reason soon. */
  signal?: AbortSignal;
}

/** How many threads a stage may use. */
export interface ThreadOptions {
  /** On how many threads, at most. Whole number, at least 1. Default: one a processor, at most 8. The result is the same. */
  threads?: number;
}

/** Input that cannot be used; its message is one clear line for the user. */
export class InputError extends Error {
  override name = 'InputError';
}
