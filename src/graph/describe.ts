import type { Topic, WeighedText } from '../types.ts';
import { contrast } from './contrast.ts';
import { labelGroups, type Unlabelled } from './labels.ts';
import { membersByGroup } from './partition.ts';
import { centralPapers, type Tally, tally } from './tally.ts';
import { wordsOf } from './wording.ts';

/** Terms and papers that a topic lists. */
const TERMS = 10;
const CENTRAL = 5;

/** In how many of a group's papers a term must stand to tell of it: a quarter, at least two, of many papers five. */
const leastPapers = (size: number) => Math.min(size, Math.max(2, Math.min(5, Math.ceil(size / 4))));

/** A topic or subtopic that is being described. */
interface Group extends Unlabelled {
  id: number;
  central: number[];
}

/**
 * Topics, then subtopics, with their labels, terms and central papers.
 * @param tallies The terms of each topic's papers, by the topic's id.
 */
export function describeTopics(
  text: WeighedText,
  topicOf: Uint32Array,
  tallies: readonly Tally[],
  subtopicOf: Uint32Array,
  stability: (id: number) => number,
): Topic[] {
  const used = new Set<string>();
  const group = (id: number, papers: Uint32Array, own: Tally, background: Tally): Group => ({
    id,
    size: own.size,
    telling: contrast(own, background, leastPapers(own.size)),
    central: centralPapers(text.rows, papers, own, CENTRAL),
  });
  const labelled = (groups: readonly Group[]): Topic[] => {
    const labels = labelGroups(groups, text, used);
    return groups.map(({ id, size, telling, central, parent }, k) => ({
      id,
      label: labels[k]!,
      size,
      terms: telling.slice(0, TERMS).map(({ term }) => term),
      central,
      stability: stability(id),
      ...(parent !== undefined && { parent }),
    }));
  };

  const all = tally(
    text,
    topicOf.map((_, i) => i).filter((i) => topicOf[i]! > 0),
  );
  const members = membersByGroup(topicOf);
  const topics = labelled(members.map((papers, id) => group(id, papers, tallies[id]!, all)).slice(1));

  const parts = membersByGroup(subtopicOf);
  const found = topics.flatMap((parent): Group[] => {
    const ids = [...new Set(members[parent.id]!.map((i) => subtopicOf[i]!))].filter((id) => id > 0);
    const taken = wordsOf(parent.label);
    const others = topics.filter((other) => other !== parent).flatMap(({ label }) => label.split(', '));
    return ids
      .sort((a, b) => a - b)
      .map((id) => ({
        ...group(id, parts[id]!, tally(text, parts[id]!), tallies[parent.id]!),
        parent: parent.id,
        taken,
        others,
      }));
  });
  return [...topics, ...labelled(found)];
}
