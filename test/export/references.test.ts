import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { plugins } from '@citation-js/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean } from '../../src/export/escape.ts';
import { bibtex } from '../../src/export/references/bibtex.ts';
import { ris } from '../../src/export/references/ris.ts';
import type { Paper } from '../../src/model/paper.ts';
import { readPapers } from '../../src/read/read.ts';
import { anyTitle, HOSTILE, mapWithTitles, retitled, textOf } from './hostile.ts';

const map = await mapWithTitles(HOSTILE);
const read = (text: string, forceType: string) => plugins.input.chain(text, { forceType, generateGraph: false });

describe.each([
  { write: bibtex, forceType: '@biblatex/text' },
  { write: ris, forceType: '@ris/file' },
])('$write.name, read by citation-js', ({ write, forceType }) => {
  it('gives back the facts of every paper', () => {
    const found = read(textOf(write(map)), forceType);
    expect(found).toHaveLength(map.papers.length);
    found.forEach((item, i) => {
      const { abstract, doi, url, venue, year, type } = map.papers[i]!;
      expect([item.DOI, item.URL, item['container-title']]).toEqual([doi, url, venue]);
      expect(item.abstract ?? '').toBe(abstract);
      expect(item.issued!['date-parts'][0]![0]).toBe(year);
      expect(item.type).toBe(type === 'article' ? 'article-journal' : 'paper-conference');
      expect(item.author!.map(({ given }) => given)).toEqual(['Ada', 'Ludwig']);
      expect(item.author![1]!.family).toMatch(/^(van )?Beethoven$/);
    });
  });

  it('gives back any title, on one line', () => {
    fc.assert(
      fc.property(fc.array(anyTitle, { minLength: 1, maxLength: HOSTILE.length }), (titles) => {
        const hostile = retitled(map, titles);
        const found = read(textOf(write(hostile)), forceType);
        expect(found.map((item) => (item.title ?? '').normalize())).toEqual(
          hostile.papers.map((paper) => clean(paper.title).replace(/\s+/g, ' ').trim().normalize()),
        );
      }),
      { seed: 6, numRuns: 40 },
    );
  });

  it('writes a selection in the order of the map', () => {
    const found = read(textOf(write(map, { papers: [3, 1] })), forceType);
    expect(found.map((item) => item.DOI)).toEqual([map.papers[1]!.doi, map.papers[3]!.doi]);
  });
});

describe.each([bibtex, ris])('%o, read by papergraph', (write) => {
  it('gives back the papers', async () => {
    // Readers take LaTeX and braces out of every format's titles, so only titles without can come back as they were.
    const titles = HOSTILE.filter((title) => title.trim() && !/[\\{}]|--/.test(title)).map((title) =>
      clean(title).replace(/\s+/g, ' ').trim(),
    );
    const original = retitled(map, titles);
    const bytes = () => [new TextEncoder().encode(textOf(write(original)))];
    const { papers, problems } = await readPapers([{ name: 'export', bytes }]);
    expect(problems).toEqual([]);
    const facts = ({ id, title, abstract, authors, year, venue, doi, url }: Paper) =>
      [id, title, abstract, authors, year, venue, doi, url] as const;
    expect(papers.map(facts)).toEqual(original.papers.map(facts));
  });
});

describe('bibtex', () => {
  it('gives papers whose ids differ only in odd characters different keys', () => {
    const ids = ['a b', 'a_b', 'A-B', '{}', '漢'];
    const papers = map.papers.map((paper, i) => ({ ...paper, id: ids[i] ?? paper.id }));
    const keys = [...textOf(bibtex({ ...map, papers })).matchAll(/^@\w+\{(.*),$/gm)].map(([, key]) => key);
    expect(keys.slice(0, 5)).toEqual(['a-b', 'a-b-2', 'A-B-3', 'paper', 'paper-2']);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('balances its braces whatever a title holds', () => {
    for (const chunk of bibtex(map)) {
      let depth = 0;
      for (const character of chunk) {
        depth += character === '{' ? 1 : character === '}' ? -1 : 0;
        expect(depth).toBeGreaterThanOrEqual(0);
      }
      expect(depth).toBe(0);
    }
  });
});
