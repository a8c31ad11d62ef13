import fc from 'fast-check';
import papaparse from 'papaparse';
import { describe, expect, it } from 'vitest';
import { removeInvalidCharacters } from '../../src/export/escape.ts';
import { writeEdgesCsv, writeNodesCsv } from '../../src/export/tables/csv.ts';
import { buildGraph } from '../../src/graph/build.ts';
import { protectFormulas, restoreText } from '../../src/util/text/formulas.ts';
import { anyTitle, HOSTILE, mapWithTitles, retitled, textOf } from './hostile-titles.ts';

const map = await mapWithTitles(HOSTILE);

function read(text: string): Record<string, string>[] {
  const { data, errors } = papaparse.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  expect(errors).toEqual([]);
  return data;
}

describe('writeNodesCsv', () => {
  it('preserves the metadata of every paper', () => {
    const rows = read(textOf(writeNodesCsv(map)));
    const graph = buildGraph(map);
    expect(rows.map((row) => row.id)).toEqual(graph.nodes());
    rows.forEach((row, i) => {
      const { year, x, topicLabel, neighbors, url } = graph.getNodeAttributes(row.id!);
      expect([row.year, row.x, row.topic_label, row.neighbors, row.url]).toEqual(
        [year, x, topicLabel, neighbors, url].map((value) => (value === undefined ? '' : String(value))),
      );
      expect(restoreText(row.abstract!)).toBe(map.papers[i]!.abstract);
      expect(restoreText(row.date!)).toBe(map.papers[i]!.date);
    });
  });

  it('protects against formulas and preserves arbitrary titles', () => {
    fc.assert(
      fc.property(fc.array(anyTitle, { minLength: 1, maxLength: HOSTILE.length }), (titles) => {
        const hostile = retitled(map, titles);
        const labels = read(textOf(writeNodesCsv(hostile))).map((row) => row.label!);
        // Also behind characters that delimit cells in some country or program.
        for (const label of labels) expect(label).not.toMatch(/^[\t\r\n]|(?:^|[;\t\r\n])\s*[=+\-@＝＋－＠]/);
        expect(labels.map(restoreText)).toEqual(hostile.papers.map((paper) => removeInvalidCharacters(paper.title)));
      }),
      { seed: 3, numRuns: 100 },
    );
    expect(textOf(writeNodesCsv(map))).toContain(`"'=HYPERLINK(""http://example.com"",""click"")"`);
  });

  it.each(['a;=1+1', 'a; =1+1', 'a\t@x', 'a\n+1', "';'=x", '\t', '＝1', "'"])('restores %j', (text) => {
    expect(restoreText(protectFormulas(text))).toBe(text);
  });

  it('writes texts as they are, or a byte order mark, on request', () => {
    const [header, ...rows] = textOf(writeNodesCsv(map, { safeCells: false })).split('\r\n');
    expect(header).toMatch(/^id,label,topic,/);
    expect(rows.join('\r\n')).toContain(`"=HYPERLINK(""http://example.com"",""click"")"`);
    expect(textOf(writeNodesCsv(map, { bom: true }))).toMatch(/^\ufeff"id",/);
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
    expect(rows.map((row) => [row.source, row.target, Number(row.weight), row.type])).toEqual(
      graph.mapEdges((_, { weight }, source, target) => [source, target, weight, 'Undirected']),
    );
    expect(rows.every((row) => /\w+ \([01]\.\d{3}\)/.test(row.terms!))).toBe(true);
  });
});
