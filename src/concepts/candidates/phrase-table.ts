import { PhraseTrie } from '../../text/vocabulary/phrase-trie.ts';
import { forEachRange } from '../../util/pause.ts';
import { addCounts } from './form-statistics.ts';

/** Counts of phrases, in parallel arrays. The first phrases are single stems; each other one extends an earlier one by a stem. */
export interface PhraseCounts {
  /** Number of papers, and of titles, that contain each phrase. */
  documents: Uint32Array;
  titles: Uint32Array;
  /** Number of occurrences of each phrase, and of those that are STANDALONE. */
  occurrences: Uint32Array;
  standalone: Uint32Array;
}

/** The phrases of a block of papers. */
export interface BlockPhrases extends PhraseCounts {
  /** The stem of each phrase that is a single one, as an index into the stems of the collection. */
  roots: Uint32Array;
  /** The phrase without its last stem, and that stem as an index into `roots`, for each other phrase. */
  parents: Int32Array;
  lastStems: Int32Array;
}

/** The phrases of a collection. */
export interface PhraseTable extends PhraseCounts {
  /** The phrases that are single stems. */
  stems: readonly string[];
  /** Number of phrases. */
  size: number;
  /** Returns the stems of a phrase. */
  stemsOf(phrase: number): string[];
  /** Returns the phrase without its last stem, or -1 for a single stem. */
  parentOf(phrase: number): number;
}

/** Number of phrases that are merged between two checks whether a pause is due. */
const PHRASES_PER_RANGE = 1 << 14;

/**
 * Merges the phrases of blocks of papers and adds their counts.
 * @returns the phrases, and by block the index of each of its phrases in them
 * @throws the reason of the signal if it is aborted
 */
export async function mergePhrases(
  blocks: readonly BlockPhrases[],
  stems: readonly string[],
  signal?: AbortSignal,
): Promise<{ phrases: PhraseTable; idsOfBlocks: Int32Array[] }> {
  const [only] = blocks;
  if (blocks.length === 1) {
    // A single block numbers stems and phrases in the same order.
    const ids = new Int32Array(only!.documents.length);
    await forEachRange(ids.length, PHRASES_PER_RANGE, signal, (start, end) => {
      for (let id = start; id < end; id++) ids[id] = id;
    });
    return { phrases: createPhraseTable(only!, stems, only!.parents, only!.lastStems), idsOfBlocks: [ids] };
  }
  const trie = new PhraseTrie(stems.length);
  const idsOfBlocks: Int32Array[] = [];
  for (const { roots, parents, lastStems, documents } of blocks) {
    const ids = new Int32Array(documents.length);
    ids.set(roots);
    await trie.reserve(parents.length, signal);
    await forEachRange(parents.length, PHRASES_PER_RANGE, signal, (start, end) => {
      for (let k = start; k < end; k++)
        ids[roots.length + k] = trie.findOrAdd(ids[parents[k]!]!, roots[lastStems[k]!]!);
    });
    idsOfBlocks.push(ids);
  }
  const sum = (name: keyof PhraseCounts) =>
    addCounts(
      trie.size,
      blocks.map((block) => block[name]),
      idsOfBlocks,
      signal,
    );
  const counts: PhraseCounts = {
    documents: await sum('documents'),
    titles: await sum('titles'),
    occurrences: await sum('occurrences'),
    standalone: await sum('standalone'),
  };
  return { phrases: createPhraseTable(counts, stems, trie.parents, trie.lastWords), idsOfBlocks };
}

function createPhraseTable(
  { documents, titles, occurrences, standalone }: PhraseCounts,
  stems: readonly string[],
  parents: Int32Array,
  lastStems: Int32Array,
): PhraseTable {
  const parentOf = (phrase: number) => (phrase < stems.length ? -1 : parents[phrase - stems.length]!);
  const stemsOf = (phrase: number) => {
    const found: string[] = [];
    let current = phrase;
    for (; current >= stems.length; current = parentOf(current)) found.push(stems[lastStems[current - stems.length]!]!);
    found.push(stems[current]!);
    return found.reverse();
  };
  return { stems, size: documents.length, documents, titles, occurrences, standalone, stemsOf, parentOf };
}
