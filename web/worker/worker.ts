import type { Edit } from '../../src/edit/edit.ts';
import type { RecipeOptions } from '../../src/edit/recipe.ts';
import { isMapFile } from '../../src/map-file/is-map-start.ts';
import { openMap } from '../../src/map-file/open.ts';
import { InputError } from '../../src/model/errors.ts';
import type { Hooks } from '../../src/model/options.ts';
import type { Problem } from '../../src/model/paper.ts';
import { nonDefaultOptions } from '../state/recipe/recipe-options.ts';
import { strings } from '../strings/strings.ts';
import { allowOwnWorkers } from '../trusted-types.ts';
import { rebuildMap, withEdits } from './apply-recipe.ts';
import { blobSource, cacheSections, isLoopback, type OpenMap, openInMemory, urlSource } from './open-map.ts';
import type {
  CallName,
  LoadedMap,
  Progress,
  ReadingReport,
  RequestedRecipe,
  WorkerCalls,
  WorkerRequest,
  WorkerResponse,
} from './protocol.ts';
import { listLabels } from './queries/count-labels.ts';
import { findUpdate } from './queries/find-update.ts';
import { MapQueries } from './queries/map-queries.ts';
import { sortPapers } from './queries/sort-papers.ts';

/** The script of the worker: keeps one map open and handles the calls of the page. */

allowOwnWorkers();

type ReportProgress = (progress: Progress) => void;

type Handlers = {
  [Name in CallName]: (
    args: Parameters<WorkerCalls[Name]>,
    report: ReportProgress,
  ) => Promise<ReturnType<WorkerCalls[Name]>>;
};

/** The open map. */
interface Session {
  /** The file as it was opened; the map itself if it was built from papers. */
  file: OpenMap;
  /** The map before edits. */
  base: OpenMap;
  /** The options of the map file. */
  initialOptions: RecipeOptions;
  reading: ReadingReport | null;
  /** Why papers could not be merged. */
  mergeNotes: string[];
  edits: readonly Edit[];
  /** The map with edits. */
  map: OpenMap;
  queries: MapQueries;
}

/** Minimum time between two progress messages, in milliseconds. */
const PROGRESS_INTERVAL = 50;

let session: Session | undefined;

/** Returns the open map. Throws an {@link InputError} if there is none. */
function getSession(): Session {
  if (!session) throw new InputError(strings.errors.noMap);
  return session;
}

/** Opens a map file and applies a recipe to it. */
async function openFile(
  file: OpenMap,
  { options, edits }: RequestedRecipe,
  report: ReportProgress,
): Promise<LoadedMap> {
  const initialOptions = nonDefaultOptions((await file.summary()).options);
  const warnings: string[] = [];
  const hooks = { progress: throttle(report), warn: (message: string) => void warnings.push(message) };
  const { map: base, notes } = await rebuildMap(file, options ?? initialOptions, edits, hooks);
  return startSession(
    { file, base: cacheSections(base), initialOptions, reading: null, mergeNotes: notes },
    edits,
    warnings,
  );
}

/** Builds a map from files of papers and applies a recipe to it. */
async function buildMap(
  files: File[],
  { options, edits }: RequestedRecipe,
  report: ReportProgress,
): Promise<LoadedMap> {
  // The code of the pipeline is loaded only if it is needed.
  const { analyze, mergePapers, readPapers } = await import('./build-map.ts');
  const inputs = files.map((file) => ({ name: getPath(file), size: file.size, bytes: () => readBytes(file) }));
  const collection = await readPapers(inputs, {}, { progress: throttle(report) });
  if (collection.papers.length === 0) throw new InputError(describeFailure(collection.problems[0]));
  const warnings: string[] = [];
  const hooks = { progress: throttle(report), warn: (message: string) => void warnings.push(message) };
  const edited = mergePapers(collection, edits);
  const map = await analyze(edited.collection, { ...options, ...hooks });
  const { files: read, merges, possibleDuplicates } = collection;
  const reading = { files: read, merges, possibleDuplicates };
  const base = cacheSections(openInMemory(map));
  return startSession({ file: base, base, initialOptions: {}, reading, mergeNotes: edited.notes }, edits, warnings);
}

const describeFailure = (problem: Problem | undefined) =>
  problem ? strings.errors.fileProblem(problem.file, problem.reason) : strings.errors.noPapers;

async function startSession(
  opened: Omit<Session, 'edits' | 'map' | 'queries'>,
  edits: Edit[],
  warnings: string[] = [],
): Promise<LoadedMap> {
  const { initialOptions } = opened;
  const { map, notes } = await withEdits(opened.base, edits);
  session = { ...opened, edits, map, queries: new MapQueries(map) };
  const [summary, nodes] = await Promise.all([map.summary(), map.nodes()]);
  return { summary, nodes, notes: [...opened.mergeNotes, ...notes], warnings, initialOptions };
}

const handlers: Handlers = {
  open: async ([files, recipe], report) => {
    const [file] = files;
    if (files.length !== 1 || !(await isMapFile(file!))) return buildMap(files, recipe, report);
    const map = await openMap(blobSource(file!), { name: file!.name });
    return openFile({ ...map, isRemote: false }, recipe, report);
  },
  openUrl: async ([url, recipe], report) => {
    const map = await openMap(await urlSource(url));
    return openFile({ ...map, isRemote: !isLoopback(url) }, recipe, report);
  },
  identify: async ([files]) => (await import('./identify-files.ts')).identifyFiles(files),
  update: async ([files, recipe], report) => {
    const { updateWith } = await import('./update-map.ts');
    const { initialOptions, ...opened } = getSession();
    const inputs = files.map((file) => ({ name: getPath(file), size: file.size, bytes: () => readBytes(file) }));
    const { map, file } = await updateWith(opened, inputs, recipe.edits, { progress: throttle(report) });
    const updated = {
      file: { ...(await openMap(blobSource(file))), isRemote: false },
      base: cacheSections(openInMemory(map)),
      initialOptions,
      reading: null,
      mergeNotes: [],
    };
    return { map: await startSession(updated, recipe.edits), file };
  },
  edit: async ([edits]) => {
    const { summary, notes, nodes } = await startSession(getSession(), edits);
    const { ids: _ids, titles: _titles, years: _years, positions: _positions, ...edited } = nodes;
    return { summary, notes, nodes: edited };
  },
  details: async () => {
    const { file, map, queries, reading } = getSession();
    const [{ problems, notes }, metadata, update, network] = await Promise.all([
      map.problems(),
      map.metadata(),
      findUpdate(file, map),
      map.network(),
    ]);
    // The page has what it needs for drawing, so there is time to build indexes. A query reports the error if this fails.
    setTimeout(() => queries.prepare().catch(() => {}));
    return {
      ...metadata,
      problems,
      notes,
      reading,
      update,
      network: network ? { links: network.links, ...(network.references && { references: network.references }) } : null,
    };
  },
  adjacency: () => getSession().queries.adjacency(),
  paper: ([paper]) => getSession().queries.paper(paper),
  sourcePaperId: ([index]) => getSession().queries.sourcePaperId(index),
  compare: ([a, b]) => getSession().queries.compare(a, b),
  findRelated: ([text]) => getSession().queries.findRelated(text),
  findByExamples: ([positive, negative]) => getSession().queries.findByExamples(positive, negative),
  searchAbstracts: ([query, start]) => getSession().queries.searchAbstracts(query, start),
  search: ([query]) => getSession().queries.search(query),
  group: ([kind, name]) => getSession().queries.group(kind, name),
  sort: ([order]) => sortPapers(getSession().map, order),
  topic: ([topic]) => getSession().queries.topic(topic),
  measures: async () => (await import('./measure-map.ts')).measureMap(getSession().map),
  topicContours: async (args) => (await import('./queries/topic-contours.ts')).findTopicContours(...args),
  labels: ([kind, text]) => listLabels(getSession().base, kind, text),
  concept: ([id]) => getSession().queries.concepts.concept(id),
  path: ([from, to]) => getSession().queries.path(from, to),
  exportMap: async ([format, selection], report) =>
    (await import('./exports.ts')).exportMap(getSession(), format, selection, reportWritten(report)),
  cancelExport: async () => (await import('./exports.ts')).cancelExport(),
  exportPage: async ([template], report) =>
    (await import('./exports.ts')).exportPage(getSession(), template, reportWritten(report)),
};

const reportWritten = (report: ReportProgress) => (done: number) => report({ stage: 'write', done, total: 0 });

/** Returns the path of a file in the folder that was chosen, if the browser provides it, otherwise its name. */
const getPath = (file: File) => file.webkitRelativePath || file.name;

async function* readBytes(file: File): AsyncIterable<Uint8Array> {
  const reader = file.stream().getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) yield chunk.value;
}

/** Limits the rate of progress messages. The last message of a stage is always sent. */
function throttle(report: ReportProgress): NonNullable<Hooks['progress']> {
  let lastTime = 0;
  return (stage, done, total) => {
    const time = performance.now();
    if (time - lastTime < PROGRESS_INTERVAL && done < total) return;
    lastTime = time;
    report({ stage, done, total });
  };
}

async function handle({ id, name, args }: WorkerRequest): Promise<void> {
  const send = (response: WorkerResponse) => postMessage(response);
  try {
    // MapWorker.call ensures that the arguments match the name, which a message cannot express.
    const handler = handlers[name] as (args: unknown[], report: ReportProgress) => Promise<unknown>;
    send({ id, result: await handler(args, (progress) => send({ id, progress })) });
  } catch (error) {
    send({ id, error: error instanceof Error ? error.message : String(error) });
  }
}

addEventListener('message', ({ data }: MessageEvent<WorkerRequest>) => void handle(data));
