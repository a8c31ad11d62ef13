import { normalizeSpelling } from '../../text/tokenize/spelling.ts';
import { stemmers } from '../../text/tokenize/stemmers.ts';
import { forEachRange } from '../../util/pause.ts';
import { PHRASE_STOP_WORDS } from './stop-words.ts';
import { CAPITALIZED, JOINED, NAME_LIKE } from './word-forms.ts';
import { BREAK, type Words } from './words.ts';

/** Number of words, and of forms or papers, that are processed between two checks whether a pause is due. */
const WORDS_PER_RANGE = 1 << 18;
const ITEMS_PER_RANGE = 1 << 11;

/** Share of a form's uses that follow one of {@link BEFORE_VERBS} above which the form counts as a verb everywhere. */
const VERB_SHARE = 0.5;
/** The same share above which it counts as a verb where it follows one of them. */
const SOMETIMES_VERB_SHARE = 0.1;
const BEFORE_VERBS = new Set(
  'to we can could may might must should will would they not cannot which that who'.split(' '),
);

/** A name-like form is a word of its own if its stem is used as an ordinary word more often than this, relative to the name. */
const MAX_PLAIN_SHARE = 0.1;

/** Returns the stem of a word form in lower case: its singular in American spelling. */
export const stemOfForm = (form: string): string => stemmers.plurals(normalizeSpelling(form)) || form;

/**
 * Assigns a stem to each form: singular and plural, British and American spelling count as one word. Two exceptions keep
 * names apart from ordinary words and get a stem in capitals: a name-like form whose stem is not rarely used as an
 * ordinary word ("SeND", "FAST", "SCAN"), and a single word before a title's colon that occurs nowhere else.
 * @returns the stem of each form as an index into `stems`
 * @throws the reason of the signal if it is aborted
 */
export async function assignStems(
  words: Words,
  signal?: AbortSignal,
): Promise<{ stemOf: Uint32Array; stems: string[] }> {
  const uses = new Uint32Array(words.forms.length);
  await forEachRange(words.ids.length, WORDS_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) uses[words.ids[k]!]!++;
  });
  const stemmed: string[] = [];
  await forEachRange(words.forms.length, ITEMS_PER_RANGE, signal, (start, end) => {
    for (let id = start; id < end; id++) {
      const form = words.forms[id]!;
      stemmed.push(stemOfForm(form));
    }
  });
  const nameLike = new Set(words.nameLike);
  const titleHeads = new Set(words.titleHeads);
  const plainForms = new Set<string>();
  const plainUses = new Map<string, number>();
  await forEachRange(words.forms.length, ITEMS_PER_RANGE, signal, (start, end) => {
    for (let id = start; id < end; id++) {
      if (uses[id] === 0 || nameLike.has(id) || titleHeads.has(id)) continue;
      plainForms.add(words.forms[id]!);
      plainUses.set(stemmed[id]!, (plainUses.get(stemmed[id]!) ?? 0) + uses[id]!);
    }
  });
  const stemIds = new Map<string, number>();
  const stems: string[] = [];
  const findOrAddStem = (form: string, id: number) => {
    const isRareName = nameLike.has(id) && (plainUses.get(stemmed[id]!) ?? 0) > MAX_PLAIN_SHARE * uses[id]!;
    const isTitleOnly = titleHeads.has(id) && !plainForms.has(form);
    const stem = isRareName || isTitleOnly ? form.toUpperCase() : stemmed[id]!;
    let stemId = stemIds.get(stem);
    if (stemId === undefined) {
      stemId = stems.push(stem) - 1;
      stemIds.set(stem, stemId);
    }
    return stemId;
  };
  const stemOf = new Uint32Array(words.forms.length);
  await forEachRange(words.forms.length, ITEMS_PER_RANGE, signal, (start, end) => {
    for (let id = start; id < end; id++) stemOf[id] = findOrAddStem(words.forms[id]!, id);
  });
  return { stemOf, stems };
}

/**
 * Finds the words that end a phrase: stop words, bare numbers, single lowercase letters, adverbs and verbs. Verbs are
 * recognized by counting: a word is a verb if it mostly follows words such as "to", "we" and "can", and a word that does
 * so sometimes is a verb in those places.
 * @returns 1 for each word that ends a phrase, otherwise 0
 * @throws the reason of the signal if it is aborted
 */
export async function findBreaks(words: Words, signal?: AbortSignal): Promise<Uint8Array> {
  const { ids, flags, forms } = words;
  const isBeforeVerb = Uint8Array.from(forms, (form) => (BEFORE_VERBS.has(form) ? 1 : 0));
  const isStop = Uint8Array.from(forms, (form) => (isStopForm(form) ? 1 : 0));
  const isVerbPosition = (k: number) =>
    k > 0 && !(flags[k]! & (BREAK | JOINED | NAME_LIKE)) && isBeforeVerb[ids[k - 1]!] === 1;
  const uses = new Uint32Array(forms.length);
  const verbUses = new Uint32Array(forms.length);
  await forEachRange(ids.length, WORDS_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) {
      if (flags[k]! & JOINED) continue;
      uses[ids[k]!]!++;
      if (isVerbPosition(k)) verbUses[ids[k]!]!++;
    }
  });
  const verbShare = Float64Array.from(uses, (count, id) => verbUses[id]! / (count + 5));
  const breaks = new Uint8Array(ids.length);
  const markBreak = (k: number) => {
    const id = ids[k]!;
    const isInCompound = flags[k]! & JOINED || (k + 1 < ids.length && flags[k + 1]! & JOINED);
    if (isInCompound) return;
    const isLowercaseLetter = forms[id]!.length === 1 && !(flags[k]! & CAPITALIZED);
    if (isLowercaseLetter || (isStop[id] && !(flags[k]! & NAME_LIKE))) breaks[k] = 1;
    else if (verbShare[id]! > VERB_SHARE || (verbShare[id]! > SOMETIMES_VERB_SHARE && isVerbPosition(k))) breaks[k] = 1;
  };
  await forEachRange(ids.length, WORDS_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) markBreak(k);
  });
  return breaks;
}

/** Share of a form's uses followed by a break above which a phrase can end in it: "networks" has 0.6, "neural" 0.05. */
const PHRASE_END_SHARE = 0.15;
/** The same share above which the form can be a phrase by itself; "adaptive" cannot. */
const SINGLE_WORD_SHARE = 0.3;

/** Words after which the previous word is a verb: "discovering the", "shows how". */
const AFTER_VERBS = new Set('a an the this these those their its our his her how whether why that what'.split(' '));

const PARTICIPLE = /[^e]ed$/;
const NOT_PARTICIPLES = new Set(['embed', 'bed', 'shed', 'led', 'testbed']);

/**
 * Determines which forms can end a phrase: those that a break often follows, except participles in -ed.
 * @returns for each form 0 if no phrase can end in it, 1 if a longer phrase can, 2 if it can also be a phrase by itself
 * @throws the reason of the signal if it is aborted
 */
export async function findPhraseEndings(
  { ids, flags, forms }: Words,
  breaks: Uint8Array,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const uses = new Uint32Array(forms.length);
  const usesBeforeBreak = new Uint32Array(forms.length);
  const isAfterVerb = Uint8Array.from(forms, (form) => (AFTER_VERBS.has(form) ? 1 : 0));
  await forEachRange(ids.length, WORDS_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) {
      uses[ids[k]!]!++;
      const next = k + 1;
      if (next === ids.length || flags[next]! & BREAK || (breaks[next] && !isAfterVerb[ids[next]!]))
        usesBeforeBreak[ids[k]!]!++;
    }
  });
  return Uint8Array.from(forms, (form, id) => {
    if (PARTICIPLE.test(form) && !NOT_PARTICIPLES.has(form)) return 0;
    const share = usesBeforeBreak[id]! / uses[id]!;
    return share >= SINGLE_WORD_SHARE ? 2 : share >= PHRASE_END_SHARE ? 1 : 0;
  });
}

function isStopForm(form: string): boolean {
  return PHRASE_STOP_WORDS.has(form) || /^\p{N}+$/u.test(form) || hasAdverbEnding(form);
}

const hasAdverbEnding = (form: string) =>
  /[a-z]{3}ly$/.test(form) && !/(?:family|assembly|anomaly|supply|poly|reply)$/.test(form);

/** Tests for an adverb that may belong to the next word, such as "biologically", rather than to a sentence. */
export const isAdverb = (form: string): boolean => hasAdverbEnding(form) && !PHRASE_STOP_WORDS.has(form);

/**
 * Computes {@link logTitleShare} for each form: high for what papers are about, low for general vocabulary.
 * @throws the reason of the signal if it is aborted
 */
export async function computeTitleShares(words: Words, signal?: AbortSignal): Promise<Float64Array> {
  const { fieldStarts, forms, ids } = words;
  const papers = (fieldStarts.length - 1) / 2;
  const paperCounts = new Uint32Array(forms.length);
  const titleCounts = new Uint32Array(forms.length);
  const lastPaper = new Uint32Array(forms.length);
  const lastTitle = new Uint32Array(forms.length);
  const countPaper = (i: number) => {
    for (let k = fieldStarts[2 * i]!; k < fieldStarts[2 * i + 2]!; k++) {
      const id = ids[k]!;
      if (lastPaper[id] !== i + 1) paperCounts[id]!++;
      lastPaper[id] = i + 1;
      if (k >= fieldStarts[2 * i + 1]!) continue;
      if (lastTitle[id] !== i + 1) titleCounts[id]!++;
      lastTitle[id] = i + 1;
    }
  };
  await forEachRange(papers, ITEMS_PER_RANGE, signal, (start, end) => {
    for (let i = start; i < end; i++) countPaper(i);
  });
  return Float64Array.from(paperCounts, (count, id) => logTitleShare(titleCounts[id]!, count));
}

/**
 * Returns the natural logarithm of the share of a term's papers that have the term in their title, smoothed toward the
 * prior 0.1.
 */
export function logTitleShare(titles: number, papers: number): number {
  return Math.log((titles + 0.3) / (papers + 3));
}
