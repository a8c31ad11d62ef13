import { strings } from '../../strings/strings.ts';
import { notify, toast } from '../actions/page.ts';
import { cellOf, shownColumns } from './columns.ts';
import { formatRows } from './table-text.ts';

/** Number of rows that are formatted before the page handles other events. */
const ROWS_PER_STEP = 2000;

/** Copies papers as tab-separated text with the columns of the table and their names. */
export async function copyRows(papers: readonly number[]): Promise<void> {
  try {
    // A promise, because browsers allow copying only right after a click.
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': formatPapers(papers) })]);
    toast(strings.table.copied(papers.length));
  } catch {
    notify(strings.table.copyFailed, strings.table.copyFailedHint);
  }
}

async function formatPapers(papers: readonly number[]): Promise<Blob> {
  const columns = shownColumns.value;
  const parts = [formatRows([columns.map((column) => strings.table.columns[column])])];
  for (let start = 0; start < papers.length; start += ROWS_PER_STEP) {
    if (start > 0) await new Promise((resolve) => setTimeout(resolve));
    const rows = papers.slice(start, start + ROWS_PER_STEP);
    parts.push(formatRows(rows.map((paper) => columns.map((column) => cellOf(paper, column)))));
  }
  return new Blob(parts, { type: 'text/plain' });
}
