import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { AnalyzeOptions } from '../../analyze.ts';
import type { Counting, NetworkName, Normalization } from '../../model/network.ts';
import { findNetworksNeeded } from '../../networks/network-options.ts';
import { parseThesaurus } from '../../networks/thesaurus.ts';
import type { BuildJob } from '../build/build-job.ts';
import type { BuildReport, NetworkReport } from '../build/build-report.ts';
import { UsageError } from '../errors.ts';
import { runInWorker } from '../jobs/run-in-worker.ts';
import { openOutputs } from '../output/open-outputs.ts';
import type { Destination } from '../output/target.ts';
import { getResumeDirectory } from '../output/temporary-file.ts';
import { writeOutput } from '../output/write-output.ts';
import { readRecipe, readText } from '../read-recipe.ts';
import { escapeLine, formatJson } from '../terminal/escape.ts';
import { pluralize, printLine, printProblems } from '../terminal/messages.ts';
import { noProgress, showProgress } from '../terminal/progress.ts';

/** The options of commands that analyze papers. */
export interface AnalysisOptions {
  neighbors?: number;
  minSimilarity?: number;
  resolution?: number | 'auto';
  seed?: number;
  authorWeight?: number;
  threads?: number;
  concepts: boolean;
  network?: NetworkName[];
  counting?: Counting;
  normalization?: Normalization;
  minOccurrences?: number | 'auto';
  couplingWeight?: number;
}

/** Options of `papergraph build`. Options that are undefined have the defaults of the stages that read them. */
export interface BuildOptions extends AnalysisOptions {
  output: string;
  columns?: Record<string, string>;
  recipe?: string;
  vectors?: string;
  thesaurus?: string;
  neighborsFrom?: string;
  resume?: true;
  memory?: number;
  report?: string;
  json: boolean;
  force?: true;
  quiet?: boolean;
}

/** Notes printed on the terminal; the report contains all of them. */
const MAX_NOTES_SHOWN = 3;

/**
 * Reads papers and writes their map. `given` has the names of the options that the user typed: those without effect are refused, while
 * settings without effect are ignored. `scriptUrl` is the file to start the worker from.
 */
export async function build(
  inputs: string[],
  options: BuildOptions,
  given: readonly string[],
  scriptUrl: URL,
): Promise<void> {
  const others = [...new Set(options.network?.slice(1))].filter((network) => network !== options.network?.[0]);
  if (options.neighborsFrom !== undefined && (options.network?.[0] ?? 'similarity') !== 'similarity')
    throw new UsageError('--neighbors-from has the neighbors of a map of similarities: omit --network');
  if (options.neighborsFrom !== undefined && options.vectors !== undefined)
    throw new UsageError('--neighbors-from has neighbors by terms only: omit --vectors');
  const reports = [...(options.report === undefined ? [] : [options.report]), ...(options.json ? ['-'] : [])];
  const outputs = await openOutputs(
    [{ name: options.output, kind: 'map' }, ...reports.map((name) => ({ name, kind: 'report' as const }))],
    {
      inputs: [
        ...inputs,
        ...[options.recipe, options.thesaurus, options.vectors, options.neighborsFrom].filter(
          (name) => name !== undefined,
        ),
      ],
      force: options.force,
    },
  );
  const resumeDirectory = options.resume && findResumeDirectory(inputs, options.output, outputs[0]!.destination);
  const [mapOutput, ...reportOutputs] = [outputs[0]!, ...outputs.slice(1)];
  const progress = options.quiet ? noProgress : showProgress();
  const recipe = options.recipe === undefined ? undefined : await readRecipe(options.recipe);
  if (recipe?.vectors !== undefined && options.vectors === undefined)
    throw new UsageError(
      `${options.recipe} is the recipe of a map with vectors (${escapeLine(recipe.vectors)}): add --vectors FILE, or remove "vectors" from the recipe`,
    );
  const job: BuildJob = {
    inputs,
    columns: options.columns ?? {},
    destination: mapOutput.destination,
    outputFileIds: outputs.flatMap(({ fileIds }) => fileIds),
    options: {
      ...recipe?.options,
      ...toAnalyzeOptions(options),
      ...(options.thesaurus !== undefined && {
        thesaurus: parseThesaurus(await readText(options.thesaurus), options.thesaurus),
      }),
    },
    ...(resumeDirectory !== undefined && { resumeDirectory }),
    ...(options.memory !== undefined && { memory: options.memory }),
    ...(options.neighborsFrom !== undefined && { neighborsFrom: options.neighborsFrom }),
    others,
    edits: recipe?.edits ?? [],
    ...(options.vectors !== undefined && { vectors: options.vectors }),
  };
  rejectUnusedOptions(given, [job.options.network ?? 'similarity', ...others]);
  const { report, editNotes } = await runInWorker('build', job, scriptUrl, {
    stdin: inputs.includes('-'),
    progress,
  });
  await mapOutput.commit();
  if (resumeDirectory !== undefined) await rm(resumeDirectory, { recursive: true, force: true });
  for (const note of editNotes) printLine(`${options.recipe}: ${note}`);
  printProblems(report.problems);
  if (!options.quiet) printProblems(report.notes, MAX_NOTES_SHOWN, 'notes');
  for (const reportOutput of reportOutputs) {
    await writeOutput(reportOutput.destination, [formatJson(report)]);
    await reportOutput.commit();
  }
  const isSimilarity = (job.options.network ?? 'similarity') === 'similarity';
  if (isSimilarity && report.withoutAbstract === report.papers)
    printLine('No paper has an abstract: the map lists the papers but does not place them.');
  if (options.quiet) return;
  printLine(`${summarize(report)} -> ${mapOutput.destination.name}`);
  if (report.vectors) printLine(describeVectors(report.vectors));
  for (const network of report.networks ?? []) printLine(describeNetwork(network));
}

/** The flags of options that have an effect in some networks only. */
const NETWORK_FLAGS = [
  ['counting', '--counting'],
  ['normalization', '--normalization'],
  ['minOccurrences', '--min-occurrences'],
  ['couplingWeight', '--coupling-weight'],
] as const;

/** Throws {@link UsageError} for an option that was typed and has no effect in any network of the map. */
function rejectUnusedOptions(given: readonly string[], networks: readonly NetworkName[]): void {
  for (const [option, flag] of NETWORK_FLAGS) {
    const needed = given.includes(option) ? findNetworksNeeded(option, networks) : undefined;
    if (needed)
      throw new UsageError(
        `${flag} has no effect on the network "${networks.join('", "')}": omit it, or choose --network ${needed.join(', ')}`,
      );
  }
}

/**
 * Returns the directory in which the results of stages are kept for `--resume`.
 * @throws {UsageError} if the build cannot go on later
 */
function findResumeDirectory(inputs: readonly string[], output: string, { type }: Destination): string {
  if (inputs.includes('-')) throw new UsageError('--resume has to read the input again: save stdin to a file first');
  if (type !== 'file') throw new UsageError('--resume keeps results next to the output: name a file with --output');
  return getResumeDirectory(resolve(output));
}

/** Describes a network on one line: how large it is, and how well references were matched. */
function describeNetwork({ network, nodes, edges, references }: NetworkReport): string {
  const size = `${network}: ${pluralize(nodes, 'node')}, ${pluralize(edges, 'link')}`;
  if (!references) return size;
  const { references: total, byIdentifier, byFields, inCollection } = references;
  const percent = ((100 * (byIdentifier + byFields)) / total).toFixed(0);
  return `${size}; ${percent}% of ${pluralize(total, 'reference')} matched by identifier or by author, year, volume and page, ${inCollection} to papers of this collection`;
}

/** Says on one line how many papers have a vector. */
function describeVectors({
  dimensions,
  matched,
  unmatched,
  papersWithout,
}: NonNullable<BuildReport['vectors']>): string {
  const parts = [
    `vectors: ${pluralize(matched, 'paper')} with one of ${pluralize(dimensions, 'component')}`,
    ...(papersWithout > 0 ? [`${pluralize(papersWithout, 'paper')} without, linked by terms only`] : []),
    ...(unmatched > 0 ? [`${pluralize(unmatched, 'vector')} of no paper of the map`] : []),
  ];
  return parts.join('; ');
}

/** Returns the options that were given, under the names that `analyze` uses. */
export function toAnalyzeOptions(options: AnalysisOptions): AnalyzeOptions {
  const { neighbors, minSimilarity, resolution, seed, authorWeight, threads } = options;
  return {
    ...(neighbors !== undefined && { neighbors }),
    ...(minSimilarity !== undefined && { minSimilarity }),
    ...(resolution !== undefined && { resolution }),
    ...(seed !== undefined && { seed }),
    ...(authorWeight !== undefined && { authorWeight }),
    ...(threads !== undefined && { threads }),
    ...(!options.concepts && { concepts: false }),
    ...(options.network?.[0] !== undefined && { network: options.network[0] }),
    ...(options.counting !== undefined && { counting: options.counting }),
    ...(options.normalization !== undefined && { normalization: options.normalization }),
    ...(options.minOccurrences !== undefined && { minOccurrences: options.minOccurrences }),
    ...(options.couplingWeight !== undefined && { couplingWeight: options.couplingWeight }),
  };
}

/** Returns the counts of a build on one line. */
export function summarize(report: BuildReport): string {
  const counts = [
    pluralize(report.records, 'record'),
    pluralize(report.papers, 'paper'),
    ...(report.withoutAbstract > 0 ? [`${report.withoutAbstract} without abstract`] : []),
    ...(Object.keys(report.languages).length > 1 ? [pluralize(Object.keys(report.languages).length, 'language')] : []),
    ...(report.problems.length > 0 ? [pluralize(report.problems.length, 'problem')] : []),
    ...(report.notes.length > 0 ? [pluralize(report.notes.length, 'note')] : []),
    pluralize(report.topics.length, 'topic'),
  ];
  return `${counts.join(', ')}, ${report.seconds.total.toFixed(1)} s`;
}
