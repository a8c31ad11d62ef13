import {
  CONCEPT_DEFAULTS,
  CONCEPT_OPTIONS,
  CONCEPT_STAGE_OPTIONS,
  type ConceptOptions,
  findConcepts,
} from './concepts/find-concepts.ts';
import { computeLayout, type LayoutOptions } from './layout/layout.ts';
import { trustworthiness } from './layout/trustworthiness.ts';
import { buildMapGraph, toWeighablePapers } from './map-graph.ts';
import { InputError } from './model/errors.ts';
import type { Edges, PaperMap, Topic } from './model/map.ts';
import {
  boolean,
  checkOptions,
  defineOption,
  func,
  type OptionTable,
  objects,
  pickOptions,
} from './model/option-table.ts';
import { HOOK_OPTIONS, type Hooks, type Stage, withDefaults } from './model/options.ts';
import type { Collection } from './model/paper.ts';
import type { TermRows } from './model/sparse.ts';
import type { PaperVectors, VectorSet } from './model/vectors.ts';
import type { WeighedText } from './model/vocabulary.ts';
import { NETWORK_DEFAULTS, NETWORK_OPTIONS, type NetworkOptions } from './networks/network-options.ts';
import { toTermOptions } from './networks/thesaurus.ts';
import { join as defaultJoin, type Join } from './similarity/join/join.ts';
import { JOIN_DEFAULTS, JOIN_OPTIONS, type JoinOptions } from './similarity/join/join-options.ts';
import { createStageRunner, runBranches, type StageResults } from './stage-runner.ts';
import { WEIGH_DEFAULTS, WEIGH_OPTIONS, type WeighOptions } from './text/weigh-options.ts';
import { WEIGH_STAGE_OPTIONS, weigh } from './text/weighting/weigh.ts';
import { findTopics, type TopicResult } from './topics/find-topics.ts';
import { splitLabel } from './topics/labels/label-case.ts';
import { TOPIC_DEFAULTS, TOPIC_OPTIONS, TOPIC_STAGE_OPTIONS, type TopicOptions } from './topics/topic-options.ts';
import { withoutRepetition } from './util/text/without-repetition.ts';
import { matchVectors } from './vectors/match-vectors.ts';
import { resolveThreads } from './workers/platform.ts';

/** Options of {@link analyze}: those of all stages, and hooks. */
export interface AnalyzeOptions
  extends WeighOptions,
    JoinOptions,
    NetworkOptions,
    TopicOptions,
    LayoutOptions,
    ConceptOptions,
    Hooks {
  /** Whether to find concepts. Default true. */
  concepts?: boolean;
  /**
   * Vectors of the papers, such as sentence embeddings, as `readVectors` returns them. Neighbors are then ranked by terms and by vectors. Only
   * for the similarity of texts. Default none.
   */
  vectors?: VectorSet;
  /** Function that finds the nearest neighbors. Default: the exact {@link defaultJoin | join} of papergraph. */
  join?: Join;
  /**
   * Receives the time that each stage took, in seconds, and the part of it during which at most one thread of the worker pool was busy: it does
   * not become shorter with more threads. Of stages that run at the same time, the time since the stage before has ended.
   */
  timing?: (stage: Stage, seconds: number, singleThreadSeconds: number) => void;
}

/** The options of {@link AnalyzeOptions}. */
export const ANALYZE_OPTIONS: OptionTable<AnalyzeOptions> = {
  ...WEIGH_OPTIONS,
  ...JOIN_OPTIONS,
  ...NETWORK_OPTIONS,
  ...TOPIC_OPTIONS,
  ...CONCEPT_OPTIONS,
  concepts: defineOption('find concepts', boolean, true),
  vectors: defineOption(
    'vectors of the papers, to rank neighbors by terms and by vectors',
    objects('vectors as returned by readVectors', (value) => 'ids' in value && 'values' in value),
  ),
  join: defineOption('function that finds the nearest neighbors', func, '<the exact join of papergraph>'),
  timing: defineOption('receives the time that each stage took, in seconds', func),
  ...HOOK_OPTIONS,
};

/** The defaults of the options that a map records. */
export const ANALYZE_DEFAULTS = {
  ...WEIGH_DEFAULTS,
  ...JOIN_DEFAULTS,
  ...TOPIC_DEFAULTS,
  ...CONCEPT_DEFAULTS,
  concepts: true,
};

/**
 * Builds a map of papers: runs all stages of the pipeline in order.
 *
 * The collection is not modified. The papers of the map have the order of the collection.
 * @throws {InputError} if the collection is none, an option is out of range or unknown, or WebAssembly is missing
 * @throws the reason of the signal when it is aborted
 */
export function analyze(collection: Collection, options: AnalyzeOptions = {}): Promise<PaperMap> {
  return runStages(collection, options);
}

/** What a map takes over from an earlier one, instead of creating it anew. */
export interface Anchors {
  /** Returns the topics with the ids and labels of an earlier map. */
  anchorTopics(found: TopicResult, text: WeighedText, hooks: Hooks): Promise<TopicResult>;
  /** Computes positions near those of an earlier map. */
  placePapers(
    edges: Edges,
    topics: Pick<TopicResult, 'topicOf' | 'subtopicOf'>,
    options: LayoutOptions,
    hooks: Hooks,
  ): Promise<Float32Array>;
}

/** How {@link runStages} runs, and what it takes from earlier runs. */
export interface RunSettings {
  /** Topic numbers, labels, and positions of an earlier map. Default: everything is created anew. */
  anchors?: Anchors;
  /** Results of an interrupted run. Default: none; all stages run. */
  results?: StageResults;
  /** Whether to take less memory and more time: stages run one after the other, and concepts are found on one thread. Default false. */
  savesMemory?: boolean;
}

/**
 * Does the same as {@link analyze}, with what earlier runs found.
 * @throws as {@link analyze} does
 */
export async function runStages(
  collection: Collection,
  options: AnalyzeOptions,
  { anchors, results, savesMemory = false }: RunSettings = {},
): Promise<PaperMap> {
  checkOptions(ANALYZE_OPTIONS, options, 'analyze');
  if (!Array.isArray(collection?.papers))
    throw new InputError('analyze: the first argument must be a collection as returned by readPapers');
  const { join = defaultJoin, vectors: vectorSet, timing, progress, warn, onThreads, signal, ...settings } = options;
  const hooks: Hooks = {
    ...(progress && { progress }),
    ...(warn && { warn: withoutRepetition(warn) }),
    ...(onThreads && { onThreads }),
    ...(signal && { signal }),
  };
  const runStage = createStageRunner({ timing, results, signal });
  if (vectorSet && (settings.network ?? 'similarity') !== 'similarity')
    throw new InputError(
      `analyze: vectors are fused with the similarity of texts, not with the network "${settings.network}"`,
    );
  const vectors = vectorSet && matchVectors(collection.papers, vectorSet);
  if (vectors?.repeated)
    hooks.warn?.(
      `${vectorSet?.name}: ${vectors.repeated} vectors belong to papers that have one already; the first one counts`,
    );
  const weighed = await runStage('weigh', () =>
    weigh(
      toWeighablePapers(collection.papers, settings, vectors),
      pickOptions(WEIGH_STAGE_OPTIONS, withThesaurusTerms(settings)),
      hooks,
    ),
  );
  const graph = await buildMapGraph(
    {
      papers: collection.papers,
      rows: weighed.rows,
      terms: weighed.vocabulary.keys.length,
      ...(vectors && { vectors }),
    },
    settings,
    join,
    hooks,
    runStage,
  );
  const { neighbors, edges, network } = graph;
  const hasItems = network !== undefined && network.nodes !== 'papers';
  const nodes: Collection = { ...collection, papers: [...graph.papers] };
  const weighedNodes = hasItems ? weighItems(weighed, graph.rows) : weighed;
  const { nounShares: _, titleShares: __, ...text } = weighedNodes;
  const { quality, ...topics } = await runStage('topics', async () => {
    const found = await findTopics(weighedNodes, graph.weighted, pickOptions(TOPIC_STAGE_OPTIONS, settings), hooks);
    return anchors ? anchors.anchorTopics(found, weighedNodes, hooks) : found;
  });
  const { seed, threads } = settings;
  const seedOption = seed === undefined ? {} : { seed };
  const layoutOptions = { ...seedOption, ...(threads !== undefined && { threads }) };
  const placePapers = async (stageHooks: Hooks) => {
    const positions = await runStage('layout', () =>
      anchors
        ? anchors.placePapers(edges, topics, seedOption, stageHooks)
        : computeLayout(nodes, edges, topics, layoutOptions, stageHooks),
    );
    const trust = await runStage('quality', () => trustworthiness(graph.judged, positions, layoutOptions, stageHooks));
    return { positions, trust };
  };
  const conceptOptions =
    settings.concepts === false || hasItems
      ? undefined
      : withLabelTerms(topics.topics, {
          ...pickOptions(CONCEPT_STAGE_OPTIONS, settings),
          // On one thread the texts need not be copied.
          ...(savesMemory && { threads: 1 }),
        });
  const findAllConcepts = (stageHooks: Hooks) =>
    conceptOptions && runStage('concepts', () => findConcepts(collection.papers, conceptOptions, stageHooks));
  const [{ positions, trust }, concepts] = await runBranches(placePapers, findAllConcepts, hooks, {
    atOnce: !savesMemory && collection.papers.length >= MIN_PAPERS_AT_ONCE && resolveThreads(settings) > 1,
  });
  return {
    ...collectionOfMap(nodes),
    ...text,
    neighbors,
    edges,
    ...topics,
    positions,
    quality: { ...quality, trustworthiness: trust },
    ...(concepts && { concepts }),
    ...(network && { network }),
    ...(graph.vectors && vectorSet && { vectors: keepVectors(graph.vectors, vectorSet.name) }),
    ...(hasItems && { sourcePapers: collection.papers }),
    options: { ...recordOptions(settings, join), ...(vectorSet && { vectors: vectorSet.name }) },
  };
}

/** Number of papers from which the layout and the concepts are computed at once: with fewer, arranging that takes longer than it saves. */
const MIN_PAPERS_AT_ONCE = 5000;

/** Returns what a map keeps of its vectors. */
const keepVectors = (
  { dimensions, values, termRanks, vectorRanks, matched, unmatched }: Omit<PaperVectors, 'file'>,
  file: string,
): PaperVectors => ({ file, dimensions, values, termRanks, vectorRanks, matched, unmatched });

/** Returns the text of nodes that are no papers: their rows, and the number of nodes that have each term. */
function weighItems({ vocabulary, ...text }: WeighedText, rows: TermRows): WeighedText {
  const documents = new Uint32Array(vocabulary.keys.length);
  for (const term of rows.ids) documents[term]!++;
  return { ...text, vocabulary: { ...vocabulary, documents }, rows };
}

/** Returns the options with the entries of the thesaurus as synonyms and stop words. */
function withThesaurusTerms(options: AnalyzeOptions): AnalyzeOptions {
  if (!options.thesaurus?.length) return options;
  const { synonyms, stopWords } = toTermOptions(options.thesaurus);
  return {
    ...options,
    synonyms: [...(options.synonyms ?? []), ...synonyms],
    stopWords: [...(options.stopWords ?? []), ...stopWords],
  };
}

/** Returns the options of concepts with the terms of the topics' labels as known concepts. */
const withLabelTerms = <Options extends ConceptOptions>(topics: readonly Topic[], options: Options): Options => ({
  ...options,
  knownConcepts: [...(options.knownConcepts ?? []), ...topics.flatMap(({ label }) => splitLabel(label))],
});

/**
 * Returns all options that the map depends on, in a fixed order: enough to build the map again and to weigh a text in the same
 * way as its papers. A function is recorded as "custom".
 */
function recordOptions(settings: AnalyzeOptions, join: Join): PaperMap['options'] {
  const options = withDefaults(ANALYZE_DEFAULTS, settings);
  const entries = Object.entries(options).map(([name, value]) => [
    name,
    typeof value === 'function' ? 'custom' : value,
  ]);
  const { network, thesaurus } = settings;
  // Maps of similarities have no options of other networks.
  const isNetwork = (network !== undefined && network !== 'similarity') || (thesaurus?.length ?? 0) > 0;
  return {
    ...Object.fromEntries(entries),
    ...(isNetwork && withDefaults(NETWORK_DEFAULTS, settings)),
    ...(join !== defaultJoin && !join.isExact && { join: 'custom' }),
  };
}

/** Returns what a map keeps of its collection: everything but the reading report. */
function collectionOfMap({ papers, records, merged, problems, notes }: Collection) {
  return { papers, records, merged, problems, notes };
}
