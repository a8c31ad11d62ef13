import { InputError } from '../model/errors.ts';
import type { PaperMap, TopicChangeKind, Topics } from '../model/map.ts';
import type { Paper } from '../model/paper.ts';
import { matchTopics } from '../topics/match-topics.ts';

/** A paper that has changed, and how. */
export interface ChangedPaper {
  id: string;
  title: string;
  /** Names of the fields that differ, in alphabetical order. */
  fields: string[];
}

/** A topic as listed in a difference. */
export interface ListedTopic {
  id: number;
  label: string;
  /** Number of papers. */
  size: number;
}

/** What became of one or more topics. */
export interface TopicDifference {
  kind: TopicChangeKind;
  /** The topics in the earlier map. */
  from: ListedTopic[];
  /** The topics in the later map. */
  to: ListedTopic[];
}

/** How two maps differ. Papers are in the order of their ids. */
export interface MapDifference {
  /** Papers that only the later map has. */
  added: { id: string; title: string }[];
  /** Papers of both maps whose fields differ. Where they were read does not count. */
  changed: ChangedPaper[];
  /** Papers that only the earlier map has. */
  removed: { id: string; title: string }[];
  /** What became of the topics, without subtopics: those of the earlier map by id, then new ones. */
  topics: TopicDifference[];
}

/** The parts of a map that are compared. */
export type ComparableMap = Pick<PaperMap, 'papers' | 'sourcePapers'> & Pick<Topics, 'topics' | 'topicOf'>;

/**
 * Compares two maps. Papers are the same if they have the same id; topics are compared by their papers, whatever their ids are. If the nodes are
 * no papers, such as authors, the papers that they come from are compared, and topics by their nodes.
 * @throws {InputError} if an argument is not a map
 */
export function diffMaps(earlier: ComparableMap, later: ComparableMap): MapDifference {
  for (const map of [earlier, later])
    if (!Array.isArray(map?.papers) || !Array.isArray(map.topics))
      throw new InputError('diffMaps: give two maps as returned by analyze, or by readAll of an open map');
  const [earlierPapers, laterPapers] = [listPapers(earlier), listPapers(later)];
  const [known, present] = [indexById(earlierPapers), indexById(laterPapers)];
  const isOnlyIn = (other: ReadonlyMap<string, number>) => (paper: Paper) => !other.has(paper.id);
  const changed = laterPapers.flatMap((paper) => {
    const index = known.get(paper.id);
    const fields = index === undefined ? [] : listDifferentFields(earlierPapers[index]!, paper);
    return fields.length > 0 ? [{ id: paper.id, title: paper.title, fields }] : [];
  });
  const [before, after] = [indexById(earlier.papers), indexById(later.papers)];
  const shared = later.papers.filter(({ id }) => before.has(id));
  const { changes } = matchTopics(
    Uint32Array.from(shared, ({ id }) => earlier.topicOf[before.get(id)!]!),
    Uint32Array.from(shared, ({ id }) => later.topicOf[after.get(id)!]!),
    listSizes(earlier),
    listSizes(later),
  );
  const toTopics = ({ topics }: ComparableMap, ids: readonly number[]) =>
    ids
      .flatMap((id) => topics.find((topic) => topic.id === id) ?? [])
      .map(({ id, label, size }) => ({ id, label, size }));
  return {
    added: laterPapers.filter(isOnlyIn(known)).map(toEntry),
    changed,
    removed: earlierPapers.filter(isOnlyIn(present)).map(toEntry),
    topics: changes.map(({ kind, from, to }) => ({ kind, from: toTopics(earlier, from), to: toTopics(later, to) })),
  };
}

const toEntry = ({ id, title }: Paper) => ({ id, title });

/** Returns the papers of a map, whatever its nodes are. */
export const listPapers = ({ papers, sourcePapers = papers }: Pick<PaperMap, 'papers' | 'sourcePapers'>): Paper[] =>
  sourcePapers;

const indexById = (papers: readonly Paper[]) => new Map(papers.map(({ id }, index) => [id, index]));

const listSizes = ({ topics }: ComparableMap) =>
  new Map(topics.filter(({ parent }) => parent === undefined).map(({ id, size }) => [id, size]));

/** Returns whether two papers are equal apart from where they were read. */
export const haveSameFields = (a: Paper, b: Paper): boolean => listDifferentFields(a, b).length === 0;

function listDifferentFields(a: Paper, b: Paper): string[] {
  // Papers that an update keeps are the same objects.
  if (a === b) return [];
  const [first, second] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  const names = new Set([...first.keys(), ...second.keys()]);
  names.delete('sources');
  return [...names].filter((name) => !isEqualValue(first.get(name), second.get(name))).sort();
}

/** Returns whether two values of a field are equal. Most are texts and numbers, for which this takes much less time than writing them as JSON. */
const isEqualValue = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
