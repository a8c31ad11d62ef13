import { PhraseTrie } from '../../text/vocabulary/phrase-trie.ts';
import { IntList } from '../../util/int-list.ts';
import { copyInto, forEachRange, isPauseDue, pause } from '../../util/pause.ts';
import { endOfName, isName } from './name-spans.ts';
import { isAdverb } from './noun-phrases.ts';
import { JOINED } from './word-forms.ts';
import { ABSTRACT, BREAK, TITLE, type WordSpan, type Words } from './words.ts';

/** The longest phrase, in compounds; a hyphenated compound counts once. */
const MAX_COMPOUNDS = 4;
/** The longest phrase, in words. */
const MAX_WORDS = 6;

/** Bits of {@link PhraseOccurrences.marks}. */
export const STANDALONE = 1; // surrounded by breaks
export const NAME = 2; // spelled like a name
export const COMPLETE = 4; // ends in a word that can end a phrase
export const DEFINED = 8; // the long form where the paper defines an abbreviation

/** What a word of a phrase adds to its mark. */
const WORD_UNIT = 16;

/** Returns the number of words of an occurrence with a mark. */
export const wordsOf = (mark: number): number => mark >> 4;

/** All occurrences of the phrases of some papers. */
export interface PhraseOccurrences {
  words: Words;
  /** Number of phrases. */
  size: number;
  /** Occurrences in paper i are entries paperStarts[i] .. paperStarts[i + 1] of the next three arrays, in reading order. */
  paperStarts: Uint32Array;
  ids: Int32Array;
  /** First word. */
  starts: Int32Array;
  /** STANDALONE, NAME, COMPLETE and DEFINED, plus {@link WORD_UNIT} times the number of words. */
  marks: Uint8Array;
}

/** The phrases of some papers, identified by their stems. */
export interface Phrases {
  occurrences: PhraseOccurrences;
  /** Maps sequences of stems to phrase ids; a single stem is its own id. Counts the papers of each phrase. */
  trie: PhraseTrie;
  /** Number of titles that contain each phrase. */
  titleCounts: Uint32Array;
  /** Number of occurrences of each phrase, and of those that are STANDALONE. */
  occurrenceCounts: Uint32Array;
  standaloneCounts: Uint32Array;
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
  const isAfterAdverb = createAdverbTest(words);
  const titleCounts = new IntList(new Int32Array(stems + 1024));
  const lastTitle = new IntList(new Int32Array(stems + 1024));
  const occurrences = new OccurrenceList();
  const paperStarts = new Uint32Array(papers + 1);

  const countTitle = (phrase: number, paper: number) => {
    while (titleCounts.items.length <= phrase) doubleCapacity(titleCounts, lastTitle);
    if (lastTitle.items[phrase] === paper + 1) return;
    lastTitle.items[phrase] = paper + 1;
    titleCounts.items[phrase]!++;
  };
  /** Adds the phrases among words [runStart, runEnd), which have no break between them. */
  const readRun = (runStart: number, runEnd: number, paper: number, inTitle: boolean) => {
    const startsWithFragment = isAfterAdverb(runStart);
    for (let first = runStart; first < runEnd; first++) {
      if (first > runStart && flags[first]! & JOINED) continue;
      const isFragment = first === runStart && startsWithFragment;
      const nameEnd = endOfName(words, first, runEnd);
      const longFormEnd = longFormEnds.get(first);
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
        if (!(complete | name || isRequested(phrase))) continue;
        const standalone = first === runStart && last + 1 === runEnd ? STANDALONE : 0;
        const defined = longFormEnd === last + 1 ? DEFINED : 0;
        occurrences.push(phrase, first, complete | name | standalone | defined | (WORD_UNIT * (last + 1 - first)));
        trie.countPaper(phrase, paper);
        if (inTitle) countTitle(phrase, paper);
      }
    }
  };
  /** Makes room for the phrases of a paper with some number of words. */
  const reserve = async (wordCount: number) => {
    await trie.reserve(MAX_WORDS * wordCount, signal);
    await occurrences.reserve(MAX_WORDS * wordCount, signal);
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
    paperStarts[paper + 1] = occurrences.length;
  }
  const { length } = occurrences;
  const phraseIds = occurrences.ids.subarray(0, length);
  const marks = occurrences.marks.subarray(0, length);
  const counts = await countOccurrences(phraseIds, marks, trie.size, signal);
  const titles = new Uint32Array(trie.size);
  titles.set(titleCounts.items.subarray(0, trie.size));
  const starts = occurrences.starts.subarray(0, length);
  return {
    occurrences: { words, size: trie.size, paperStarts, ids: phraseIds, starts, marks },
    trie,
    titleCounts: titles,
    ...counts,
    idOf,
  };
}

/** A growable list of occurrences of phrases. */
class OccurrenceList {
  length = 0;
  ids = new Int32Array(1024);
  starts = new Int32Array(1024);
  marks = new Uint8Array(1024);

  /** Appends an occurrence; needs room: see {@link reserve}. */
  push(id: number, start: number, mark: number): void {
    this.ids[this.length] = id;
    this.starts[this.length] = start;
    this.marks[this.length++] = mark;
  }

  /**
   * Ensures capacity for `count` more occurrences. Pauses when it is due.
   * @throws the reason of the signal if it is aborted
   */
  async reserve(count: number, signal: AbortSignal | undefined): Promise<void> {
    const needed = this.length + count;
    if (needed <= this.ids.length) return;
    const capacity = Math.max(Math.ceil(1.5 * this.ids.length), needed);
    this.ids = await copyInto(this.ids, new Int32Array(capacity), signal);
    this.starts = await copyInto(this.starts, new Int32Array(capacity), signal);
    this.marks = await copyInto(this.marks, new Uint8Array(capacity), signal);
  }
}

/** Adds sequences of stems to a trie. Returns a function that tests whether a phrase is one of them. */
async function addSequences(
  trie: PhraseTrie,
  sequences: Uint32Array,
  signal: AbortSignal | undefined,
): Promise<(phrase: number) => boolean> {
  const phrases = new Set<number>();
  for (let k = 0; k < sequences.length; k += 1 + sequences[k]!) {
    if (isPauseDue()) await pause(signal);
    let phrase = sequences[k + 1]!;
    for (let m = 2; m <= sequences[k]!; m++) phrase = trie.findOrAdd(phrase, sequences[k + m]!);
    phrases.add(phrase);
  }
  // Phrases that are added later are none of them.
  const isRequested = new Uint8Array(trie.size);
  for (const phrase of phrases) isRequested[phrase] = 1;
  return (phrase) => phrase < isRequested.length && isRequested[phrase] === 1;
}

/**
 * Returns a function that tests whether a word continues an adverb, as in "biologically plausible learning": without it, it is a
 * fragment.
 */
function createAdverbTest({ ids, flags, forms }: Words): (k: number) => boolean {
  const isAdverbForm = Uint8Array.from(forms, (form) => (isAdverb(form) ? 1 : 0));
  return (k) => k > 0 && !(flags[k]! & BREAK) && isAdverbForm[ids[k - 1]!] === 1;
}

/** Counts the occurrences of each phrase, and those that are standalone. */
async function countOccurrences(ids: Int32Array, marks: Uint8Array, size: number, signal: AbortSignal | undefined) {
  const occurrenceCounts = new Uint32Array(size);
  const standaloneCounts = new Uint32Array(size);
  await forEachRange(ids.length, OCCURRENCES_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) {
      occurrenceCounts[ids[k]!]!++;
      if (marks[k]! & STANDALONE) standaloneCounts[ids[k]!]!++;
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
