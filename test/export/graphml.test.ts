import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { removeInvalidCharacters } from '../../src/export/escape.ts';
import { writeGraphml } from '../../src/export/graphs/graphml.ts';
import { buildGraph } from '../../src/graph/build.ts';
import { anyTitle, HOSTILE, mapWithTitles, retitled, textOf } from './hostile-titles.ts';

const map = await mapWithTitles(HOSTILE);

type Item = { id: string; source?: string; target?: string; data: Map<string, string | number> };

/** Reads nodes and edges with their attributes, strictly. */
function read(text: string): { nodes: Item[]; edges: Item[] } {
  const keys = new Map<string, { name: string; type: string }>();
  const items: Record<'nodes' | 'edges', Item[]> = { nodes: [], edges: [] };
  let item: Item | undefined;
  let key: string | undefined;
  let content = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes: a }) => {
    if (name === 'key') keys.set(a.id!, { name: a['attr.name']!, type: a['attr.type']! });
    if (name === 'node' || name === 'edge') {
      item = {
        id: a.id!,
        data: new Map(),
        ...(a.source && { source: a.source }),
        ...(a.target && { target: a.target }),
      };
      items[name === 'node' ? 'nodes' : 'edges'].push(item);
    }
    if (name === 'data') [key, content] = [a.key!, ''];
  });
  parser.on('text', (part) => {
    content += part;
  });
  parser.on('closetag', ({ name }) => {
    if (name !== 'data') return;
    const { name: attribute, type } = keys.get(key!)!;
    item!.data.set(attribute, type === 'string' ? content : Number(content));
  });
  parser.write(text).close();
  return items;
}

describe('writeGraphml', () => {
  it('preserves all attributes of nodes and edges with their types', () => {
    const { nodes, edges } = read(textOf(writeGraphml(map)));
    const graph = buildGraph(map);
    expect(nodes.map((node) => node.id)).toEqual(graph.nodes());
    for (const { id, data } of nodes) {
      const { label, color, topic, topicLabel, year, neighbors, x, y, size } = graph.getNodeAttributes(id);
      const { r, g, b, label: writtenLabel, ...others } = Object.fromEntries(data);
      expect(writtenLabel).toBe(removeInvalidCharacters(label));
      expect(`#${[r, g, b].map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`).toBe(color);
      expect(others.color).toBe(color);
      const expected = { topic, topic_label: topicLabel, year, neighbors, x, y, size };
      expect(Object.fromEntries(Object.keys(expected).map((key) => [key, others[key]]))).toEqual(expected);
    }
    expect(edges.map((edge) => [edge.source, edge.target, edge.data.get('weight')])).toEqual(
      graph.mapEdges((_, { weight }, source, target) => [source, target, weight]),
    );
  });

  it('is well-formed XML and preserves arbitrary titles', () => {
    fc.assert(
      fc.property(fc.array(anyTitle, { minLength: 1, maxLength: HOSTILE.length }), (titles) => {
        const hostile = retitled(map, titles);
        const { nodes } = read(textOf(writeGraphml(hostile, { terms: 0 })));
        expect(nodes.map((node) => node.data.get('label'))).toEqual(
          hostile.papers.map((paper) => removeInvalidCharacters(paper.title)),
        );
      }),
      { seed: 2, numRuns: 60 },
    );
  });
});
