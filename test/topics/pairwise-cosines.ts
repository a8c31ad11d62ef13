import { type TermRows, UNIT } from '../../src/model/sparse.ts';

/** Computes the cosines of all pairs of papers; a slow reference implementation. */
export function computePairwiseCosines(rows: TermRows, paperCount: number): number[][] {
  const weightsByTerm = Array.from({ length: paperCount }, (_, i) => {
    const [start, end] = [rows.starts[i]!, rows.starts[i + 1]!];
    return new Map([...rows.ids.subarray(start, end)].map((id, k) => [id, rows.values[start + k]! / UNIT]));
  });
  return weightsByTerm.map((a) =>
    weightsByTerm.map((b) => [...a].reduce((sum, [term, weight]) => sum + weight * (b.get(term) ?? 0), 0)),
  );
}
