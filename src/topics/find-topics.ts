import { buildAdjacencySteps, type WeightedGraph } from '../graph/adjacency.ts';
import { computeDegrees } from '../graph/node-sizes.ts';
import { listGroupMembers } from '../graph/partition.ts';
import type { Edges, Quality, Topics } from '../model/map.ts';
import { checkOptions } from '../model/option-table.ts';
import { type Hooks, type ThreadOptions, withDefaults } from '../model/options.ts';
import type { WeighedText } from '../model/vocabulary.ts';
import { fillWith, isPauseDue, mapItems, pause, runWithPauses } from '../util/pause.ts';
import { scaleProgress } from '../util/scale-progress.ts';
import { adjustedMutualInformation } from './adjusted-mutual-information.ts';
import { measureConfidence } from './assignments/confidence.ts';
import { separateOthers } from './assignments/separate-others.ts';
import { weightByConsensus } from './consensus.ts';
import { findSubtopics } from './find-subtopics.ts';
import { getDefaultMinTopicSize, mergeSmallGroups, numberBySize } from './group-sizes.ts';
import { describeTopics } from './labels/describe-topics.ts';
import { runLouvain } from './louvain/louvain.ts';
import type { Levels } from './louvain/louvain-runs.ts';
import { modularity, silhouette } from './quality.ts';
import { chooseResolution, scanResolutions } from './resolution.ts';
import { type TopicRuns, withTopicRuns } from './runs/topic-runs.ts';
import type { TopicInput } from './runs/topic-tasks.ts';
import { measureStability, measureSubtopicStability } from './stability.ts';
import { computeTermStatistics } from './term-statistics.ts';
import { TOPIC_DEFAULTS, TOPIC_STAGE_OPTIONS, type TopicOptions } from './topic-options.ts';

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
 * Runs Louvain with several seeds, refines the assignments, and finds the topics on which the runs agree. Papers that fit no topic or have no edges are in none (0).
 * @throws the reason of the signal if it is aborted
 */
export async function findTopics(
  text: WeighedText,
  edges: Edges,
  options: TopicOptions & ThreadOptions = {},
  hooks: Hooks = {},
): Promise<TopicResult> {
  checkOptions(TOPIC_STAGE_OPTIONS, options, 'findTopics');
  const { signal } = hooks;
  const { threads } = options;
  const { resolution: requestedResolution, minTopicSize, seed } = withDefaults(TOPIC_DEFAULTS, options);
  const papers = text.rows.starts.length - 1;
  const connected = findConnectedPapers(edges, papers);
  if (isPauseDue()) await pause(signal);
  const graph = await buildConnectedGraph(connected, edges, papers, signal);
  const adjacency = await runWithPauses(buildAdjacencySteps(graph), signal);
  const minSize = minTopicSize === 'auto' ? getDefaultMinTopicSize(connected.length) : minTopicSize;

  const maxResolution = requestedResolution === 'auto' ? 1 : Math.max(1, requestedResolution);
  const input: TopicInput = {
    ...{ graph, adjacency, rows: text.rows, papers: connected },
    ...{ maxResolution, seed, minSize },
  };
  const { resolution, runs, refinedRuns, levels, assignment } = await withTopicRuns(
    input,
    threads === undefined ? {} : { threads },
    hooks,
    (topicRuns) => findCommunities(topicRuns, input, requestedResolution, hooks),
  );
  const agreements = await mapItems(refinedRuns, signal, (run) => adjustedMutualInformation(assignment, run));
  const stability = await measureStability(assignment, refinedRuns, signal);
  const fit = await measureConfidence(adjacency, text.rows, connected, assignment, stability.ofItems, signal);
  if (isPauseDue()) await pause(signal);
  const { topicOf: topicOfNode, secondTopic, previousTopics } = separateOthers(assignment, fit, minSize);
  const subtopicOfNode = await findSubtopics(adjacency, levels, topicOfNode, minSize, seed, signal);
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
      stability: computeStability(agreements),
    },
  };
}

/** Returns the papers that have at least one edge, ascending. */
function findConnectedPapers(edges: Edges, papers: number): Uint32Array {
  const degrees = computeDegrees(edges, papers);
  const connected = new Uint32Array(papers);
  let count = 0;
  for (let paper = 0; paper < papers; paper++) if (degrees[paper]! > 0) connected[count++] = paper;
  return connected.slice(0, count);
}

/** Returns the graph of the connected papers, whose nodes are numbered in their order. */
async function buildConnectedGraph(
  connected: Uint32Array,
  { sources, targets, weights }: Edges,
  papers: number,
  signal: AbortSignal | undefined,
): Promise<WeightedGraph> {
  const nodeByPaper = new Uint32Array(papers);
  connected.forEach((paper, node) => {
    nodeByPaper[paper] = node;
  });
  const toNodes = (ends: Uint32Array) => fillWith(new Uint32Array(ends.length), (k) => nodeByPaper[ends[k]!]!, signal);
  return {
    order: connected.length,
    edges: { sources: await toNodes(sources), targets: await toNodes(targets), weights },
  };
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

/** The communities at one resolution, found by several runs, and those on which the runs agree. */
interface Communities {
  resolution: number;
  runs: Levels[];
  /** The topic of each node by run, from 1; 0 for none. */
  refinedRuns: Uint32Array[];
  /** The levels of the run on the graph that is weighted by agreement, finest first. */
  levels: Levels;
  /** The topic of each node on which the runs agree, refined. */
  assignment: Uint32Array;
}

async function findCommunities(
  topicRuns: TopicRuns,
  input: TopicInput,
  requestedResolution: number | 'auto',
  hooks: Hooks,
): Promise<Communities> {
  const { signal } = hooks;
  const papers = input.papers.length;
  const resolution =
    requestedResolution === 'auto'
      ? chooseResolution(
          await scanResolutions(topicRuns, papers, input.minSize, scaleProgress(hooks, 0, STEPS_AFTER_SCAN, STEPS)),
          papers,
        )
      : requestedResolution;
  const runs = await runRepeatedly(
    topicRuns,
    resolution,
    papers,
    scaleProgress(hooks, STEPS_AFTER_SCAN, STEPS_AFTER_RUNS, STEPS),
  );
  const refinedRuns = await refineRuns(topicRuns, runs, papers, hooks);
  const levels = await runLouvain(
    await weightByConsensus(input.graph, refinedRuns, signal),
    resolution,
    input.seed,
    signal,
  );
  const refined = await topicRuns.refine(levels.at(-1)!);
  // Refinement can make topics smaller than the minimum.
  const { adjacency, minSize } = input;
  const assignment = numberBySize(mergeSmallGroups(adjacency, refined, minSize), minSize);
  return { resolution, runs, refinedRuns, levels, assignment };
}

/** Finds communities with different seeds; the number of runs depends on the number of papers. */
function runRepeatedly(
  topicRuns: TopicRuns,
  resolution: number,
  papers: number,
  { progress }: Hooks,
): Promise<Levels[]> {
  const [, count] = RUNS.find(([maxPapers]) => papers <= maxPapers)!;
  let finished = 0;
  return Promise.all(
    Array.from({ length: count }, async (_, run) => {
      const levels = await topicRuns.run(resolution, run);
      progress?.('topics', ++finished, count);
      return levels;
    }),
  );
}

/** Refines the partitions of all runs. Unrefined ones would understate the confidence of papers that were moved. */
function refineRuns(
  topicRuns: TopicRuns,
  runs: readonly Levels[],
  papers: number,
  hooks: Hooks,
): Promise<Uint32Array[]> {
  const { progress } = scaleProgress(hooks, STEPS_AFTER_RUNS, STEPS_AFTER_REFINEMENT, STEPS);
  const maxRounds = papers > MAX_PAPERS_FULL_REFINEMENT ? 1 : undefined;
  let finished = 0;
  return Promise.all(
    runs.map(async (levels) => {
      const refined = await topicRuns.refine(levels.at(-1)!, maxRounds);
      progress?.('topics', ++finished, runs.length);
      return refined;
    }),
  );
}

/** Returns the mean agreement of the topics with the runs. Without rounding, runs that agree perfectly could score slightly above 1. */
const computeStability = (agreements: readonly number[]) =>
  Math.round((agreements.reduce((sum, value) => sum + value, 0) / agreements.length) * 1e9) / 1e9;
