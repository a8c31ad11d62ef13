import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type TermRows, UNIT } from '../../src/model/sparse.ts';
import { createIndex, findRelated, type RelatedPaper } from '../../src/similarity/query/find-related.ts';
import { createRandom } from '../../src/util/random.ts';

const TERMS = 12;

/** Returns rows of unit length from term weights. */
function toRows(papers: Map<number, number>[]): TermRows {
  const starts = [0];
  const ids: number[] = [];
  const values: number[] = [];
  for (const paper of papers) {
    const length = Math.hypot(...paper.values());
    for (const [term, weight] of [...paper].sort((a, b) => a[0] - b[0])) {
      ids.push(term);
      values.push(Math.floor((weight / length) * UNIT));
    }
    starts.push(ids.length);
  }
  return { starts: Uint32Array.from(starts), ids: Uint32Array.from(ids), values: Uint16Array.from(values) };
}

const corpora = fc.array(
  fc
    .array(fc.tuple(fc.nat(TERMS - 1), fc.integer({ min: 1, max: 9 })), { maxLength: 6 })
    .map((entries) => new Map(entries)),
  { minLength: 2, maxLength: 15 },
);

const toDense = (rows: TermRows, paper: number) => {
  const row = new Array<number>(TERMS).fill(0);
  for (let k = rows.starts[paper]!; k < rows.starts[paper + 1]!; k++) row[rows.ids[k]!] = rows.values[k]!;
  return row;
};
const cosine = (a: number[], b: number[]) => a.reduce((sum, x, t) => sum + x * b[t]!, 0) / UNIT / UNIT;
const sumShares = ({ terms }: RelatedPaper) => terms.reduce((sum, { share }) => sum + share, 0);

describe('findRelated', async () => {
  test('finds the same papers as comparing every pair, most similar first, ties by index', async () => {
    await fc.assert(
      fc.asyncProperty(corpora, fc.nat(), fc.integer({ min: 1, max: 20 }), async (papers, pick, count) => {
        const rows = toRows(papers);
        const query = pick % papers.length;
        const expected = papers
          .map((_, paper) => ({ paper, similarity: cosine(toDense(rows, query), toDense(rows, paper)) }))
          .filter(({ paper, similarity }) => paper !== query && similarity > 0)
          .sort((a, b) => b.similarity - a.similarity || a.paper - b.paper)
          .slice(0, count);
        const results = await findRelated(await createIndex(rows, TERMS), query, { count });
        expect(results.map(({ paper, similarity }) => ({ paper, similarity }))).toEqual(expected);
      }),
    );
  });

  test('shares add up to the similarity exactly, also with negative examples and diversity', async () => {
    const picks = fc.array(fc.nat(), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        corpora,
        picks,
        picks,
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (papers, positive, negative, diversity) => {
          const rows = toRows(papers);
          const like = positive.map((n) => n % papers.length);
          const unlike = negative.map((n) => n % papers.length);
          for (const result of await findRelated(await createIndex(rows, TERMS), like, { unlike, diversity })) {
            expect(sumShares(result)).toBe(result.similarity);
            expect(result.similarity).toBeGreaterThan(0);
            expect(result.similarity).toBeLessThanOrEqual(1);
            expect([...like, ...unlike]).not.toContain(result.paper);
          }
        },
      ),
    );
  });

  test('query expansion gives each of the four nearest neighbors an eighth of the query, half of it for itself, and a sixteenth of a paper', async () => {
    const expand = (rows: TermRows, nearest: number[][], paper: number, weight: number) => {
      const neighbors = nearest[paper]!.slice(0, 4).map((neighbor) => toDense(rows, neighbor));
      return toDense(rows, paper).map(
        (value, t) =>
          (1 - neighbors.length * weight) * value + weight * neighbors.reduce((sum, neighbor) => sum + neighbor[t]!, 0),
      );
    };
    await fc.assert(
      fc.asyncProperty(corpora, fc.nat(), async (papers, pick) => {
        const rows = toRows(papers);
        const index = await createIndex(rows, TERMS);
        const nearest = await Promise.all(
          papers.map(async (_, paper) => (await findRelated(index, paper, { count: 5 })).map((result) => result.paper)),
        );
        const expandWith = {
          starts: Uint32Array.from([0, ...nearest.map((_, i) => nearest.slice(0, i + 1).flat().length)]),
          ids: Uint32Array.from(nearest.flat()),
          values: new Float64Array(nearest.flat().length),
        };
        const query = pick % papers.length;
        const expandedQuery = expand(rows, nearest, query, 1 / 8);
        const scale = nearest[query]!.length > 0 ? UNIT / (Math.hypot(...expandedQuery) || 1) : 1;
        const expected = papers.map((_, paper) => {
          const contribution = nearest[query]!.slice(0, 4).includes(paper) ? 1 / 16 : 0;
          const row = toDense(rows, paper);
          const queryRow = expandedQuery.map((value, t) => Math.trunc((value - contribution * row[t]!) * scale));
          return cosine(queryRow, expand(rows, nearest, paper, 1 / 16));
        });
        const results = await findRelated(index, query, { expandWith, count: papers.length });
        expect(results.map(({ paper }) => paper).sort()).toEqual(
          papers.flatMap((_, paper) => (paper !== query && expected[paper]! > 0 ? [paper] : [])).sort(),
        );
        for (const result of results) {
          // The weights of the query are truncated to integers: each is up to 1/32768 too small.
          expect(result.similarity).toBeCloseTo(expected[result.paper]!, 3);
          expect(sumShares(result)).toBe(result.similarity);
          const isShared = (term: number) => [query, result.paper].every((row) => toDense(rows, row)[term]! > 0);
          for (const { term, added = false } of result.terms) expect(added).toBe(!isShared(term));
          expect(result.similarity).toBeLessThanOrEqual(1);
        }
        const similarities = results.map(({ similarity }) => similarity);
        expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
      }),
      { seed: 1 },
    );
  });

  // Terms: 0 spikes, 1 learning, 2 vision, 3 sleep.
  const rows = toRows([
    new Map([
      [0, 1],
      [1, 1],
    ]),
    new Map([
      [0, 1],
      [2, 1],
    ]),
    new Map([
      [0, 1],
      [2, 2],
    ]),
    new Map([
      [0, 1],
      [3, 3],
    ]),
    new Map([
      [0, 5],
      [1, 4],
      [2, 1],
    ]),
  ]);
  const index = await createIndex(rows, TERMS);

  test('a negative example lowers the similarity of papers like it, with a negative share', async () => {
    expect((await findRelated(index, 0)).map(({ paper }) => paper)).toEqual([4, 1, 2, 3]);
    const results = await findRelated(index, [0], { unlike: [1] });
    expect(results.map(({ paper }) => paper)).toEqual([4, 3]);
    const negative = results[0]!.terms.filter(({ share }) => share < 0);
    expect(negative.map(({ term }) => term)).toEqual([2]);
  });

  test('diversity prefers a paper that differs from those selected before', async () => {
    expect((await findRelated(index, 0, { count: 2 })).map(({ paper }) => paper)).toEqual([4, 1]);
    expect((await findRelated(index, 0, { count: 2, diversity: 0.7 })).map(({ paper }) => paper)).toEqual([4, 3]);
  });

  test('diversity selects like comparing all remaining papers with all selected ones', () =>
    fc.assert(
      fc.asyncProperty(
        corpora,
        fc.nat(),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(0.1, 0.3, 0.5, 0.9, 1),
        async (papers, pick, count, diversity) => {
          const rows = toRows(papers);
          const query = pick % papers.length;
          const dot = (a: number, b: number) => Math.round(cosine(toDense(rows, a), toDense(rows, b)) * UNIT * UNIT);
          const remaining = papers
            .map((_, paper) => ({ paper, score: dot(query, paper), redundancy: 0 }))
            .filter(({ paper, score }) => paper !== query && score > 0)
            .sort((a, b) => b.score - a.score || a.paper - b.paper);
          const expected: number[] = [];
          while (expected.length < count && remaining.length > 0) {
            const relevance = remaining.map((r) => (1 - diversity) * r.score - diversity * r.redundancy);
            const [next] = remaining.splice(relevance.indexOf(Math.max(...relevance)), 1);
            expected.push(next!.paper);
            for (const other of remaining) other.redundancy = Math.max(other.redundancy, dot(next!.paper, other.paper));
          }
          const results = await findRelated(await createIndex(rows, TERMS), query, { count, diversity });
          expect(results.map(({ paper }) => paper)).toEqual(expected);
        },
      ),
      { seed: 3, numRuns: 300 },
    ));

  test('diversity selects many papers like comparing all pairs', async () => {
    const random = createRandom(5);
    const papers = Array.from(
      { length: 400 },
      () => new Map(Array.from({ length: 4 }, () => [Math.floor(random() * TERMS), 1 + Math.floor(random() * 9)])),
    );
    const rows = toRows([new Map(papers.flatMap((paper) => [...paper.keys()].map((term) => [term, 1]))), ...papers]);
    const dense = [...papers.keys()].map((i) => toDense(rows, i + 1));
    const query = toDense(rows, 0);
    const remaining = dense
      .map((row, i) => ({ row, paper: i + 1, score: Math.round(cosine(query, row) * UNIT * UNIT), redundancy: 0 }))
      .sort((a, b) => b.score - a.score || a.paper - b.paper);
    const expected: number[] = [];
    while (remaining.length > 0) {
      const relevance = remaining.map((r) => 0.6 * r.score - 0.4 * r.redundancy);
      const [next] = remaining.splice(relevance.indexOf(Math.max(...relevance)), 1);
      expected.push(next!.paper);
      for (const other of remaining)
        other.redundancy = Math.max(other.redundancy, Math.round(cosine(next!.row, other.row) * UNIT * UNIT));
    }
    const results = await findRelated(await createIndex(rows, TERMS), 0, { count: 400, diversity: 0.4 });
    expect(results.map(({ paper }) => paper)).toEqual(expected);
  });

  test('rejects with the reason of an aborted signal', async () => {
    const reason = new Error('canceled');
    const hooks = { signal: AbortSignal.abort(reason) };
    await expect(createIndex(rows, TERMS, hooks)).rejects.toBe(reason);
    await expect(findRelated(index, 0, {}, hooks)).rejects.toBe(reason);
  });

  test('accepts a text as an example, and finds nothing for an empty query', async () => {
    const text = { ids: Uint32Array.of(3), values: Uint16Array.of(UNIT) };
    expect(await findRelated(index, text, { isInLibrary: (paper) => paper === 3 })).toMatchObject([
      { paper: 3, inLibrary: true },
    ]);
    expect(await findRelated(index, { ids: new Uint32Array(), values: new Uint16Array() })).toEqual([]);
    expect(await findRelated(index, [])).toEqual([]);
  });
});
