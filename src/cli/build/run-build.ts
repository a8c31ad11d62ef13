import { createHash } from 'node:crypto';
import { ANALYZE_OPTIONS, type AnalyzeOptions, runStages } from '../../analyze.ts';
import { applyEdits } from '../../edit/apply-edits.ts';
import { mergePapers } from '../../edit/merge-papers.ts';
import { serializeInThreads } from '../../map-file/save.ts';
import { InputError } from '../../model/errors.ts';
import type { PaperMap } from '../../model/map.ts';
import { pickOptions } from '../../model/option-table.ts';
import type { Hooks, Stage } from '../../model/options.ts';
import type { Collection } from '../../model/paper.ts';
import { checkNetworkData } from '../../networks/check-data.ts';
import { createStageRunner } from '../../stage-runner.ts';
import { diffMaps } from '../../update/diff-maps.ts';
import { type EarlierNetworks, readEarlierNetworks, rebuildNetworks } from '../../update/earlier-networks.ts';
import { checkSameOptions } from '../../update/map-options.ts';
import { updateFrom } from '../../update/update-map.ts';
import { withoutRepetition } from '../../util/text/without-repetition.ts';
import { joinFrom } from '../blocks/join-from.ts';
import type { JobHooks } from '../jobs/job-hooks.ts';
import { writeOutput } from '../output/write-output.ts';
import { listInputFiles, readInputs } from '../read-inputs.ts';
import { withMap } from '../read-map.ts';
import { readVectorFile } from '../read-vector-file.ts';
import type { BuildJob, BuildResult, UpdateJob } from './build-job.ts';
import { createReport, reportNetwork, roundSeconds } from './build-report.ts';
import { findRemoved } from './find-removed.ts';
import { type BuildInputs, limitMemory } from './limit-memory.ts';
import { NO_STAGE_FILES, openStageFiles, type StageFiles } from './stage-files.ts';

/** Reads the inputs, analyzes them, applies the edits and writes the map. */
export async function runBuild(job: BuildJob, jobHooks: JobHooks): Promise<BuildResult> {
  const start = performance.now();
  const warnings: string[] = [];
  const hooks: JobHooks = {
    ...jobHooks,
    // Reading and analyzing give the same advice about threads.
    warn: withoutRepetition((notice) => {
      warnings.push(notice);
      jobHooks.warn(notice);
    }),
  };
  const seconds: Partial<Record<Stage, number>> = {};
  const singleThreadSeconds: Partial<Record<Stage, number>> = {};
  const threads: Partial<Record<Stage, number>> = {};
  const timing = (stage: Stage, duration: number, single: number) => {
    // Each network has its own stages.
    seconds[stage] = roundSeconds((seconds[stage] ?? 0) + duration);
    singleThreadSeconds[stage] = roundSeconds((singleThreadSeconds[stage] ?? 0) + single);
  };
  const runStage = createStageRunner({ timing });
  const onThreads = (stage: Stage, count: number) => {
    threads[stage] = count;
  };
  const stageFiles = await openStageFilesOf(job, hooks);
  const { earlier, inputs } = await runStage('read', async () => ({
    earlier: job.update && (await readEarlier(job.update.map)),
    inputs: await limitMemory(await readCollection(job, stageFiles, { ...hooks, onThreads }), job),
  }));
  const { collection } = inputs;
  // A network that is impossible is refused before others are computed.
  for (const network of job.update ? [] : [job.options.network ?? 'similarity', ...(job.others ?? [])])
    checkNetworkData(collection.papers, network);
  const analyzeHooks: Hooks & Pick<AnalyzeOptions, 'timing'> = {
    ...hooks,
    onThreads,
    timing,
  };
  // A library that is being written, or is damaged, must not remove papers.
  const known = earlier && (job.update?.knownProblems ?? listReasons(earlier.map));
  const isComplete = !known || listReasons(collection).every((reason) => known.includes(reason));
  const { map: analyzed, notes: mergeNotes } =
    job.update && earlier
      ? { map: await update(job, { ...job.update, isComplete }, earlier, collection, analyzeHooks), notes: [] }
      : await buildAnew(job, inputs, stageFiles, analyzeHooks);
  const { map, notes: editNotes } = await applyEdits(analyzed, job.edits);
  const { threads: maxThreads } = job.options;
  const maps = earlier
    ? await rebuildNetworks(map, earlier, { ...analyzeHooks, ...(maxThreads !== undefined && { threads: maxThreads }) })
    : [map, ...(await buildOthers(job, inputs, stageFiles, analyzeHooks))];
  const hash = await runStage('write', () => writeMap(maps, job, { progress: hooks.progress, onThreads }));
  const networks = maps.length > 1 || map.network ? maps.map(reportNetwork) : [];
  const total = roundSeconds((performance.now() - start) / 1000);
  // Stages that do not report their threads run on one.
  for (const stage of Object.keys(seconds) as Stage[]) threads[stage] ??= 1;
  const singleTotal = Object.values(singleThreadSeconds).reduce((sum, value) => sum + value, 0);
  const report = createReport(map, {
    seconds: { ...seconds, total },
    singleThreadSeconds: { ...singleThreadSeconds, total: roundSeconds(singleTotal) },
    threads,
    warnings,
    hash,
  });
  if (networks.length > 0) report.networks = networks;
  if (earlier) report.update = diffMaps(earlier.map, map);
  return {
    report,
    editNotes: [...mergeNotes, ...editNotes],
    knownProblems: isComplete ? listReasons(collection) : known!,
    ...(earlier && { resolutions: { before: earlier.map.resolution, after: map.resolution } }),
  };
}

/** Returns what is wrong with records, without the place. */
const listReasons = ({ problems }: Pick<Collection, 'problems'>) => problems.map(({ reason }) => reason);

/** A map that is updated. */
interface EarlierMap extends EarlierNetworks {
  hash: string;
}

const readEarlier = (path: string): Promise<EarlierMap> =>
  withMap(path, async (file) => {
    const names = await file.networks();
    const networks = await Promise.all(names.map((name) => file.openNetwork(name)));
    const earlier = await readEarlierNetworks(networks, (network) => network.readForUpdate());
    return { ...earlier, hash: file.hash };
  });

/** Builds further networks of the same papers. Vectors and neighbors that were joined elsewhere are those of similarities. */
async function buildOthers(
  { others = [], vectors: _, neighborsFrom: __, ...job }: BuildJob,
  inputs: BuildInputs,
  stageFiles: StageFiles,
  hooks: Hooks & Pick<AnalyzeOptions, 'timing'>,
): Promise<PaperMap[]> {
  const maps: PaperMap[] = [];
  for (const network of others) {
    const { vectors: _, join: __, ...settings } = pickOptions(ANALYZE_OPTIONS, job.options);
    const { map } = await buildAnew({ ...job, options: { ...settings, network } }, inputs, stageFiles, hooks);
    maps.push(map);
  }
  return maps;
}

/** Reads the inputs; an update that only removes papers has none. */
async function readCollection(job: BuildJob, stageFiles: StageFiles, hooks: JobHooks & Hooks): Promise<Collection> {
  if (job.update && job.inputs.length === 0) return { papers: [], records: 0, merged: 0, problems: [], notes: [] };
  const inputOptions = { onSkip: hooks.warn, outputFileIds: job.outputFileIds };
  const { threads } = job.options;
  const results = stageFiles.of('all');
  const saved = await results.load('read');
  // What was saved is the collection that was read.
  if (saved) return saved.result as Collection;
  const options = { columns: job.columns, ...(threads && { threads }) };
  const collection = await readInputs(job.inputs, options, { ...hooks, ...inputOptions });
  await results.save('read', collection);
  return collection;
}

/** Opens the results that an interrupted run of this job left. */
async function openStageFilesOf(job: BuildJob, hooks: JobHooks): Promise<StageFiles> {
  const { resumeDirectory, inputs, columns, edits, options, others, outputFileIds, vectors, neighborsFrom } = job;
  if (resumeDirectory === undefined) return NO_STAGE_FILES;
  const { threads: _, ...settings } = options;
  const files = await listInputFiles(inputs, { outputFileIds });
  const description = {
    files: [...files.map(({ name }) => name), ...[vectors, neighborsFrom].filter((path) => path !== undefined)],
    settings: { columns, edits, others, settings },
  };
  return openStageFiles(resumeDirectory, description, hooks);
}

async function buildAnew(
  job: BuildJob,
  { collection, savesMemory }: BuildInputs,
  stageFiles: StageFiles,
  hooks: Hooks & Pick<AnalyzeOptions, 'timing'>,
) {
  const { collection: merged, notes } = mergePapers(collection, job.edits);
  const vectors = job.vectors === undefined ? undefined : await readVectorFile(job.vectors);
  const join = job.neighborsFrom === undefined ? undefined : joinFrom(job.neighborsFrom, merged.papers, job.options);
  const options = { ...job.options, ...(vectors && { vectors }), ...(join && { join }), ...hooks };
  const results = stageFiles.of(job.options.network ?? 'similarity');
  return { map: await runStages(merged, options, { results, savesMemory }), notes };
}

async function update(
  { options, edits }: BuildJob,
  { map: name, remove, missing, isComplete }: UpdateJob & { isComplete: boolean },
  { map, hash }: EarlierMap,
  collection: Collection,
  hooks: Hooks & Pick<AnalyzeOptions, 'timing'>,
): Promise<PaperMap> {
  const { threads, ...requested } = options;
  if (missing === 'remove' && !isComplete)
    hooks.warn?.('the library has new problems, so no papers are removed from the map until they are solved');
  try {
    checkSameOptions(map.options, requested);
    return await updateFrom(map, collection, {
      ...hooks,
      ...(threads !== undefined && { threads }),
      remove: await findRemoved(remove, map.papers),
      missing: isComplete ? missing : 'keep',
      hash,
      edits,
    });
  } catch (error) {
    if (error instanceof InputError) throw new InputError(`${name}: ${error.message}`);
    throw error;
  }
}

/** Writes the networks of a map and returns its hash. */
async function writeMap(maps: readonly PaperMap[], { destination, options }: BuildJob, hooks: Hooks): Promise<string> {
  const { threads } = options;
  let hash = '';
  async function* chunks() {
    hash = yield* serializeInThreads(maps, () => createHash('sha256'), { ...(threads && { threads }) }, hooks);
  }
  await writeOutput(destination, chunks());
  return hash;
}
