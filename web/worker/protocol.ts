import type { Edit } from '../../src/edit/edits.ts';
import type { RecipeOptions } from '../../src/edit/recipe.ts';
import type { MapFacts, MapNodes, MapSummary } from '../../src/map-file/format.ts';
import type { Concept } from '../../src/model/concepts.ts';
import type { Stage } from '../../src/model/options.ts';
import type { Paper, Problem } from '../../src/model/paper.ts';
import type { Mark } from '../../src/text/weighting/weigh-text.ts';

/**
 * What the page and the worker say to each other. The worker holds the map; the page holds columns for drawing and asks
 * for the rest. Papers are spoken of by their index in the map, links in the address by their id.
 */

/** What the page draws first. */
export interface Overview {
  summary: MapSummary;
  nodes: MapNodes;
}

/** How a map is shaped: the options of its build, null for its own; and the edits made after it. */
export interface Shape {
  options: RecipeOptions | null;
  edits: Edit[];
}

/** A map in the shape asked for. */
export interface Shaped extends Overview {
  /** A line for each edit that could not be made. */
  notes: string[];
  /** The options of the map in its file, as far as a recipe holds them; of papers, the defaults. */
  asBuilt: RecipeOptions;
}

/** What comes after the first picture: what filters need, and what went wrong in reading. */
export interface Details extends MapFacts {
  problems: Problem[];
  notes: Problem[];
}

/** The links of every paper, both directions: row i is ids[starts[i] .. starts[i + 1]), strongest first. */
export interface Links {
  starts: Uint32Array;
  ids: Uint32Array;
  similarities: Float32Array;
}

/** A term's part of a similarity, as the page shows it. */
export interface TermShare {
  /** The term's number in the vocabulary. */
  id: number;
  /** As written in the papers. */
  term: string;
  share: number;
}

/** A paper found for another, for a text or for examples. */
export interface Related {
  paper: number;
  similarity: number;
  /** Strongest first; the shares add up to the similarity. */
  terms: TermShare[];
}

/** A paper with the places of its telling terms. */
export interface MarkedPaper {
  paper: Paper;
  /** Every term found in the title and in the abstract. */
  titleMarks: Mark[];
  abstractMarks: Mark[];
  /** The paper's strongest terms, strongest first; shares are parts of its own length and add up to at most 1. */
  terms: TermShare[];
}

/** What the paper's page shows. */
export interface PaperAnswer extends MarkedPaper {
  related: Related[];
  /** What it mentions, the most telling first; empty where the map has no concepts. */
  concepts: NamedConcept[];
}

/** What the comparison shows. */
export interface CompareAnswer {
  a: MarkedPaper;
  b: MarkedPaper;
  similarity: number;
  terms: TermShare[];
}

/** What was found for a query, in groups. */
export interface SearchAnswer {
  papers: Hit[];
  authors: Group[];
  terms: Group[];
  concepts: NamedConcept[];
}

/** A stretch of the abstracts, searched. */
export interface AbstractAnswer {
  hits: AbstractHit[];
  /** Where the search goes on; null when all was searched. */
  next: number | null;
  /** Whether only abstracts that hold all the words as terms are read, because each comes from a server. */
  byTerms: boolean;
}

/** A piece of a text in which something stands out. */
export interface Passage {
  snippet: string;
  /** What stands out, as offsets in the snippet; in order, not overlapping. */
  marks: [start: number, end: number][];
}

/** A passage of an abstract, with the words around what was found. */
export interface AbstractHit extends Passage {
  paper: number;
  /** Whether the words of the query stand side by side in it. */
  together: boolean;
}

/** A concept and how many papers mention it. */
export interface NamedConcept {
  id: string;
  name: string;
  papers: number;
}

/** What a concept's page shows. */
export interface ConceptAnswer {
  concept: Concept;
  /** All that mention it, those first to which it matters most. */
  papers: Uint32Array;
  /** The first of them, each with a sentence that mentions it. */
  shown: { paper: number; passage?: Passage }[];
  introducedBy: number[];
  /** What it goes together with, and in how many papers. */
  companions: NamedConcept[];
  /** Papers a year that mention it, for every year of the collection. */
  years: [year: number, papers: number][];
}

/** A paper found, and the words of its title that matched, in lower case. */
export interface Hit {
  paper: number;
  words: string[];
}

/** An author or a term, and the papers it stands for. */
export interface Group {
  name: string;
  papers: Uint32Array;
}

/** How one topic stands to the others. */
export interface TopicAnswer {
  /** What sets it apart, strongest first, as written in the papers. */
  terms: string[];
  /** Other topics, by the similarity that links lead there, strongest first. */
  near: { topic: number; weight: number }[];
}

/** A step of the way from one paper to another; similarity is to the paper before. */
export interface Step {
  paper: number;
  similarity: number;
  terms: TermShare[];
}

/** What a person can take away. */
export type ExportFormat = 'gexf' | 'graphml' | 'nodes.csv' | 'edges.csv' | 'json' | 'bibtex' | 'ris' | 'svg' | 'map';

/** Which part of the map to take away. */
export interface Part {
  /** Null for all. */
  papers: Uint32Array | null;
  /** Weaker links are left out. */
  minSimilarity: number;
  /** How pictures are painted. */
  dark: boolean;
}

/** What the worker answers: name, arguments, answer. */
export interface Calls {
  /** A map that papergraph built, or papers to build one from. */
  open(files: File[], shape: Shape): Shaped;
  /** A map on a server that answers range requests. */
  openAddress(address: string, shape: Shape): Shaped;
  /** Makes edits to the map as it was built, in place of those made before. */
  edit(edits: Edit[]): Shaped;
  details(): Details;
  links(): Links;
  paper(paper: number): PaperAnswer;
  compare(a: number, b: number): CompareAnswer;
  ask(text: string): Related[];
  examples(good: number[], bad: number[]): Related[];
  search(query: string): SearchAnswer;
  /** Papers whose abstracts hold all words of the query, a stretch at a time; papers that hold them as terms come first. */
  searchAbstracts(query: string, from: number): AbstractAnswer;
  topic(topic: number): TopicAnswer;
  concept(id: string): ConceptAnswer;
  path(from: number, to: number): Step[];
  exportAs(format: ExportFormat, part: Part): Blob;
  /** A page that holds explorer and map, made from the explorer in one file. */
  page(template: string): Blob;
}

export type CallName = keyof Calls;

/** How far a long call is. */
export interface Progress {
  stage: Stage;
  done: number;
  total: number;
}

/** From the page to the worker. */
export interface Request {
  id: number;
  name: CallName;
  args: unknown[];
}

/** From the worker to the page. */
export type Reply =
  | { id: number; progress: Progress }
  | { id: number; answer: unknown }
  | { id: number; error: string };
