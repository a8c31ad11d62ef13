import type { Problem } from '../../model/paper.ts';
import { titleKey } from '../normalize/identifiers.ts';
import type { PaperRecord } from '../normalize/record.ts';
import { compareCanonically } from './candidates.ts';
import type { RecordClusters } from './clusters.ts';
import type { PreparedRecord } from './compare-records.ts';
import { compareLocations, type SourceRecord } from './source-record.ts';

/** Number of preceding records with the same ID whose titles are compared; keeps the work linear. */
const maxPredecessors = 20;

/**
 * Merges the clusters of records that share an ID. Careless exports give one ID to different papers: records whose titles
 * differ clearly stay apart and become notes.
 */
export function linkById(sources: SourceRecord[], prepared: PreparedRecord[], clusters: RecordClusters): Problem[] {
  const sharedIds = [
    ...findSharedIds('DOI', sources, ({ doi }) => doi?.toLowerCase()),
    ...findSharedIds('arXiv', sources, ({ arxiv }) => arxiv),
    ...findSharedIds('PubMed', sources, ({ pmid }) => pmid),
  ];
  const notes: Problem[] = [];
  for (const [id, indexes] of sharedIds.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const sorted = indexes.sort(
      (a, b) => compareCanonically(prepared[a], prepared[b]) || compareLocations(sources[a], sources[b]),
    );
    for (let i = 1; i < sorted.length; i++) {
      const { location, record } = sources[sorted[i]];
      const match = sorted
        .slice(Math.max(0, i - maxPredecessors), i)
        .find((other) => haveSimilarWords(sources[other].record.title, record.title));
      if (match === undefined || !clusters.union(match, sorted[i]))
        notes.push({ ...location, reason: `${id} is also the ID of a different paper; the two were not merged` });
    }
  }
  return notes;
}

/** Returns the IDs of a kind that several records have, with the indexes of these records. */
function findSharedIds(
  kind: string,
  sources: SourceRecord[],
  idOf: (record: PaperRecord) => string | undefined,
): [id: string, indexes: number[]][] {
  // Most IDs occur once; storing a number instead of an array for those saves memory.
  const firstIndexes = new Map<string, number>();
  const shared = new Map<string, number[]>();
  sources.forEach(({ record }, index) => {
    const id = idOf(record);
    if (!id) return;
    const firstIndex = firstIndexes.get(id);
    if (firstIndex === undefined) firstIndexes.set(id, index);
    else {
      const indexes = shared.get(id);
      if (indexes) indexes.push(index);
      else shared.set(id, [firstIndex, index]);
    }
  });
  return [...shared].map(([id, indexes]) => [`${kind} ${id}`, indexes]);
}

/** Returns whether one title contains at least half of the words of the other. A subtitle may be missing, words misspelled. */
function haveSimilarWords(a: string, b: string): boolean {
  if (titleKey(a) === titleKey(b)) return true;
  const [wordsA, wordsB] = [a, b].map((title) => new Set(title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []));
  const sharedCount = [...wordsA].filter((word) => wordsB.has(word)).length;
  return sharedCount * 2 >= Math.min(wordsA.size, wordsB.size);
}
