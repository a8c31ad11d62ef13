import type { Hooks } from '../../model/options.ts';
import { PhraseTrie } from '../../text/vocabulary/phrase-trie.ts';
import { IntList } from '../../util/int-list.ts';
import { forEachRange, isPauseDue, mapItems, pause } from '../../util/pause.ts';
import { endOfName, isName } from './name-spans.ts';
import { assignStems, computeTitleShares, findBreaks, findPhraseEndings, isAdverb } from './noun-phrases.ts';
import { JOINED } from './word-forms.ts';
import { ABSTRACT, BREAK, TITLE, type WordSpan, type Words } from './words.ts';

/** The longest phrase, in compounds; a hyphenated compound counts once. */
const MAX_COMPOUNDS = 4;
/** The longest phrase, in words. */
const MAX_WORDS = 6;

/** Bits of {@link Phrases.flags}. */
export const STANDALONE = 1; // surrounded by breaks
export const NAME = 2; // spelled like a name
export const COMPLETE = 4; // ends in a word that can end a phrase
export const DEFINED = 8; // the long form where the paper defines an abbreviation

/** Every phrase of a collection, identified by its stems, and all its occurrences. */
export interface Phrases {
  words: Words;
  /** Maps sequences of stems to phrase ids; a single stem is its own id. Counts the papers of each phrase. */
  trie: PhraseTrie;
  stems: string[];
  /** Number of titles that contain each phrase. */
  titleCounts: IntList;
  /** Number of occurrences of each phrase, and of those that are STANDALONE. */
  occurrenceCounts: Uint32Array;
  standaloneCounts: Uint32Array;
  /** Logarithm of the title share of each word form; see {@link computeTitleShares}. */
  titleShares: Float64Array;
  /** Occurrences in paper i are entries paperStarts[i] .. paperStarts[i + 1] of the next four arrays, in reading order. */
  paperStarts: Uint32Array;
  ids: Int32Array;
  /** First word. */
  starts: Int32Array;
  /** Word after the last. */
  ends: Int32Array;
  /** STANDALONE, NAME, COMPLETE and DEFINED. */
  flags: Int32Array;
  /** Returns the id of the phrase in a span, adding it if it is new. */
  idOf(span: WordSpan): number;
  /** Returns the stems of a phrase. */
  stemsOf(phrase: number): string[];
}

/**
 * Finds and counts the phrases of a collection. A phrase has up to four compounds without a break between them. It either
 * ends in a word that can end a phrase, or is spelled like a name, or equals one of the given spans.
 * @throws the reason of the signal if it is aborted
 */
export async function extractPhrases(
  words: Words,
  spans: readonly WordSpan[],
  { signal, progress }: Hooks = {},
): Promise<Phrases> {
  const papers = (words.fieldStarts.length - 1) / 2;
  const { ids, flags } = words;
  const { stemOf, stems } = await assignStems(words, signal);
  const breaks = await findBreaks(words, signal);
  const endings = await findPhraseEndings(words, breaks, signal);
  const trie = new PhraseTrie(stems.length);
  const idOf = ({ start, end }: WordSpan) => {
    let phrase = stemOf[ids[start]!]!;
    for (let k = start + 1; k < end; k++) phrase = trie.findOrAdd(phrase, stemOf[ids[k]!]!);
    return phrase;
  };
  const longFormEnds = new Map(words.definitions.map(({ long }) => [long.start, long.end]));
  const requested = new Set(await mapItems(spans, signal, idOf));
  const titleCounts = new IntList(new Int32Array(stems.length + 1024));
  const lastTitle = new IntList(new Int32Array(stems.length + 1024));
  const occurrences = { ids: new IntList(), starts: new IntList(), ends: new IntList(), flags: new IntList() };
  const paperStarts = new Uint32Array(papers + 1);

  const addOccurrence = (
    phrase: number,
    start: number,
    end: number,
    phraseFlags: number,
    paper: number,
    inTitle: boolean,
  ) => {
    occurrences.ids.push(phrase);
    occurrences.starts.push(start);
    occurrences.ends.push(end);
    occurrences.flags.push(phraseFlags);
    trie.countPaper(phrase, paper);
    if (!inTitle) return;
    while (titleCounts.items.length <= phrase) doubleCapacity(titleCounts, lastTitle);
    if (lastTitle.items[phrase] === paper + 1) return;
    lastTitle.items[phrase] = paper + 1;
    titleCounts.items[phrase]!++;
  };
  /** Adds the phrases among words [runStart, runEnd), which have no break between them. */
  const readRun = (runStart: number, runEnd: number, paper: number, inTitle: boolean) => {
    const startsWithFragment = isAfterAdverb(words, runStart);
    for (let first = runStart; first < runEnd; first++) {
      if (first > runStart && flags[first]! & JOINED) continue;
      const isFragment = first === runStart && startsWithFragment;
      const nameEnd = endOfName(words, first, runEnd);
      let phrase = -1;
      for (let last = first, compounds = 0; last < runEnd && last - first < MAX_WORDS; last++) {
        if (last === first || !(flags[last]! & JOINED)) compounds++;
        if (compounds > MAX_COMPOUNDS) break;
        const stem = stemOf[ids[last]!]!;
        phrase = phrase < 0 ? stem : trie.findOrAdd(phrase, stem);
        const endsCompound = last + 1 === runEnd || !(flags[last + 1]! & JOINED);
        if (!endsCompound && !(last === first && nameEnd === first + 1)) continue;
        const complete = !isFragment && endings[ids[last]!]! > (first === last ? 1 : 0) ? COMPLETE : 0;
        const name = nameEnd === last + 1 && isName(words, first, last + 1) ? NAME : 0;
        const standalone = first === runStart && last + 1 === runEnd ? STANDALONE : 0;
        const defined = longFormEnds.get(first) === last + 1 ? DEFINED : 0;
        if (complete | name || requested.has(phrase))
          addOccurrence(phrase, first, last + 1, complete | name | standalone | defined, paper, inTitle);
      }
    }
  };
  /** Makes room for the phrases of a paper with some number of words. */
  const reserve = async (wordCount: number) => {
    await trie.reserve(MAX_WORDS * wordCount, signal);
    for (const list of Object.values(occurrences)) await list.reserveWithPauses(MAX_WORDS * wordCount, signal);
  };
  for (let paper = 0; paper < papers; paper++) {
    if (isPauseDue()) {
      progress?.('concepts', paper, 2 * papers);
      await pause(signal);
    }
    await reserve(words.fieldStarts[2 * paper + 2]! - words.fieldStarts[2 * paper]!);
    for (const field of [TITLE, ABSTRACT]) {
      const fieldEnd = words.fieldStarts[2 * paper + field + 1]!;
      let runStart = words.fieldStarts[2 * paper + field]!;
      for (let k = runStart; k <= fieldEnd; k++) {
        const isBreak = k === fieldEnd || breaks[k] === 1;
        if (!isBreak && !(flags[k]! & BREAK)) continue;
        readRun(runStart, k, paper, field === TITLE);
        runStart = isBreak ? k + 1 : k;
      }
    }
    paperStarts[paper + 1] = occurrences.ids.length;
  }
  const toArray = (list: IntList) => list.items.subarray(0, list.length);
  const counts = await countOccurrences(occurrences.ids, occurrences.flags, trie.size, signal);
  return {
    words,
    trie,
    stems,
    titleCounts,
    ...counts,
    titleShares: await computeTitleShares(words, signal),
    paperStarts,
    ids: toArray(occurrences.ids),
    starts: toArray(occurrences.starts),
    ends: toArray(occurrences.ends),
    flags: toArray(occurrences.flags),
    idOf,
    stemsOf: (phrase) => trie.path(phrase).map((stem) => stems[stem]!),
  };
}

/** Tests whether a word continues an adverb, as in "biologically plausible learning": without it, it is a fragment. */
function isAfterAdverb({ ids, flags, forms }: Words, k: number): boolean {
  return k > 0 && !(flags[k]! & BREAK) && isAdverb(forms[ids[k - 1]!]!);
}

/** Counts the occurrences of each phrase, and those that are standalone. */
async function countOccurrences(ids: IntList, flags: IntList, size: number, signal: AbortSignal | undefined) {
  const occurrenceCounts = new Uint32Array(size);
  const standaloneCounts = new Uint32Array(size);
  await forEachRange(ids.length, OCCURRENCES_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) {
      occurrenceCounts[ids.items[k]!]!++;
      if (flags.items[k]! & STANDALONE) standaloneCounts[ids.items[k]!]!++;
    }
  });
  return { occurrenceCounts, standaloneCounts };
}

/** Number of occurrences that are counted between two checks whether a pause is due. */
const OCCURRENCES_PER_RANGE = 1 << 17;

/** Doubles the capacity of lists that are indexed directly. */
function doubleCapacity(...lists: IntList[]): void {
  for (const list of lists) {
    const enlarged = new Int32Array(2 * list.items.length);
    enlarged.set(list.items);
    list.items = enlarged;
  }
}
