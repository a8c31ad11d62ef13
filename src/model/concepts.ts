import type { SparseRows } from './sparse.ts';

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
