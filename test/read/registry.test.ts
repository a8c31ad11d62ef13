import { expect, test } from 'vitest';
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
