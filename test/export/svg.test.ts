import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { removeInvalidCharacters } from '../../src/export/escape.ts';
import { writeSvg } from '../../src/export/figures/svg.ts';
import type { PaperMap } from '../../src/model/map.ts';
import { anyTitle, HOSTILE, mapWithTitles, retitled, textOf } from './hostile-titles.ts';

const map = await mapWithTitles(HOSTILE);

interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
}

/** The elements as a strict XML parser sees them; it throws at anything ill-formed. */
function elements(text: string): Element[] {
  const parsed: Element[] = [];
  const openElements: Element[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, text: '' };
    parsed.push(element);
    openElements.push(element);
  });
  parser.on('text', (piece) => {
    const element = openElements.at(-1);
    if (element) element.text += piece;
  });
  parser.on('closetag', () => openElements.pop());
  parser.write(text).close();
  return parsed;
}

/** Decodes an image with a palette, as a data URL: the color of each pixel. */
function decodePng(url: string): { width: number; pixels: Uint8Array } {
  const file = Buffer.from(url.replace(/^data:image\/png;base64,/, ''), 'base64');
  const width = file.readUInt32BE(16);
  const data: Buffer[] = [];
  for (let offset = 8; offset < file.length; offset += file.readUInt32BE(offset) + 12)
    if (file.toString('latin1', offset + 4, offset + 8) === 'IDAT')
      data.push(file.subarray(offset + 8, offset + 8 + file.readUInt32BE(offset)));
  const rows = inflateSync(Buffer.concat(data));
  const pixels = new Uint8Array(width * file.readUInt32BE(20));
  for (let i = 0; i < pixels.length; i++) {
    const row = Math.floor(i / width);
    // Each row starts with its filter: "up".
    expect(rows[row * (width + 1)]).toBe(2);
    pixels[i] = rows[row * (width + 1) + 1 + (i % width)]! + (pixels[i - width] ?? 0);
  }
  return { width, pixels };
}

/** The title of the figure, followed by the tooltips of the papers. */
const tooltips = (parsed: Element[]) => parsed.filter(({ name }) => name === 'title').map(({ text }) => text);
const texts = (parsed: Element[]) => parsed.filter(({ name }) => name === 'text').map(({ text }) => text);
const papersWithPosition = ({ papers, positions }: PaperMap) =>
  papers.filter((_, i) => !Number.isNaN(positions[2 * i]!));

describe('writeSvg', () => {
  it('draws a circle for every paper with a position', () => {
    const parsed = elements(textOf(writeSvg(map)));
    expect(tooltips(parsed).slice(1)).toEqual(
      papersWithPosition(map).map(({ title }) => removeInvalidCharacters(title)),
    );
    expect(new Set(parsed.map(({ name }) => name))).toEqual(
      new Set(['svg', 'title', 'rect', 'g', 'path', 'circle', 'text']),
    );
  });

  it('escapes arbitrary titles and labels', () => {
    fc.assert(
      fc.property(anyTitle, (title) => {
        const renamed = retitled(map, [title]);
        const hostile = {
          ...renamed,
          topics: renamed.topics.map((topic) => ({ ...topic, label: `${title} ${topic.id}` })),
        };
        const parsed = elements(textOf(writeSvg(hostile, { title })));
        expect(parsed.map(({ name }) => name)).not.toContain('script');
        expect(tooltips(parsed).length).toBe(papersWithPosition(map).length + 1);
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it.each([2, 0.5])('fits the papers into the map (%d times their distance)', (factor) => {
    const positions = map.positions.map((value, i) => (i % 2 === 0 ? factor * value + 50 : 0.1 * value));
    const circles = elements(textOf(writeSvg({ ...map, positions }))).filter(({ name }) => name === 'circle');
    const drawn = circles.slice(0, papersWithPosition(map).length).map(({ attributes }) => attributes);
    const range = (axis: 'cx' | 'cy') => {
      const values = drawn.map((circle) => Number(circle[axis]));
      return [Math.min(...values), Math.max(...values)] as const;
    };
    const [left, right] = range('cx');
    const [top, bottom] = range('cy');
    expect(left + right).toBeCloseTo(1200, 0);
    expect(top + bottom).toBeCloseTo(1200, 0);
    // The larger side fills the map, unless the map would be enlarged by more than 1.6.
    const columns = positions.filter((value, i) => i % 2 === 0 && !Number.isNaN(value));
    const share = Math.min(1, (Math.max(...columns) - Math.min(...columns)) / 1250);
    expect(right - left).toBeCloseTo(1120 * share, 0);
    expect(right - left).toBeGreaterThan(bottom - top);
  });

  it('has a legend with all topics and their numbers of papers', () => {
    const parsed = texts(elements(textOf(writeSvg(map, { title: 'My <map>' }))));
    expect(parsed).toContain('My <map>');
    const topics = map.topics.filter(({ parent }) => parent === undefined);
    expect(topics.length).toBeGreaterThan(1);
    for (const { id } of topics) {
      const size = [...map.topicOf].filter((topic) => topic === id).length;
      expect(parsed).toContain(String(size));
    }
    expect(parsed).toContain(`${map.papers.length} papers, ${map.edges.weights.length} links drawn`);
  });

  it('draws only the selected papers and the edges between them', () => {
    const k = 0;
    const papers = [map.edges.sources[k]!, map.edges.targets[k]!];
    const parsed = elements(textOf(writeSvg(map, { papers })));
    expect(tooltips(parsed).length).toBe(3);
    expect(parsed.filter(({ name }) => name === 'path').length).toBe(1);
    expect(texts(parsed)).toContain('2 papers, 1 link drawn');
  });

  it('draws the strongest edges if there are more than the limit', () => {
    const [first] = elements(textOf(writeSvg(map, { maxEdges: 1 }))).filter(({ name }) => name === 'path');
    expect(first!.attributes.d!.match(/M/g)).toEqual(['M']);
    const strongest = map.edges.weights.indexOf(Math.max(...map.edges.weights));
    const circles = elements(textOf(writeSvg(map))).filter(({ name }) => name === 'circle');
    const drawn = [...map.papers.keys()].filter((paper) => !Number.isNaN(map.positions[2 * paper]!));
    const [from, to] = [map.edges.sources[strongest]!, map.edges.targets[strongest]!].map(
      (paper) => circles[drawn.indexOf(paper)]!.attributes,
    );
    expect(first!.attributes.d).toBe(`M${from!.cx} ${from!.cy}L${to!.cx} ${to!.cy}`);
  });

  it('enlarges selected papers to the size of the figure', () => {
    const isPlaced = (paper: number) => !Number.isNaN(map.positions[2 * paper]!);
    const papers = [...map.papers.keys()].filter((paper) => isPlaced(paper) && map.positions[2 * paper]! > 0);
    const circles = elements(textOf(writeSvg(map, { papers }))).filter(({ name }) => name === 'circle');
    const drawn = circles.slice(0, papers.length).map(({ attributes }) => attributes);
    const span = (axis: 'cx' | 'cy') => {
      const values = drawn.map((circle) => Number(circle[axis]));
      return Math.max(...values) - Math.min(...values);
    };
    expect(Math.max(span('cx'), span('cy'))).toBeCloseTo(1120, 0);
  });

  it('changes only colors and size with the theme and width', () => {
    const light = elements(textOf(writeSvg(map)));
    const dark = elements(textOf(writeSvg(map, { theme: 'dark', width: 3200 })));
    expect(dark[0]!.attributes).toMatchObject({ width: '3200', viewBox: light[0]!.attributes.viewBox });
    expect(dark.map(({ name, text }) => [name, text])).toEqual(light.map(({ name, text }) => [name, text]));
    expect(textOf(writeSvg(map))).not.toContain('#12161d');
  });

  it.each([
    ['180mm', 180, 72 / 25.4],
    ['13.5cm', 13.5, 720 / 25.4],
    ['10in', 10, 72],
    ['600pt', 600, 1],
  ])('has a width of %s, and readable texts in print', (width, amount, points) => {
    const figure = elements(textOf(writeSvg(map, { width })));
    const [, , viewWidth, viewHeight] = figure[0]!.attributes.viewBox!.split(' ').map(Number);
    const unit = /[a-z]+$/.exec(width)![0];
    expect(figure[0]!.attributes.width).toBe(width);
    expect(figure[0]!.attributes.height).toMatch(new RegExp(`^[\\d.]+${unit}$`));
    expect(Number.parseFloat(figure[0]!.attributes.height!)).toBeCloseTo((amount * viewHeight!) / viewWidth!, 1);
    const legend = figure.find(({ attributes }) => attributes.transform !== undefined)!;
    const [, left, scale] = /translate\((\d+) 0\) scale\(([\d.]+)\)/.exec(legend.attributes.transform!)!.map(Number);
    const fontSize = figure.find(({ attributes }) => attributes['font-size'] === '14')!;
    expect(fontSize).toBeDefined();
    expect((14 * scale! * amount * points) / viewWidth!).toBeGreaterThan(6.95);
    expect(left).toBe(1200);
  });

  it('names the nodes and links of other networks', () => {
    const network = { name: 'co-authorship', nodes: 'authors' } as NonNullable<PaperMap['network']>;
    const text = textOf(writeSvg({ ...map, network }, { contours: true }));
    expect(text).toContain('Outlines: most authors of a topic.');
    expect(text).toMatch(/>\d+ authors, \d+ links drawn</);
    expect(text).toContain('Stronger lines: more joint papers.');
    expect(text).toContain('<title>Map of authors</title>');
    expect(textOf(writeSvg(map))).toContain('Stronger lines: more alike.');
    const empty = { dimensions: 1, values: new Int8Array(map.papers.length), matched: 0, unmatched: 0 };
    const ranks = { termRanks: new Uint16Array(0), vectorRanks: new Uint16Array(0) };
    const fused = { ...map, vectors: { file: 'v.npz', ...empty, ...ranks } };
    expect(textOf(writeSvg(fused))).toContain('Stronger lines: more alike by terms and vectors.');
  });

  it('marks what is left out of a long title', () => {
    const shown = texts(elements(textOf(writeSvg(map, { title: 'many words of a title '.repeat(20) }))));
    expect(shown.filter((text) => text.includes('…'))).toHaveLength(1);
    expect(texts(elements(textOf(writeSvg(map, { title: 'A short title' })))).join()).not.toContain('…');
  });

  it('draws the regions of topics below the edges', () => {
    const parsed = elements(textOf(writeSvg(map, { contours: true })));
    const paths = parsed.filter(({ name }) => name === 'path');
    const contours = paths.filter(({ attributes }) => attributes.fill !== undefined);
    const topics = map.topics.filter(({ parent }) => parent === undefined);
    expect(contours.length).toBeGreaterThan(1);
    expect(contours.length).toBeLessThanOrEqual(topics.length);
    expect(paths.slice(0, contours.length)).toEqual(contours);
    for (const { attributes } of contours) expect(attributes.d).toMatch(/^(M[-\d. ]+(Q[-\d. ]+)+Z)+$/);
    expect(texts(parsed)).toContain('Outlines: most papers of a topic.');
    expect(textOf(writeSvg(map, { contours: false }))).toBe(textOf(writeSvg(map)));
  });

  it('draws the density of the selected papers as an image', () => {
    const papers = [...map.papers.keys()].filter((paper) => !Number.isNaN(map.positions[2 * paper]!)).slice(0, 5);
    const parsed = elements(textOf(writeSvg(map, { density: true, papers })));
    const { width, pixels } = decodePng(parsed.find(({ name }) => name === 'image')!.attributes.href!);
    const circles = parsed.filter(({ name, text }) => name === 'circle' && text === '').slice(0, 5);
    const places = circles.map(({ attributes }) => ({ x: Number(attributes.cx), y: Number(attributes.cy) }));
    // An independent sum of kernels, at some pixels of the image.
    const densityAt = (x: number, y: number) =>
      places.reduce((sum, place) => sum + Math.exp(-((place.x - x) ** 2 + (place.y - y) ** 2) / (2 * 18 ** 2)), 0);
    const peak = Math.max(3, ...places.map(({ x, y }) => densityAt(x, y)));
    for (const { x, y } of [...places, { x: 3, y: 3 }, { x: places[0]!.x + 20, y: places[0]!.y + 9 }]) {
      const expected = 255 * Math.min(1, densityAt(x, y) / peak) ** 0.7;
      expect(Math.abs(pixels[Math.floor(y) * width + Math.floor(x)]! - expected)).toBeLessThan(6);
    }
    expect(texts(parsed)).toEqual(expect.arrayContaining(['few papers', 'many papers']));
  });

  it('is deterministic', () => {
    const options = { contours: true, density: true };
    expect(textOf(writeSvg(map, options))).toBe(textOf(writeSvg(map, options)));
    expect(textOf(writeSvg(map))).toBe(textOf(writeSvg(map)));
  });
});
