import { membersByGroup } from '../../graph/partition.ts';
import type { Topic } from '../../model/map.ts';
import type { Hooks } from '../../model/options.ts';
import type { WeighedText } from '../../model/vocabulary.ts';
import { centralPapers, roomFor, type Tally, tally } from '../term-statistics.ts';
import { likeness, likenessOfTerms } from './cohesion.ts';
import { type Background, contrast } from './distinctive-terms.ts';
import { wordsOf } from './label-text.ts';
import { CANDIDATES, labelGroups, type Unlabelled } from './label-topics.ts';

/** Terms and papers that a topic lists. */
const TERMS = 10;
const CENTRAL = 5;

/** In how many of a group's papers a term must stand to tell of it: a quarter, at least two, of many papers five. */
const leastPapers = (size: number) => Math.min(size, Math.max(2, Math.min(5, Math.ceil(size / 4))));

/** The papers of some groups as one background. */
function together(tallies: readonly Tally[]): Background {
  const papers = new Uint32Array(tallies[0]?.papers.length ?? 0);
  let size = 0;
  for (const tally of tallies) {
    size += tally.size;
    for (let term = 0; term < papers.length; term++) papers[term]! += tally.papers[term]!;
  }
  return { size, papers };
}

/** A topic or subtopic that is being described. */
interface Group extends Unlabelled {
  id: number;
  central: number[];
  /** See {@link likeness}. */
  likeness: number;
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
  hooks: Hooks = {},
): Topic[] {
  const most = subtopicOf.reduce((last, id) => Math.max(last, id), Math.max(1, tallies.length - 1));
  /** Each of the four passes over the topics takes about as long as another. */
  const passed = (passes: number) => {
    hooks.signal?.throwIfAborted();
    hooks.progress?.('labels', Math.floor((most * passes) / 4), most);
  };
  passed(0);
  const group = (id: number, papers: Uint32Array, own: Tally, background: Background): Group => ({
    id,
    size: own.size,
    telling: contrast(own, background, leastPapers(own.size)).slice(0, CANDIDATES),
    central: centralPapers(text.rows, papers, own, CENTRAL),
    likeness: likeness(own),
  });
  const all = together(tallies.slice(1));
  const members = membersByGroup(topicOf);
  const wholes = members.map((papers, id) => group(id, papers, tallies[id]!, all)).slice(1);
  passed(1);
  const room = roomFor(text);
  const parts = membersByGroup(subtopicOf).flatMap((papers, id) => {
    const parent = id === 0 || papers.length === 0 ? 0 : topicOf[papers[0]!]!;
    return parent === 0 ? [] : [{ ...group(id, papers, tally(text, papers, room), tallies[parent]!), parent }];
  });

  passed(2);
  const terms = [...wholes, ...parts].flatMap(({ telling }) => telling.map(({ term }) => term));
  const alike = likenessOfTerms(text.rows, text.vocabulary.documents, new Set(terms));
  const focused = <One extends Group>(one: One): One => ({
    ...one,
    telling: one.telling.map((found) => ({ ...found, focus: Math.min(1, alike.get(found.term)! / one.likeness) })),
  });
  passed(3);
  const topicOfGroup = ({ id, size, telling, central, parent }: Group, label: string): Topic => ({
    id,
    label,
    size,
    terms: telling.slice(0, TERMS).map(({ term }) => term),
    central,
    stability: stability(id),
    ...(parent !== undefined && { parent }),
  });

  const used = new Set<string>();
  const labels = labelGroups(wholes.map(focused), text, used);
  const said = labels.map((label) => label.split(', '));
  const bound = parts.map(focused).map((part) => ({
    ...part,
    taken: wordsOf(labels[part.parent - 1]!),
    others: said.filter((_, t) => t !== part.parent - 1).flat(),
  }));
  const partLabels = labelGroups(bound, text, used);
  passed(4);
  return [
    ...wholes.map((one, k) => topicOfGroup(one, labels[k]!)),
    ...parts.map((part, k) => topicOfGroup(part, partLabels[k]!)),
  ];
}
