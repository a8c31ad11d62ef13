import type { Edges, PaperMap, Topic } from '../model/map.ts';

/**
 * A change that a reader makes to a finished map. A topic is named by a paper in it, because numbers and labels
 * change when the map is built anew and the papers do not.
 */
export type Edit =
  /** Gives the topic that holds `paper` another label. */
  | { edit: 'rename'; paper: string; label: string }
  /** Joins the topic that holds `paper` to the topic that holds `into`, which keeps its number and label. */
  | { edit: 'merge'; paper: string; into: string }
  /** Puts `paper` into the topic that holds `into`. */
  | { edit: 'move'; paper: string; into: string }
  /** Takes `paper` off the map; it stays on the list. */
  | { edit: 'hide'; paper: string };

/** A map with edits made to it, and a line for each edit that could not be made. */
export interface Reshaped {
  map: PaperMap;
  /** What was not done and why, in the order of the edits. */
  notes: string[];
}

/**
 * Makes edits to a map, in their order. The map itself is left as it was; positions of papers that are not
 * hidden stay, so that the picture does not jump. Topics keep their numbers; an empty topic goes.
 * An edit that names a paper or topic that is not there is skipped and noted: the others still count.
 */
export function reshape(map: PaperMap, edits: readonly Edit[]): Reshaped {
  if (edits.length === 0) return { map, notes: [] };
  const draft: PaperMap = {
    ...map,
    topics: map.topics.map((topic) => ({ ...topic })),
    topicOf: map.topicOf.slice(),
    subtopicOf: map.subtopicOf.slice(),
    secondTopic: map.secondTopic.slice(),
    confidence: map.confidence.slice(),
    positions: map.positions.slice(),
  };
  const indexes = new Map(map.papers.map((paper, i) => [paper.id, i]));
  const notes = edits.flatMap((edit) => make(draft, edit, indexes) ?? []);
  countSizes(draft);
  return { map: draft, notes };
}

/** Makes one edit to the draft; returns why not, when it cannot. */
function make(draft: PaperMap, edit: Edit, indexes: ReadonlyMap<string, number>): string | undefined {
  const paper = indexes.get(edit.paper);
  if (paper === undefined) return `${edit.edit}: there is no paper "${edit.paper}" in this map`;
  if (edit.edit === 'hide') return hide(draft, paper);
  const topic = draft.topicOf[paper]!;
  if (edit.edit === 'rename') return rename(draft, topic, edit);
  const into = indexes.get(edit.into);
  if (into === undefined) return `${edit.edit}: there is no paper "${edit.into}" in this map`;
  const target = draft.topicOf[into]!;
  if (target === 0) return `${edit.edit}: paper "${edit.into}" is in no topic`;
  if (edit.edit === 'move') place(draft, paper, target);
  else if (topic === 0) return `merge: paper "${edit.paper}" is in no topic`;
  else if (topic !== target) merge(draft, topic, target);
  return undefined;
}

function rename(
  draft: PaperMap,
  topic: number,
  { paper, label }: { paper: string; label: string },
): string | undefined {
  const found = draft.topics.find(({ id }) => id === topic);
  if (!found) return `rename: paper "${paper}" is in no topic`;
  if (draft.topics.some((other) => other !== found && other.label === label))
    return `rename: another topic is called "${label}"`;
  found.label = label;
  return undefined;
}

function merge(draft: PaperMap, topic: number, target: number): void {
  draft.topicOf.forEach((own, i) => {
    if (own === topic) draft.topicOf[i] = target;
    // A second choice that has become the first is no second choice any more.
    if (draft.secondTopic[i] === topic) draft.secondTopic[i] = target;
    if (draft.secondTopic[i] === draft.topicOf[i]) draft.secondTopic[i] = 0;
  });
  const from = draft.topics.find(({ id }) => id === topic);
  const to = draft.topics.find(({ id }) => id === target);
  if (from && to) to.central = [...to.central, ...from.central];
  for (const subtopic of draft.topics) if (subtopic.parent === topic) subtopic.parent = target;
  draft.topics = draft.topics.filter(({ id }) => id !== topic);
}

/** A paper that a person has placed is certain, and no longer part of a subtopic that the machine found. */
function place(draft: PaperMap, paper: number, topic: number): void {
  draft.topicOf[paper] = topic;
  draft.subtopicOf[paper] = 0;
  draft.confidence[paper] = topic === 0 ? 0 : 1;
  if (draft.secondTopic[paper] === topic) draft.secondTopic[paper] = 0;
}

function hide(draft: PaperMap, paper: number): undefined {
  place(draft, paper, 0);
  draft.positions.fill(Number.NaN, 2 * paper, 2 * paper + 2);
  draft.edges = edgesWithout(draft.edges, paper);
}

function edgesWithout({ sources, targets, weights }: Edges, paper: number): Edges {
  const kept = (_: number, k: number) => sources[k] !== paper && targets[k] !== paper;
  return { sources: sources.filter(kept), targets: targets.filter(kept), weights: weights.filter(kept) };
}

/** Sizes follow the papers; a topic without papers is gone, and central papers are those still in it. */
function countSizes(draft: PaperMap): void {
  const members = (topic: Topic) => (topic.parent === undefined ? draft.topicOf : draft.subtopicOf);
  const sizes = new Map<number, number>();
  for (const groups of [draft.topicOf, draft.subtopicOf])
    for (const id of groups) sizes.set(id, (sizes.get(id) ?? 0) + 1);
  draft.topics = draft.topics
    .filter(({ id }) => sizes.has(id))
    .map((topic) => ({
      ...topic,
      size: sizes.get(topic.id)!,
      central: topic.central.filter((i) => members(topic)[i] === topic.id),
    }));
}
