import { batch } from '@preact/signals';
import { strings } from '../../strings/strings.ts';
import type { TableColumn } from '../../worker/protocol.ts';
import { state } from '../store.ts';
import { announce } from './page.ts';
import { callWorker } from './session.ts';

/** The table of papers and its selection. */

/** Opens or closes the table. In a narrow window, it takes the place of the tab that is open. */
export function showTable(isOpen: boolean): void {
  batch(() => {
    state.table.value = isOpen ? { column: 'title', descending: false } : null;
    if (isOpen && state.isNarrow.peek()) state.pane.value = null;
    selectRows([]);
  });
}

/** Sorts the table by a column: numbers first from the largest, texts from A; again, the other way around. */
export function sortTable(column: TableColumn): void {
  const current = state.table.value;
  const startsDescending = column === 'year' || column === 'links' || column === 'citations';
  const descending = current?.column === column ? !current.descending : startsDescending;
  state.table.value = { column, descending };
}

/** Returns all papers in the order of the table; undefined if the worker cannot answer. */
export const queryOrder = () => {
  const order = state.table.value;
  return order ? callWorker((worker) => worker.call('sort', [order])) : Promise.resolve(undefined);
};

/** Selects papers in the table, which highlights them on the map. */
export function selectRows(papers: Iterable<number>): void {
  const selected = new Set(papers);
  if (selected.size === 0 && state.tableSelection.value.size === 0) return;
  state.tableSelection.value = selected;
  announce(strings.table.selected(selected.size));
}
