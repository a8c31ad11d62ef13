import { readFile } from 'node:fs/promises';
import { InputError } from '../../model/errors.ts';
import type { MapDifference, TopicDifference } from '../../update/diff-maps.ts';
import type { BuildJob } from '../build/build-job.ts';
import type { BuildReport } from '../build/build-report.ts';
import { getErrorReason, UsageError } from '../errors.ts';
import { repeatFetches } from '../fetch/repeat-fetch.ts';
import { runInWorker } from '../jobs/run-in-worker.ts';
import { openOutputs } from '../output/open-outputs.ts';
import { writeOutput } from '../output/write-output.ts';
import { createStdinReader, withMap } from '../read-map.ts';
import { readRecipe } from '../read-recipe.ts';
import { formatJson } from '../terminal/escape.ts';
import { pluralize, printLine, printProblems } from '../terminal/messages.ts';
import { noProgress, showProgress } from '../terminal/progress.ts';
import { type AnalysisOptions, toAnalyzeOptions } from './build.ts';

/** Options of `papergraph update`. */
export interface UpdateCommandOptions extends AnalysisOptions {
  /** Default: the map itself. */
  output?: string;
  remove: string[];
  removeFrom?: string;
  /** Whether to repeat the fetches that the map comes from. */
  fromSource?: true;
  contact?: string;
  columns?: Record<string, string>;
  recipe?: string;
  report?: string;
  json: boolean;
  force?: true;
  quiet?: boolean;
}

/**
 * Adds papers to a map, removes others, and writes the new map. `given` has the names of the options that the user typed. `scriptUrl` is the
 * file to start the worker from.
 */
export async function update(
  path: string,
  added: string[],
  options: UpdateCommandOptions,
  given: readonly string[],
  scriptUrl: URL,
): Promise<void> {
  const { removeFrom, recipe: recipePath, report: reportPath } = options;
  if ([path, ...added, removeFrom].filter((name) => name === '-').length > 1)
    throw new UsageError('stdin (-) can be read once only: give the map, the papers, or the list as a file');
  const remove = [...options.remove, ...(removeFrom === undefined ? [] : await readNames(removeFrom))];
  if (added.length === 0 && remove.length === 0 && !options.fromSource)
    throw new UsageError('nothing to update: give files with new papers, --from-source, --remove, or --remove-from');
  if (given.includes('contact') && !options.fromSource)
    throw new UsageError('--contact is for --from-source: omit it, or add --from-source');
  if (path === '-' && options.fromSource)
    throw new UsageError('--from-source needs a map file: it cannot come from stdin');
  const fetched = options.fromSource
    ? await repeatFetches(path, { contact: options.contact, quiet: options.quiet })
    : [];
  const inputs = [...added, ...fetched];
  const isSamePlace = options.output === undefined || options.output === path;
  // A file that is no map is refused as such, not as an output.
  if (isSamePlace && path !== '-') await withMap(path, (map) => map.summary());
  if (inputs.length === 0 && remove.length === 0 && isSamePlace) {
    if (!options.quiet) printLine(`${path} is up to date`);
    return;
  }
  const output = options.output ?? path;
  const reports = [...(reportPath === undefined ? [] : [reportPath]), ...(options.json ? ['-'] : [])];
  const outputs = await openOutputs(
    [{ name: output, kind: 'map' }, ...reports.map((name) => ({ name, kind: 'report' as const }))],
    {
      inputs: [...inputs, ...[recipePath, removeFrom].flatMap((name) => name ?? [])],
      force: options.force,
    },
  );
  const [mapOutput, reportOutputs] = [outputs[0]!, outputs.slice(1)];
  const progress = options.quiet ? noProgress : showProgress();
  const recipe = recipePath === undefined ? undefined : await readRecipe(recipePath);
  const job: BuildJob = {
    inputs,
    columns: options.columns ?? {},
    destination: mapOutput.destination,
    outputFileIds: outputs.flatMap(({ fileIds }) => fileIds),
    options: { ...recipe?.options, ...toAnalyzeOptions(options) },
    edits: recipe?.edits ?? [],
    update: { map: path, remove, missing: 'keep' },
  };
  const { report, editNotes, resolutions } = await runInWorker('build', job, scriptUrl, {
    stdin: inputs.includes('-') || path === '-',
    progress,
  });
  await mapOutput.commit();
  for (const note of editNotes) printLine(`${recipePath}: ${note}`);
  printProblems(report.problems);
  for (const reportOutput of reportOutputs) {
    await writeOutput(reportOutput.destination, [formatJson(report)]);
    await reportOutput.commit();
  }
  if (options.quiet || !report.update) return;
  if (resolutions && resolutions.before !== resolutions.after) printLine(describeResolutions(resolutions));
  for (const line of [...describeTopics(report.update), ...describeOthers(report)]) printLine(line);
  printLine(
    `${describeCounts(report.update)}; ${pluralize(report.papers, 'paper')}, ${report.seconds.total.toFixed(1)} s -> ${mapOutput.destination.name}`,
  );
}

const describeResolutions = ({ before, after }: { before: number; after: number }) =>
  `Topics were found at resolution ${after.toFixed(2)}, which fits these papers better than ${before.toFixed(2)}; a map that is built with --resolution keeps its own.`;

/** Reads names of papers, one per line. Empty lines, and lines that start with "# ", are ignored. */
async function readNames(path: string): Promise<string[]> {
  const text =
    path === '-'
      ? await createStdinReader()('-')
      : await readFile(path, 'utf8').catch((error: unknown) => {
          throw new InputError(`cannot read ${path}: ${getErrorReason(error)}`);
        });
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^#(?:\s|$)/.test(line));
}

/** Returns how many papers are new, changed, and removed. */
export const describeCounts = ({ added, changed, removed }: MapDifference): string =>
  [
    `${pluralize(added.length, 'new paper')}`,
    ...(changed.length > 0 ? [`${changed.length} changed`] : []),
    ...(removed.length > 0 ? [`${removed.length} removed`] : []),
  ].join(', ');

/** Returns a line for each topic that is not the same as before, then one with the number of those that are. */
export function describeTopics({ topics }: MapDifference): string[] {
  const changed = topics.filter(({ kind }) => kind !== 'kept');
  return [...changed.map(describeTopic), `${pluralize(topics.length - changed.length, 'topic')} kept`];
}

/** Says which networks of an updated map were not updated, but built anew; no line if there are none. */
export function describeOthers({ networks = [] }: BuildReport): string[] {
  const others = networks.map(({ network }) => network).filter((network) => network !== 'similarity');
  return others.length > 0 ? [`built anew from all papers, with new positions and topics: ${others.join(', ')}`] : [];
}

function describeTopic({ kind, from, to }: TopicDifference): string {
  const list = (topics: readonly { label: string; size: number }[]) =>
    topics.map(({ label, size }) => `"${label}" (${size})`).join(', ');
  return `${kind}: ${[from, to]
    .filter(({ length }) => length > 0)
    .map(list)
    .join(' -> ')}`;
}
