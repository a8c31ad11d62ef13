/** Figures for print, as other programs read them: pdf.js, and a decoder of PNG. */
import { inflateSync } from 'node:zlib';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import { writePdf } from '../../src/export/figures/pdf.ts';
import { writePng } from '../../src/export/figures/png.ts';
import type { PaperMap } from '../../src/model/map.ts';
import { fonts, resvg } from './figure-resources.ts';
import { HOSTILE, mapWithTitles } from './hostile-titles.ts';

const map = await mapWithTitles(HOSTILE);
const LETTERS = 'Žížala à Łódź, Ελλάδα, Київ, ﬁ & <b>';
const named: PaperMap = { ...map, topics: map.topics.map((topic) => ({ ...topic, label: `Ünïted ${topic.id} ő` })) };

/** Reads the page of a PDF file with pdf.js. */
async function readPdf(bytes: Uint8Array) {
  const document = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;
  expect(document.numPages).toBe(1);
  const page = await document.getPage(1);
  const { items } = await page.getTextContent();
  const texts = items.flatMap((item) => ('str' in item && item.str.trim() ? [item.str] : []));
  const { fnArray, argsArray } = await page.getOperatorList();
  const fontIds = new Set(
    fnArray.flatMap((operator, i) => (operator === OPS.setFont ? [String(argsArray[i][0])] : [])),
  );
  const loaded = [...fontIds].map((id) => page.commonObjs.get(id));
  return { size: page.view, texts, fonts: loaded, operators: fnArray, metadata: await document.getMetadata() };
}

const pdf = async (options: object, of = named) => Buffer.concat(await writePdf(of, { fonts, ...options }));
const png = async (options: object, of = named) => Buffer.concat(await writePng(of, { fonts, resvg, ...options }));

describe('writePdf', () => {
  test('has the size, the texts, and embedded fonts', async () => {
    const file = await pdf({ width: '180mm', title: LETTERS });
    const { size, texts, fonts: embedded, metadata } = await readPdf(file);
    expect(size[2]).toBeCloseTo((180 / 25.4) * 72, 1);
    expect(size[3]! / size[2]!).toBeGreaterThan(0.6);
    expect(texts.join(' ')).toContain('Žížala à Łódź, Ελλάδα, Київ,');
    const topics = named.topics.filter(({ parent }) => parent === undefined);
    // Each topic occurs once on the map and once in the legend.
    for (const { label } of topics) expect(texts.filter((text) => text === label).length).toBe(2);
    expect(texts).toContain(`${map.papers.length} papers, ${map.edges.weights.length} links drawn`);
    expect(embedded.map(({ name }) => name.replace(/^[A-Z]{6}\+/, '')).sort()).toEqual([
      'DejaVuSansCondensed',
      'DejaVuSansCondensed-Bold',
    ]);
    // Only the used characters are embedded.
    expect(embedded.map(({ missingFile }) => missingFile)).toEqual([false, false]);
    expect(file.length).toBeLessThan(100_000);
    expect(metadata.info).toMatchObject({ Title: LETTERS, Creator: 'papergraph' });
    expect(metadata.info).not.toHaveProperty('CreationDate');
  });

  test('draws every paper and edge as vector graphics', async () => {
    const { operators, size } = await readPdf(await pdf({}));
    expect(size[2]).toBe(1200);
    expect(operators).not.toContain(OPS.paintImageXObject);
    const count = (list: number[]) => list.filter((operator) => operator === OPS.constructPath).length;
    const two = { papers: [map.edges.sources[0]!, map.edges.targets[0]!] };
    const withEdge = (await readPdf(await pdf(two))).operators;
    const withoutEdge = (await readPdf(await pdf({ ...two, maxEdges: 0 }))).operators;
    expect(count(withEdge)).toBe(count(withoutEdge) + 1);
    const drawn = map.papers.filter((_, i) => !Number.isNaN(map.positions[2 * i]!)).length;
    expect(count(operators)).toBeGreaterThanOrEqual(drawn);
  });

  test('has the same bytes each time', async () => {
    const options = { width: '9cm', contours: true, density: true };
    const first = await pdf(options);
    expect(first).toEqual(await pdf(options));
    expect((await readPdf(first)).operators).toContain(OPS.paintImageXObject);
    const countPaths = async (file: Buffer) =>
      (await readPdf(file)).operators.filter((operator) => operator === OPS.constructPath).length;
    expect(await countPaths(first)).toBeGreaterThan(await countPaths(await pdf({ width: '9cm' })));
  });

  test('refuses characters that the font lacks', async () => {
    const message = 'the font of PDF and PNG figures lacks U+673A, which occurs in "机器"';
    await expect(pdf({ title: '机器' })).rejects.toThrow(message);
    await expect(png({ title: '机器' })).rejects.toThrow(message);
  });
});

/** Returns the chunks of a PNG file. */
function readPng(file: Buffer): Record<string, Buffer[]> {
  expect(file.subarray(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
  const chunks: Record<string, Buffer[]> = {};
  for (let offset = 8; offset < file.length; ) {
    const length = file.readUInt32BE(offset);
    const type = file.toString('latin1', offset + 4, offset + 8);
    chunks[type] = [...(chunks[type] ?? []), file.subarray(offset + 8, offset + 8 + length)];
    offset += length + 12;
  }
  return chunks;
}

describe('writePng', () => {
  test.each([
    [{ width: '180mm' }, 2126, 300],
    [{ width: '90mm', dpi: 96 }, 340, 96],
    [{ width: 500, dpi: 600 }, 500, 600],
  ])('%j has %i pixels and the resolution of %i dpi', async (options, width, dpi) => {
    const { IHDR, pHYs, IDAT } = readPng(await png(options));
    expect(IHDR![0]!.readUInt32BE(0)).toBe(width);
    const height = IHDR![0]!.readUInt32BE(4);
    expect(pHYs!.map((chunk) => [chunk.readUInt32BE(0), chunk.readUInt32BE(4), chunk[8]])).toEqual([
      [Math.round(dpi / 0.0254), Math.round(dpi / 0.0254), 1],
    ]);
    // Each row has one byte before its pixels.
    expect(inflateSync(Buffer.concat(IDAT!)).length).toBe(height * (4 * width + 1));
  });

  test('draws texts with the fonts', async () => {
    const [first, second] = [await png({ width: 600, title: 'A title' }), await png({ width: 600, title: 'A tidal' })];
    expect(first.equals(second)).toBe(false);
    expect(first).toEqual(await png({ width: 600, title: 'A title' }));
  });

  test('is not larger than memory allows', async () => {
    await expect(png({ width: '5000mm', dpi: 600 })).rejects.toThrow(
      'the image would be 118110 pixels wide, more than 20000: choose a smaller width or dpi, or export as pdf or svg',
    );
  });
});
