import { OTHER_TOPIC } from '../../../../src/model/map.ts';
import { visible } from '../../../state/filters.ts';
import { state } from '../../../state/store.ts';
import { strings } from '../../../strings/strings.ts';

/** A row of the tree: a topic, a subtopic, a paper, a related paper, or "Show more". */
export type Row = {
  key: string;
  /** 1 for topics; the `aria-level` of the row. */
  level: number;
  label: string;
  /** Whether the row is expanded; undefined if it cannot be expanded. */
  isExpanded?: boolean;
} & (
  | { kind: 'topic'; topic: number; count: number }
  | { kind: 'paper'; paper: number }
  | { kind: 'more'; parent: string }
);

/** Number of papers listed in a topic by default. */
export const INITIAL_LIMIT = 40;

/** Number of papers that "Show more" adds. */
export const LIMIT_STEP = 200;

/** Level of related papers, which cannot be expanded. */
const MAX_LEVEL = 4;

/** What is expanded and loaded in the tree. Rows are identified by key, papers by index. */
export interface TreeState {
  expanded: ReadonlySet<string>;
  /** Number of papers to list, where it is not the initial limit. */
  limits: ReadonlyMap<string, number>;
  /** Related papers, as far as they have been loaded. */
  related: ReadonlyMap<number, number[]>;
}

/** Returns the rows of the tree, from top to bottom. */
export function treeRows({ expanded, limits, related }: TreeState): Row[] {
  const map = state.map.value;
  if (!map) return [];
  const { nodes, summary } = map;
  const rows: Row[] = [];
  const papersByTopic = visiblePapersByTopic();

  const addPapers = (papers: number[], level: number, parent: string) => {
    const limit = limits.get(parent) ?? INITIAL_LIMIT;
    for (const paper of papers.slice(0, limit)) {
      const key = `${parent}/${paper}`;
      const isExpanded = level < MAX_LEVEL ? expanded.has(key) : undefined;
      const label = nodes.titles[paper]!;
      rows.push({ key, level, label, kind: 'paper', paper, ...(isExpanded !== undefined && { isExpanded }) });
      if (isExpanded) addPapers(related.get(paper) ?? [], MAX_LEVEL, key);
    }
    if (papers.length > limit) {
      const label = strings.tree.more(Math.min(LIMIT_STEP, papers.length - limit));
      rows.push({ key: `${parent}/more`, level, label, kind: 'more', parent });
    }
  };

  /** Returns the key of the topic's row if it is expanded. */
  const addTopic = (topic: number, label: string, level: number, papers: number[]): string | null => {
    const key = `t${topic}`;
    const isExpanded = expanded.has(key);
    rows.push({ key, level, label, kind: 'topic', topic, isExpanded, count: papers.length });
    return isExpanded ? key : null;
  };

  for (const topic of summary.topics) {
    const papers = papersByTopic.get(topic.id) ?? [];
    if (topic.parent !== undefined || papers.length === 0) continue;
    const key = addTopic(topic.id, topic.label, 1, papers);
    if (!key) continue;
    const subtopics = summary.topics.filter((candidate) => candidate.parent === topic.id);
    for (const subtopic of subtopics) {
      const subtopicPapers = papersByTopic.get(subtopic.id) ?? [];
      const subtopicKey = subtopicPapers.length > 0 && addTopic(subtopic.id, subtopic.label, 2, subtopicPapers);
      if (subtopicKey) addPapers(subtopicPapers, 3, subtopicKey);
    }
    const subtopicIds = new Set(subtopics.map(({ id }) => id));
    const otherPapers = papers.filter((paper) => !subtopicIds.has(nodes.subtopicOf[paper]!));
    addPapers(otherPapers, 2, key);
  }
  const others = papersByTopic.get(OTHER_TOPIC.id) ?? [];
  const key = others.length > 0 && addTopic(OTHER_TOPIC.id, strings.topics.other, 1, others);
  if (key) addPapers(others, 2, key);
  return rows;
}

/** Returns the visible papers of each topic and subtopic, sorted by descending number of links. */
function visiblePapersByTopic(): Map<number, number[]> {
  const { degrees, topicOf, subtopicOf } = state.map.value!.nodes;
  const papersByTopic = new Map<number, number[]>();
  const order = [...degrees.keys()].sort((a, b) => degrees[b]! - degrees[a]! || a - b);
  for (const paper of order) {
    if (!visible.value[paper]) continue;
    for (const topic of new Set([topicOf[paper]!, subtopicOf[paper]!])) {
      if (topic === 0 && topicOf[paper]! > 0) continue;
      const papers = papersByTopic.get(topic);
      if (papers) papers.push(paper);
      else papersByTopic.set(topic, [paper]);
    }
  }
  return papersByTopic;
}
