import { openMap } from '../../../src/map-file/open.ts';
import { serializeMap } from '../../../src/map-file/save.ts';
import type { PaperMap } from '../../../src/model/map.ts';
import { readPapers } from '../../../src/read/read.ts';
import { updateMap } from '../../../src/update/update-map.ts';
import type { Random } from '../mutate.ts';
import { type FuzzTarget, rejecting } from '../target.ts';

/** Updates of a map with any file of papers. */

/** Creates a table of papers, some of which the map has, or nearly so. */
function createTable(map: PaperMap, random: Random): Uint8Array {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const words = map.papers.flatMap(({ title, abstract }) => `${title} ${abstract}`.split(' '));
  const text = (length: number) => Array.from({ length: random() * length }, () => pick(words)).join(' ');
  const rows = Array.from({ length: 1 + Math.floor(6 * random()) }, () => {
    const known = pick(map.papers);
    const title = random() < 0.5 ? known.title : text(8);
    const doi = random() < 0.4 ? known.doi : random() < 0.3 ? `10.1000/${Math.floor(9 * random())}` : '';
    return [title, random() < 0.5 ? known.abstract : text(60), random() < 0.5 ? 2020 : '', doi].map(
      (cell) => `"${cell}"`,
    );
  });
  return new TextEncoder().encode(['title,abstract,year,doi', ...rows.map((row) => row.join(','))].join('\n'));
}

/** Creates the target. */
export function createUpdateTarget(map: PaperMap, samples: readonly Uint8Array[]): FuzzTarget {
  const ids = map.papers.map(({ id }) => id);
  return {
    samples,
    create: (random) => createTable(map, random),
    run: (input) =>
      rejecting(async () => {
        const added = await readPapers([{ name: 'new', bytes: input }]);
        const updated = await updateMap(map, added);
        const { papers, records, merged, problems, positions } = updated;
        if (records !== papers.length + merged + problems.length)
          throw new Error(
            `${records} records are not ${papers.length} papers + ${merged} merged + ${problems.length} problems`,
          );
        const after = new Set(papers.map(({ id }) => id));
        const lost = ids.filter((id) => !after.has(id));
        if (lost.length > 0) throw new Error(`known papers are missing: ${lost}`);
        if (after.size !== papers.length) throw new Error('two papers have the same id');
        if (positions.some((coordinate) => Math.abs(coordinate) === Number.POSITIVE_INFINITY))
          throw new Error('a position is infinite');
        await (await openMap(new Uint8Array(Buffer.concat([...serializeMap(updated)])))).readAll();
      }),
  };
}
