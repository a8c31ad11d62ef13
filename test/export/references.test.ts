import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { plugins } from '@citation-js/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { removeInvalidCharacters } from '../../src/export/escape.ts';
import { writeBibtex } from '../../src/export/references/bibtex.ts';
import { createCitationKeys } from '../../src/export/references/citation-keys.ts';
import { writeCslJson } from '../../src/export/references/csl-json.ts';
import { writeRis } from '../../src/export/references/ris.ts';
import type { Paper } from '../../src/model/paper.ts';
import { readPapers } from '../../src/read/read.ts';
import { anyTitle, HOSTILE, mapWithTitles, retitled, textOf } from './hostile-titles.ts';

const map = await mapWithTitles(HOSTILE);
const read = (text: string, forceType: string) =>
  plugins.input.chain(forceType === '@csl/object' ? JSON.parse(text) : text, { forceType, generateGraph: false });

describe.each([
  { write: writeBibtex, forceType: '@biblatex/text' },
  { write: writeRis, forceType: '@ris/file' },
  { write: writeCslJson, forceType: '@csl/object' },
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

describe('names of authors', () => {
  const paper: Paper = {
    ...map.papers[0]!,
    authors: ['Gabriel García Márquez', 'Doctors Without Borders', 'World Health Organization', 'Ferdinand And'],
    editors: ['Ann Van Damme, Jr'],
    structuredNames: ['García Márquez, Gabriel', '{Doctors Without Borders}', 'Van Damme, Ann, Jr'],
    year: 1967,
  };
  delete paper.key;
  const written = { papers: [paper] };

  it('keep their family names in RIS, and organizations are whole', () => {
    const lines = textOf(writeRis(written)).split('\r\n');
    expect(lines.filter((line) => /^A[U2] /.test(line))).toEqual([
      'AU  - García Márquez, Gabriel',
      'AU  - Doctors Without Borders',
      'AU  - World Health Organization',
      'AU  - And, Ferdinand',
      'A2  - Van Damme, Ann, Jr',
    ]);
  });

  it('keep their family names in BibTeX, and organizations are in braces', () => {
    const text = textOf(writeBibtex(written));
    expect(text).toContain(
      'author = {García Márquez, Gabriel and {Doctors Without Borders} and {World Health Organization} and {And}, Ferdinand}',
    );
    expect(text).toContain('editor = {Van Damme, Jr, Ann}');
    expect(text).toContain('{GarciaMarquez1967,');
  });

  it('keep their family names in CSL-JSON, and organizations are literal', () => {
    const [item] = JSON.parse(textOf(writeCslJson(written)));
    expect(item.author).toEqual([
      { family: 'García Márquez', given: 'Gabriel' },
      { literal: 'Doctors Without Borders' },
      { literal: 'World Health Organization' },
      { family: 'And', given: 'Ferdinand' },
    ]);
    expect(item.editor).toEqual([{ family: 'Van Damme', given: 'Ann', suffix: 'Jr' }]);
  });
});

describe('writeBibtex', () => {
  const keysOf = (text: string) => [...text.matchAll(/^@\w+\{(.*),$/gm)].map(([, key]) => key);

  it('keeps the citation keys of sources; other papers get author and year, with a letter where these are the same', () => {
    const fields: Partial<Paper>[] = [
      { authors: ['Ada Müller'], year: 2020 },
      { key: 'muller2020' },
      { key: 'DBLP:conf/nips/VaswaniSPUJGKP17' },
      { authors: ['Ludwig van Beethoven Jr.'], year: 1808 },
      { authors: ['L. Beethoven'], year: 1808 },
      { key: 'with space, and {braces}' },
      { key: 'Same' },
      { key: 'same' },
      { authors: ['漢 字'], title: '“On” glia' },
    ];
    const papers = map.papers
      .slice(0, fields.length)
      .map(({ authors: _, year: __, ...paper }, i) => ({ ...paper, ...fields[i]! }));
    const keys = createCitationKeys(papers);
    expect(keys).toEqual([
      'Muller2020a',
      'muller2020',
      'DBLP:conf/nips/VaswaniSPUJGKP17',
      'Beethoven1808',
      'Beethoven1808a',
      'withspaceandbraces',
      'Same',
      'samea',
      'On',
    ]);
  });

  it('creates unique keys that do not depend on the selected papers', () => {
    const all = keysOf(textOf(writeBibtex(map)));
    expect(new Set(all.map((key) => key!.toLowerCase())).size).toBe(map.papers.length);
    expect(keysOf(textOf(writeBibtex(map, { papers: [3, 1] })))).toEqual([all[1], all[3]]);
  });

  it('creates unique keys that BibTeX accepts for arbitrary keys, names, and titles', () => {
    const paper = fc.record(
      {
        key: fc.string(),
        title: fc.string(),
        authors: fc.array(fc.string(), { maxLength: 2 }),
        year: fc.integer({ min: 1900, max: 1903 }),
      },
      { requiredKeys: ['title'] },
    );
    fc.assert(
      fc.property(fc.array(paper, { maxLength: 60 }), (drafts) => {
        const keys = createCitationKeys(
          drafts.map((draft, i) => ({ id: `${i}`, abstract: '', sources: [], ...draft })),
        );
        expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(drafts.length);
        for (const key of keys) expect(key).toMatch(/^[^\s"#%'(),={}\\~]+$/);
      }),
      { seed: 11 },
    );
  });

  it('writes the key that a file gives', async () => {
    const csv = 'title,citation key,authors,year\nGlial calcium waves,smith-2020:glia,Ada Smith,2020\n';
    const { papers } = await readPapers([{ name: 'library.csv', bytes: () => [new TextEncoder().encode(csv)] }]);
    expect(createCitationKeys(papers)).toEqual(['smith-2020:glia']);
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
