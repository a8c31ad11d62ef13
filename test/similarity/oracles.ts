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
  const nearest = maps.map((row, i) => {
    const follows = (id: number) => (id - i + papers) % papers;
    return maps
      .map((other, j) => {
        let dot = 0;
        if (i !== j) for (const [term, weight] of row) dot += weight * (other.get(term) ?? 0);
        return { id: j, value: dot / UNIT / UNIT };
      })
      .filter(({ value }) => value > 0 && value >= minSimilarity)
      .sort((a, b) => b.value - a.value || follows(a.id) - follows(b.id))
      .slice(0, neighbors);
  });
  const starts = Uint32Array.from([0, ...nearest.map((row) => row.length)]);
  for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
  return {
    starts,
    ids: Uint32Array.from(nearest.flat(), ({ id }) => id),
    values: Float64Array.from(nearest.flat(), ({ value }) => value),
  };
}

/**
 * Computes all dot products, but of more than `neighbors` + 1 equal rows only the first compete. Then each row takes the rows of the
 * group that follow it, and equal rows have the same other neighbors.
 */
export function bruteForceJoinOfCopies(rows: TermRows, neighbors: number, minSimilarity = 0): SparseRows {
  const papers = rows.starts.length - 1;
  const texts = Array.from({ length: papers }, (_, i) =>
    [rows.ids, rows.values].map((array) => array.subarray(rows.starts[i]!, rows.starts[i + 1]!).join()).join('|'),
  );
  const groupOf = (i: number) => {
    const group = [...texts.keys()].filter((j) => texts[j] === texts[i]);
    return texts[i] !== '|' && group.length > neighbors + 1 ? group : undefined;
  };
  const groups = texts.map((_, i) => groupOf(i));
  const isKept = (i: number) => !groups[i] || groups[i].indexOf(i) <= neighbors;
  const joined = bruteForceJoin(selectRows(rows, isKept), neighbors, minSimilarity);
  const lists = texts.map((_, i) => {
    const source = groups[i]?.[0] ?? i;
    const range = [joined.starts[source]!, joined.starts[source + 1]!] as const;
    const taken = new Map<string, number>();
    const ids = [...joined.ids.subarray(...range)].map((id) => {
      const group = groups[id];
      if (!group) return id;
      const count = taken.get(texts[id]!) ?? 0;
      taken.set(texts[id]!, count + 1);
      return [...group.filter((j) => j > i), ...group.filter((j) => j <= i)][count]!;
    });
    return { ids, values: [...joined.values.subarray(...range)] };
  });
  const starts = Uint32Array.from([0, ...lists.map(({ ids }) => ids.length)]);
  for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
  return {
    starts,
    ids: Uint32Array.from(lists.flatMap(({ ids }) => ids)),
    values: Float64Array.from(lists.flatMap(({ values }) => values)),
  };
}

/** Returns the rows with only those that are kept; the others are empty. */
function selectRows({ starts, ids, values }: TermRows, isKept: (row: number) => boolean): TermRows {
  const rowOf = (k: number) => starts.findIndex((_, row) => starts[row + 1]! > k);
  const kept = [...ids.keys()].filter((k) => isKept(rowOf(k)));
  return {
    starts: starts.map((_, row) => kept.filter((k) => k < starts[row]!).length),
    ids: Uint32Array.from(kept, (k) => ids[k]!),
    values: Uint16Array.from(kept, (k) => values[k]!),
  };
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
