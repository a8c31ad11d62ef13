import fc from 'fast-check';
import papaparse from 'papaparse';
import { describe, expect, it } from 'vitest';
import { removeInvalidCharacters } from '../../src/export/escape.ts';
import { writeEdgesCsv, writeNodesCsv } from '../../src/export/tables/csv.ts';
import { buildGraph } from '../../src/graph/build.ts';
import { anyTitle, HOSTILE, mapWithTitles, retitled, textOf } from './hostile-titles.ts';

const map = await mapWithTitles(HOSTILE);

function read(text: string): Record<string, string>[] {
  const { data, errors } = papaparse.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  expect(errors).toEqual([]);
  return data;
}

/** Removes the apostrophe that protects against formulas. */
const unprotect = (cell: string) => cell.replace(/^'('*[=+\-@\t\r\n＝＋－＠])/, '$1');

describe('writeNodesCsv', () => {
  it('preserves the metadata of every paper', () => {
    const rows = read(textOf(writeNodesCsv(map)));
    const graph = buildGraph(map);
    expect(rows.map((row) => row.Id)).toEqual(graph.nodes());
    rows.forEach((row, i) => {
      const { year, x, topicLabel, neighbors, url } = graph.getNodeAttributes(row.Id!);
      expect([row.year, row.x, row.topicLabel, row.neighbors, row.url]).toEqual(
        [year, x, topicLabel, neighbors, url].map((value) => (value === undefined ? '' : String(value))),
      );
      expect(unprotect(row.abstract!)).toBe(map.papers[i]!.abstract);
      expect(unprotect(row.date!)).toBe(map.papers[i]!.date);
    });
  });

  it('protects against formulas and preserves arbitrary titles', () => {
    fc.assert(
      fc.property(fc.array(anyTitle, { minLength: 1, maxLength: HOSTILE.length }), (titles) => {
        const hostile = retitled(map, titles);
        const labels = read(textOf(writeNodesCsv(hostile))).map((row) => row.Label!);
        for (const label of labels) expect(label).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        expect(labels.map(unprotect)).toEqual(hostile.papers.map((paper) => removeInvalidCharacters(paper.title)));
      }),
      { seed: 3, numRuns: 100 },
    );
    expect(textOf(writeNodesCsv(map))).toContain(`"'=HYPERLINK(""http://example.com"",""click"")"`);
  });

  it('does not protect negative numbers', () => {
    const xs = read(textOf(writeNodesCsv(map))).map((row) => row.x!);
    expect(xs.some((x) => x.startsWith('-'))).toBe(true);
  });
});

describe('writeEdgesCsv', () => {
  it('preserves every edge with weight and terms', () => {
    const rows = read(textOf(writeEdgesCsv(map)));
    const graph = buildGraph(map);
    expect(rows.map((row) => [row.Source, row.Target, Number(row.Weight), row.Type])).toEqual(
      graph.mapEdges((_, { weight }, source, target) => [source, target, weight, 'Undirected']),
    );
    expect(rows.every((row) => /\w+ \([01]\.\d{3}\)/.test(row.terms!))).toBe(true);
  });
});
