import type { Concepts, TextSpan } from '../../model/concepts.ts';
import type { Paper } from '../../model/paper.ts';
import { getPaperMentions } from './passages.ts';

/** The concepts of a collection without their mentions. */
export type ConceptList = Omit<Concepts, 'mentions'>;

/** Provides the data for queries about concepts, either from memory or from a map file that is read on demand. */
export interface ConceptSource {
  /** Returns the concepts without their mentions. */
  concepts(): Promise<ConceptList>;
  /** Returns the mentions of each concept of a paper, in the order of the paper's row. */
  mentions(paper: number): Promise<TextSpan[][]>;
  /** Returns a paper with all its fields. */
  paper(index: number): Promise<Paper>;
  /** Returns the year of each paper, 0 if unknown. */
  nodes(): Promise<{ years: ArrayLike<number> }>;
  /** Returns the authors of each paper and the papers with a code repository; the latter are absent in older maps. */
  metadata(): Promise<{ authors: readonly (readonly string[])[]; coded?: readonly number[] }>;
}

/** Creates a source from papers and concepts in memory. */
export function createConceptSource(papers: readonly Paper[], concepts: Concepts): ConceptSource {
  return {
    concepts: async () => concepts,
    mentions: async (paper) => getPaperMentions(concepts, paper),
    paper: async (index) => papers[index]!,
    nodes: async () => ({ years: papers.map(({ year = 0 }) => year) }),
    metadata: async () => ({
      authors: papers.map(({ authors = [] }) => authors),
      coded: papers.flatMap(({ code = [] }, i) => (code.length > 0 ? [i] : [])),
    }),
  };
}
