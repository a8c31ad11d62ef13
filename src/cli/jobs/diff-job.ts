import { stat } from 'node:fs/promises';
import { writeAtom } from '../../export/references/atom.ts';
import { writeBibtex } from '../../export/references/bibtex.ts';
import { writeCslJson } from '../../export/references/csl-json.ts';
import { writeRis } from '../../export/references/ris.ts';
import { InputError } from '../../model/errors.ts';
import type { PaperMap } from '../../model/map.ts';
import type { NetworkName } from '../../model/network.ts';
import { diffMaps, listPapers, type MapDifference } from '../../update/diff-maps.ts';
import type { Destination } from '../output/target.ts';
import { writeOutput } from '../output/write-output.ts';
import { withMap } from '../read-map.ts';

/** A format of `papergraph diff`. */
export type DiffFormat = 'bibtex' | 'ris' | 'csl-json' | 'atom';

/** What `papergraph diff` does in its worker. */
export interface DiffJob {
  /** Paths of the maps; one of them may be - for stdin. */
  earlier: string;
  later: string;
  /** Network whose topics are compared. Default: the first one of the later map that both have. */
  network?: NetworkName;
  /** Where to write the new papers. Default: they are not written. */
  output?: { format: DiffFormat; title?: string; destination: Destination };
}

export type DiffResult = MapDifference;

/** Compares two maps, and writes the papers that only the later one has. */
export async function runDiff({ earlier, later, network, output }: DiffJob): Promise<DiffResult> {
  const [earlierMap, laterMap] = await readMaps(earlier, later, network);
  const difference = diffMaps(earlierMap, laterMap);
  if (!output) return difference;
  const added = new Set(difference.added.map(({ id }) => id));
  const papers = listPapers(laterMap).filter(({ id }) => added.has(id));
  await writeOutput(output.destination, await writePapers(papers, output.format, later, output.title));
  return difference;
}

/** Reads the same network of two maps. */
async function readMaps(earlierPath: string, laterPath: string, network?: NetworkName): Promise<[PaperMap, PaperMap]> {
  return withMap(earlierPath, (earlier) =>
    withMap(laterPath, async (later) => {
      const known = await earlier.networks();
      const name = network ?? (await later.networks()).find((each) => known.includes(each));
      if (name === undefined)
        throw new InputError(
          `${earlierPath} and ${laterPath} have no network in common: the first one has ${known.join(', ')}`,
        );
      return [await (await earlier.openNetwork(name)).readAll(), await (await later.openNetwork(name)).readAll()];
    }),
  );
}

async function writePapers(
  papers: PaperMap['papers'],
  format: DiffFormat,
  laterPath: string,
  title = 'New papers',
): Promise<Iterable<string>> {
  if (format === 'bibtex') return writeBibtex({ papers });
  if (format === 'ris') return writeRis({ papers });
  if (format === 'csl-json') return writeCslJson({ papers });
  // The time of the later map, so that the same maps give the same feed.
  const stats = laterPath === '-' ? undefined : await stat(laterPath);
  const updated = stats && `${stats.mtime.toISOString().slice(0, 19)}Z`;
  return writeAtom({ papers }, { title, ...(updated !== undefined && { updated }) });
}
