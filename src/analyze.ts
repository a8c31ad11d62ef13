import { CONCEPT_DEFAULTS, type ConceptOptions, findConcepts } from './concepts/find-concepts.ts';
import { buildEdges } from './graph/build.ts';
import { computeLayout, type LayoutOptions } from './layout/layout.ts';
import { trustworthiness } from './layout/trustworthiness.ts';
import type { PaperMap } from './model/map.ts';
import type { Hooks, Stage } from './model/options.ts';
import { withDefaults } from './model/options.ts';
import type { Collection } from './model/paper.ts';
import { join as defaultJoin, JOIN_DEFAULTS, type Join, type JoinOptions } from './similarity/join/join.ts';
import { WEIGH_DEFAULTS, type WeighOptions } from './text/options.ts';
import { weigh } from './text/weighting/weigh.ts';
import { findTopics, TOPIC_DEFAULTS, type TopicOptions } from './topics/find-topics.ts';

/** Options of {@link analyze}: those of all stages, and hooks. */
export interface AnalyzeOptions extends WeighOptions, JoinOptions, TopicOptions, LayoutOptions, ConceptOptions, Hooks {
  /** Whether to find concepts. Default true. */
  concepts?: boolean;
  /** Function that finds the nearest neighbors. Default: the exact {@link defaultJoin | join} of papergraph. */
  join?: Join;
  /** Receives the time that each stage took, in seconds. */
  timing?: (stage: Stage, seconds: number) => void;
}

/**
 * Builds a map of papers: runs all stages of the pipeline in order.
 *
 * The collection is not modified. The papers of the map have the order of the collection.
 * @throws {InputError} if an option is out of range or unknown, or WebAssembly is missing
 * @throws the reason of the signal when it is aborted
 */
export async function analyze(collection: Collection, options: AnalyzeOptions = {}): Promise<PaperMap> {
  const { join = defaultJoin, timing, progress, warn, signal, ...settings } = options;
  const hooks: Hooks = {
    ...(progress && { progress }),
    ...(warn && { warn: withoutRepetition(warn) }),
    ...(signal && { signal }),
  };
  const runStage = async <T>(stage: Stage, run: () => T | Promise<T>): Promise<T> => {
    signal?.throwIfAborted();
    const start = performance.now();
    const result = await run();
    timing?.(stage, (performance.now() - start) / 1000);
    return result;
  };
  const weighed = await runStage('weigh', () => weigh(collection.papers, settings, hooks));
  const { nounShares: _, ...text } = weighed;
  const neighbors = await runStage('join', () => join(text.rows, settings, hooks));
  const edges = await runStage('graph', () => buildEdges(neighbors));
  const { quality, ...topics } = await runStage('topics', () => findTopics(weighed, edges, settings, hooks));
  const positions = await runStage('layout', () => computeLayout(collection, edges, topics, settings, hooks));
  const trust = await runStage('quality', () => trustworthiness(text.rows, positions, settings, hooks));
  const concepts =
    settings.concepts === false
      ? undefined
      : await runStage('concepts', () => findConcepts(collection.papers, settings, hooks));
  return {
    ...collection,
    ...text,
    neighbors,
    edges,
    ...topics,
    positions,
    quality: { ...quality, trustworthiness: trust },
    ...(concepts && { concepts }),
    options: recordOptions(settings, join),
  };
}

/** Returns a function that reports each message once. */
function withoutRepetition(warn: (message: string) => void): (message: string) => void {
  const reported = new Set<string>();
  return (message) => {
    if (reported.has(message)) return;
    reported.add(message);
    warn(message);
  };
}

/**
 * Returns all options that the map depends on, in a fixed order: enough to build the map again and to weigh a text in the same
 * way as its papers. A function is recorded as "custom".
 */
function recordOptions(settings: AnalyzeOptions, join: Join): PaperMap['options'] {
  const options = withDefaults(
    { ...WEIGH_DEFAULTS, ...JOIN_DEFAULTS, ...TOPIC_DEFAULTS, ...CONCEPT_DEFAULTS, concepts: true },
    settings,
  );
  const entries = Object.entries(options).map(([name, value]) => [
    name,
    typeof value === 'function' ? 'custom' : value,
  ]);
  return { ...Object.fromEntries(entries), ...(join !== defaultJoin && { join: 'custom' }) };
}
