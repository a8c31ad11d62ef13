import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { plugins } from '@citation-js/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { removeInvalidCharacters } from '../../src/export/escape.ts';
import { writeBibtex } from '../../src/export/references/bibtex.ts';
import { writeRis } from '../../src/export/references/ris.ts';
import type { Paper } from '../../src/model/paper.ts';
import { readPapers } from '../../src/read/read.ts';
import { anyTitle, HOSTILE, mapWithTitles, retitled, textOf } from './hostile-titles.ts';

const map = await mapWithTitles(HOSTILE);
const read = (text: string, forceType: string) => plugins.input.chain(text, { forceType, generateGraph: false });

describe.each([
  { write: writeBibtex, forceType: '@biblatex/text' },
  { write: writeRis, forceType: '@ris/file' },
])('$write.name, read by citation-js', ({ write, forceType }) => {
  it('preserves the metadata of every paper', () => {
    const items = read(textOf(write(map)), forceType);
    expect(items).toHaveLength(map.papers.length);
    items.forEach((item, i) => {
      const { abstract, doi, url, venue, year, type } = map.papers[i]!;
      expect([item.DOI, item.URL, item['container-title']]).toEqual([doi, url, venue]);
      expect(item.abstract ?? '').toBe(abstract);
      expect(item.issued!['date-parts'][0]![0]).toBe(year);
      expect(item.type).toBe(type === 'article' ? 'article-journal' : 'paper-conference');
      expect(item.author!.map(({ given }) => given)).toEqual(['Ada', 'Ludwig']);
      expect(item.author![1]!.family).toMatch(/^(van )?Beethoven$/);
    });
  });

  it('preserves arbitrary titles, on one line', () => {
    fc.assert(
      fc.property(fc.array(anyTitle, { minLength: 1, maxLength: HOSTILE.length }), (titles) => {
        const hostile = retitled(map, titles);
        const items = read(textOf(write(hostile)), forceType);
        expect(items.map((item) => (item.title ?? '').normalize())).toEqual(
          hostile.papers.map((paper) => removeInvalidCharacters(paper.title).replace(/\s+/g, ' ').trim().normalize()),
        );
      }),
      { seed: 6, numRuns: 40 },
    );
  });

  it('writes the selected papers in the order of the map', () => {
    const items = read(textOf(write(map, { papers: [3, 1] })), forceType);
    expect(items.map((item) => item.DOI)).toEqual([map.papers[1]!.doi, map.papers[3]!.doi]);
  });
});

describe.each([writeBibtex, writeRis])('%o, read by papergraph', (write) => {
  it('preserves the papers', async () => {
    // Readers remove LaTeX commands and braces from the titles of all formats, so only titles without them are preserved.
    const titles = HOSTILE.filter((title) => title.trim() && !/[\\{}]|--/.test(title)).map((title) =>
      removeInvalidCharacters(title).replace(/\s+/g, ' ').trim(),
    );
    const original = retitled(map, titles);
    const bytes = () => [new TextEncoder().encode(textOf(write(original)))];
    const { papers, problems } = await readPapers([{ name: 'export', bytes }]);
    expect(problems).toEqual([]);
    const fieldsOf = ({ id, title, abstract, authors, year, venue, doi, url }: Paper) =>
      [id, title, abstract, authors, year, venue, doi, url] as const;
    expect(papers.map(fieldsOf)).toEqual(original.papers.map(fieldsOf));
  });
});

describe('writeBibtex', () => {
  it('creates different keys for ids that differ only in special characters', () => {
    const ids = ['a b', 'a_b', 'A-B', '{}', '漢'];
    const papers = map.papers.map((paper, i) => ({ ...paper, id: ids[i] ?? paper.id }));
    const keys = [...textOf(writeBibtex({ ...map, papers })).matchAll(/^@\w+\{(.*),$/gm)].map(([, key]) => key);
    expect(keys.slice(0, 5)).toEqual(['a-b', 'a-b-2', 'A-B-3', 'paper', 'paper-2']);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('has balanced braces', () => {
    for (const chunk of writeBibtex(map)) {
      let depth = 0;
      for (const character of chunk) {
        depth += character === '{' ? 1 : character === '}' ? -1 : 0;
        expect(depth).toBeGreaterThanOrEqual(0);
      }
      expect(depth).toBe(0);
    }
  });
});
