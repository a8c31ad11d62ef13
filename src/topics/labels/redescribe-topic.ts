import type { Topic, Topics } from '../../model/map.ts';
import type { WeighedText } from '../../model/vocabulary.ts';
import { computeTermStatistics, type TermStatistics } from '../term-statistics.ts';
import { createGroup, MAX_LISTED_TERMS } from './describe-topics.ts';
import { labelGroups } from './label-groups.ts';

/** The topics and papers of a map in which papers have changed their topic. */
type EditedTopics = Pick<Topics, 'topics' | 'topicOf' | 'subtopicOf'>;

/** Returns the statistics of all papers that are in a topic: the background of a topic. */
export const computeBackground = (text: WeighedText, topicOf: Uint32Array): TermStatistics =>
  computeTermStatistics(
    text,
    findPapers(topicOf, (topic) => topic > 0),
  );

/**
 * Returns a topic or subtopic with the size, terms and central papers that result from its current papers.
 * @param background See {@link computeBackground}.
 */
export function redescribeTopic(
  text: WeighedText,
  { topicOf, subtopicOf }: EditedTopics,
  topic: Topic,
  background: TermStatistics,
): Topic {
  const { id, parent } = topic;
  const papers = findPapers(parent === undefined ? topicOf : subtopicOf, (group) => group === id);
  const surroundings =
    parent === undefined
      ? background
      : computeTermStatistics(
          text,
          findPapers(topicOf, (group) => group === parent),
        );
  const { size, terms, central } = createGroup(text, id, papers, computeTermStatistics(text, papers), surroundings);
  return { ...topic, size, terms: terms.slice(0, MAX_LISTED_TERMS).map(({ term }) => term), central };
}

/**
 * Returns a label for a topic that was merged from others: the most distinctive of the terms in their labels.
 * @param labels Labels of the merged topics and of their subtopics.
 * @param background See {@link computeBackground}.
 */
export function labelMergedTopic(
  text: WeighedText,
  { topics, topicOf }: EditedTopics,
  { id, label }: Topic,
  labels: readonly string[],
  background: TermStatistics,
): string {
  const papers = findPapers(topicOf, (topic) => topic === id);
  const group = createGroup(text, id, papers, computeTermStatistics(text, papers), background);
  const forms = new Set(labels.flatMap((text) => text.split(', ')));
  const terms = group.terms.filter(({ term }) => forms.has(text.vocabulary.forms[term]!));
  if (terms.length === 0) return label;
  const usedLabels = new Set(topics.filter((other) => other.id !== id).map((other) => other.label.toLowerCase()));
  return labelGroups([{ ...group, terms }], text, usedLabels)[0]!;
}

/** Returns the papers whose group passes a test, ascending. */
const findPapers = (groupOf: Uint32Array, accepts: (group: number) => boolean) =>
  groupOf.map((_, paper) => paper).filter((paper) => accepts(groupOf[paper]!));
