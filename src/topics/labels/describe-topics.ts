import { listGroupMembers } from '../../graph/partition.ts';
import type { Topic } from '../../model/map.ts';
import type { Hooks } from '../../model/options.ts';
import type { WeighedText } from '../../model/vocabulary.ts';
import { isPauseDue, mapItems, pause } from '../../util/pause.ts';
import {
  allocateTermBuffers,
  computeTermStatistics,
  findCentralPapers,
  type TermStatistics,
} from '../term-statistics.ts';
import { computeCohesion, computeTermCohesion } from './cohesion.ts';
import { type Background, findDistinctiveTerms } from './distinctive-terms.ts';
import type { UnlabeledGroup } from './label-candidates.ts';
import { splitLabel } from './label-case.ts';
import { labelGroups } from './label-groups.ts';
import { splitWords } from './label-text.ts';

/** Number of each topic's highest-scoring terms that its label can contain. */
const MAX_CANDIDATES = 80;
/** Maximum number of terms that are listed for a topic. */
export const MAX_LISTED_TERMS = 10;
/** Maximum number of central papers that are listed for a topic. */
const MAX_CENTRAL_PAPERS = 5;
/** Number of passes over the topics; each takes about the same time. */
const PASSES = 4;

/** A topic or subtopic that is being described. */
interface Group extends UnlabeledGroup {
  id: number;
  /** Its most central papers. */
  central: number[];
  /** Mean pairwise cosine of its papers. */
  cohesion: number;
}

/** A subtopic that is being described. */
interface Subgroup extends Group {
  parent: number;
}

/**
 * Describes topics, then subtopics: labels, terms and central papers.
 * @param topicOf Topic of each paper, from 1; 0 for none.
 * @param statistics Term statistics of each topic, by topic id.
 * @param subtopicOf Subtopic of each paper, numbered after the topics; 0 for none.
 * @param stabilityOf Returns the stability of a topic or subtopic.
 * @throws the reason of the signal if it is aborted
 */
export async function describeTopics(
  text: WeighedText,
  topicOf: Uint32Array,
  statistics: readonly TermStatistics[],
  subtopicOf: Uint32Array,
  stabilityOf: (id: number) => number,
  { signal, progress }: Hooks = {},
): Promise<Topic[]> {
  const total = subtopicOf.reduce((max, id) => Math.max(max, id), Math.max(1, statistics.length - 1));
  const reportPasses = (passes: number) => {
    signal?.throwIfAborted();
    progress?.('labels', Math.floor((total * passes) / PASSES), total);
  };
  reportPasses(0);
  const allTopics = await combineBackgrounds(statistics.slice(1), signal);
  const topics = await mapItems(listGroupMembers(topicOf).slice(1), signal, (papers, k) =>
    createGroup(text, k + 1, papers, statistics[k + 1]!, allTopics),
  );
  reportPasses(1);
  const subtopics = await createSubgroups(text, topicOf, statistics, subtopicOf, signal);
  reportPasses(2);
  const addSpecificity = await createSpecificityFunction(text, [...topics, ...subtopics], signal);
  reportPasses(3);
  const usedLabels = new Set<string>();
  const topicLabels = await labelGroups(topics.map(addSpecificity), text, usedLabels, signal);
  const subtopicLabels = await labelGroups(
    subtopics.map(addSpecificity).map((subtopic) => excludeTopicLabels(subtopic, topicLabels)),
    text,
    usedLabels,
    signal,
  );
  reportPasses(PASSES);
  return [
    ...topics.map((topic, k) => toTopic(topic, topicLabels[k]!, stabilityOf)),
    ...subtopics.map((subtopic, k) => toTopic(subtopic, subtopicLabels[k]!, stabilityOf)),
  ];
}

/** Combines groups into one background. */
async function combineBackgrounds(groups: readonly Background[], signal: AbortSignal | undefined): Promise<Background> {
  const paperCounts = new Uint32Array(groups[0]?.paperCounts.length ?? 0);
  let size = 0;
  for (const group of groups) {
    if (isPauseDue()) await pause(signal);
    size += group.size;
    for (let term = 0; term < paperCounts.length; term++) paperCounts[term]! += group.paperCounts[term]!;
  }
  return { size, paperCounts };
}

/** Returns how many of a group's papers must contain a term: a quarter of them, at least two and at most five. */
function getMinPapers(groupSize: number): number {
  return Math.min(groupSize, Math.max(2, Math.min(5, Math.ceil(groupSize / 4))));
}

/** Computes everything about a group that does not depend on other groups. */
export function createGroup(
  text: WeighedText,
  id: number,
  papers: Uint32Array,
  statistics: TermStatistics,
  background: Background,
): Group {
  return {
    id,
    size: statistics.size,
    terms: findDistinctiveTerms(statistics, background, getMinPapers(statistics.size)).slice(0, MAX_CANDIDATES),
    central: findCentralPapers(text.rows, papers, statistics, MAX_CENTRAL_PAPERS),
    cohesion: computeCohesion(statistics),
  };
}

/** Creates the groups of the subtopics; each is compared with its topic. */
async function createSubgroups(
  text: WeighedText,
  topicOf: Uint32Array,
  statistics: readonly TermStatistics[],
  subtopicOf: Uint32Array,
  signal: AbortSignal | undefined,
): Promise<Subgroup[]> {
  const buffers = allocateTermBuffers(text);
  const subgroups: Subgroup[] = [];
  for (const [id, papers] of listGroupMembers(subtopicOf).entries()) {
    const parent = id === 0 || papers.length === 0 ? 0 : topicOf[papers[0]!]!;
    if (parent === 0) continue;
    const subtopicStatistics = await computeTermStatistics(text, papers, buffers, signal);
    subgroups.push({ ...createGroup(text, id, papers, subtopicStatistics, statistics[parent]!), parent });
  }
  return subgroups;
}

/** Returns a function that adds the specificity of its terms to one of the groups. */
async function createSpecificityFunction(
  text: WeighedText,
  groups: readonly Group[],
  signal: AbortSignal | undefined,
): Promise<<G extends Group>(group: G) => G> {
  const terms = new Set(groups.flatMap((group) => group.terms.map(({ term }) => term)));
  const termCohesion = await computeTermCohesion(text.rows, text.vocabulary.documents, terms, signal);
  return (group) => ({
    ...group,
    terms: group.terms.map((term) => ({
      ...term,
      specificity: Math.min(1, termCohesion.get(term.term)! / group.cohesion),
    })),
  });
}

/** Keeps the words of the topic's label, and the terms of other topics' labels, out of a subtopic's label. */
function excludeTopicLabels(subtopic: Subgroup, topicLabels: readonly string[]): Subgroup {
  return {
    ...subtopic,
    excludedWords: splitLabel(topicLabels[subtopic.parent - 1]!).flatMap(splitWords),
    excludedTerms: topicLabels.filter((_, k) => k !== subtopic.parent - 1).flatMap(splitLabel),
  };
}

/** Converts a group to a topic of the map. */
function toTopic(
  { id, size, terms, central, parent }: Group,
  label: string,
  stabilityOf: (id: number) => number,
): Topic {
  return {
    id,
    label,
    size,
    terms: terms.slice(0, MAX_LISTED_TERMS).map(({ term }) => term),
    central,
    stability: stabilityOf(id),
    ...(parent !== undefined && { parent }),
  };
}
