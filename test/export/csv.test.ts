import fc from 'fast-check';
import papaparse from 'papaparse';
import { describe, expect, it } from 'vitest';
import { clean } from '../../src/export/escape.ts';
import { edgesCsv, nodesCsv } from '../../src/export/tables/csv.ts';
import { buildGraph } from '../../src/graph/build.ts';
import { anyTitle, HOSTILE, mapWithTitles, retitled, textOf } from './hostile.ts';

const map = await mapWithTitles(HOSTILE);

function read(text: string): Record<string, string>[] {
  const { data, errors } = papaparse.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  expect(errors).toEqual([]);
  return data;
}

/** What a reader does who knows that formulas were made safe. */
const unsafe = (cell: string) => cell.replace(/^'('*[=+\-@\t\r\n＝＋－＠])/, '$1');

describe('nodesCsv', () => {
  it('gives back the facts of every paper', () => {
    const rows = read(textOf(nodesCsv(map)));
    const graph = buildGraph(map);
    expect(rows.map((row) => row.Id)).toEqual(graph.nodes());
    rows.forEach((row, i) => {
      const { year, x, topicLabel, neighbours, url } = graph.getNodeAttributes(row.Id!);
      expect([row.year, row.x, row.topicLabel, row.neighbours, row.url]).toEqual(
        [year, x, topicLabel, neighbours, url].map((value) => (value === undefined ? '' : String(value))),
      );
      expect(unsafe(row.abstract!)).toBe(map.papers[i]!.abstract);
      expect(unsafe(row.date!)).toBe(map.papers[i]!.date);
    });
  });

  it('never starts a text cell like a formula, and gives any title back', () => {
    fc.assert(
      fc.property(fc.array(anyTitle, { minLength: 1, maxLength: HOSTILE.length }), (titles) => {
        const hostile = retitled(map, titles);
        const labels = read(textOf(nodesCsv(hostile))).map((row) => row.Label!);
        for (const label of labels) expect(label).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        expect(labels.map(unsafe)).toEqual(hostile.papers.map((paper) => clean(paper.title)));
      }),
      { seed: 3, numRuns: 100 },
    );
    expect(textOf(nodesCsv(map))).toContain(`"'=HYPERLINK(""http://example.com"",""click"")"`);
  });

  it('leaves negative numbers alone', () => {
    const xs = read(textOf(nodesCsv(map))).map((row) => row.x!);
    expect(xs.some((x) => x.startsWith('-'))).toBe(true);
  });
});

describe('edgesCsv', () => {
  it('gives back every edge with weight and terms', () => {
    const rows = read(textOf(edgesCsv(map)));
    const graph = buildGraph(map);
    expect(rows.map((row) => [row.Source, row.Target, Number(row.Weight), row.Type])).toEqual(
      graph.mapEdges((_, { weight }, source, target) => [source, target, weight, 'Undirected']),
    );
    expect(rows.every((row) => /\w+ \([01]\.\d{3}\)/.test(row.terms!))).toBe(true);
  });
});
