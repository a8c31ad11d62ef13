import type { Edges, PaperMap, Topic } from '../model/map.ts';

/**
 * A change to a finished map. Topics are identified by one of their papers, because topic numbers and labels change when
 * a map is rebuilt, but paper ids do not.
 */
export type Edit =
  /** Changes the label of the topic that contains `paper`. */
  | { edit: 'rename'; paper: string; label: string }
  /** Merges the topic that contains `paper` into the topic that contains `into`, which keeps its id and label. */
  | { edit: 'merge'; paper: string; into: string }
  /** Moves `paper` to the topic that contains `into`. */
  | { edit: 'move'; paper: string; into: string }
  /** Removes `paper` from the map, but not from the list of papers. */
  | { edit: 'hide'; paper: string };

/** The edited map, and a note for each edit that could not be applied. */
export interface EditResult {
  map: PaperMap;
  /** Why edits were skipped, in their order; one line each. */
  notes: string[];
}

/**
 * Applies edits to a map, in order, and returns a new map. The positions of papers that are not hidden and the ids of topics
 * are preserved; empty topics are removed. Edits that refer to unknown papers or topics are skipped and reported as notes.
 */
export function applyEdits(map: PaperMap, edits: readonly Edit[]): EditResult {
  if (edits.length === 0) return { map, notes: [] };
  const edited: PaperMap = {
    ...map,
    topics: map.topics.map((topic) => ({ ...topic })),
    topicOf: map.topicOf.slice(),
    subtopicOf: map.subtopicOf.slice(),
    secondTopic: map.secondTopic.slice(),
    confidence: map.confidence.slice(),
    positions: map.positions.slice(),
  };
  const paperIndexes = new Map(map.papers.map((paper, i) => [paper.id, i]));
  const notes = edits.flatMap((edit) => applyEdit(edited, edit, paperIndexes) ?? []);
  updateTopics(edited);
  return { map: edited, notes };
}

/** Applies one edit in place; returns a note if that is impossible. */
function applyEdit(map: PaperMap, edit: Edit, paperIndexes: ReadonlyMap<string, number>): string | undefined {
  const paper = paperIndexes.get(edit.paper);
  if (paper === undefined) return `${edit.edit}: there is no paper "${edit.paper}" in this map`;
  if (edit.edit === 'hide') return hidePaper(map, paper);
  const topic = map.topicOf[paper]!;
  if (edit.edit === 'rename') return renameTopic(map, topic, edit);
  const into = paperIndexes.get(edit.into);
  if (into === undefined) return `${edit.edit}: there is no paper "${edit.into}" in this map`;
  const target = map.topicOf[into]!;
  if (target === 0) return `${edit.edit}: paper "${edit.into}" is in no topic`;
  if (edit.edit === 'move') assignTopic(map, paper, target);
  else if (topic === 0) return `merge: paper "${edit.paper}" is in no topic`;
  else if (topic !== target) mergeTopics(map, topic, target);
  return undefined;
}

/** Changes a topic's label; returns a note if there is no such topic or the label is used by another. */
function renameTopic(
  map: PaperMap,
  id: number,
  { paper, label }: { paper: string; label: string },
): string | undefined {
  const topic = map.topics.find((other) => other.id === id);
  if (!topic) return `rename: paper "${paper}" is in no topic`;
  if (map.topics.some((other) => other !== topic && other.label === label))
    return `rename: another topic is called "${label}"`;
  topic.label = label;
  return undefined;
}

/** Merges a topic into another. */
function mergeTopics(map: PaperMap, topic: number, target: number): void {
  map.topicOf.forEach((paperTopic, i) => {
    if (paperTopic === topic) map.topicOf[i] = target;
    // The second topic of a paper must differ from its topic.
    if (map.secondTopic[i] === topic) map.secondTopic[i] = target;
    if (map.secondTopic[i] === map.topicOf[i]) map.secondTopic[i] = 0;
  });
  const mergedTopic = map.topics.find(({ id }) => id === topic);
  const targetTopic = map.topics.find(({ id }) => id === target);
  if (mergedTopic && targetTopic) targetTopic.central = [...targetTopic.central, ...mergedTopic.central];
  for (const subtopic of map.topics) if (subtopic.parent === topic) subtopic.parent = target;
  map.topics = map.topics.filter(({ id }) => id !== topic);
}

/** Assigns a paper to a topic with full confidence, and to no subtopic, because subtopics come from the analysis. */
function assignTopic(map: PaperMap, paper: number, topic: number): void {
  map.topicOf[paper] = topic;
  map.subtopicOf[paper] = 0;
  map.confidence[paper] = topic === 0 ? 0 : 1;
  if (map.secondTopic[paper] === topic) map.secondTopic[paper] = 0;
}

/** Removes a paper's topic, position and edges. */
function hidePaper(map: PaperMap, paper: number): undefined {
  assignTopic(map, paper, 0);
  map.positions.fill(Number.NaN, 2 * paper, 2 * paper + 2);
  map.edges = removeEdgesOf(map.edges, paper);
}

/** Returns the edges that do not connect a paper. */
function removeEdgesOf({ sources, targets, weights }: Edges, paper: number): Edges {
  const isOther = (_: number, k: number) => sources[k] !== paper && targets[k] !== paper;
  return { sources: sources.filter(isOther), targets: targets.filter(isOther), weights: weights.filter(isOther) };
}

/** Updates the sizes and central papers of topics and removes empty topics. */
function updateTopics(map: PaperMap): void {
  const groupsOf = (topic: Topic) => (topic.parent === undefined ? map.topicOf : map.subtopicOf);
  const sizes = new Map<number, number>();
  for (const groupOf of [map.topicOf, map.subtopicOf])
    for (const id of groupOf) sizes.set(id, (sizes.get(id) ?? 0) + 1);
  map.topics = map.topics
    .filter(({ id }) => sizes.has(id))
    .map((topic) => ({
      ...topic,
      size: sizes.get(topic.id)!,
      central: topic.central.filter((paper) => groupsOf(topic)[paper] === topic.id),
    }));
}
