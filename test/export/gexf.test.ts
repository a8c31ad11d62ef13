import fc from 'fast-check';
import Graph, { UndirectedGraph } from 'graphology';
import reader from 'graphology-gexf';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { removeInvalidCharacters } from '../../src/export/escape.ts';
import { writeGexf } from '../../src/export/graphs/gexf.ts';
import { buildGraph } from '../../src/graph/build.ts';
import { anyTitle, HOSTILE, mapWithTitles, retitled, textOf } from './hostile-titles.ts';

const map = await mapWithTitles(HOSTILE);
const read = (text: string) => reader.parse(Graph, text);
/** Reads the labels with a strict XML parser, which throws if the text is not well-formed. */
function labels(text: string): string[] {
  const values: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    if (tag.local === 'node') values.push(tag.attributes.label!.value);
  });
  parser.write(text).close();
  return values;
}

describe('writeGexf', () => {
  it.each(['1.3', '1.2'] as const)('%s is read by graphology-gexf with all attributes', (gexfVersion) => {
    const graph = read(textOf(writeGexf(map, { gexfVersion })));
    const expected = buildGraph(map);
    expect(graph.nodes()).toEqual(expected.nodes());
    expected.forEachNode((id, { label, year, date, topic, topicLabel, neighbors, url, x, y, size, color }) => {
      const attributes = graph.getNodeAttributes(id);
      expect(attributes.label ?? '').toBe(removeInvalidCharacters(label));
      expect(attributes).toMatchObject({ year, date, neighbors, url, size });
      expect([attributes.topic, attributes.topic_label, attributes.x, attributes.y]).toEqual([topic, topicLabel, x, y]);
      const channels = [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
      expect(attributes.color).toBe(`rgb(${channels})`);
    });
    expect(graph.size).toBe(expected.size);
    expected.forEachEdge((_, { weight, terms }, source, target) => {
      const attributes = graph.getEdgeAttributes(graph.edge(source, target));
      expect(attributes.weight).toBe(weight);
      for (const { term, share } of terms) expect(attributes.terms).toContain(`${term} (${share.toFixed(3)})`);
    });
    expect(expected.size).toBeGreaterThan(10);
  });

  it('is well-formed XML and preserves arbitrary titles', () => {
    expect(labels(textOf(writeGexf(map)))).toEqual(HOSTILE.map(removeInvalidCharacters));
    fc.assert(
      fc.property(fc.array(anyTitle, { minLength: 1, maxLength: HOSTILE.length }), (titles) => {
        const hostile = retitled(map, titles);
        expect(labels(textOf(writeGexf(hostile, { terms: 0 })))).toEqual(
          hostile.papers.map((paper) => removeInvalidCharacters(paper.title)),
        );
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('removes only characters that XML forbids', () => {
    expect(removeInvalidCharacters('a\u0000b\ud800c\t\r\n\u{1f600}\ufffe')).toBe('abc\t\r\n\u{1f600}');
  });

  it('declares its version and namespace', () => {
    expect(textOf(writeGexf(map))).toContain('<gexf version="1.3" xmlns="http://gexf.net/1.3"');
    expect(textOf(writeGexf(map, { gexfVersion: '1.2' }))).toContain(
      'version="1.2" xmlns="http://www.gexf.net/1.2draft"',
    );
  });

  it('writes the selected papers and the strong edges between them', () => {
    const papers = [4, 0, 1, 2, 4];
    const graph = read(textOf(writeGexf(map, { papers, minSimilarity: 0.2 })));
    const ids = [0, 1, 2, 4].map((i) => map.papers[i]!.id);
    expect(graph.nodes()).toEqual(ids);
    const expected = new UndirectedGraph();
    for (const id of ids) expected.addNode(id);
    buildGraph(map).forEachEdge((_, { weight }, a, b) => {
      if (weight >= 0.2 && ids.includes(a) && ids.includes(b)) expected.addEdge(a, b);
    });
    expect(graph.mapEdges((_, __, a, b) => [a, b])).toEqual(expected.mapEdges((_, __, a, b) => [a, b]));
  });

  it('is split into chunks', () => {
    const large = retitled(map, ['x'.repeat(30_000)]);
    const chunks = [...writeGexf(large)];
    expect(chunks.length).toBeGreaterThan(5);
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(200_000);
    expect(labels(chunks.join(''))).toEqual(large.papers.map((paper) => paper.title));
  });
});
