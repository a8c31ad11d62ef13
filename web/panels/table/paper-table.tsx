import { useEffect, useMemo, useRef } from 'preact/hooks';
import { IconButton } from '../../components/controls.tsx';
import { Icon } from '../../components/icon.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import { addToReadingList } from '../../state/actions/select.ts';
import { queryOrder, selectRows, showTable, sortTable } from '../../state/actions/table.ts';
import { visible } from '../../state/filters.ts';
import { state } from '../../state/store.ts';
import { papersBetween, shownColumns } from '../../state/table/columns.ts';
import { copyRows } from '../../state/table/copy-rows.ts';
import { strings } from '../../strings/strings.ts';
import type { TableColumn } from '../../worker/protocol.ts';
import { PaperRow } from './paper-row.tsx';
import { ROW_HEIGHT, useWindow } from './use-window.ts';

/** Maximum number of papers that are put on the reading list at once; the list and links to the page contain each of them. */
const MAX_LISTED = 500;

/** The table of the visible papers: sorted by a column, with a selection that can be copied. Only the rows in view are rendered. */
export function PaperTable() {
  const rows = useRows();
  const selection = state.tableSelection.value;
  const selected = useMemo(() => Array.from(rows ?? []).filter((paper) => selection.has(paper)), [rows, selection]);
  return (
    <>
      <TableHeader selected={selected} />
      {rows && rows.length === 0 && <p class="table-empty hint">{strings.table.empty}</p>}
      {rows && rows.length > 0 && <RowTable rows={rows} selectedCount={selected.length} />}
    </>
  );
}

/** Returns the visible papers in the order of the table; until the next order is known in the previous one. */
function useRows(): Uint32Array | undefined {
  const order = state.table.value;
  const map = state.map.value;
  const answer = useAnswer(queryOrder, [order?.column, order?.descending, map, state.details.value]);
  const last = useRef<{ map: typeof map; order: Uint32Array } | null>(null);
  if (answer) last.current = { map, order: answer };
  // The papers of another map have other indexes.
  const papers = last.current?.map === map ? last.current?.order : undefined;
  const mask = visible.value;
  return useMemo(() => papers?.filter((paper) => mask[paper] === 1), [papers, mask]);
}

function TableHeader({ selected }: { selected: number[] }) {
  const isTooLong = selected.length > MAX_LISTED;
  return (
    <div class="table-header">
      <h2>{strings.table.open}</h2>
      <span class="number">{strings.table.selected(selected.length)}</span>
      <span class="spacer" />
      {selected.length > 0 && (
        <>
          <button type="button" class="text-button" onClick={() => void copyRows(selected)}>
            {strings.table.copy}
          </button>
          <button
            type="button"
            class="text-button"
            disabled={isTooLong}
            title={isTooLong ? strings.table.tooManyToList(MAX_LISTED) : undefined}
            onClick={() => addToReadingList(selected)}
          >
            {strings.readingList.add}
          </button>
          <button type="button" class="text-button" onClick={() => selectRows([])}>
            {strings.table.clear}
          </button>
        </>
      )}
      <IconButton icon="close" name={strings.table.close} onClick={() => showTable(false)} />
    </div>
  );
}

function RowTable({ rows, selectedCount }: { rows: Uint32Array; selectedCount: number }) {
  const container = useRef<HTMLDivElement>(null);
  const { first, end } = useWindow(container, rows.length);
  /** The row that was selected last: ranges start there. */
  const anchor = useRef<number | null>(null);
  const { column, descending } = state.table.value ?? {};
  useEffect(() => container.current?.scrollTo({ top: 0 }), [column, descending]);
  const columns = shownColumns.value;
  const selection = state.tableSelection.value;
  const select = (paper: number, isSelected: boolean, isRange: boolean) => {
    const changed = isRange ? papersBetween(rows, anchor.current, paper) : [paper];
    anchor.current = paper;
    const next = new Set(selection);
    for (const each of changed) {
      if (isSelected) next.add(each);
      else next.delete(each);
    }
    selectRows(next);
  };
  return (
    <div class="table-rows" ref={container}>
      <table aria-label={strings.table.label} aria-rowcount={rows.length + 1} onKeyDown={moveFocus}>
        <thead>
          <tr aria-rowindex={1}>
            <td class="row-select">
              <input
                type="checkbox"
                aria-label={strings.table.selectAll}
                title={strings.table.hint}
                checked={selectedCount === rows.length}
                indeterminate={selectedCount > 0 && selectedCount < rows.length}
                onChange={(event) => selectRows(event.currentTarget.checked ? rows : [])}
              />
            </td>
            {columns.map((name) => (
              <ColumnHeader key={name} column={name} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer rowCount={first} columnCount={columns.length + 1} />
          {Array.from(rows.subarray(first, end), (paper, i) => (
            <PaperRow
              key={paper}
              paper={paper}
              index={first + i}
              columns={columns}
              isSelected={selection.has(paper)}
              onSelect={select}
            />
          ))}
          <Spacer rowCount={rows.length - end} columnCount={columns.length + 1} />
        </tbody>
      </table>
    </div>
  );
}

/** Takes the place of rows that are not rendered. */
function Spacer({ rowCount, columnCount }: { rowCount: number; columnCount: number }) {
  if (rowCount <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can be focused
    <tr aria-hidden="true">
      <td class="spacer-cell" colSpan={columnCount} style={{ height: rowCount * ROW_HEIGHT }} />
    </tr>
  );
}

function ColumnHeader({ column }: { column: TableColumn }) {
  const order = state.table.value;
  const isSorted = order?.column === column;
  const direction = order?.descending ? 'descending' : 'ascending';
  return (
    <th scope="col" class={`column-${column}`} aria-sort={isSorted ? direction : 'none'}>
      <button type="button" onClick={() => sortTable(column)}>
        <span>{strings.table.columns[column]}</span>
        {isSorted && (
          <span class={direction}>
            <Icon name="down" size={12} />
          </span>
        )}
      </button>
    </th>
  );
}

/** Moves the focus to the same control of the next or previous row with the arrow keys. */
function moveFocus(event: KeyboardEvent): void {
  const focused = event.target;
  if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || !(focused instanceof HTMLElement)) return;
  const row = focused.closest('tr');
  const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
  const target = next?.querySelector<HTMLElement>(focused.tagName);
  if (!target) return;
  event.preventDefault();
  target.focus();
}
