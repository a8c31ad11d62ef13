import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Paper } from '../../../src/model/paper.ts';
import { detectFormat, formats } from '../../../src/read/registry.ts';
import { readPapersInOrder } from '../helpers.ts';

/** The fields of papers by the names that docs/formats.md gives them. */
const fieldNames = new Map<string, (keyof Paper)[]>([
  ['title', ['title']],
  ['abstract', ['abstract']],
  ['authors', ['authors']],
  ['number of authors', ['authorCount']],
  ['editors', ['editors']],
  ['year', ['year']],
  ['date', ['date']],
  ['venue', ['venue']],
  ['series', ['series']],
  ['volume', ['volume']],
  ['number', ['number']],
  ['pages', ['pages']],
  ['publisher', ['publisher']],
  ['organization', ['organization']],
  ['type', ['type']],
  ['language', ['language']],
  ['keywords', ['keywords']],
  ['DOI', ['doi']],
  ['arXiv id', ['arxiv']],
  ['PubMed id', ['pmid']],
  ['PubMed Central id', ['pmcid']],
  ['ISBN', ['isbn']],
  ['ISSN', ['issn']],
  ['other ids', ['identifiers']],
  ['URL', ['url', 'urls']],
  ['code', ['code']],
  ['note', ['note']],
  ['votes', ['votes']],
  ['citations', ['citations']],
  ['cited works', ['cites']],
  ['ORCIDs', ['orcids']],
  ['key', ['key']],
]);

interface Section {
  name: string;
  /** Names of the fields, without remarks. */
  fields: string[];
  /** Undefined for binary formats. */
  sample: string | undefined;
}

const sections: Section[] = readFileSync('docs/formats.md', 'utf8')
  .split(/^### /m)
  .slice(1)
  .map((text) => ({
    name: text.slice(0, text.indexOf('\n')),
    fields: (/^Fields: (.*)$/m.exec(text)?.[1] ?? '').replace(/ \([^)]*\)/g, '').split(', '),
    sample: /^```\w+\n([\s\S]*?)^```$/m.exec(text)?.[1],
  }));
const samples = sections.filter(({ sample }) => sample !== undefined);
const expected: Record<string, Partial<Paper>[]> = JSON.parse(
  readFileSync('test/fixtures/formats/documented-samples.json', 'utf8'),
);

describe('docs/formats.md', () => {
  test('has a sample of every format', () => {
    expect(samples.map(({ name }) => name).sort()).toEqual(formats.map(({ name }) => name).sort());
    expect(Object.keys(expected).sort()).toEqual(samples.map(({ name }) => name).sort());
  });

  test.each(samples)('the sample of $name is read, with the documented fields and no others', async (section) => {
    const text = section.sample ?? '';
    expect(detectFormat(text)?.name).toBe(section.name);
    const papers = await readPapersInOrder(text);
    const content = papers.map(({ id: _, sources: __, ...fields }) => fields);
    expect(content).toEqual(expected[section.name]);
    const found = new Set(
      content.flatMap((paper) => Object.entries(paper).flatMap(([key, value]) => (value ? key : []))),
    );
    // The number of authors is also known where their names are.
    if (papers.every(({ authors, authorCount }) => authors || authorCount === undefined)) found.delete('authorCount');
    const unknown = section.fields.filter((name) => !fieldNames.has(name));
    expect(unknown).toEqual([]);
    const isUrl = (key: string) => (key === 'urls' ? 'url' : key);
    const documented = section.fields.flatMap((name) => fieldNames.get(name) ?? []);
    expect([...new Set([...found].map(isUrl))].sort()).toEqual([...new Set(documented.map(isUrl))].sort());
  });
});
