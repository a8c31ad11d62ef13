import type { PaperMap, Topic } from '../model/map.ts';
import type { Hooks } from '../model/options.ts';
import { computeBackground, labelMergedTopic, redescribeTopic } from '../topics/labels/redescribe-topic.ts';
import { mapItems } from '../util/pause.ts';
import type { Edit } from './edit.ts';
import { createFinder, isPaperMerge } from './paper-merges.ts';

/** The edited map, and a note for each edit that could not be applied. */
export interface EditResult {
  map: PaperMap;
  /** Why edits were skipped, in their order; one line each. */
  notes: string[];
}

/**
 * Applies edits to a map, in order, and returns a new map. The positions of papers that are not hidden and the ids of topics
 * are preserved. Topics whose papers change are described again and put in order of size; empty topics are removed. Edits that
 * refer to unknown papers or topics are skipped and reported as notes; an edit of a paper that was merged into another
 * applies to the latter.
 * @throws the reason of the signal if it is aborted
 */
export async function applyEdits(map: PaperMap, edits: readonly Edit[], { signal }: Hooks = {}): Promise<EditResult> {
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
  const find = createFinder(edits);
  const state: EditState = {
    map: edited,
    indexOf: (id) => paperIndexes.get(find(id, paperIndexes)),
    renamed: new Set(),
    mergedLabels: new Map(),
    hidden: new Set(),
  };
  const notes = (await mapItems(edits, signal, (edit) => applyEdit(state, edit) ?? [])).flat();
  if (state.hidden.size > 0) removeEdgesOf(edited, state.hidden);
  await updateTopics(map, state, signal);
  return { map: edited, notes };
}

/** A map that is being edited. */
interface EditState {
  map: PaperMap;
  /** Returns the index of a paper, or of the paper that it was merged into. */
  indexOf(id: string): number | undefined;
  /** Ids of topics that were renamed. */
  renamed: Set<number>;
  /** The labels from which the label of a merged topic is made, by topic id. */
  mergedLabels: Map<number, string[]>;
  /** Indexes of papers that were hidden. Their edges are removed at the end, all at once. */
  hidden: Set<number>;
}

/** Applies one edit in place; returns a note if that is impossible. */
function applyEdit(state: EditState, edit: Edit): string | undefined {
  const { map, indexOf } = state;
  const paper = indexOf(edit.paper);
  if (isPaperMerge(edit)) return checkMerge(map, edit.paper, paper);
  if (paper === undefined) return `${edit.edit}: there is no paper "${edit.paper}" in this map`;
  if (edit.edit === 'hide') return hidePaper(state, paper);
  const topic = map.topicOf[paper]!;
  if (edit.edit === 'rename') return renameTopic(state, topic, edit);
  if (edit.edit === 'keepSeparate')
    return indexOf(edit.from) === undefined ? `${edit.edit}: there is no paper "${edit.from}" in this map` : undefined;
  const into = indexOf(edit.into);
  if (into === undefined) return `${edit.edit}: there is no paper "${edit.into}" in this map`;
  const target = map.topicOf[into]!;
  if (target === 0) return `${edit.edit}: paper "${edit.into}" is in no topic`;
  if (edit.edit === 'move') assignTopic(map, paper, target);
  else if (topic === 0) return `merge: paper "${edit.paper}" is in no topic`;
  else if (topic !== target) mergeTopics(state, topic, target);
  return undefined;
}

/** Returns a note if a paper is still in the map although it should have been merged into another before. */
const checkMerge = ({ papers }: PaperMap, id: string, index: number | undefined) =>
  index !== undefined && papers[index]!.id === id
    ? `mergePapers: "${id}" is merged only when the map is built; call mergePapers before analyze`
    : undefined;

/** Changes a topic's label; returns a note if there is no such topic or the label is used by another. */
function renameTopic(
  { map, renamed }: EditState,
  id: number,
  { paper, label }: { paper: string; label: string },
): string | undefined {
  const topic = map.topics.find((other) => other.id === id);
  if (!topic) return `rename: paper "${paper}" is in no topic`;
  if (map.topics.some((other) => other !== topic && other.label === label))
    return `rename: another topic is called "${label}"`;
  topic.label = label;
  renamed.add(id);
  return undefined;
}

/** Merges a topic into another. */
function mergeTopics({ map, renamed, mergedLabels }: EditState, topic: number, target: number): void {
  mergedLabels.set(
    target,
    [topic, target].flatMap((id) => mergedLabels.get(id) ?? labelsOf(map, id)),
  );
  map.topicOf.forEach((paperTopic, i) => {
    if (paperTopic === topic) map.topicOf[i] = target;
    // The second topic of a paper must differ from its topic.
    if (map.secondTopic[i] === topic) map.secondTopic[i] = target;
    if (map.secondTopic[i] === map.topicOf[i]) map.secondTopic[i] = 0;
  });
  const mergedTopic = map.topics.find(({ id }) => id === topic);
  const targetTopic = map.topics.find(({ id }) => id === target);
  if (mergedTopic && targetTopic) {
    targetTopic.stability = averageStability(mergedTopic, targetTopic);
    targetTopic.size += mergedTopic.size;
    if (renamed.has(topic) && !renamed.has(target)) targetTopic.label = mergedTopic.label;
  }
  if (renamed.has(topic)) renamed.add(target);
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

/** Removes a paper's topic and position. */
function hidePaper({ map, hidden }: EditState, paper: number): undefined {
  assignTopic(map, paper, 0);
  map.secondTopic[paper] = 0;
  map.positions.fill(Number.NaN, 2 * paper, 2 * paper + 2);
  hidden.add(paper);
}

/** Removes the edges of some papers. */
function removeEdgesOf(map: PaperMap, papers: ReadonlySet<number>): void {
  const { sources, targets, weights } = map.edges;
  const isOther = (_: number, k: number) => !papers.has(sources[k]!) && !papers.has(targets[k]!);
  map.edges = { sources: sources.filter(isOther), targets: targets.filter(isOther), weights: weights.filter(isOther) };
  if (map.network) map.network = { ...map.network, counts: map.network.counts.filter(isOther) };
}

/** Returns the labels of a topic and its subtopics. */
const labelsOf = ({ topics }: PaperMap, topic: number) =>
  topics.filter(({ id, parent }) => id === topic || parent === topic).map(({ label }) => label);

/** Returns the mean of two stabilities, weighted by size: other runs were compared with the topics before they were merged. */
const averageStability = (a: Topic, b: Topic) => (a.stability * a.size + b.stability * b.size) / (a.size + b.size);

/** Describes the topics whose papers have changed, labels merged topics, removes empty topics and sorts the others. */
async function updateTopics(
  original: PaperMap,
  { map, renamed, mergedLabels }: EditState,
  signal: AbortSignal | undefined,
): Promise<void> {
  const changed = findChangedTopics(original, map);
  if (changed.size === 0) return;
  const nonEmpty = new Set([...map.topicOf, ...map.subtopicOf]);
  map.topics = map.topics.filter(({ id }) => nonEmpty.has(id));
  map.secondTopic.forEach((topic, paper) => {
    if (!nonEmpty.has(topic)) map.secondTopic[paper] = 0;
  });
  const background = await computeBackground(map, map.topicOf, signal);
  for (const [id, labels] of mergedLabels) {
    const topic = map.topics.find((other) => other.id === id);
    if (topic && !renamed.has(id)) topic.label = await labelMergedTopic(map, map, topic, labels, background, signal);
  }
  const described = await mapItems(map.topics, signal, (topic) =>
    changed.has(topic.id) ? redescribeTopic(map, map, topic, background, signal) : topic,
  );
  map.topics = described.sort(
    (a, b) => Number(a.parent !== undefined) - Number(b.parent !== undefined) || compareTopics(a, b),
  );
}

/** Orders topics by descending size, and subtopics by topic and descending size. */
const compareTopics = (a: Topic, b: Topic) => (a.parent ?? 0) - (b.parent ?? 0) || b.size - a.size || a.id - b.id;

/** Returns the topics and subtopics that have gained or lost papers. */
function findChangedTopics(original: PaperMap, edited: PaperMap): Set<number> {
  const changed = new Set<number>();
  for (const field of ['topicOf', 'subtopicOf'] as const)
    edited[field].forEach((topic, paper) => {
      const previous = original[field][paper]!;
      if (topic !== previous) changed.add(topic).add(previous);
    });
  return changed;
}
