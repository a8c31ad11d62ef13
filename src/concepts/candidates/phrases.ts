import { PhraseTrie } from '../../text/vocabulary/phrase-trie.ts';
import { IntList } from '../../util/int-list.ts';
import { forEachRange, isPauseDue, pause } from '../../util/pause.ts';
import { endOfName, isName } from './name-spans.ts';
import { isAdverb } from './noun-phrases.ts';
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

/** The phrases of some papers, identified by their stems, and all their occurrences. */
export interface Phrases {
  words: Words;
  /** Maps sequences of stems to phrase ids; a single stem is its own id. Counts the papers of each phrase. */
  trie: PhraseTrie;
  /** Number of titles that contain each phrase. */
  titleCounts: Uint32Array;
  /** Number of occurrences of each phrase, and of those that are STANDALONE. */
  occurrenceCounts: Uint32Array;
  standaloneCounts: Uint32Array;
  /** Occurrences in paper i are entries paperStarts[i] .. paperStarts[i + 1] of the next four arrays, in reading order. */
  paperStarts: Uint32Array;
  ids: Int32Array;
  /** First word. */
  starts: Int32Array;
  /** Word after the last. */
  ends: Int32Array;
  /** STANDALONE, NAME, COMPLETE and DEFINED. */
  flags: Int32Array;
  /** Returns the id of the phrase in a span. */
  idOf(span: WordSpan): number;
}

/** What phrases consist of. */
export interface PhraseRules {
  /** The stem of each word form. */
  stemOf: Uint32Array;
  /** Number of stems. */
  stems: number;
  /** 1 for each word that ends a phrase: see `findBreaks`. */
  breaks: Uint8Array;
  /** Whether a phrase can end in each word form: see `findPhraseEndings`. */
  endings: Uint8Array;
}

/**
 * Finds and counts the phrases of some papers. A phrase has up to four compounds without a break between them. It either
 * ends in a word that can end a phrase, or is spelled like a name, or is requested.
 * @param requested Sequences of stems, such as names that the rules found: the length of each, then its stems.
 * @throws the reason of the signal if it is aborted
 */
export async function extractPhrases(
  words: Words,
  { stemOf, stems, breaks, endings }: PhraseRules,
  requested: Uint32Array,
  signal?: AbortSignal,
): Promise<Phrases> {
  const papers = (words.fieldStarts.length - 1) / 2;
  const { ids, flags } = words;
  const trie = new PhraseTrie(stems);
  const idOf = ({ start, end }: WordSpan) => {
    let phrase = stemOf[ids[start]!]!;
    for (let k = start + 1; k < end; k++) phrase = trie.findOrAdd(phrase, stemOf[ids[k]!]!);
    return phrase;
  };
  const longFormEnds = new Map(words.definitions.map(({ long }) => [long.start, long.end]));
  const isRequested = await addSequences(trie, requested, signal);
  const titleCounts = new IntList(new Int32Array(stems + 1024));
  const lastTitle = new IntList(new Int32Array(stems + 1024));
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
        if (complete | name || isRequested.has(phrase))
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
    if (isPauseDue()) await pause(signal);
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
  const titles = new Uint32Array(trie.size);
  titles.set(titleCounts.items.subarray(0, trie.size));
  return {
    words,
    trie,
    titleCounts: titles,
    ...counts,
    paperStarts,
    ids: toArray(occurrences.ids),
    starts: toArray(occurrences.starts),
    ends: toArray(occurrences.ends),
    flags: toArray(occurrences.flags),
    idOf,
  };
}

/** Adds sequences of stems to a trie and returns their phrases. */
async function addSequences(
  trie: PhraseTrie,
  sequences: Uint32Array,
  signal: AbortSignal | undefined,
): Promise<Set<number>> {
  const phrases = new Set<number>();
  for (let k = 0; k < sequences.length; k += 1 + sequences[k]!) {
    if (isPauseDue()) await pause(signal);
    let phrase = sequences[k + 1]!;
    for (let m = 2; m <= sequences[k]!; m++) phrase = trie.findOrAdd(phrase, sequences[k + m]!);
    phrases.add(phrase);
  }
  return phrases;
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
