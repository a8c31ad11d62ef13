import fc from 'fast-check';
import { type SparseRows, type TermRows, UNIT } from '../../src/model/sparse.ts';
import { generator } from '../../src/util/random.ts';

/** Rows of unit length at most, from pairs of term and raw weight; a term twice in a row counts once. */
export function unitRows(papers: readonly (readonly (readonly [term: number, weight: number])[])[]): TermRows {
  const rows = papers.map((pairs) => [...new Map(pairs)].sort((a, b) => a[0] - b[0]));
  const scaled = rows.map((row) => {
    const length = Math.hypot(...row.map(([, weight]) => weight));
    return row.map(([term, weight]) => [term, Math.floor((weight / length) * UNIT)] as const).filter(([, w]) => w > 0);
  });
  const starts = Uint32Array.from([0, ...scaled.map((row) => row.length)]);
  for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
  return {
    starts,
    ids: Uint32Array.from(scaled.flat(), ([term]) => term),
    values: Uint16Array.from(scaled.flat(), ([, weight]) => weight),
  };
}

/** Every dot product of two rows by the shortest code there is, then a sort. */
export function bruteForce(rows: TermRows, neighbours: number, minSimilarity = 0): SparseRows {
  const papers = rows.starts.length - 1;
  const maps = Array.from({ length: papers }, (_, i) => {
    const row = new Map<number, number>();
    for (let k = rows.starts[i]!; k < rows.starts[i + 1]!; k++) row.set(rows.ids[k]!, rows.values[k]!);
    return row;
  });
  const found = maps.map((row, i) =>
    maps
      .map((other, j) => {
        let dot = 0;
        if (i !== j) for (const [term, weight] of row) dot += weight * (other.get(term) ?? 0);
        return { id: j, value: dot / UNIT / UNIT };
      })
      .filter(({ value }) => value > 0 && value >= minSimilarity)
      .sort((a, b) => b.value - a.value || a.id - b.id)
      .slice(0, neighbours),
  );
  const starts = Uint32Array.from([0, ...found.map((row) => row.length)]);
  for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
  return {
    starts,
    ids: Uint32Array.from(found.flat(), ({ id }) => id),
    values: Float64Array.from(found.flat(), ({ value }) => value),
  };
}

/** Small corpora full of ties: few terms, few weights, some papers empty, some the same. */
export const corpora = fc
  .array(fc.array(fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 3 })), { maxLength: 6 }), { maxLength: 30 })
  .map(unitRows);

/** Papers of forty terms as prose has them: the term of rank r stands in about one in r of them, the first in half. */
export function proseLike(papers: number, seed: number): TermRows {
  const random = generator(seed);
  return unitRows(
    Array.from({ length: papers }, () =>
      Array.from({ length: 40 }, () => {
        const term = Math.floor(2000 ** random()) - 1;
        return [term, (1 + Math.floor(3 * random())) * Math.log(2 + term)] as const;
      }),
    ),
  );
}

/** The same papers, last first. */
export function reverse({ starts, ids, values }: TermRows): TermRows {
  const order = Array.from({ length: starts.length - 1 }, (_, i) => starts.length - 2 - i);
  const lengths = order.map((i) => starts[i + 1]! - starts[i]!);
  const reversed = Uint32Array.from([0, ...lengths]);
  for (let i = 1; i < reversed.length; i++) reversed[i]! += reversed[i - 1]!;
  return {
    starts: reversed,
    ids: Uint32Array.from(order.flatMap((i) => [...ids.subarray(starts[i]!, starts[i + 1]!)])),
    values: Uint16Array.from(order.flatMap((i) => [...values.subarray(starts[i]!, starts[i + 1]!)])),
  };
}
