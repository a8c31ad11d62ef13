/** Slow or simple reference implementations of the join. */
import { type SparseRows, type TermRows, UNIT } from '../../src/model/sparse.ts';
import { createNeighborLists, insertNeighbor, toSparseRows } from '../../src/similarity/join/neighbor-lists.ts';
import { countColumns } from '../../src/util/transpose.ts';

/** Computes all dot products row by row and sorts them. */
export function bruteForceJoin(rows: TermRows, neighbors: number, minSimilarity = 0): SparseRows {
  const papers = rows.starts.length - 1;
  const maps = Array.from({ length: papers }, (_, i) => {
    const row = new Map<number, number>();
    for (let k = rows.starts[i]!; k < rows.starts[i + 1]!; k++) row.set(rows.ids[k]!, rows.values[k]!);
    return row;
  });
  const nearest = maps.map((row, i) =>
    maps
      .map((other, j) => {
        let dot = 0;
        if (i !== j) for (const [term, weight] of row) dot += weight * (other.get(term) ?? 0);
        return { id: j, value: dot / UNIT / UNIT };
      })
      .filter(({ value }) => value > 0 && value >= minSimilarity)
      .sort((a, b) => b.value - a.value || a.id - b.id)
      .slice(0, neighbors),
  );
  const starts = Uint32Array.from([0, ...nearest.map((row) => row.length)]);
  for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
  return {
    starts,
    ids: Uint32Array.from(nearest.flat(), ({ id }) => id),
    values: Float64Array.from(nearest.flat(), ({ value }) => value),
  };
}

/** Replaces neighbors within groups of more than `neighbors` + 1 equal rows by the rows that follow in the group. */
export function linkEqualRows(rows: TermRows, joined: SparseRows, neighbors: number): SparseRows {
  const papers = rows.starts.length - 1;
  const nameOf = (i: number) =>
    [rows.ids, rows.values].map((array) => array.subarray(rows.starts[i]!, rows.starts[i + 1]!).join()).join('|');
  const ids = joined.ids.slice();
  for (let i = 0; i < papers; i++) {
    const group = Array.from({ length: papers }, (_, j) => j).filter((j) => nameOf(j) === nameOf(i));
    if (group.length <= neighbors + 1) continue;
    let next = group.indexOf(i);
    for (let k = joined.starts[i]!; k < joined.starts[i + 1]!; k++)
      if (group.includes(joined.ids[k]!)) ids[k] = group[++next % group.length]!;
  }
  return { ...joined, ids };
}

/**
 * Joins rows through an inverted index that grows row by row: each row is compared with the rows before it. Fast enough for
 * thousands of rows, and much simpler than the blocked join.
 */
export function invertedIndexJoin(rows: TermRows, neighbors: number, minDotProduct = 1): SparseRows {
  const { starts, ids, values } = rows;
  const papers = starts.length - 1;
  const postings = Array.from({ length: countColumns(ids) }, (): { paper: number; weight: number }[] => []);
  const sums = new Int32Array(papers);
  const lists = createNeighborLists(papers, neighbors);
  for (let paper = 0; paper < papers; paper++) {
    sums.fill(0);
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) {
      const list = postings[ids[k]!]!;
      for (const posting of list) sums[posting.paper]! += posting.weight * values[k]!;
      list.push({ paper, weight: values[k]! });
    }
    for (let other = 0; other < paper; other++) {
      if (sums[other]! < minDotProduct) continue;
      insertNeighbor(lists, paper, other, sums[other]!);
      insertNeighbor(lists, other, paper, sums[other]!);
    }
  }
  return toSparseRows(lists, papers);
}
