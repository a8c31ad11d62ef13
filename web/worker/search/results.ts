/** The matches of a search query, by kind. */
export interface SearchResults {
  papers: PaperHit[];
  authors: PaperGroup[];
  venues: PaperGroup[];
  years: PaperGroup[];
  terms: PaperGroup[];
  concepts: ConceptSummary[];
  /** Words that occur in no title, author, venue or term, and the similar words of titles that are searched for instead. */
  corrections: { word: string; replacement: string }[];
  /** Function words of the query, which need not occur. */
  ignored: string[];
}

/** A paper whose title matches a search query. */
export interface PaperHit {
  paper: number;
  /** The matching words of the title, in lower case. */
  words: string[];
}

/** An author, a venue, a year or a term, and its papers. */
export interface PaperGroup {
  name: string;
  papers: Uint32Array;
}

/** What the papers of a group have in common. */
export type GroupKind = 'author' | 'venue' | 'year' | 'term';

/** A concept and the number of papers that mention it. */
export interface ConceptSummary {
  id: string;
  name: string;
  papers: number;
}

/**
 * Where a batch of abstracts starts. `restart` starts again, with all papers in their final order: until the index is built, the
 * search finds only papers that contain all query words as terms.
 */
export type BatchStart = number | 'restart';

/** The matches in one batch of abstracts. */
export interface AbstractSearchResults {
  hits: AbstractHit[];
  /** Start of the next batch; null if this was the last one. */
  next: BatchStart | null;
  /** Whether the index was used, or there will be none. If not, the search ends with a restart. */
  isFinal: boolean;
  /** Whether only papers that contain all query words as terms are read, because each paper is loaded from a server. */
  byTerms: boolean;
}

/** A paper whose abstract, identifiers or keywords match a search query, with the passage that matches best. */
export interface AbstractHit extends Passage {
  paper: number;
  /** Where the passage comes from: the abstract, or the identifiers and keywords. */
  kind: 'abstract' | 'record';
  /** Whether the passage contains the words of the query next to each other. */
  isExactPhrase: boolean;
}

/** An excerpt of a text. */
export interface Passage {
  snippet: string;
  /** Highlighted ranges of the snippet, in order and without overlaps. */
  marks: [start: number, end: number][];
}

/** What a thesaurus merges. */
export type LabelKind = 'terms' | 'keywords' | 'authors' | 'organizations';

/** A label, and the number of papers that have it. */
export interface LabelCount {
  label: string;
  papers: number;
}

/** The labels that contain a text. */
export interface LabelList {
  /** The labels of the most papers, most frequent first. */
  labels: LabelCount[];
  /** Number of all labels that contain the text. */
  total: number;
}
