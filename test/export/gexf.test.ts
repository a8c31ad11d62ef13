import fc from 'fast-check';
import Graph, { UndirectedGraph } from 'graphology';
import reader from 'graphology-gexf';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { clean } from '../../src/export/escape.ts';
import { gexf } from '../../src/export/graphs/gexf.ts';
import { buildGraph } from '../../src/graph/build.ts';
import { anyTitle, HOSTILE, mapWithTitles, retitled, textOf } from './hostile.ts';

const map = await mapWithTitles(HOSTILE);
const read = (text: string) => reader.parse(Graph, text);
/** The labels as a strict XML parser sees them; it throws at anything ill-formed. */
function labels(text: string): string[] {
  const found: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    if (tag.local === 'node') found.push(tag.attributes.label!.value);
  });
  parser.write(text).close();
  return found;
}

describe('gexf', () => {
  it.each(['1.3', '1.2'] as const)('%s is read by graphology-gexf with all that the graph holds', (gexfVersion) => {
    const graph = read(textOf(gexf(map, { gexfVersion })));
    const expected = buildGraph(map);
    expect(graph.nodes()).toEqual(expected.nodes());
    expected.forEachNode((id, { label, year, date, topic, topicLabel, neighbours, url, x, y, size, color }) => {
      const found = graph.getNodeAttributes(id);
      expect(found.label ?? '').toBe(clean(label));
      expect(found).toMatchObject({ year, date, neighbours, url, size });
      expect([found.topic, found.topicLabel, found.x, found.y]).toEqual([topic, topicLabel, x, y]);
      const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
      expect(found.color).toBe(`rgb(${channels})`);
    });
    expect(graph.size).toBe(expected.size);
    expected.forEachEdge((_, { weight, terms }, source, target) => {
      const found = graph.getEdgeAttributes(graph.edge(source, target));
      expect(found.weight).toBe(weight);
      for (const { term, share } of terms) expect(found.terms).toContain(`${term} (${share.toFixed(3)})`);
    });
    expect(expected.size).toBeGreaterThan(10);
  });

  it('stays well-formed XML whatever a title holds, and gives it back', () => {
    expect(labels(textOf(gexf(map)))).toEqual(HOSTILE.map(clean));
    fc.assert(
      fc.property(fc.array(anyTitle, { minLength: 1, maxLength: HOSTILE.length }), (titles) => {
        const hostile = retitled(map, titles);
        expect(labels(textOf(gexf(hostile, { terms: 0 })))).toEqual(hostile.papers.map((paper) => clean(paper.title)));
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('drops from a title only what XML cannot hold', () => {
    expect(clean('a\u0000b\ud800c\t\r\n\u{1f600}\ufffe')).toBe('abc\t\r\n\u{1f600}');
  });

  it('names its version and namespace', () => {
    expect(textOf(gexf(map))).toContain('<gexf version="1.3" xmlns="http://gexf.net/1.3"');
    expect(textOf(gexf(map, { gexfVersion: '1.2' }))).toContain('version="1.2" xmlns="http://www.gexf.net/1.2draft"');
  });

  it('writes a selection: its papers, and the edges among them that are strong enough', () => {
    const papers = [4, 0, 1, 2, 4];
    const graph = read(textOf(gexf(map, { papers, minSimilarity: 0.2 })));
    const ids = [0, 1, 2, 4].map((i) => map.papers[i]!.id);
    expect(graph.nodes()).toEqual(ids);
    const expected = new UndirectedGraph();
    for (const id of ids) expected.addNode(id);
    buildGraph(map).forEachEdge((_, { weight }, a, b) => {
      if (weight >= 0.2 && ids.includes(a) && ids.includes(b)) expected.addEdge(a, b);
    });
    expect(graph.mapEdges((_, __, a, b) => [a, b])).toEqual(expected.mapEdges((_, __, a, b) => [a, b]));
  });

  it('comes in pieces that join to the same text', () => {
    const large = retitled(map, ['x'.repeat(30_000)]);
    const chunks = [...gexf(large)];
    expect(chunks.length).toBeGreaterThan(5);
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(200_000);
    expect(labels(chunks.join(''))).toEqual(large.papers.map((paper) => paper.title));
  });
});
