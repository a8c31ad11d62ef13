import { buildAdjacencySteps, type WeightedGraph } from '../graph/adjacency.ts';
import { computeDegrees } from '../graph/node-sizes.ts';
import { listGroupMembers } from '../graph/partition.ts';
import type { Edges, Quality, Topics } from '../model/map.ts';
import { checkOptions } from '../model/option-table.ts';
import type { Hooks } from '../model/options.ts';
import { withDefaults } from '../model/options.ts';
import type { SparseRows } from '../model/sparse.ts';
import type { WeighedText } from '../model/vocabulary.ts';
import { isPauseDue, mapItems, pause, runWithPauses } from '../util/pause.ts';
import { measureConfidence } from './assignments/confidence.ts';
import { refineAssignments } from './assignments/refine-assignments.ts';
import { separateOthers } from './assignments/separate-others.ts';
import { findConsensusRun } from './consensus.ts';
import { findSubtopics } from './find-subtopics.ts';
import { getDefaultMinTopicSize, mergeSmallGroups, numberBySize } from './group-sizes.ts';
import { describeTopics } from './labels/describe-topics.ts';
import { type Levels, LouvainRuns } from './louvain/louvain-runs.ts';
import { modularity, silhouette } from './quality.ts';
import { chooseResolution, scanResolutions } from './resolution.ts';
import { measureStability, measureSubtopicStability } from './stability.ts';
import { computeTermStatistics } from './term-statistics.ts';
import { TOPIC_DEFAULTS, TOPIC_OPTIONS, type TopicOptions } from './topic-options.ts';

/** The topics and their quality measures. */
export interface TopicResult extends Topics {
  quality: Omit<Quality, 'trustworthiness'>;
}

/** Number of Louvain runs, by the maximum number of papers. */
const RUNS: readonly (readonly [maxPapers: number, runs: number])[] = [
  [3_000, 24],
  [30_000, 12],
  [Number.POSITIVE_INFINITY, 6],
];
/** Total number of progress steps. */
const STEPS = 100;
/** Steps completed after the resolution scan, the runs and the refinement, in proportion to their time for 100,000 papers. */
const STEPS_AFTER_SCAN = 40;
const STEPS_AFTER_RUNS = 46;
const STEPS_AFTER_REFINEMENT = 86;
/** In collections of more papers, runs that are only compared with the result are refined for one round, which moves most papers that would move. */
const MAX_PAPERS_FULL_REFINEMENT = 10_000;

/**
 * Groups papers into labeled topics and subtopics, using the similarity graph.
 *
 * Runs Louvain with several seeds, selects the run that agrees best with all others and refines its assignments. Papers
 * that fit no topic or have no edges are in none (0).
 * @throws the reason of the signal if it is aborted
 */
export async function findTopics(
  text: WeighedText,
  edges: Edges,
  options: TopicOptions = {},
  hooks: Hooks = {},
): Promise<TopicResult> {
  checkOptions(TOPIC_OPTIONS, options, 'findTopics');
  const { signal } = hooks;
  const { resolution: requestedResolution, minTopicSize, seed } = withDefaults(TOPIC_DEFAULTS, options);
  const papers = text.rows.starts.length - 1;
  const connected = findConnectedPapers(edges, papers);
  const graph = buildConnectedGraph(connected, edges, papers);
  const adjacency = await runWithPauses(buildAdjacencySteps(graph), signal);
  const minSize = minTopicSize === 'auto' ? getDefaultMinTopicSize(connected.length) : minTopicSize;

  const maxResolution = requestedResolution === 'auto' ? 1 : Math.max(1, requestedResolution);
  const louvainRuns = new LouvainRuns(graph, adjacency, maxResolution, seed);
  const resolution =
    requestedResolution === 'auto'
      ? chooseResolution(
          await scanResolutions(louvainRuns, connected.length, minSize, scaleProgress(hooks, 0, STEPS_AFTER_SCAN)),
          connected.length,
        )
      : requestedResolution;
  const runs = await runRepeatedly(
    louvainRuns,
    resolution,
    connected.length,
    scaleProgress(hooks, STEPS_AFTER_SCAN, STEPS_AFTER_RUNS),
  );
  const consensus = await findConsensusRun(
    runs.map((levels) => levels.at(-1)!),
    signal,
  );
  const refinedRuns = await refineRuns(text, connected, adjacency, runs, consensus.run, minSize, hooks);
  const assignment = refinedRuns[consensus.run]!;
  const stability = await measureStability(assignment, refinedRuns, signal);
  const fit = await measureConfidence(adjacency, text.rows, connected, assignment, stability.ofItems, signal);
  const { topicOf: topicOfNode, secondTopic, previousTopics } = separateOthers(assignment, fit, minSize);
  const subtopicOfNode = await findSubtopics(adjacency, runs[consensus.run]!, topicOfNode, minSize, seed, signal);
  const subtopicStability = await measureSubtopicStability(subtopicOfNode, runs, signal);

  const topicCount = topicOfNode.reduce((max, topic) => Math.max(max, topic), 0);
  const topicOf = expandToPapers(topicOfNode, connected, new Uint32Array(papers));
  const subtopicOf = expandToPapers(
    subtopicOfNode.map((subtopic) => (subtopic > 0 ? topicCount + subtopic : 0)),
    connected,
    new Uint32Array(papers),
  );
  hooks.progress?.('topics', STEPS, STEPS);
  const statistics = await mapItems(listGroupMembers(topicOf), signal, (members) =>
    computeTermStatistics(text, members, undefined, signal),
  );
  const stabilityOf = (id: number) =>
    id <= topicCount ? stability.ofGroups[previousTopics[id]!]! : subtopicStability[id - topicCount]!;
  return {
    topics: await describeTopics(text, topicOf, statistics, subtopicOf, stabilityOf, hooks),
    topicOf,
    subtopicOf,
    confidence: expandToPapers(fit.confidence, connected, new Float32Array(papers)),
    secondTopic: expandToPapers(secondTopic, connected, new Uint32Array(papers)),
    resolution,
    quality: {
      modularity: modularity(edges, expandToPapers(assignment, connected, new Uint32Array(papers))),
      silhouette: await silhouette(text.rows, topicOf, statistics, undefined, signal),
      stability: consensus.stability,
    },
  };
}

/** Returns hooks whose progress covers only the given range of steps. */
function scaleProgress({ signal, progress }: Hooks, startStep: number, endStep: number): Hooks {
  return {
    ...(signal && { signal }),
    ...(progress && {
      progress: (stage, done, total) =>
        progress(stage, Math.floor(startStep + ((endStep - startStep) * done) / total), STEPS),
    }),
  };
}

/** Returns the papers that have at least one edge, ascending. */
function findConnectedPapers(edges: Edges, papers: number): Uint32Array {
  const degrees = computeDegrees(edges, papers);
  return degrees.map((_, paper) => paper).filter((paper) => degrees[paper]! > 0);
}

/** Returns the graph of the connected papers, whose nodes are numbered in their order. */
function buildConnectedGraph(
  connected: Uint32Array,
  { sources, targets, weights }: Edges,
  papers: number,
): WeightedGraph {
  const nodeByPaper = new Uint32Array(papers);
  connected.forEach((paper, node) => {
    nodeByPaper[paper] = node;
  });
  const nodeOf = (paper: number) => nodeByPaper[paper]!;
  return { order: connected.length, edges: { sources: sources.map(nodeOf), targets: targets.map(nodeOf), weights } };
}

/** Copies the values of nodes to the entries of their papers. */
function expandToPapers<Values extends Uint32Array | Float32Array>(
  nodeValues: Values,
  connected: Uint32Array,
  paperValues: Values,
): Values {
  connected.forEach((paper, node) => {
    paperValues[paper] = nodeValues[node]!;
  });
  return paperValues;
}

/** Runs Louvain with different seeds; the number of runs depends on the number of papers. */
async function runRepeatedly(
  louvainRuns: LouvainRuns,
  resolution: number,
  papers: number,
  { signal, progress }: Hooks,
): Promise<Levels[]> {
  const [, count] = RUNS.find(([maxPapers]) => papers <= maxPapers)!;
  const runs: Levels[] = [];
  while (runs.length < count) {
    runs.push(await louvainRuns.run(resolution, runs.length, signal));
    progress?.('topics', runs.length, count);
  }
  return runs;
}

/**
 * Refines the partitions of all runs. Comparing the refined consensus run with unrefined ones would understate the confidence
 * of papers that were moved.
 * @returns The topic of each node by run, from 1; 0 for none.
 */
async function refineRuns(
  text: WeighedText,
  connected: Uint32Array,
  adjacency: SparseRows,
  runs: readonly Levels[],
  consensusRun: number,
  minSize: number,
  hooks: Hooks,
): Promise<Uint32Array[]> {
  const { signal, progress } = scaleProgress(hooks, STEPS_AFTER_RUNS, STEPS_AFTER_REFINEMENT);
  const mergeAndNumber = (partition: Uint32Array) =>
    numberBySize(mergeSmallGroups(adjacency, partition, minSize), minSize);
  const refine = async (levels: Levels, maxRounds?: number) => {
    const topicOf = mergeAndNumber(levels.at(-1)!);
    if (isPauseDue()) await pause(signal);
    return refineAssignments(adjacency, text.rows, connected, topicOf, maxRounds, signal);
  };
  // Refinement can make topics smaller than the minimum.
  const consensus = mergeAndNumber(await refine(runs[consensusRun]!));
  const maxRounds = connected.length > MAX_PAPERS_FULL_REFINEMENT ? 1 : undefined;
  return mapItems(runs, signal, (levels, run) => {
    progress?.('topics', run + 1, runs.length);
    return run === consensusRun ? consensus : refine(levels, maxRounds);
  });
}
