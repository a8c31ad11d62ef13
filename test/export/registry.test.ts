import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { findConcepts } from '../../src/concepts/find-concepts.ts';
import { findExportFormat, inferExportFormats } from '../../src/export/find-format.ts';
import { writeGexf } from '../../src/export/graphs/gexf.ts';
import { writeTurtle } from '../../src/export/linked-data/turtle.ts';
import { getConcepts } from '../../src/export/map-concepts.ts';
import { MAP_PLACEHOLDER, writePage } from '../../src/export/page.ts';
import { type ExportFormat, type ExportOptions, exportFormats } from '../../src/export/registry.ts';
import { serializeMap } from '../../src/map-file/save.ts';
import { splitLabel } from '../../src/topics/labels/label-case.ts';
import { fonts, getResources, resvg } from './figure-resources.ts';
import { HOSTILE, mapWithTitles } from './hostile-titles.ts';

const hostileMap = await mapWithTitles(HOSTILE);
// The script of tags needs a paper from Zotero.
const [first, ...others] = hostileMap.papers;
const map = { ...hostileMap, papers: [{ ...first!, identifiers: ['zotero:ABCD2345'] }, ...others] };
const template = `<!doctype html>${MAP_PLACEHOLDER}`;
const formats: readonly ExportFormat[] = exportFormats;

async function write(name: string, options: ExportOptions = {}): Promise<string[]> {
  const { files } = findExportFormat(name)!;
  return Promise.all(
    await Promise.all(
      files.map(async (file) => {
        const writer = await file.load();
        return Buffer.concat(Array.from(await writer(map, options), (chunk) => Buffer.from(chunk))).toString();
      }),
    ),
  );
}

describe('exportFormats', () => {
  test('have unique names, titles and file names', () => {
    const names = formats.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(formats.map(({ title }) => title)).size).toBe(formats.length);
    for (const { name, files } of formats) {
      const fileNames = files.map(({ suffix = '', extension }) => `${suffix}${extension}`);
      expect(new Set(fileNames).size, name).toBe(files.length);
      for (const { extension, mediaType } of files) {
        expect(extension).toMatch(/^\.[a-z0-9]+$/);
        expect(mediaType).toMatch(/^[a-z]+\/[a-z+.-]+$/);
      }
    }
  });

  test.each(formats.map(({ name }) => name))('%s writes text to each of its files', async (name) => {
    const contents = await write(name, getResources(name, template));
    expect(contents).toHaveLength(findExportFormat(name)!.files.length);
    for (const content of contents) expect(content.length).toBeGreaterThan(100);
    expect(new Set(contents).size).toBe(contents.length);
  });

  test.each<[string, string[]]>([
    ['map.gexf', ['gexf']],
    ['MAP.BIB', ['bibtex']],
    ['a.b/map.xlsx', ['xlsx']],
    ['map.pdf', ['pdf']],
    ['map.png', ['png']],
    ['map.csv', ['csv', 'topics', 'neo4j']],
    ['map.txt', []],
    ['map', []],
  ])('the name %s stands for %j', (name, expected) => {
    expect(inferExportFormats(name)).toEqual(expected);
  });

  test('pass their options to the writers', async () => {
    const options = { gexfVersion: '1.2', papers: [0, 2], minSimilarity: 0.1 } as const;
    expect(await write('gexf', options)).toEqual([[...writeGexf(map, options)].join('')]);
    expect(await write('svg', { theme: 'dark' })).not.toEqual(await write('svg'));
    expect(await write('html', { template })).toEqual([[...writePage(template, serializeMap(map))].join('')]);
  });

  const values: Required<ExportOptions> = {
    papers: [0],
    minSimilarity: 0,
    terms: 1,
    abstracts: false,
    measures: true,
    safeCells: false,
    bom: true,
    evidence: true,
    gexfVersion: '1.2',
    theme: 'dark',
    width: 800,
    title: 'Map',
    maxEdges: 1,
    contours: true,
    density: true,
    dpi: 72,
    fonts,
    resvg,
    template,
    hasher: () => createHash('sha256'),
  };
  test.each(formats)('$name accepts exactly the options that it lists', async ({ name, options }) => {
    const required = getResources(name, template);
    for (const [option, value] of Object.entries(values)) {
      const written = write(name, { ...required, [option]: value });
      if (options.some((listed) => listed === option)) await expect(written).resolves.toBeDefined();
      else await expect(written).rejects.toThrow(`has no option "${option}"`);
      await expect(write(name, { ...required, [option]: null })).rejects.toThrow(/must be|has no option/);
    }
  });

  test('"html" without a template is rejected', async () => {
    await expect(write('html')).rejects.toThrow(/template/);
  });

  test.each(['pdf', 'png'])('"%s" without its resources is rejected', async (name) => {
    await expect(write(name)).rejects.toThrow(`the format "${name}" needs fonts`);
    if (name === 'png') await expect(write(name, { fonts })).rejects.toThrow('needs the renderer');
  });

  test('formats of the knowledge graph use the concepts of the map, or find them', async () => {
    const knownConcepts = map.topics.flatMap(({ label }) => splitLabel(label));
    const concepts = await findConcepts(map.papers, { knownConcepts });
    const turtle = [...writeTurtle(map, concepts)].join('');
    expect(await write('turtle')).toEqual([turtle]);
    expect(await getConcepts({ ...map, concepts })).toBe(concepts);
    const { concepts: _, ...withoutConcepts } = map;
    expect(await getConcepts(withoutConcepts)).toBe(await getConcepts(withoutConcepts));
    expect(await getConcepts(withoutConcepts)).toEqual(concepts);
  });
});

test('findExportFormat returns undefined for an unknown name', () => {
  expect(findExportFormat('docx')).toBeUndefined();
});
