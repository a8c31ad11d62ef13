import { analyze } from '../../src/analyze.ts';
import { serializeMap } from '../../src/map-file/save.ts';
import type { PaperMap } from '../../src/model/map.ts';
import type { Collection, Paper } from '../../src/model/paper.ts';
import { readPapers } from '../../src/read/read.ts';
import { seedFiles } from '../seeds.ts';

/** Returns a collection of papers that are in one record each. */
export const toCollection = (papers: readonly Paper[]): Collection => ({
  papers: [...papers],
  records: papers.reduce((sum, { sources }) => sum + sources.length, 0),
  merged: papers.reduce((sum, { sources }) => sum + sources.length - 1, 0),
  problems: [],
  notes: [],
});

/** The sample papers, a map without every tenth of them, and these. */
export async function holdOutSeeds(): Promise<{ all: Collection; earlier: PaperMap; added: Collection }> {
  const all = await readPapers(seedFiles());
  const isAdded = (index: number) => index % 10 === 4;
  const earlier = await analyze(toCollection(all.papers.filter((_, index) => !isAdded(index))));
  return {
    all: toCollection(all.papers),
    earlier,
    added: toCollection(all.papers.filter((_, index) => isAdded(index))),
  };
}

/** Returns the bytes of the file of a map. */
export const serialize = (map: PaperMap): Buffer => Buffer.concat([...serializeMap(map)]);

/** Returns how far papers have moved since the earlier map, ascending, as a fraction of the width of that map. */
export function measureMoves(earlier: PaperMap, updated: PaperMap): number[] {
  const xs = [...earlier.positions].filter((x, k) => k % 2 === 0 && !Number.isNaN(x));
  const width = Math.max(...xs) - Math.min(...xs);
  const before = updated.update!.positions;
  return updated.papers
    .map((_, i) =>
      Math.hypot(updated.positions[2 * i]! - before[2 * i]!, updated.positions[2 * i + 1]! - before[2 * i + 1]!),
    )
    .filter((distance) => !Number.isNaN(distance))
    .map((distance) => distance / width)
    .sort((a, b) => a - b);
}

/** Returns the mean share of the neighbors of some papers that are among their ten nearest papers on the map. */
export function measureRecall({ neighbors, positions }: PaperMap, papers: readonly number[]): number {
  const all = Array.from({ length: positions.length / 2 }, (_, i) => i);
  const shares = papers.map((paper) => {
    const distances = all.map((i) =>
      Math.hypot(positions[2 * i]! - positions[2 * paper]!, positions[2 * i + 1]! - positions[2 * paper + 1]!),
    );
    // The paper itself is the nearest one.
    const limit = [...distances].sort((a, b) => a - b)[10]!;
    const ids = neighbors.ids.subarray(neighbors.starts[paper]!, neighbors.starts[paper + 1]!);
    return ids.filter((id) => distances[id]! <= limit).length / ids.length;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
