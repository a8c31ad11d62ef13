import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { clean } from '../../src/export/escape.ts';
import { svg } from '../../src/export/figures/svg.ts';
import { type Box, freePlace, overlap } from '../../src/export/figures/svg-labels.ts';
import type { PaperMap } from '../../src/model/map.ts';
import { anyTitle, HOSTILE, mapWithTitles, retitled, textOf } from './hostile.ts';

const map = await mapWithTitles(HOSTILE);

interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
}

/** The elements as a strict XML parser sees them; it throws at anything ill-formed. */
function elements(text: string): Element[] {
  const found: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, text: '' };
    found.push(element);
    open.push(element);
  });
  parser.on('text', (piece) => {
    const element = open.at(-1);
    if (element) element.text += piece;
  });
  parser.on('closetag', () => open.pop());
  parser.write(text).close();
  return found;
}

/** Papers' titles, as the tips of their discs; the first title is the picture's own. */
const tips = (found: Element[]) => found.filter(({ name }) => name === 'title').map(({ text }) => text);
const texts = (found: Element[]) => found.filter(({ name }) => name === 'text').map(({ text }) => text);
const placed = (of: PaperMap) => of.papers.filter((_, i) => !Number.isNaN(of.positions[2 * i]!));

describe('svg', () => {
  it('draws a disc for every paper with a place, whatever its title', () => {
    const found = elements(textOf(svg(map)));
    expect(tips(found).slice(1)).toEqual(placed(map).map(({ title }) => clean(title)));
    expect(new Set(found.map(({ name }) => name))).toEqual(
      new Set(['svg', 'title', 'rect', 'g', 'path', 'circle', 'text']),
    );
  });

  it('escapes any title, label and heading', () => {
    fc.assert(
      fc.property(anyTitle, (title) => {
        const own = retitled(map, [title]);
        const hostile = { ...own, topics: own.topics.map((topic) => ({ ...topic, label: `${title} ${topic.id}` })) };
        const found = elements(textOf(svg(hostile, { title })));
        expect(found.map(({ name }) => name)).not.toContain('script');
        expect(tips(found).length).toBe(placed(map).length + 1);
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('has a legend with every topic and how many papers it has', () => {
    const found = texts(elements(textOf(svg(map, { title: 'My <map>' }))));
    expect(found).toContain('My <map>');
    const topics = map.topics.filter(({ parent }) => parent === undefined);
    expect(topics.length).toBeGreaterThan(1);
    for (const { id } of topics) {
      const size = [...map.topicOf].filter((own) => own === id).length;
      expect(found).toContain(String(size));
    }
    expect(found).toContain(`${map.papers.length} papers, ${map.edges.weights.length} links drawn`);
  });

  it('draws only what is selected, links between selected papers only', () => {
    const k = 0;
    const papers = [map.edges.sources[k]!, map.edges.targets[k]!];
    const found = elements(textOf(svg(map, { papers })));
    expect(tips(found).length).toBe(3);
    expect(found.filter(({ name }) => name === 'path').length).toBe(1);
    expect(texts(found)).toContain('2 papers, 1 links drawn');
  });

  it('keeps the strongest links when there are too many', () => {
    const [first] = elements(textOf(svg(map, { mostLinks: 1 }))).filter(({ name }) => name === 'path');
    expect(first!.attributes.d!.match(/M/g)).toEqual(['M']);
    const strongest = map.edges.weights.indexOf(Math.max(...map.edges.weights));
    const one = elements(textOf(svg(map, { papers: [map.edges.sources[strongest]!, map.edges.targets[strongest]!] })));
    expect(one.find(({ name }) => name === 'path')!.attributes.d).toBe(first!.attributes.d);
  });

  it('differs by theme and width in nothing but paint and size', () => {
    const light = elements(textOf(svg(map)));
    const dark = elements(textOf(svg(map, { theme: 'dark', width: 3200 })));
    expect(dark[0]!.attributes).toMatchObject({ width: '3200', viewBox: light[0]!.attributes.viewBox });
    expect(dark.map(({ name, text }) => [name, text])).toEqual(light.map(({ name, text }) => [name, text]));
    expect(textOf(svg(map))).not.toContain('#12161d');
  });

  it('writes the same bytes again', () => {
    expect(textOf(svg(map))).toBe(textOf(svg(map)));
  });

  it('puts names where they touch no other, and inside', () => {
    const point = fc.record({ x: fc.integer({ min: 0, max: 300 }), y: fc.integer({ min: 0, max: 300 }) });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 30 }), (points) => {
        const boxes: Box[] = [];
        for (const at of points) {
          const box = freePlace(at, 80, 20, boxes, 300);
          if (box) boxes.push(box);
        }
        for (const [i, a] of boxes.entries()) {
          expect(a.x - 40 >= 0 && a.x + 40 <= 300 && a.y - 10 >= 0 && a.y + 10 <= 300).toBe(true);
          for (const b of boxes.slice(0, i)) expect(overlap(a, b)).toBe(false);
        }
      }),
      { seed: 6 },
    );
  });
});
