import type { PaperAttributes, SimilarityAttributes } from '../graph/attributes.ts';

/** A named, typed value of a node or an edge, as table-like formats write it. */
export interface Column<Attributes> {
  name: string;
  type: 'string' | 'integer' | 'double';
  /** Absent where not known. */
  value(attributes: Attributes): string | number | undefined;
}

/** What papers carry beside label, position, size and colour, which each format has its own way to write. */
export const PAPER_COLUMNS: readonly Column<PaperAttributes>[] = [
  { name: 'year', type: 'integer', value: (paper) => paper.year },
  { name: 'date', type: 'string', value: (paper) => paper.date },
  { name: 'topic', type: 'integer', value: (paper) => paper.topic },
  { name: 'topicLabel', type: 'string', value: (paper) => paper.topicLabel },
  { name: 'subtopic', type: 'integer', value: (paper) => paper.subtopic },
  { name: 'subtopicLabel', type: 'string', value: (paper) => paper.subtopicLabel },
  { name: 'confidence', type: 'double', value: (paper) => paper.confidence },
  { name: 'neighbours', type: 'integer', value: (paper) => paper.neighbours },
  { name: 'authors', type: 'string', value: (paper) => paper.authors },
  { name: 'venue', type: 'string', value: (paper) => paper.venue },
  { name: 'doi', type: 'string', value: (paper) => paper.doi },
  { name: 'url', type: 'string', value: (paper) => paper.url },
];

/** What edges carry beside their weight. */
export const EDGE_COLUMNS: readonly Column<SimilarityAttributes>[] = [
  {
    name: 'terms',
    type: 'string',
    value: ({ terms }) => terms.map(({ term, share }) => `${term} (${share.toFixed(3)})`).join(', '),
  },
];
