import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type TermRows, UNIT } from '../../src/model/sparse.ts';
import { createIndex, type Related, related } from '../../src/similarity/query/query.ts';

const TERMS = 12;

/** Rows from plain weights, a list of [term, weight] a paper, brought to unit length and cut to whole numbers. */
function rowsOf(papers: Map<number, number>[]): TermRows {
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

const papers = fc.array(
  fc
    .array(fc.tuple(fc.nat(TERMS - 1), fc.integer({ min: 1, max: 9 })), { maxLength: 6 })
    .map((entries) => new Map(entries)),
  { minLength: 2, maxLength: 15 },
);

const dense = (rows: TermRows, paper: number) => {
  const row = new Array<number>(TERMS).fill(0);
  for (let k = rows.starts[paper]!; k < rows.starts[paper + 1]!; k++) row[rows.ids[k]!] = rows.values[k]!;
  return row;
};
const product = (a: number[], b: number[]) => a.reduce((sum, x, t) => sum + x * b[t]!, 0) / UNIT / UNIT;
const total = ({ terms }: Related) => terms.reduce((sum, { share }) => sum + share, 0);

describe('related', () => {
  test('finds what comparing every pair finds, most similar first, ties by paper', () => {
    fc.assert(
      fc.property(papers, fc.nat(), fc.integer({ min: 1, max: 20 }), (list, pick, count) => {
        const rows = rowsOf(list);
        const query = pick % list.length;
        const expected = list
          .map((_, paper) => ({ paper, similarity: product(dense(rows, query), dense(rows, paper)) }))
          .filter(({ paper, similarity }) => paper !== query && similarity > 0)
          .sort((a, b) => b.similarity - a.similarity || a.paper - b.paper)
          .slice(0, count);
        const found = related(createIndex(rows, TERMS), query, { count });
        expect(found.map(({ paper, similarity }) => ({ paper, similarity }))).toEqual(expected);
      }),
    );
  });

  test('shares add up to the similarity exactly, with bad examples and diversity too', () => {
    const pick = fc.array(fc.nat(), { maxLength: 3 });
    fc.assert(
      fc.property(papers, pick, pick, fc.double({ min: 0, max: 1, noNaN: true }), (list, good, bad, diversity) => {
        const rows = rowsOf(list);
        const like = good.map((n) => n % list.length);
        const unlike = bad.map((n) => n % list.length);
        const found = related(createIndex(rows, TERMS), like, { unlike, diversity });
        for (const one of found) {
          expect(total(one)).toBe(one.similarity);
          expect(one.similarity).toBeGreaterThan(0);
          expect(one.similarity).toBeLessThanOrEqual(1);
          expect([...like, ...unlike]).not.toContain(one.paper);
        }
      }),
    );
  });

  test('in company, every paper is its own row with a fifth of its nearest, and the query with a third', () => {
    const blend = (rows: TermRows, nearest: number[][], paper: number, share: number) => {
      const own = dense(rows, paper);
      const others = nearest[paper]!.slice(0, 3).map((other) => dense(rows, other));
      if (others.length === 0) return own;
      return own.map(
        (value, t) => (1 - share) * value + (share * others.reduce((sum, row) => sum + row[t]!, 0)) / others.length,
      );
    };
    const unit = (row: number[]) => row.map((value) => Math.trunc((value * UNIT) / (Math.hypot(...row) || 1)));
    fc.assert(
      fc.property(papers, fc.nat(), (list, pick) => {
        const rows = rowsOf(list);
        const index = createIndex(rows, TERMS);
        const nearest = list.map((_, paper) => related(index, paper, { count: 4 }).map((one) => one.paper));
        const starts = Uint32Array.from([0, ...nearest.map((_, i) => nearest.slice(0, i + 1).flat().length)]);
        const company = {
          starts,
          ids: Uint32Array.from(nearest.flat()),
          values: new Float64Array(nearest.flat().length),
        };
        const query = pick % list.length;
        const asked = blend(rows, nearest, query, 1 / 3);
        const expected = list.map((_, paper) =>
          product(nearest[query]!.length > 0 ? unit(asked) : asked, blend(rows, nearest, paper, 1 / 5)),
        );
        const found = related(index, query, { company, count: list.length });
        expect(found.map(({ paper }) => paper).sort()).toEqual(
          list.flatMap((_, paper) => (paper !== query && expected[paper]! > 0 ? [paper] : [])).sort(),
        );
        for (const one of found) {
          // The weights of a query are cut to whole numbers: each may be 1 in 32768 away.
          expect(one.similarity).toBeCloseTo(expected[one.paper]!, 3);
          expect(total(one)).toBeCloseTo(one.similarity, 10);
          expect(one.similarity).toBeLessThanOrEqual(1);
        }
        expect(found.map(({ similarity }) => similarity)).toEqual(
          found.map(({ similarity }) => similarity).sort((a, b) => b - a),
        );
      }),
      { seed: 1 },
    );
  });

  // Terms: 0 spikes, 1 learning, 2 vision, 3 sleep.
  const rows = rowsOf([
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
  const index = createIndex(rows, TERMS);

  test('a bad example pushes down what resembles it and says by which term', () => {
    const plain = related(index, 0).map(({ paper }) => paper);
    expect(plain).toEqual([4, 1, 2, 3]);
    const found = related(index, [0], { unlike: [1] });
    expect(found.map(({ paper }) => paper)).toEqual([4, 3]);
    const against = found[0]!.terms.filter(({ share }) => share < 0);
    expect(against.map(({ term }) => term)).toEqual([2]);
  });

  test('diversity prefers a paper unlike the one already chosen', () => {
    expect(related(index, 0, { count: 2 }).map(({ paper }) => paper)).toEqual([4, 1]);
    expect(related(index, 0, { count: 2, diversity: 0.7 }).map(({ paper }) => paper)).toEqual([4, 3]);
  });

  test('a text is an example as a paper is; an empty one finds nothing', () => {
    const text = { ids: Uint32Array.of(3), values: Uint16Array.of(UNIT) };
    expect(related(index, text, { known: (paper) => paper === 3 })).toMatchObject([{ paper: 3, known: true }]);
    expect(related(index, { ids: new Uint32Array(), values: new Uint16Array() })).toEqual([]);
    expect(related(index, [])).toEqual([]);
  });
});
