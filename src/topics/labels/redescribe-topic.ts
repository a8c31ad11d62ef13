import type { Topic, Topics } from '../../model/map.ts';
import type { WeighedText } from '../../model/vocabulary.ts';
import { computeTermStatistics, type TermStatistics } from '../term-statistics.ts';
import { createGroup, MAX_LISTED_TERMS } from './describe-topics.ts';
import { splitLabel } from './label-case.ts';
import { labelGroups } from './label-groups.ts';

/** The topics and papers of a map in which papers have changed their topic. */
type EditedTopics = Pick<Topics, 'topics' | 'topicOf' | 'subtopicOf'>;

/**
 * Returns the statistics of all papers that are in a topic: the background of a topic.
 * @throws the reason of the signal if it is aborted
 */
export function computeBackground(
  text: WeighedText,
  topicOf: Uint32Array,
  signal?: AbortSignal,
): Promise<TermStatistics> {
  const papers = findPapers(topicOf, (topic) => topic > 0);
  return computeTermStatistics(text, papers, undefined, signal);
}

/**
 * Returns a topic or subtopic with the size, terms and central papers that result from its current papers.
 * @param background See {@link computeBackground}.
 * @throws the reason of the signal if it is aborted
 */
export async function redescribeTopic(
  text: WeighedText,
  { topicOf, subtopicOf }: EditedTopics,
  topic: Topic,
  background: TermStatistics,
  signal?: AbortSignal,
): Promise<Topic> {
  const { id, parent } = topic;
  const papers = findPapers(parent === undefined ? topicOf : subtopicOf, (group) => group === id);
  const surroundings =
    parent === undefined
      ? background
      : await computeTermStatistics(
          text,
          findPapers(topicOf, (group) => group === parent),
          undefined,
          signal,
        );
  const statistics = await computeTermStatistics(text, papers, undefined, signal);
  const { size, terms, central } = createGroup(text, id, papers, statistics, surroundings);
  return { ...topic, size, terms: terms.slice(0, MAX_LISTED_TERMS).map(({ term }) => term), central };
}

/**
 * Returns a label for a topic that was merged from others: the most distinctive of the terms in their labels.
 * @param labels Labels of the merged topics and of their subtopics.
 * @param background See {@link computeBackground}.
 * @throws the reason of the signal if it is aborted
 */
export async function labelMergedTopic(
  text: WeighedText,
  { topics, topicOf }: EditedTopics,
  { id, label }: Topic,
  labels: readonly string[],
  background: TermStatistics,
  signal?: AbortSignal,
): Promise<string> {
  const papers = findPapers(topicOf, (topic) => topic === id);
  const statistics = await computeTermStatistics(text, papers, undefined, signal);
  const group = createGroup(text, id, papers, statistics, background);
  const forms = new Set(labels.flatMap(splitLabel).map((form) => form.toLowerCase()));
  const terms = group.terms.filter(({ term }) => forms.has(text.vocabulary.forms[term]!.toLowerCase()));
  if (terms.length === 0) return label;
  const usedLabels = new Set(topics.filter((other) => other.id !== id).map((other) => other.label.toLowerCase()));
  const [newLabel] = await labelGroups([{ ...group, terms }], text, usedLabels, signal);
  return newLabel!;
}

/**
 * Returns a label for a topic or subtopic whose own label is used by another one.
 * @param usedLabels Lowercase labels that must not be used; the new label is added.
 * @param background See {@link computeBackground}.
 * @throws the reason of the signal if it is aborted
 */
export async function labelTopic(
  text: WeighedText,
  { topicOf, subtopicOf }: EditedTopics,
  { id, parent }: Topic,
  usedLabels: Set<string>,
  background: TermStatistics,
  signal?: AbortSignal,
): Promise<string> {
  const papers = findPapers(parent === undefined ? topicOf : subtopicOf, (group) => group === id);
  const statistics = await computeTermStatistics(text, papers, undefined, signal);
  const [label] = await labelGroups([createGroup(text, id, papers, statistics, background)], text, usedLabels, signal);
  return label!;
}

/** Returns the papers whose group passes a test, ascending. */
const findPapers = (groupOf: Uint32Array, accepts: (group: number) => boolean) =>
  groupOf.map((_, paper) => paper).filter((paper) => accepts(groupOf[paper]!));
