import Graph from 'graphology';
import { describe, expect, test } from 'vitest';
import { removeInvalidCharacters } from '../../src/export/escape.ts';
import { writeCx2 } from '../../src/export/graphs/cx2.ts';
import { writeDot } from '../../src/export/graphs/dot.ts';
import { writeJsonGraph } from '../../src/export/graphs/json-graph.ts';
import { writePajek } from '../../src/export/graphs/pajek.ts';
import { writeVosviewerJson, writeVosviewerMap, writeVosviewerNetwork } from '../../src/export/graphs/vosviewer.ts';
import { HOSTILE, mapWithTitles, textOf } from './hostile-titles.ts';

const map = await mapWithTitles(HOSTILE);
const ids = map.papers.map(({ id }) => id);
const edges = Array.from(map.edges.weights, (weight, k) => ({
  source: map.edges.sources[k]!,
  target: map.edges.targets[k]!,
  weight,
}));
const onOneLine = (text: string) => removeInvalidCharacters(text).replace(/\s+/g, ' ');

/** Compares edges, given by the indexes of their papers, in any order. */
function expectEdges(read: { source: number; target: number; weight: number }[]): void {
  const keyOf = ({ source, target, weight }: (typeof edges)[number]) =>
    [Math.min(source, target), Math.max(source, target), weight.toFixed(9)].join(' ');
  expect(read.map(keyOf).sort()).toEqual(edges.map(keyOf).sort());
}

describe('DOT, as the grammar in graphviz.org/doc/info/lang.html', () => {
  type Token = { text: string; isString: boolean };
  /** A quoted string ends at a quotation mark without a backslash before it; only the escaped quotation mark is an escape. */
  function tokenize(text: string): Token[] {
    const pattern =
      /\s*(?:"((?:\\[\s\S]|[^"\\])*)"|(--|[{}[\]=;,])|([A-Za-z_]\w*|-?(?:\.\d+|\d+(?:\.\d*)?)(?:e[+-]?\d+)?))/y;
    const tokens: Token[] = [];
    while (text.slice(pattern.lastIndex).trim() !== '') {
      const start = pattern.lastIndex;
      const match = pattern.exec(text);
      if (!match) throw new Error(`not DOT: ${text.slice(start, start + 50)}`);
      const [, string, sign, word] = match;
      tokens.push({ text: string?.replace(/\\([\\"])/g, '$1') ?? sign ?? word!, isString: string !== undefined });
    }
    return tokens;
  }

  function parse(text: string): Graph {
    const tokens = tokenize(text);
    let position = 0;
    const take = (expected?: string) => {
      const token = tokens[position++]!;
      if (expected !== undefined) expect([token.text, token.isString]).toEqual([expected, false]);
      return token.text;
    };
    const peek = () => (tokens[position]!.isString ? '' : tokens[position]!.text);
    const takeAttributes = () => {
      const attributes: Record<string, string> = {};
      take('[');
      while (peek() !== ']') {
        const name = take();
        take('=');
        attributes[name] = take();
        if (peek() === ',') take();
      }
      take(']');
      take(';');
      return attributes;
    };
    const graph = new Graph({ type: 'undirected' });
    take('graph');
    take();
    take('{');
    while (peek() !== '}') {
      const id = take();
      if (id === 'node') takeAttributes();
      else if (peek() === '--') {
        take('--');
        const target = take();
        graph.addEdge(id, target, takeAttributes());
      } else graph.addNode(id, takeAttributes());
    }
    take('}');
    expect(position).toBe(tokens.length);
    return graph;
  }

  test('has all papers with their titles, and all edges with their weights', () => {
    const graph = parse(textOf(writeDot(map)));
    expect(graph.nodes()).toEqual(ids);
    for (const { id, title } of map.papers) expect(graph.getNodeAttribute(id, 'label')).toBe(onOneLine(title));
    expectEdges(
      graph.mapEdges((_, { weight }, source, target) => ({
        source: ids.indexOf(source),
        target: ids.indexOf(target),
        weight: Number(weight),
      })),
    );
  });
});

test('Pajek: vertices are numbered from 1 with quoted labels that differ and coordinates from 0 to 1; edges follow', () => {
  const [vertices, list] = textOf(writePajek(map)).split('*Edges\n');
  const [header, ...lines] = vertices!.trimEnd().split('\n');
  expect(header).toBe(`*Vertices ${ids.length}`);
  const labels = lines.map((line, i) => {
    const [, number, label, x, y] = /^(\d+) "([^"]*)" (-?[\d.]+) (-?[\d.]+) 0\.5$/.exec(line)!;
    expect(number).toBe(String(i + 1));
    for (const value of [x, y].map(Number)) expect(value >= 0 && value <= 1).toBe(true);
    return label;
  });
  expect(new Set(labels).size).toBe(ids.length);
  expectEdges(
    list!
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ').map(Number))
      .map(([source, target, weight]) => ({ source: source! - 1, target: target! - 1, weight: weight! })),
  );
});

/** The description of the format is in the manual of VOSviewer 1.6.20, appendix A. */
describe('VOSviewer', () => {
  test('JSON has items with numbers as ids, labels, positions and clusters from 1, and links between them', () => {
    const { network } = JSON.parse(textOf(writeVosviewerJson(map)));
    expect(network.items.map(({ id }: { id: number }) => id)).toEqual(ids.map((_, i) => i + 1));
    for (const [i, item] of network.items.entries()) {
      expect(item.label).toBe(onOneLine(map.papers[i]!.title).trim());
      expect([typeof item.x, typeof item.y, typeof item.description]).toEqual(['number', 'number', 'string']);
      if (item.cluster !== undefined) expect(Number.isInteger(item.cluster) && item.cluster >= 1).toBe(true);
      for (const value of Object.values({ ...item.weights, ...item.scores })) expect(typeof value).toBe('number');
      // Descriptions are HTML.
      expect(item.description.replaceAll('<br>', '')).not.toMatch(/[<>]/);
    }
    expectEdges(
      network.links.map((link: { source_id: number; target_id: number; strength: number }) => ({
        source: link.source_id - 1,
        target: link.target_id - 1,
        weight: link.strength,
      })),
    );
  });

  test('the map file has one line per item under its header, and the network file one per link', () => {
    const [header, ...lines] = textOf(writeVosviewerMap(map)).trimEnd().split('\n');
    expect(header!.split('\t')).toEqual([
      'id',
      'label',
      'description',
      'url',
      'x',
      'y',
      'cluster',
      'weight<Links>',
      'score<Pub. year>',
    ]);
    expect(lines.map((line) => line.split('\t').length)).toEqual(ids.map(() => 9));
    expect(lines.map((line) => Number(line.split('\t')[0]))).toEqual(ids.map((_, i) => i + 1));
    expectEdges(
      textOf(writeVosviewerNetwork(map))
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t').map(Number))
        .map(([source, target, weight]) => ({ source: source! - 1, target: target! - 1, weight: weight! })),
    );
  });
});

test('CX2: descriptor first, then metadata that counts the elements, declared attributes of the declared types, status last', () => {
  const fragments: Record<string, unknown>[] = JSON.parse(textOf(writeCx2(map)));
  expect(fragments[0]).toEqual({ CXVersion: '2.0', hasFragments: true });
  expect(Object.keys(fragments[1]!)).toEqual(['metaData']);
  expect(fragments.at(-1)).toEqual({ status: [{ success: true }] });
  // biome-ignore lint/suspicious/noExplicitAny: the elements of an aspect have any shape.
  const aspects = new Map<string, any[]>();
  for (const fragment of fragments.slice(1))
    for (const [name, elements] of Object.entries(fragment))
      aspects.set(name, [...(aspects.get(name) ?? []), ...(elements as object[])]);
  for (const { name, elementCount } of aspects.get('metaData')!)
    expect([name, aspects.get(name)!.length]).toEqual([name, elementCount]);
  const [declarations] = aspects.get('attributeDeclarations')!;
  for (const aspect of ['nodes', 'edges'])
    for (const { v } of aspects.get(aspect)!)
      for (const [name, value] of Object.entries(v)) {
        const { d } = declarations[aspect][name];
        expect([
          name,
          { string: 'string', integer: 'number', double: 'number', boolean: 'boolean' }[d as string],
        ]).toEqual([name, typeof value]);
        if (d === 'integer') expect(Number.isInteger(value)).toBe(true);
      }
  const nodes = aspects.get('nodes')!;
  expect(nodes.map(({ v }) => v.id)).toEqual(ids);
  for (const { id, v } of nodes) expect(v.name).toBe(removeInvalidCharacters(map.papers[id]!.title));
  expectEdges(aspects.get('edges')!.map(({ s, t, v }) => ({ source: s, target: t, weight: v.weight })));
});

test('JSON Graph Format 2: nodes by id with label and metadata, edges between their keys', () => {
  const { graph } = JSON.parse(textOf(writeJsonGraph(map)));
  expect(Object.keys(graph.nodes)).toEqual(ids);
  for (const { id, title } of map.papers) {
    expect(Object.keys(graph.nodes[id]).sort()).toEqual(['label', 'metadata']);
    expect(graph.nodes[id].label).toBe(removeInvalidCharacters(title));
  }
  expect(graph.directed).toBe(false);
  expectEdges(
    graph.edges.map(
      ({ source, target, metadata }: { source: string; target: string; metadata: { weight: number } }) => ({
        source: ids.indexOf(source),
        target: ids.indexOf(target),
        weight: metadata.weight,
      }),
    ),
  );
});
