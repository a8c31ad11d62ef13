import type { SparseRows } from './sparse.ts';

/**
 * Kind of a concept, inferred from known names, its last word, and the words around its mentions. A "system" is named work of some paper,
 * "anatomy" a brain area, organ or tissue, and a "keyphrase" any other concept.
 */
export type ConceptKind =
  | 'system'
  | 'data set'
  | 'software'
  | 'method'
  | 'task'
  | 'metric'
  | 'anatomy'
  | 'disease'
  | 'organism'
  | 'keyphrase';

/** A named thing that papers mention. All of its surface forms belong to one concept. */
export interface Concept {
  /** Derived from the stems of its words, and therefore the same in every collection: "liquid-state-machin". Unique. */
  id: string;
  /** Most frequent surface form in the papers; the long form if the most frequent form is an abbreviation with one. */
  name: string;
  kind: ConceptKind;
  /** Surface forms, ignoring case, most frequent first: plurals, hyphenations, abbreviations and long forms. */
  variants: string[];
  /** Abbreviations, most frequent first. */
  abbreviations: string[];
  /** Document frequency: number of papers that mention the concept. */
  documents: number;
  /** Earliest year of a paper that mentions the concept; absent unless most of these papers have a year. */
  first?: number;
}

/** A span of text in the title or abstract of a paper. */
export interface TextSpan {
  field: 'title' | 'abstract';
  /** Start offset in UTF-16 code units. */
  from: number;
  /** End offset in UTF-16 code units, exclusive. */
  to: number;
}

/** A span of text and the paper that contains it. */
export interface Passage extends TextSpan {
  /** Index of the paper. */
  paper: number;
}

/** The passage in which a paper names a concept as its own, or defines an abbreviation. */
export interface Introduction extends Passage {
  /** Index of the concept. */
  concept: number;
}

/** The concepts of a collection and their mentions. */
export interface Concepts {
  /** Sorted by id. */
  concepts: Concept[];
  /**
   * A papers × concepts matrix: row i holds the concepts (indexes) that paper i mentions, most relevant first. A value divided by
   * `UNIT` is the relevance of the concept for the paper, 0..1.
   */
  rows: SparseRows<Uint16Array>;
  /** Mentions of entry k of `rows`: elements `starts[k]` to `starts[k + 1]` (exclusive) of the other arrays, in reading order. */
  mentions: {
    starts: Uint32Array;
    /** 0 for the title, 1 for the abstract. */
    fields: Uint8Array;
    /** Start offsets in UTF-16 code units. */
    from: Uint32Array;
    /** End offsets in UTF-16 code units, exclusive. */
    to: Uint32Array;
  };
  /** Passages in which papers name their own systems, ordered by paper. */
  introductions: Introduction[];
  /** Passages in which papers define abbreviations, ordered by paper. */
  definitions: (Introduction & { short: string; long: string })[];
}
