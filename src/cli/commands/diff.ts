import { stat } from 'node:fs/promises';
import { writeAtom } from '../../export/references/atom.ts';
import { writeBibtex } from '../../export/references/bibtex.ts';
import { writeCslJson } from '../../export/references/csl-json.ts';
import { writeRis } from '../../export/references/ris.ts';
import { InputError } from '../../model/errors.ts';
import type { PaperMap } from '../../model/map.ts';
import type { NetworkName } from '../../model/network.ts';
import { diffMaps, listPapers, type MapDifference } from '../../update/diff-maps.ts';
import { UsageError } from '../errors.ts';
import { openOutputs } from '../output/open-outputs.ts';
import { writeOutput } from '../output/write-output.ts';
import { withMap } from '../read-map.ts';
import { formatJson } from '../terminal/escape.ts';
import { pluralize, printLine, printText } from '../terminal/messages.ts';
import { describeCounts, describeTopics } from './update.ts';

/** The formats in which `papergraph diff` writes new papers, by the ends of file names. */
const FORMATS = { bibtex: '.bib', ris: '.ris', 'csl-json': '.json', atom: '.atom' } as const;

/** A format of `papergraph diff`. */
export type DiffFormat = keyof typeof FORMATS;

/** Options of `papergraph diff`. */
export interface DiffOptions {
  /** Network whose topics are compared. Default: the first one of the later map that both have. */
  network?: NetworkName;
  format?: DiffFormat;
  output?: string;
  title?: string;
  json: boolean;
  force?: true;
  quiet?: boolean;
}

/** Shows how two maps differ, or writes the papers that only the later one has. */
export async function diff(earlierPath: string, laterPath: string, options: DiffOptions): Promise<void> {
  if (earlierPath === '-' && laterPath === '-')
    throw new UsageError('stdin (-) can be read for one map only: give the other as a file');
  const format = options.format ?? (options.output === undefined ? undefined : inferFormat(options.output));
  if (options.json && format !== undefined)
    throw new UsageError('--json shows the difference, and -f writes the new papers: give one of them');
  const [output] = await openOutputs(
    [{ name: format === undefined ? '-' : (options.output ?? '-'), kind: format ?? 'report' }],
    { inputs: [earlierPath, laterPath], force: options.force },
  );
  const [earlier, later] = await readMaps(earlierPath, laterPath, options.network);
  const difference = diffMaps(earlier, later);
  if (format !== undefined) {
    const added = new Set(difference.added.map(({ id }) => id));
    const papers = listPapers(later).filter(({ id }) => added.has(id));
    await writeOutput(output!.destination, await writePapers(papers, format, laterPath, options.title));
    await output!.commit();
    if (!options.quiet && output!.destination.type !== 'stdout')
      printLine(`${pluralize(papers.length, 'new paper')} -> ${output!.destination.name}`);
  } else if (options.json) await writeOutput(output!.destination, [formatJson(difference)]);
  else await printText(output!.destination, formatDifference(difference));
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

/** Returns the format that the name of an output stands for. Throws {@link UsageError} if it is none. */
function inferFormat(output: string): DiffFormat {
  // The constant has these keys only.
  const names = Object.keys(FORMATS) as DiffFormat[];
  const found = names.find((name) => output.toLowerCase().endsWith(FORMATS[name]));
  if (found) return found;
  throw new UsageError(
    `the output ${output} stands for no format: its name must end in ${Object.values(FORMATS).join(', ')}, or choose one with -f`,
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

function* formatDifference(difference: MapDifference): Generator<string> {
  yield `${describeCounts(difference)}\n`;
  for (const line of describeTopics(difference)) yield `${line}\n`;
  const { added, changed, removed } = difference;
  yield* formatPapers('New', added);
  yield* formatPapers(
    'Changed',
    changed.map(({ id, title, fields }) => ({ id, title: `${title} [${fields.join(', ')}]` })),
  );
  yield* formatPapers('Removed', removed);
}

function* formatPapers(heading: string, papers: readonly { id: string; title: string }[]): Generator<string> {
  if (papers.length === 0) return;
  yield `\n${heading} (${papers.length})\n`;
  for (const { id, title } of papers) yield `${id}  ${title}\n`;
}
