import type { PaperAttributes, SimilarityAttributes } from '../graph/attributes.ts';

/** A named and typed attribute of nodes or edges, as written by formats with columns or declared attributes. */
export interface Column<Attributes> {
  name: string;
  type: 'string' | 'integer' | 'double' | 'boolean';
  /** Returns the value of the attribute; undefined if it is unknown. */
  value(attributes: Attributes): string | number | boolean | undefined;
}

/** Attributes of papers except label, position, size and color, which every format writes in its own way. */
export const PAPER_COLUMNS: readonly Column<PaperAttributes>[] = [
  { name: 'year', type: 'integer', value: (paper) => paper.year },
  { name: 'date', type: 'string', value: (paper) => paper.date },
  { name: 'topic', type: 'integer', value: (paper) => paper.topic },
  { name: 'topicLabel', type: 'string', value: (paper) => paper.topicLabel },
  { name: 'subtopic', type: 'integer', value: (paper) => paper.subtopic },
  { name: 'subtopicLabel', type: 'string', value: (paper) => paper.subtopicLabel },
  { name: 'confidence', type: 'double', value: (paper) => paper.confidence },
  { name: 'neighbors', type: 'integer', value: (paper) => paper.neighbors },
  { name: 'authors', type: 'string', value: (paper) => paper.authors },
  { name: 'venue', type: 'string', value: (paper) => paper.venue },
  { name: 'doi', type: 'string', value: (paper) => paper.doi },
  { name: 'url', type: 'string', value: (paper) => paper.url },
];

/** Attributes of edges except their weight. */
export const EDGE_COLUMNS: readonly Column<SimilarityAttributes>[] = [
  {
    name: 'terms',
    type: 'string',
    value: ({ terms }) => terms.map(({ term, share }) => `${term} (${share.toFixed(3)})`).join(', '),
  },
];
