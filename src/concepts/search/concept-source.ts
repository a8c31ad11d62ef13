import type { Concepts, TextPlace } from '../../model/concepts.ts';
import type { Paper } from '../../model/paper.ts';
import { mentionsOf } from './passages.ts';

/** Everything about concepts but where in the texts they stand. */
export type ConceptList = Omit<Concepts, 'mentions'>;

/** What questions about concepts are answered from: papers in memory, or a map file whose parts are read when they are asked for. */
export interface ConceptSource {
  concepts(): Promise<ConceptList>;
  /** Where a paper mentions each of its concepts, in the order of its row. */
  mentions(paper: number): Promise<TextPlace[][]>;
  paper(index: number): Promise<Paper>;
  /** The year of each paper, 0 when unknown. */
  nodes(): Promise<{ years: ArrayLike<number> }>;
  /** The authors of each paper, and which papers give the address of their code; absent where nobody has looked. */
  facts(): Promise<{ authors: readonly (readonly string[])[]; coded?: readonly number[] }>;
}

/** Papers in memory as a source. */
export function conceptSource(papers: readonly Paper[], found: Concepts): ConceptSource {
  return {
    concepts: async () => found,
    mentions: async (paper) => mentionsOf(found, paper),
    paper: async (index) => papers[index]!,
    nodes: async () => ({ years: papers.map(({ year = 0 }) => year) }),
    facts: async () => ({
      authors: papers.map(({ authors = [] }) => authors),
      coded: papers.flatMap(({ code = [] }, i) => (code.length > 0 ? [i] : [])),
    }),
  };
}
