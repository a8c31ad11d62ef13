import { computed } from '@preact/signals';
import type { TableColumn } from '../../worker/protocol.ts';
import { labelOfTopic } from '../filters.ts';
import { state } from '../store.ts';
import { TABLE_COLUMNS } from '../url-state/url.ts';
import type { CellValue } from './table-text.ts';

/** The columns of the table that have a value for some paper. */
export const shownColumns = computed<TableColumn[]>(() => {
  const { map, details } = state;
  const isShown: Record<TableColumn, boolean> = {
    title: true,
    authors: details.value?.authors.some((authors) => authors.length > 0) ?? false,
    year: map.value?.nodes.years.some((year) => year > 0) ?? false,
    venue: (details.value?.venues.length ?? 0) > 1,
    topic: true,
    links: true,
    citations: details.value?.citations.some((count) => count > 0) ?? false,
  };
  return TABLE_COLUMNS.filter((column) => isShown[column]);
});

/** Returns the value of a paper in a column. */
export function cellOf(paper: number, column: TableColumn): CellValue {
  const nodes = state.map.value?.nodes;
  const details = state.details.value;
  switch (column) {
    case 'title':
      return nodes?.titles[paper] ?? '';
    case 'authors':
      return details?.authors[paper]?.join('; ') ?? '';
    case 'year':
      return nodes?.years[paper] || '';
    case 'venue':
      return details?.venues[details.venueOf[paper] ?? 0] ?? '';
    case 'topic':
      return labelOfTopic(nodes?.topicOf[paper] ?? 0);
    case 'links':
      return nodes?.degrees[paper] ?? 0;
    case 'citations': {
      const count = details?.citations[paper] ?? -1;
      return count < 0 ? '' : count;
    }
  }
}

/** Returns the papers between two of a list, inclusive, in the order of the list; only the last one if the first is not listed. */
export function papersBetween(papers: ArrayLike<number>, first: number | null, last: number): number[] {
  const list = Array.from(papers);
  const [a, b] = [first === null ? -1 : list.indexOf(first), list.indexOf(last)];
  return a < 0 ? [last] : list.slice(Math.min(a, b), Math.max(a, b) + 1);
}
