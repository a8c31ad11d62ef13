import fc from 'fast-check';
import { type SparseRows, type TermRows, UNIT } from '../../src/types.ts';

/** Rows of unit length at most, from pairs of term and raw weight; a term twice in a row counts once. */
export function unitRows(papers: readonly (readonly [term: number, weight: number][])[]): TermRows {
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
