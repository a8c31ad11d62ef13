import type { Concept } from '../../../src/model/concepts.ts';
import type { Paper } from '../../../src/model/paper.ts';
import type { Mark } from '../../../src/text/weighting/weigh-text.ts';
import type { ConceptSummary, Passage } from '../search/results.ts';

/** What the worker answers about papers, topics, and concepts. Papers are given by their index in the map. */

/** The contribution of a term to a similarity, or of what two nodes share to the weight of their link. */
export interface TermShare {
  /** Index of the term in the vocabulary; negative for what is no term, such as a shared reference. */
  id: number;
  /** Surface form of the term. */
  term: string;
  share: number;
  /** True if query expansion added the term: see `Share`. */
  added?: boolean;
  /** The forms in which the first and the second paper write the term, if they have none in common. */
  forms?: readonly [string, string];
}

/** A paper related to another paper, to a text or to example papers. */
export interface RelatedPaper {
  paper: number;
  similarity: number;
  /** Largest share first. The shares add up to the similarity; in a map with vectors to the similarity of the texts. */
  terms: TermShare[];
  /** What both share, if the link is no similarity: "12 shared references"; in a map with vectors the ranks by terms and by vectors. */
  summary?: string;
}

/** A paper and the positions of its terms. */
export interface MarkedPaper {
  paper: Paper;
  /** All terms of the title and the abstract, in order. */
  titleMarks: Mark[];
  abstractMarks: Mark[];
  /** The terms with the largest shares in the paper's squared length, largest first; the shares add up to at most 1. */
  terms: TermShare[];
}

/** A paper of the collection in a network whose nodes are no papers. */
export interface SourcePaper {
  /** Index in the collection. */
  index: number;
  title: string;
}

/** The content of the page of a paper. */
export interface PaperDetails extends MarkedPaper {
  /** The nearest neighbors and the other linked papers, most similar first; in other networks those linked. */
  related: RelatedPaper[];
  /** Papers with the most similar texts, if the links are no similarities and the nodes are papers. */
  similar: RelatedPaper[];
  /** The papers of a node that is no paper, by their index in the collection. */
  papers: SourcePaper[];
  /** The most relevant concepts that the paper mentions; empty if the map has no concepts. */
  concepts: ConceptSummary[];
}

/** Two papers and the terms that make them similar. */
export interface Comparison {
  a: MarkedPaper;
  b: MarkedPaper;
  similarity: number;
  terms: TermShare[];
  /** In a map with vectors: which part of the link comes from terms and which from vectors. */
  ranking?: string;
  /** The link between the two, if the links of the map are no similarities; null if they are not linked. */
  link?: RelatedPaper | null;
}

/** The content of the page of a concept. */
export interface ConceptDetails {
  concept: Concept;
  /** All papers that mention the concept, most relevant first. */
  papers: Uint32Array;
  /** The first of `papers`, each with a sentence of its abstract that mentions the concept, if there is one. */
  passages: { paper: number; passage?: Passage }[];
  /** Papers that introduce the concept as their own. */
  introducedBy: number[];
  /** Concepts that co-occur with the concept; `papers` is the number of papers that mention both. */
  relatedConcepts: ConceptSummary[];
  /** Number of papers per year that mention the concept, for every year of the collection. */
  years: [year: number, papers: number][];
}

/** The content of the page of a topic or subtopic. */
export interface TopicDetails {
  /** The distinctive terms, most distinctive first. */
  terms: string[];
  /** Topics that edges lead to, largest total edge weight first. */
  relatedTopics: { topic: number; weight: number }[];
}

/** A paper on a path. */
export interface PathStep {
  paper: number;
  /** Similarity to the previous paper; 1 for the first paper. */
  similarity: number;
  /** The terms shared with the previous paper; empty for the first paper. */
  terms: TermShare[];
  /** What both share, if the link is no similarity; in a map with vectors the ranks by terms and by vectors. */
  summary?: string;
}
