import { CONCEPT_DEFAULTS, type ConceptOptions, findConcepts } from './concepts/find-concepts.ts';
import { edgesOf } from './graph/build.ts';
import { type LayoutOptions, layOut } from './layout/layout.ts';
import { trustworthiness } from './layout/trustworthiness.ts';
import type { PaperMap } from './model/map.ts';
import type { Hooks, Stage } from './model/options.ts';
import { withDefaults } from './model/options.ts';
import type { Collection } from './model/paper.ts';
import { JOIN_DEFAULTS, type Join, type JoinOptions, join as ownJoin } from './similarity/join/join.ts';
import { WEIGH_DEFAULTS, type WeighOptions } from './text/options.ts';
import { weigh } from './text/weighting/weigh.ts';
import { findTopics, TOPIC_DEFAULTS, type TopicOptions } from './topics/find-topics.ts';

/** The options of all stages, of which each takes its own, and what goes for the whole. */
export interface AnalyzeOptions extends WeighOptions, JoinOptions, TopicOptions, LayoutOptions, ConceptOptions, Hooks {
  /** Find concepts. Default true. */
  concepts?: boolean;
  /** What finds the neighbours. Default: papergraph's own exact join. */
  join?: Join;
  /** Receives the seconds that each stage took. */
  seconds?: (stage: Stage, seconds: number) => void;
}

/**
 * The pipeline: papers in, map out. The only place that knows the order of the stages. The collection is left as it was; its
 * papers keep their order, which is that of all arrays of the map.
 * @throws {InputError} when an option of the join is out of its range or a weighting has an unknown name
 * @throws the signal's reason when it is stopped
 */
export async function analyze(collection: Collection, options: AnalyzeOptions = {}): Promise<PaperMap> {
  const { join = ownJoin, seconds, progress, signal, ...settings } = options;
  const hooks: Hooks = { ...(progress && { progress }), ...(signal && { signal }) };
  const timed = async <T>(stage: Stage, work: () => T | Promise<T>): Promise<T> => {
    signal?.throwIfAborted();
    const start = performance.now();
    const result = await work();
    seconds?.(stage, (performance.now() - start) / 1000);
    return result;
  };
  const weighed = await timed('weigh', () => weigh(collection.papers, settings, hooks));
  const { nounShares: _, ...text } = weighed;
  const neighbours = await timed('join', () => join(text.rows, settings, hooks));
  const edges = await timed('graph', () => edgesOf(neighbours));
  const { quality, ...topics } = await timed('topics', () => findTopics(weighed, edges, settings, hooks));
  const positions = await timed('layout', () => layOut(collection, edges, topics, settings, hooks));
  const trust = await timed('quality', () => trustworthiness(text.rows, positions, settings, hooks));
  const concepts =
    settings.concepts === false
      ? undefined
      : await timed('concepts', () => findConcepts(collection.papers, settings, hooks));
  return {
    ...collection,
    ...text,
    neighbours,
    edges,
    ...topics,
    positions,
    quality: { ...quality, trustworthiness: trust },
    ...(concepts && { concepts }),
    options: recorded(settings, join),
  };
}

/**
 * Every option that the map depends on, in a fixed order: enough to build it again, and to weigh a text as its papers were
 * weighed. A function is "custom".
 */
function recorded(settings: AnalyzeOptions, join: Join): PaperMap['options'] {
  const all = withDefaults(
    { ...WEIGH_DEFAULTS, ...JOIN_DEFAULTS, ...TOPIC_DEFAULTS, ...CONCEPT_DEFAULTS, concepts: true },
    settings,
  );
  const named = Object.entries(all).map(([name, value]) => [name, typeof value === 'function' ? 'custom' : value]);
  return { ...Object.fromEntries(named), ...(join !== ownJoin && { join: 'custom' }) };
}
