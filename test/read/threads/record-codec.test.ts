import { expect, test } from 'vitest';
import type { SourceRecord } from '../../../src/read/deduplicate/source-record.ts';
import { normalizeRecord } from '../../../src/read/normalize/record.ts';
import { RecordDecoder, RecordEncoder } from '../../../src/read/threads/record-codec.ts';

const fill = (name: string) => [`${name} 1`, `${name} é`, `${name} 漢`, ''];

/** A record with a value in each field, all of them different. */
const complete = (number: number): SourceRecord['record'] => ({
  ...normalizeRecord({ title: `Title ${number} – naïve` }, () => {})!,
  abstract: `Abstract ${number} ${'long '.repeat(100)}`,
  authors: fill('author'),
  structuredNames: fill('structured name'),
  orcids: fill('orcid'),
  authorCount: number,
  year: -44,
  date: '2024-05-17',
  venue: 'A venue',
  publisher: 'A publisher with é',
  editors: fill('editor'),
  organization: 'Ω',
  type: 'article',
  language: 'en',
  keywords: fill('keyword'),
  doi: `10.1000/${number}`,
  arxiv: '2101.00001',
  pmid: '123',
  pmcid: 'PMC123',
  url: 'https://example.org/',
  urls: ['https://example.org/2'],
  key: 'key',
  series: 'x'.repeat(300),
  volume: '12',
  number: `${number}`,
  pages: '1-2',
  note: 'a lone surrogate \ud800 and a pair 😀',
  isbn: ['978-3-16-148410-0'],
  issn: ['1234-5678', '1234-5679'],
  identifiers: ['eid:1'],
  code: ['https://example.org/code'],
  otherAbstracts: fill('abstract'),
  votes: 2 ** 30,
  citations: Number.MAX_SAFE_INTEGER,
  cites: fill('cited'),
});

const createRecords = (count: number): SourceRecord[] =>
  Array.from({ length: count }, (_, i) => ({
    record: i % 3 === 1 ? normalizeRecord({ title: `${i}` }, () => {})! : complete(i),
    location: { file: i % 2 ? 'a.zip/b.bib' : 'a.zip/c.bib', line: i },
  }));

test('decoded records equal those that were encoded, in any number of calls', () => {
  const records = createRecords(20);
  const [encoder, decoder] = [new RecordEncoder(), new RecordDecoder()];
  const decoded = [records.slice(0, 1), [], records.slice(1, 12), records.slice(12)].flatMap((part) =>
    structuredClone(encoder.encode(part)).flatMap((block) => [...decoder.decode(block)]),
  );
  expect(decoded).toEqual(records);
  // All records have all fields in the order of `normalizeRecord`.
  const names = Object.keys(normalizeRecord({ title: 'x' }, () => {})!);
  for (const { record } of decoded) expect(Object.keys(record)).toEqual(names);
});

test('long records are divided into blocks', () => {
  const records = createRecords(9).map(({ record, location }) => ({
    record: { ...record, abstract: `${location.line} `.repeat(800_000) },
    location,
  }));
  const blocks = new RecordEncoder().encode(records);
  expect(blocks.length).toBeGreaterThan(2);
  const decoder = new RecordDecoder();
  expect(blocks.flatMap((block) => [...decoder.decode(block)])).toEqual(records);
});
