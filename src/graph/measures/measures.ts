import type { PaperMap } from '../../model/map.ts';
import type { Network } from '../../model/network.ts';
import { checkOptions, defineOption, integer, type OptionTable } from '../../model/option-table.ts';
import { HOOK_OPTIONS, type Hooks, withDefaults } from '../../model/options.ts';
import type { SparseRows } from '../../model/sparse.ts';
import { runAtOnce, runWithPauses, type Steps } from '../../util/pause.ts';
import { buildAdjacencySteps } from '../adjacency.ts';
import { computeBetweenness } from './betweenness.ts';
import type { Burst } from './bursts.ts';
import { findNodeBursts } from './events.ts';
import { computePageRank } from './page-rank.ts';

/** Options of {@link measureNodes}. */
export interface MeasureOptions {
  /** Number of nodes from which the shortest paths are followed for betweenness; exact if the map has no more. Default 200. */
  samples?: number;
  /** Seed of the sample. Default 1. */
  seed?: number;
}

/** Defaults of {@link MeasureOptions}. */
const MEASURE_DEFAULTS: Required<MeasureOptions> = { samples: 200, seed: 1 };

/** The options of {@link MeasureOptions}. */
export const MEASURE_OPTIONS: OptionTable<MeasureOptions> = {
  samples: defineOption(
    'number of nodes whose shortest paths are followed for betweenness',
    integer(1),
    MEASURE_DEFAULTS.samples,
  ),
  seed: defineOption('seed of the sample', integer(0), MEASURE_DEFAULTS.seed),
};

/** The measures by which nodes can be ordered. */
export const MEASURE_NAMES = ['page-rank', 'betweenness', 'degree', 'weighted-degree', 'burst'] as const;

/** Measures of the nodes of a map. Arrays have one entry per node. */
export interface NodeMeasures {
  /** Number of links. */
  degrees: Uint32Array;
  /** Sum of the weights of the links; in other networks than that of similarities, of their counts. */
  weightedDegrees: Float64Array;
  /** Share of the shortest paths between other nodes that lead through the node, 0..1; see `samples`. */
  betweenness: Float64Array;
  /** PageRank; adds up to 1. In the network of citations, it follows them from the citing to the cited paper. */
  pageRanks: Float64Array;
  /** Bursts of each node, by year; absent if years or citations are unknown. */
  bursts?: Burst[][];
}

/** The parts of a map that measures are computed from. */
export type MeasurableMap = Pick<PaperMap, 'edges' | 'papers' | 'network' | 'sourcePapers'>;

/**
 * Computes degree, weighted degree, betweenness, PageRank, and bursts of the nodes of a map.
 * @throws {InputError} if an option is unknown or out of range
 * @throws the reason of the signal if it is aborted
 */
export function measureNodes(
  map: MeasurableMap,
  options: MeasureOptions = {},
  hooks: Pick<Hooks, 'signal'> = {},
): Promise<NodeMeasures> {
  checkOptions(MEASURE_OPTIONS, options, 'measureNodes');
  checkOptions(HOOK_OPTIONS, hooks, 'measureNodes');
  return runWithPauses(measureSteps(map, options), hooks.signal);
}

/** Returns the same as {@link measureNodes}, without pauses. */
export const measureAtOnce = (map: MeasurableMap, options: MeasureOptions = {}): NodeMeasures =>
  runAtOnce(measureSteps(map, options));

function* measureSteps(map: MeasurableMap, options: MeasureOptions): Steps<NodeMeasures> {
  const { samples, seed } = withDefaults(MEASURE_DEFAULTS, options);
  const { papers, edges, network } = map;
  const adjacency = yield* buildAdjacencySteps({ order: papers.length, edges });
  const counts = network?.counts ?? edges.weights;
  const weightedDegrees = new Float64Array(papers.length);
  for (let k = 0; k < counts.length; k++) {
    weightedDegrees[edges.sources[k]!]! += counts[k]!;
    weightedDegrees[edges.targets[k]!]! += counts[k]!;
  }
  const betweenness = yield* computeBetweenness(adjacency, samples, seed);
  const pageRanks = yield* computePageRank(network?.name === 'citation' ? listCitations(network) : adjacency);
  const bursts = findNodeBursts(map);
  return {
    degrees: Uint32Array.from(papers, (_, i) => adjacency.starts[i + 1]! - adjacency.starts[i]!),
    weightedDegrees,
    betweenness,
    pageRanks,
    ...(bursts && { bursts }),
  };
}

/** Returns the citations of each paper with the same weight. */
const listCitations = ({ shared: { starts, ids } }: Network): SparseRows => ({
  starts,
  ids,
  values: new Float64Array(ids.length).fill(1),
});

/** Returns the strongest burst of a node; undefined if it has none. */
export const strongestBurst = (bursts: readonly Burst[] | undefined): Burst | undefined =>
  bursts?.reduce<Burst | undefined>((best, burst) => (best && best.weight >= burst.weight ? best : burst), undefined);
