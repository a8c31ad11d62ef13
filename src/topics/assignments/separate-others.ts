import { computeGroupSizes } from '../../graph/partition.ts';
import { numberBySize } from '../group-sizes.ts';
import type { AssignmentConfidence } from './confidence.ts';

/** Papers of less confidence are in no topic; see {@link separateOthers}. */
const MIN_CONFIDENCE = 0.3;

/** An assignment from which the nodes that fit no topic were taken out. */
export interface SeparatedTopics {
  /** The topic of each node, numbered from 1 by descending size; 0 for none. */
  topicOf: Uint32Array;
  /** The topic that each node fits second best, or best if it is in none; 0 for no such topic. */
  secondTopic: Uint32Array;
  /** The previous number of each topic. */
  previousTopics: Uint32Array;
}

/**
 * Takes the nodes whose confidence is below 0.3 out of their topics, which become their second topics. A topic that would be
 * smaller than `minSize` keeps its nodes. Of papers that were put into collections of other fields of ACM, one third has less
 * confidence; of the papers of these fields, 2%.
 * @param topicOf The topic of each node, numbered from 1 without gaps; 0 for none.
 */
export function separateOthers(
  topicOf: Uint32Array,
  { confidence, secondTopic }: AssignmentConfidence,
  minSize: number,
): SeparatedTopics {
  const fits = topicOf.map((topic, node) => (topic > 0 && confidence[node]! >= MIN_CONFIDENCE ? 1 : 0));
  const remaining = computeGroupSizes(topicOf.map((topic, node) => (fits[node] ? topic : 0)));
  const isOther = topicOf.map((topic, node) =>
    topic > 0 && !fits[node] && (remaining[topic] ?? 0) >= minSize ? 1 : 0,
  );
  const members = topicOf.map((_, node) => node).filter((node) => topicOf[node]! > 0 && !isOther[node]);
  const newNumbers = numberBySize(members.map((node) => topicOf[node]!));
  const topicCount = topicOf.reduce((max, topic) => Math.max(max, topic), 0);
  const numberOf = new Uint32Array(topicCount + 1);
  const previousTopics = new Uint32Array(topicCount + 1);
  const separated = new Uint32Array(topicOf.length);
  members.forEach((node, k) => {
    separated[node] = newNumbers[k]!;
    numberOf[topicOf[node]!] = newNumbers[k]!;
    previousTopics[newNumbers[k]!] = topicOf[node]!;
  });
  return {
    topicOf: separated,
    secondTopic: secondTopic.map((second, node) => numberOf[isOther[node] ? topicOf[node]! : second]!),
    previousTopics,
  };
}
