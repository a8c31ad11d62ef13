import type { FileSummary, InputLocation, Merge, PossibleDuplicates, Problem, ReadResult } from '../model/paper.ts';
import { describePossibleDuplicates } from '../read/deduplicate/possible-duplicates.ts';

const HEADER = ['file', 'format', 'records', 'papers', 'merged', 'problems'] as const;
/** Characters of a title or value that are printed. */
const MAX_LENGTH = 100;

/** Formats what was read from each file, what was not, what was merged and what may be the same. */
export function* formatReadResult(result: ReadResult): Generator<string> {
  yield* formatTable(result.files);
  yield* formatSection('Problems', result.problems, formatProblem);
  const duplicateNotes = new Set(
    result.possibleDuplicates.map((group) => formatProblem(describePossibleDuplicates(group))),
  );
  const notes = result.notes.filter((note) => !duplicateNotes.has(formatProblem(note)));
  yield* formatSection('Notes', notes, formatProblem);
  yield* formatSection('Merged', result.merges, formatMerge);
  yield* formatSection('Possible duplicates, not merged', result.possibleDuplicates, formatPossibleDuplicates);
}

/** Formats a table with aligned columns, and totals if there are several files. */
function* formatTable(files: readonly FileSummary[]): Generator<string> {
  const toRow = ({
    file,
    format = '-',
    records,
    papers,
    merged,
    problems,
  }: Omit<FileSummary, 'format'> & { format?: string }) =>
    [file, format.replace(/ \([^()]*\)$/, ''), ...[records, papers, merged, problems].map(String)].map(clean);
  const rows = [[...HEADER], ...files.map(toRow)];
  if (files.length > 1) {
    const sum = (name: 'records' | 'papers' | 'merged' | 'problems') =>
      files.reduce((total, file) => total + file[name], 0);
    const total = { records: sum('records'), papers: sum('papers'), merged: sum('merged'), problems: sum('problems') };
    rows.push(toRow({ file: `total (${files.length} files)`, format: '', ...total }));
  }
  const widths = HEADER.map((_, column) => rows.reduce((width, row) => Math.max(width, row[column]!.length), 0));
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
    );
    yield `${cells.join('  ').trimEnd()}\n`;
  }
}

function* formatSection<T>(title: string, items: readonly T[], format: (item: T) => string): Generator<string> {
  if (items.length === 0) return;
  yield `\n${title} (${items.length})\n`;
  for (const item of items) yield format(item);
}

const formatProblem = ({ file, line, reason }: Problem) => `${clean(file)}:${line}: ${clean(reason)}\n`;

function formatMerge({ title, reason, count, sources, differing }: Merge): string {
  const lines = [`"${shorten(title)}": ${reason}`, `  ${formatLocations(sources, count)}`];
  for (const [field, values] of Object.entries(differing)) lines.push(`  ${field}: ${values.map(shorten).join(' | ')}`);
  return `${lines.join('\n')}\n`;
}

function formatPossibleDuplicates({ title, count, locations, cause }: PossibleDuplicates): string {
  return `"${shorten(title)}": ${formatLocations(locations, count)}${cause ? ` (${cause})` : ''}\n`;
}

function formatLocations(locations: readonly InputLocation[], count: number): string {
  const listed = locations.map(({ file, line }) => `${clean(file)}:${line}`).join(', ');
  return count > locations.length ? `${listed} and ${count - locations.length} more` : listed;
}

const clean = (text: string) => text.replace(/[^\S\u2028\u2029]+/gu, ' ');
const shorten = (text: string) => (text.length > MAX_LENGTH ? `${clean(text.slice(0, MAX_LENGTH))}…` : clean(text));
