import { TOPIC_PALETTE, topicColor } from '../graph/colors.ts';
import type { Topic, TopicChange, Topics } from '../model/map.ts';
import type { Hooks } from '../model/options.ts';
import type { WeighedText } from '../model/vocabulary.ts';
import { mapItems } from '../util/pause.ts';
import type { TopicResult } from './find-topics.ts';
import { computeBackground, labelTopic } from './labels/redescribe-topic.ts';
import { assignGroups, matchTopics } from './match-topics.ts';
import type { TermStatistics } from './term-statistics.ts';

/** Topics of an earlier map. */
export type EarlierTopics = Pick<Topics, 'topics' | 'topicOf' | 'subtopicOf'>;

/** Topics that have the ids and labels of an earlier map. */
export interface AnchoredTopics {
  found: TopicResult;
  /** What became of the topics. */
  changes: TopicChange[];
  /** The earlier topics that each topic has its papers from, by id. */
  origins: Map<number, Set<number>>;
}

/**
 * Gives topics and subtopics the ids and labels of those of an earlier map that have mostly the same papers. Nothing else changes, except that
 * a new topic with the label of another one gets another label.
 * @param earlierIndexes Index in the earlier map of each paper; -1 for new papers.
 * @throws the reason of the signal if it is aborted
 */
export async function anchorTopics(
  earlier: EarlierTopics,
  earlierIndexes: Int32Array,
  found: TopicResult,
  text: WeighedText,
  { signal }: Hooks = {},
): Promise<AnchoredTopics> {
  const shared = Int32Array.from(earlierIndexes.keys()).filter((paper) => earlierIndexes[paper]! >= 0);
  const select = (after: Uint32Array, before: Uint32Array) =>
    [
      Uint32Array.from(shared, (paper) => before[earlierIndexes[paper]!]!),
      Uint32Array.from(shared, (paper) => after[paper]!),
    ] as const;
  const match = matchTopics(...select(found.topicOf, earlier.topicOf), sizesOf(earlier.topics), sizesOf(found.topics));
  const subtopicOrigins = assignGroups(...select(found.subtopicOf, earlier.subtopicOf));
  const originOf = new Map([...match.earlierOf, ...subtopicOrigins]);
  const idOf = assignIds(found.topics, earlier.topics, originOf);
  const renumber = (ids: Uint32Array) => ids.map((id) => (id > 0 ? idOf.get(id)! : 0));
  const labels = new Map(earlier.topics.map(({ id, label }) => [id, label]));
  const renumbered: TopicResult = {
    ...found,
    topics: found.topics.map((topic) => ({
      ...topic,
      id: idOf.get(topic.id)!,
      label: labels.get(originOf.get(topic.id)!) ?? topic.label,
      ...(topic.parent !== undefined && { parent: idOf.get(topic.parent)! }),
    })),
    topicOf: renumber(found.topicOf),
    subtopicOf: renumber(found.subtopicOf),
    secondTopic: renumber(found.secondTopic),
  };
  const isKept = new Set([...originOf.values()]);
  const topics = await makeLabelsUnique(renumbered, isKept, text, signal);
  return {
    found: { ...renumbered, topics },
    changes: match.changes.map(({ kind, from, to }) => ({ kind, from, to: to.map((id) => idOf.get(id)!) })),
    origins: new Map([...match.origins].map(([id, origins]) => [idOf.get(id)!, origins])),
  };
}

/** Returns the sizes of topics without subtopics, by id. */
const sizesOf = (topics: readonly Topic[]) =>
  new Map(topics.filter(({ parent }) => parent === undefined).map(({ id, size }) => [id, size]));

/** Returns the new id of each topic: that of its origin, otherwise one that was not used, if possible with a color that is not used. */
function assignIds(
  topics: readonly Topic[],
  earlier: readonly Topic[],
  originOf: ReadonlyMap<number, number>,
): Map<number, number> {
  const colors = new Set([...originOf.values()].map(topicColor));
  let nextId = 1 + earlier.reduce((max, { id }) => Math.max(max, id), 0);
  return new Map(
    topics.map(({ id, parent }): [number, number] => {
      const origin = originOf.get(id);
      if (origin !== undefined) return [id, origin];
      if (parent !== undefined) return [id, nextId++];
      const candidates = Array.from({ length: TOPIC_PALETTE.length }, (_, k) => nextId + k);
      const chosen = candidates.find((candidate) => !colors.has(topicColor(candidate))) ?? nextId;
      colors.add(topicColor(chosen));
      nextId = chosen + 1;
      return [id, chosen];
    }),
  );
}

/** Gives new topics other labels where an earlier topic or another new one has the same. */
async function makeLabelsUnique(
  found: TopicResult,
  isKept: ReadonlySet<number>,
  text: WeighedText,
  signal: AbortSignal | undefined,
): Promise<Topic[]> {
  const used = new Set(found.topics.filter(({ id }) => isKept.has(id)).map(({ label }) => label.toLowerCase()));
  let background: Promise<TermStatistics> | undefined;
  const relabel = async (topic: Topic): Promise<Topic> => {
    const isUnique = isKept.has(topic.id) || !used.has(topic.label.toLowerCase());
    background ??= isUnique ? undefined : computeBackground(text, found.topicOf, signal);
    const label =
      isUnique || !background ? topic.label : await labelTopic(text, found, topic, used, await background, signal);
    used.add(label.toLowerCase());
    return { ...topic, label };
  };
  return mapItems(found.topics, signal, relabel);
}
