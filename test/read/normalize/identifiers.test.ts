import { expect, test } from 'vitest';
import { namedId, parseNamedId } from '../../../src/read/normalize/identifiers.ts';
import { readPapers } from '../../../src/read/read.ts';

test.each([
  ['openalex', 'W2741809807', 'openalex:W2741809807'],
  ['wos', 'WOS:000251396200003', 'wos:000251396200003'],
  ['eid', ' 2-s2.0-85012345678 ', 'eid:2-s2.0-85012345678'],
  ['mag', undefined, undefined],
  ['mag', ' ', undefined],
])('an identifier has the name of its scheme: %s %s', (scheme, id, expected) => {
  expect(namedId(scheme, id)).toBe(expected);
});

test.each([
  ['dblp:conf/nips/VaswaniSPUJGKP17', 'dblp:conf/nips/VaswaniSPUJGKP17'],
  ['hal:hal-0123\ud800', 'hal:hal-0123'],
  ['no identifier', undefined],
  ['x:a b', undefined],
  ['x:<script>', undefined],
  ['', undefined],
])('identifiers are checked: %j', (text, expected) => {
  expect(parseNamedId(text)).toBe(expected);
});

test('identifiers of merged records are kept, each once', async () => {
  const paper = { title: 'A study of many things in one place', doi: '10.1000/xyz123', authors: ['Ann Lee'] };
  const lines = [
    { ...paper, identifiers: ['eid:2-s2.0-1', 'wos:0001'] },
    { ...paper, identifiers: ['eid:2-s2.0-1', 'openalex:W1'] },
  ];
  const { papers } = await readPapers([
    { name: 'a.jsonl', bytes: lines.map((line) => JSON.stringify(line)).join('\n') },
  ]);
  expect(papers.map(({ identifiers }) => identifiers)).toEqual([['eid:2-s2.0-1', 'openalex:W1', 'wos:0001']]);
});
