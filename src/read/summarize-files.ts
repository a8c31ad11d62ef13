import type { FileSummary, Paper, Problem } from '../model/paper.ts';

/** Counts what was read from each file. `formats` has the names of the formats by file. */
export function summarizeFiles(
  papers: readonly Paper[],
  problems: readonly Problem[],
  formats: ReadonlyMap<string, string>,
): FileSummary[] {
  const summaries = new Map<string, FileSummary>();
  const summaryOf = (file: string): FileSummary => {
    const known = summaries.get(file);
    if (known) return known;
    const format = formats.get(file);
    const summary = { file, ...(format !== undefined && { format }), records: 0, papers: 0, merged: 0, problems: 0 };
    summaries.set(file, summary);
    return summary;
  };
  for (const file of formats.keys()) summaryOf(file);
  const count = (file: string, kind: 'papers' | 'merged' | 'problems') => {
    const summary = summaryOf(file);
    summary[kind]++;
    summary.records++;
  };
  for (const { sources } of papers)
    for (const [index, { file }] of sources.entries()) count(file, index === 0 ? 'papers' : 'merged');
  for (const { file } of problems) count(file, 'problems');
  return [...summaries.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}
