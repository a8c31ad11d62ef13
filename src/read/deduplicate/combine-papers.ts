import type { Paper, Source } from '../../model/paper.ts';
import { combineRecords } from './combine.ts';
import { createPaper } from './create-paper.ts';
import type { SourceRecord } from './source-record.ts';

/** Combines papers under the id of the first: the most complete value of each field, and the sources of all. */
export function combinePapers(target: Paper, others: readonly Paper[]): Paper {
  const papers = [target, ...others].sort((a, b) => compareSources(locationOf(a), locationOf(b)));
  const records = papers.map((paper): SourceRecord => {
    const { id: _, sources: __, ...record } = paper;
    return { record, location: locationOf(paper) };
  });
  const { record, sources } = combineRecords(records);
  const combined = papers.flatMap((paper, i) => paper.sources.map((from) => limitFields(from, sources[i]?.gave ?? [])));
  return createPaper(target.id, record, combined.sort(compareSources));
}

/** Returns a source with the fields that the combined paper has from it. */
const limitFields = (source: Source, fields: string[]): Source => ({
  ...source,
  gave: source.gave?.filter((field) => fields.includes(field)) ?? fields,
});

const locationOf = ({ sources: [first] }: Paper) => ({ file: first?.file ?? '', line: first?.line ?? 0 });

const compareSources = (a: Source, b: Source) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1);
