import type { Merge, Paper } from '../../model/paper.ts';
import type { PaperRecord } from '../normalize/record.ts';
import { compareAbstracts } from './compare/fields.ts';
import type { PreparedRecord } from './compare/prepared-record.ts';
import { compareAuthors } from './compare/records.ts';
import type { SourceRecord } from './source-record.ts';

/** Says by which fields two records were recognized as the same paper. */
export function describeMatch(a: PreparedRecord, b: PreparedRecord): string {
  const abstracts = compareAbstracts(a.record.abstract, b.record.abstract) === 'match';
  const fields = [
    a.titleKey === b.titleKey ? 'same title' : 'similar title',
    ...(compareAuthors(a, b) === 'match' ? ['same authors'] : []),
    ...(a.record.year !== undefined && a.record.year === b.record.year ? ['same year'] : []),
    ...(abstracts ? ['same abstract'] : []),
  ];
  return fields.join(', ');
}

/** The fields whose different values are listed. Lists and counts are combined rather than chosen from. */
const comparedFields = [
  'title',
  'authors',
  'year',
  'venue',
  'volume',
  'pages',
  'doi',
  'arxiv',
  'pmid',
  'abstract',
] as const;
/** Number of records whose location is listed. */
const maxSources = 20;
/** Values are cut to this length, in UTF-16 code units. */
const maxValueLength = 200;

/** Describes what was merged into a paper. */
export function describeMerge(paper: Paper, records: readonly SourceRecord[], reasons: string[]): Merge {
  const differing: Merge['differing'] = {};
  for (const field of comparedFields) {
    const values = [...new Set(records.flatMap(({ record }) => toText(record[field])))];
    if (values.length > 1) differing[field] = values.sort();
  }
  const sources = paper.sources.slice(0, maxSources).map(({ file, line }) => ({ file, line }));
  return { paper: paper.id, title: paper.title, reason: reasons.join('; '), count: records.length, sources, differing };
}

function toText(value: PaperRecord[(typeof comparedFields)[number]]): string[] {
  if (value === undefined || value === '') return [];
  const text = Array.isArray(value) ? value.slice(0, 20).join('; ') : String(value);
  return [text.length > maxValueLength ? `${text.slice(0, maxValueLength)}…` : text];
}
