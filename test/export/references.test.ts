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
import { seedFiles } from '../seeds.ts';
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
    const titles = HOSTILE.filter((title) => title.trim() && !/[\\{}]/.test(title)).map((title) =>
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

describe('theses, reports, and preprints', () => {
  const readBack = async (text: string) =>
    (await readPapers([{ name: 'export', bytes: () => [new TextEncoder().encode(text)] }])).papers[0];
  const formats = [writeBibtex, writeRis, writeCslJson] as const;
  const write = (fields: Partial<Paper>) => {
    const papers = [{ id: '1', title: 'A title of a work', abstract: '', year: 2020, sources: [], ...fields }];
    return formats.map((writeFormat) => textOf(writeFormat({ papers })));
  };

  it('have the organization where other programs look for it', () => {
    const [bibtex, ris, csl] = write({ type: 'phdthesis', organization: 'TU Berlin' });
    expect(bibtex).toContain('school = {TU Berlin}');
    expect(bibtex).not.toContain('organization');
    expect(ris).toContain('\nPB  - TU Berlin\r');
    expect(csl).toContain('"publisher":"TU Berlin"');
    expect(write({ type: 'mastersthesis', organization: 'TU Berlin' })[0]).toContain('school = {TU Berlin}');
    expect(write({ type: 'techreport', organization: 'IBM' })[0]).toContain('institution = {IBM}');
    expect(write({ type: 'misc', organization: 'IBM' })[0]).toContain('organization = {IBM}');
  });

  it('have it as the publisher for citation-js', () => {
    for (const type of ['phdthesis', 'techreport']) {
      const [bibtex, ris, csl] = write({ type, organization: 'TU Berlin' });
      for (const items of [
        read(bibtex!, '@biblatex/text'),
        read(bibtex!, '@bibtex/text'),
        read(ris!, '@ris/file'),
        read(csl!, '@csl/object'),
      ])
        expect(items[0]).toMatchObject({
          type: type === 'phdthesis' ? 'thesis' : 'report',
          publisher: 'TU Berlin',
        });
    }
  });

  it.each<Partial<Paper>>([
    { organization: 'TU Berlin' },
    { publisher: 'ProQuest' },
    { organization: 'TU Berlin', publisher: 'ProQuest' },
    { organization: 'TU Berlin', publisher: 'TU Berlin' },
  ])('are read by papergraph as they were: %o', async (fields) => {
    for (const type of ['phdthesis', 'techreport', 'misc'])
      for (const text of write({ ...fields, type })) {
        const { organization, publisher } = (await readBack(text))!;
        expect({ organization, publisher }).toEqual({ organization: undefined, publisher: undefined, ...fields });
      }
  });

  it('name the arXiv id of a preprint as Zotero does', async () => {
    const text = write({ type: 'preprint', arxiv: '1706.03762' })[2]!;
    expect(text).toContain('"number":"arXiv:1706.03762"');
    expect(await readBack(text)).toMatchObject({ arxiv: '1706.03762' });
    expect(await readBack(text)).not.toHaveProperty('number');
    expect(write({ type: 'article', arxiv: '1706.03762' })[2]).not.toContain('"number"');
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

  it('are separated from initials behind them', () => {
    const papers = [{ ...paper, authors: ['García-López M.A.', 'Müller J.'], structuredNames: [] }];
    expect(textOf(writeRis({ papers })).match(/^AU .*/gm)).toEqual(['AU  - García-López, M.A.', 'AU  - Müller, J.']);
    const bibtex = textOf(writeBibtex({ papers }));
    expect(bibtex).toContain('author = {García-López, M.A. and Müller, J.}');
    expect(bibtex).toContain('{GarciaLopez1967,');
    const [item] = JSON.parse(textOf(writeCslJson({ papers })));
    expect(item.author[0]).toEqual({ family: 'García-López', given: 'M.A.' });
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

  it('leaves a repeated key to the first paper of the source', async () => {
    const entry = (key: string, title: string) => `@article{${key}, title={${title}}, year={2000}}\n`;
    // Papers are in the order of their ids, which are hashes of the titles.
    const titles = ['Zinc', 'Sand', 'Maps', 'Tides', 'Wind'];
    for (const order of [titles, titles.toReversed()]) {
      const content = `${order.map((title) => entry('dup', title)).join('')}${entry('dupa', 'Ice')}`;
      const bytes = () => [new TextEncoder().encode(content)];
      const { papers, notes } = await readPapers([{ name: 'library.bib', bytes }]);
      const keys = createCitationKeys(papers);
      const keyOf = (title: string) => keys[papers.findIndex((paper) => paper.title === title)];
      expect([...order, 'Ice'].map(keyOf)).toEqual(['dup', 'dupb', 'dupc', 'dupd', 'dupe', 'dupa']);
      expect(notes.map(({ file, line, reason }) => [file, line, reason])).toEqual(
        [2, 3, 4, 5].map((line) => ['library.bib', line, 'the citation key "dup" is also that of the entry in line 1']),
      );
    }
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

  const fieldOf = (paper: Partial<Paper>, name: string) =>
    new RegExp(`^  ${name} = (.*?),?$`, 'm').exec(
      textOf(writeBibtex({ papers: [{ ...map.papers[0]!, ...paper }] })),
    )?.[1];

  it.each([
    ['1-8', '{1--8}'],
    ['12:1-12:23', '{12:1--12:23}'],
    ['S1-S8, 10-12', '{S1--S8, 10--12}'],
    ['e1004', '{e1004}'],
    ['10-1-2', '{10-1-2}'],
  ])('writes the pages %s as %s', (pages, expected) => {
    expect(fieldOf({ pages }, 'pages')).toBe(expected);
  });

  it('writes hyphens, quotation marks, and dashes of texts so that they are read as they are', async () => {
    const title = "Options --all and ---x of ''a'' and ``b`` – 3 — 4 ?`";
    const original = [{ ...map.papers[0]!, title, abstract: title }];
    const bytes = () => [new TextEncoder().encode(textOf(writeBibtex({ papers: original })))];
    const { papers } = await readPapers([{ name: 'export.bib', bytes }]);
    expect(papers.map((paper) => [paper.title, paper.abstract])).toEqual([[title, title]]);
  });

  it('preserves the texts of the seed papers', async () => {
    const { papers: original } = await readPapers(seedFiles());
    const bytes = () => [new TextEncoder().encode(textOf(writeBibtex({ papers: original })))];
    const { papers } = await readPapers([{ name: 'export.bib', bytes }]);
    const textsOf = (paper: Paper) => [paper.id, paper.title, paper.abstract, paper.note];
    expect(papers.map(textsOf)).toEqual(original.map(textsOf));
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
