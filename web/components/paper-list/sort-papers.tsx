import { useState } from 'preact/hooks';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';
import { Select } from '../controls.tsx';

/** The orders of a list of papers; `given` is that of the list itself. */
type Order = 'given' | keyof typeof strings.list.orders;

/** Lists with fewer papers are not worth sorting. */
const MIN_SORTED = 3;

/**
 * Returns the papers of a list in the chosen order, and the control that chooses it; null for short lists.
 *
 * @param givenOrder what the order of the list is; undefined if it means nothing.
 */
export function useSorting<T>(items: readonly T[], paperOf: (item: T) => number, givenOrder?: string) {
  const [chosen, setOrder] = useState<Order>('given');
  const { newest, oldest, title, citations } = strings.list.orders;
  const hasCitations = state.details.value?.citations.some((count) => count > 0) ?? false;
  const hasYears = items.some((item) => (state.map.value?.nodes.years[paperOf(item)] ?? 0) > 0);
  const options: Partial<Record<Order, string>> = {
    ...(givenOrder !== undefined && { given: givenOrder }),
    ...(hasYears && { newest, oldest }),
    title,
    ...(hasCitations && { citations }),
  };
  // The object has only keys of its type, so the cast is safe.
  const orders = Object.keys(options) as Order[];
  const order = orders.includes(chosen) ? chosen : orders[0]!;
  const sorted = order === 'given' ? items : [...items].sort((a, b) => compare(paperOf(a), paperOf(b), order));
  const control =
    items.length < MIN_SORTED ? null : (
      <div class="sort-control">
        <Select label={strings.list.sortBy} value={order} options={options} onChange={setOrder} />
      </div>
    );
  return { sorted, control };
}

function compare(a: number, b: number, order: Order): number {
  const { years, titles } = state.map.value!.nodes;
  // Papers without a year come last in either order.
  const yearOf = (paper: number, unknown: number) => years[paper] || unknown;
  switch (order) {
    case 'newest':
      return yearOf(b, 0) - yearOf(a, 0);
    case 'oldest':
      return yearOf(a, Number.MAX_SAFE_INTEGER) - yearOf(b, Number.MAX_SAFE_INTEGER);
    case 'title':
      return titles[a]!.localeCompare(titles[b]!, 'en');
    case 'citations': {
      const citations = state.details.value?.citations ?? [];
      return (citations[b] ?? -1) - (citations[a] ?? -1);
    }
    case 'given':
      return 0;
  }
}
