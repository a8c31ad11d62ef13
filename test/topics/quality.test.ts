import Graph from 'graphology';
import graphologyModularity from 'graphology-metrics/graph/modularity';
import { describe, expect, test } from 'vitest';
import { contract, tiesOf } from '../../src/graph/adjacency.ts';
import { membersByGroup } from '../../src/graph/partition.ts';
import { trustworthiness } from '../../src/layout/trustworthiness.ts';
import { type TermRows, UNIT } from '../../src/model/sparse.ts';
import { likeness, likenessOfTerms } from '../../src/topics/labels/cohesion.ts';
import { louvainLevels } from '../../src/topics/louvain.ts';
import { modularity, silhouette } from '../../src/topics/quality.ts';
import { tally } from '../../src/topics/term-statistics.ts';
import { generator } from '../../src/util/random.ts';
import { planted } from './planted.ts';

/** Cosines of all pairs, the obvious way. */
function cosines(rows: TermRows, papers: number): number[][] {
  const maps = Array.from({ length: papers }, (_, i) => {
    const [from, to] = [rows.starts[i]!, rows.starts[i + 1]!];
    return new Map([...rows.ids.subarray(from, to)].map((id, k) => [id, rows.values[from + k]! / UNIT]));
  });
  return maps.map((a) => maps.map((b) => [...a].reduce((sum, [id, value]) => sum + value * (b.get(id) ?? 0), 0)));
}

describe('modularity', () => {
  test.each([1, 0.5, 2])('is that of graphology-metrics at resolution %d', async (resolution) => {
    const { edges } = await planted(4, 60);
    const graph = new Graph({ type: 'undirected' });
    for (let i = 0; i < 60; i++) graph.addNode(i, { community: i % 7 });
    edges.weights.forEach((weight, k) => {
      graph.addEdge(edges.sources[k], edges.targets[k], { weight });
    });
    const groups = Uint32Array.from({ length: 60 }, (_, i) => i % 7);
    expect(modularity(edges, groups, resolution)).toBeCloseTo(graphologyModularity(graph, { resolution }), 12);
  });

  test('of what Louvain finds is higher than of its finer levels; groups that cut across fields have nearly none', async () => {
    const { edges, field } = await planted(5, 200);
    const levels = louvainLevels({ order: 200, edges }, 1, 3);
    const values = levels.map((level) => modularity(edges, level));
    expect(levels.length).toBeGreaterThan(1);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(modularity(edges, field)).toBeLessThanOrEqual(values.at(-1)! + 1e-9);
    expect(
      modularity(
        edges,
        field.map((_, i) => Math.floor(i / 40)),
      ),
    ).toBeLessThan(0.1);
  });

  test('does not change when groups are contracted to nodes', async () => {
    const { edges } = await planted(5, 200);
    const [level] = louvainLevels({ order: 200, edges }, 1, 3);
    const small = contract(tiesOf({ order: 200, edges }), level!);
    const alone = Uint32Array.from({ length: small.order }, (_, i) => i);
    expect(modularity(small.edges, alone)).toBeCloseTo(modularity(edges, level!), 12);
  });
});

test('the silhouette is that of all pairs', async () => {
  const { text, field } = await planted(3, 40);
  const topicOf = field.map((group, i) => (i > 36 ? 0 : i === 0 ? 4 : group + 1));
  const distance = cosines(text.rows, 40).map((row) => row.map((cosine) => 1 - cosine));
  const widths = [...topicOf.keys()]
    .filter((i) => topicOf[i]! > 0)
    .map((i) => {
      const to = (topic: number) => {
        const others = [...topicOf.keys()].filter((j) => j !== i && topicOf[j] === topic);
        return others.length ? others.reduce((sum, j) => sum + distance[i]![j]!, 0) / others.length : undefined;
      };
      const own = to(topicOf[i]!);
      if (own === undefined) return 0;
      const next = Math.min(...[1, 2, 3, 4].filter((topic) => topic !== topicOf[i]).map((topic) => to(topic)!));
      return (next - own) / Math.max(own, next);
    });
  const mean = (groupOf: Uint32Array, sample?: number) =>
    silhouette(
      text.rows,
      groupOf,
      membersByGroup(groupOf).map((members) => tally(text, members)),
      sample,
    );
  expect(mean(topicOf)).toBeCloseTo(widths.reduce((a, b) => a + b, 0) / widths.length, 10);
  expect(mean(new Uint32Array(40).fill(1))).toBe(0);
});

test('the silhouette of a sample is near that of all, and the same every time', async () => {
  const { text, field } = await planted(4, 600);
  const topicOf = field.map((group) => group + 1);
  const tallies = membersByGroup(topicOf).map((members) => tally(text, members));
  const all = silhouette(text.rows, topicOf, tallies);
  const sampled = silhouette(text.rows, topicOf, tallies, 200);
  expect(sampled).not.toBe(all);
  expect(Math.abs(sampled - all)).toBeLessThan(0.1 * Math.abs(all));
  expect(silhouette(text.rows, topicOf, tallies, 200)).toBe(sampled);
  expect(silhouette(text.rows, topicOf, tallies, 600)).toBe(all);
});

test('the likeness of a group is the mean cosine of its pairs; of a term, that of its papers but for the term', async () => {
  const { text } = await planted(3, 40);
  const { rows, vocabulary } = text;
  const all = cosines(rows, 40);
  const meanOf = (papers: readonly number[], cosine: (a: number, b: number) => number) => {
    const pairs = papers.flatMap((a) => papers.filter((b) => b !== a).map((b) => cosine(a, b)));
    return pairs.reduce((sum, value) => sum + value, 0) / pairs.length;
  };
  const group = [3, 5, 8, 21, 34];
  expect(likeness(tally(text, Uint32Array.from(group)))).toBeCloseTo(
    meanOf(group, (a, b) => all[a]![b]!),
    12,
  );
  expect(likeness(tally(text, Uint32Array.of(3)))).toBe(0);

  const weightOf = (paper: number, term: number) => {
    const at = rows.ids.subarray(rows.starts[paper], rows.starts[paper + 1]).indexOf(term);
    return at < 0 ? 0 : rows.values[rows.starts[paper]! + at]! / UNIT;
  };
  const terms = [...vocabulary.keys.keys()].filter((term) => vocabulary.documents[term]! > 1);
  const found = likenessOfTerms(rows, vocabulary.documents, terms);
  expect([...found.keys()]).toEqual(terms);
  for (const term of terms) {
    const having = [...Array(40).keys()].filter((i) => weightOf(i, term) > 0);
    const expected = meanOf(having, (a, b) => all[a]![b]! - weightOf(a, term) * weightOf(b, term));
    expect(found.get(term)).toBeCloseTo(expected, 12);
  }
});

test('the likeness of a common term is that of sixty of its papers, drawn from all', async () => {
  const { text, field } = await planted(2, 400);
  const { vocabulary, rows } = text;
  const common = [...vocabulary.keys.keys()].filter((term) => vocabulary.documents[term]! > 100);
  expect(common.length).toBeGreaterThan(0);
  const found = likenessOfTerms(rows, vocabulary.documents, common);
  const mean = (group: number) =>
    likeness(
      tally(
        text,
        field.map((_, i) => i).filter((i) => field[i] === group),
      ),
    );
  for (const value of found.values()) expect(Math.abs(value / ((mean(0) + mean(1)) / 2) - 1)).toBeLessThan(0.4);
});

describe('trustworthiness', () => {
  const random = generator(5);
  const scattered = Float32Array.from({ length: 100 }, () => random());

  test('is the formula over all pairs', async () => {
    const { text } = await planted(3, 50);
    const similar = cosines(text.rows, 50);
    const k = 4;
    let cost = 0;
    for (let i = 0; i < 50; i++) {
      const others = [...Array(50).keys()].filter((j) => j !== i);
      const ranked = [...others].sort((a, b) => similar[i]![b]! - similar[i]![a]! || a - b);
      const far = (j: number) =>
        Math.hypot(scattered[2 * j]! - scattered[2 * i]!, scattered[2 * j + 1]! - scattered[2 * i + 1]!);
      const seen = others.sort((a, b) => far(a) - far(b)).slice(0, k);
      for (const j of seen) cost += Math.max(0, ranked.indexOf(j) + 1 - k);
    }
    const expected = 1 - (2 / (50 * k * (2 * 50 - 3 * k - 1))) * cost;
    expect(trustworthiness(text.rows, scattered, { neighbourhood: k })).toBeCloseTo(expected, 12);
    expect(trustworthiness(text.rows, scattered, { neighbourhood: k, sample: 25 })).toBeCloseTo(expected, 0);
  });

  test('rewards a picture by field over a scattered one; leaves out what is not placed', async () => {
    const { text, field } = await planted(5, 50);
    const byField = scattered.map((value, k) => value / 10 + (k % 2 ? 0 : field[k >> 1]!));
    expect(trustworthiness(text.rows, byField)).toBeGreaterThan(trustworthiness(text.rows, scattered) + 0.2);
    expect(trustworthiness(text.rows, new Float32Array(100).fill(Number.NaN))).toBe(1);
  });
});
