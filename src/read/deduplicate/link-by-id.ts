import { forEachInSteps, type Steps } from '../../util/pause.ts';
import { sortInSteps } from '../../util/sort.ts';
import type { PaperRecord } from '../normalize/record.ts';
import { compareCanonically } from './candidates.ts';
import type { RecordClusters } from './clusters.ts';
import { areSameAbstracts } from './compare/fields.ts';
import { comparePlaces } from './compare/places.ts';
import { getWords, type PreparedRecord } from './compare/prepared-record.ts';
import { compareAuthors, compareTitlesByWord } from './compare/records.ts';
import { titleSpecificity } from './compare/title-specificity.ts';
import { hasOwnWords } from './compare/words.ts';
import { findRepeated, hashText } from './repeated-keys.ts';
import { compareLocations, type SourceRecord } from './source-record.ts';

/** Number of preceding records with the same ID that a record is compared with; keeps the work linear. */
const maxPredecessors = 20;

/** Records that share an ID and were not merged. */
export interface IdConflict {
  /** Kind and value of the ID. */
  id: string;
  /** Indexes of one record of each paper. */
  records: number[];
}

/**
 * Merges the clusters of records that share an ID. Publishers and careless exports give one ID to several papers, such as the
 * chapters of a book: records that differ clearly stay apart.
 */
export function* linkById(
  sources: SourceRecord[],
  prepared: PreparedRecord[],
  clusters: RecordClusters,
): Steps<IdConflict[]> {
  const sharedIds = [
    ...(yield* findSharedIds('DOI', sources, ({ doi }) => doi?.toLowerCase())),
    ...(yield* findSharedIds('arXiv ID', sources, ({ arxiv }) => arxiv)),
    ...(yield* findSharedIds('PubMed ID', sources, ({ pmid }) => pmid)),
  ];
  const conflicts: IdConflict[] = [];
  for (const { kind, id, indexes } of yield* sortInSteps(sharedIds, compareIds)) {
    const sorted = yield* sortInSteps(
      indexes,
      (a, b) => compareCanonically(prepared[a], prepared[b]) || compareLocations(sources[a], sources[b]),
    );
    for (let i = 1; i < sorted.length; i++) {
      yield;
      const match = sorted
        .slice(Math.max(0, i - maxPredecessors), i)
        .find((other) => areSamePaper(prepared[other], prepared[sorted[i]]));
      if (match !== undefined) clusters.union(match, sorted[i], `same ${kind}`, true);
    }
    const records = firstOfEachCluster(sorted, clusters);
    if (records.length > 1) conflicts.push({ id: `${kind} ${id}`, records });
  }
  return conflicts;
}

const compareIds = (a: SharedId, b: SharedId) => (a.kind + a.id < b.kind + b.id ? -1 : 1);

function firstOfEachCluster(indexes: number[], clusters: RecordClusters): number[] {
  const firsts = new Map<number, number>();
  for (const index of indexes) {
    const root = clusters.find(index);
    if (!firsts.has(root)) firsts.set(root, index);
  }
  return [...firsts.values()];
}

interface SharedId {
  kind: string;
  id: string;
  indexes: number[];
}

/** Returns the IDs of a kind that several records have, with the indexes of these records. */
function* findSharedIds(
  kind: string,
  sources: SourceRecord[],
  idOf: (record: PaperRecord) => string | undefined,
): Steps<SharedId[]> {
  const repeated = yield* findRepeated(sources, ({ record }) => {
    const id = idOf(record);
    return id ? hashText(0, id, 0, id.length) : undefined;
  });
  const indexesOf = new Map<string, number[]>();
  yield* forEachInSteps(repeated, ({ item, index }) => {
    const id = idOf(item.record)!;
    const indexes = indexesOf.get(id);
    if (indexes) indexes.push(index);
    else indexesOf.set(id, [index]);
  });
  return [...indexesOf].flatMap(([id, indexes]) => (indexes.length > 1 ? [{ kind, id, indexes }] : []));
}

/** Returns whether two records with the same ID are the same paper. */
function areSamePaper(a: PreparedRecord, b: PreparedRecord): boolean {
  if (a.notice !== b.notice) return false;
  const isElsewhere = comparePlaces(a.record, b.record) === 'mismatch';
  const authors = compareAuthors(a, b);
  if (a.titleKey === b.titleKey)
    return !isElsewhere || (authors !== 'mismatch' && titleSpecificity(a.titleKey) !== 'none');
  const title = compareTitlesByWord(a, b);
  if (title === 'numbers' || isElsewhere) return title === 'spelling' && !isElsewhere;
  if (title !== 'words' && title !== 'near words') return true;
  if (areSameAbstracts(a.record.abstract, b.record.abstract)) return true;
  if (comparePlaces(a.record, b.record) === 'match') return authors !== 'mismatch';
  // A title with further words is the same; two titles with words of their own are not.
  return authors !== 'mismatch' && !(hasOwnWords(getWords(a), getWords(b)) && hasOwnWords(getWords(b), getWords(a)));
}
