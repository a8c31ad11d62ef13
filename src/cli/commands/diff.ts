import type { NetworkName } from '../../model/network.ts';
import type { MapDifference } from '../../update/diff-maps.ts';
import { UsageError } from '../errors.ts';
import type { DiffFormat } from '../jobs/diff-job.ts';
import { runInWorker } from '../jobs/run-in-worker.ts';
import { openOutputs } from '../output/open-outputs.ts';
import { writeOutput } from '../output/write-output.ts';
import { formatJson } from '../terminal/escape.ts';
import { pluralize, printLine, printText } from '../terminal/messages.ts';
import { describeCounts, describeTopics } from './update.ts';

/** The formats in which `papergraph diff` writes new papers, by the ends of file names. */
const FORMATS: Record<DiffFormat, string> = { bibtex: '.bib', ris: '.ris', 'csl-json': '.json', atom: '.atom' };

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

/**
 * Shows how two maps differ, or writes the papers that only the later one has. `given` has the names of the options that the user typed.
 * `scriptUrl` is the file to start the worker from.
 */
export async function diff(
  earlierPath: string,
  laterPath: string,
  options: DiffOptions,
  given: readonly string[],
  scriptUrl: URL,
): Promise<void> {
  if (earlierPath === '-' && laterPath === '-')
    throw new UsageError('stdin (-) can be read for one map only: give the other as a file');
  const format = options.format ?? (options.output === undefined ? undefined : inferFormat(options.output));
  if (options.json && format !== undefined)
    throw new UsageError('--json shows the difference, and -f writes the new papers: give one of them');
  if (given.includes('title') && format !== 'atom')
    throw new UsageError('--title is the title of a feed: omit it, or use -f atom');
  const [output] = await openOutputs(
    [{ name: format === undefined ? '-' : (options.output ?? '-'), kind: format ?? 'report' }],
    { inputs: [earlierPath, laterPath], force: options.force },
  );
  const { title, network, quiet } = options;
  const { destination } = output!;
  const job = {
    earlier: earlierPath,
    later: laterPath,
    ...(network !== undefined && { network }),
    ...(format !== undefined && { output: { format, destination, ...(title !== undefined && { title }) } }),
  };
  const difference = await runInWorker('diff', job, scriptUrl, { stdin: [earlierPath, laterPath].includes('-') });
  if (format !== undefined) {
    await output!.commit();
    if (!quiet && destination.type !== 'stdout')
      printLine(`${pluralize(difference.added.length, 'new paper')} -> ${destination.name}`);
  } else if (options.json) await writeOutput(destination, [formatJson(difference)]);
  else await printText(destination, formatDifference(difference));
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
