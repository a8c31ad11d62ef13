import { describe, expect, test } from 'vitest';
import { detectFormat, formats } from '../../src/read/registry.ts';

test('format names are unique', () => {
  expect(new Set(formats.map(({ name }) => name)).size).toBe(formats.length);
});

test('a format of one service precedes the general format', () => {
  const names = formats.map(({ name }) => name);
  const json = names.indexOf('JSON, JSON Lines');
  for (const name of ['OpenAlex works', 'Semantic Scholar', 'Crossref works', 'CSL-JSON'])
    expect(names.indexOf(name)).toBeLessThan(json);
  expect(detectFormat('{"title": "T", "paperId": "1"}')?.name).toBe('Semantic Scholar');
  expect(detectFormat('{"title": "T"}')?.name).toBe('JSON, JSON Lines');
});

test('uses the column names in the options', () => {
  expect(detectFormat('Kopf;Jahr\nEin Titel;2001\n')).toBeUndefined();
  expect(detectFormat('Kopf;Jahr\nEin Titel;2001\n', { columns: { title: 'Kopf' } })?.name).toMatch(/^CSV/);
});

test('returns undefined for unknown content', () => {
  for (const head of ['', 'Hello.', '%PDF-1.7\n', '<html><body>x</body></html>'])
    expect(detectFormat(head)).toBeUndefined();
});

describe('JSON of a service is recognized by its keys, not by what values are', () => {
  const values = [
    'https://openalex.org/W2741809807',
    'https://dblp.org/rec/journals/x/Lee20',
    'article-journal',
    'The key "abstract_inverted_index": {',
    '"issued": {"date-parts": [[2001]]}, "lens_id": 1, \\',
  ];
  test.each(values)('%s', (value) => {
    const paper = {
      id: 'a',
      title: value,
      authors: ['Ann Lee'],
      year: 2001,
      type: value,
      url: value,
      identifiers: [value],
    };
    for (const space of [0, 2])
      expect(detectFormat(JSON.stringify([paper], null, space))?.name).toBe('JSON, JSON Lines');
    expect(detectFormat(JSON.stringify(paper))?.name).toBe('JSON, JSON Lines');
  });

  test('also where the text is cut off', () => {
    const text = JSON.stringify([{ title: 'T', authorships: [], abstract: 'The key "lens_id": ' }]);
    for (let length = text.indexOf('authorships') + 20; length < text.length; length++)
      expect(detectFormat(text.slice(0, length))?.name).toBe('OpenAlex works');
  });

  test.each([
    ['OpenAlex works', { id: 'https://openalex.org/W1', title: 'T', authorships: [] }],
    ['DBLP (JSON)', { authors: { author: [] }, title: 'T', ee: 'https://example.org' }],
    ['CSL-JSON', { id: 'a', type: 'book', title: 'T', author: [{ family: 'Lee', given: 'Ann' }] }],
    ['CSL-JSON', { id: 'a', type: 'book', title: 'T', DOI: '10.1000/1' }],
    ['Crossref works', { status: 'ok', 'message-type': 'work', message: { title: ['T'], DOI: '10.1000/1' } }],
    ['JSON, JSON Lines', { id: 'https://openalex.org/W1', title: 'T', authors: ['Ann Lee'], year: 2001 }],
    ['JSON, JSON Lines', { title: 'T', type: 'book', author: [{ family: 'Lee', given: 'Ann' }], year: 2001 }],
    ['JSON, JSON Lines', { status: 'ok', 'message-type': 'journal', message: { title: 'T', ISSN: [] } }],
  ])('%s: %j', (format, record) => {
    expect(detectFormat(JSON.stringify(record))?.name).toBe(format);
  });
});
