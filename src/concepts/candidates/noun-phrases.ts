import { forEachRange } from '../../util/pause.ts';
import { log } from '../../util/portable-math.ts';
import { BEFORE_VERBS, type FormStatistics, isVerbPosition, NAME_LIKE_FORM, TITLE_HEAD } from './form-statistics.ts';
import { PHRASE_STOP_WORDS } from './stop-words.ts';
import { CAPITALIZED, JOINED, NAME_LIKE } from './word-forms.ts';
import { BREAK, SENTENCE_START, type Words } from './words.ts';

/** Number of words, and of forms, that are processed between two checks whether a pause is due. */
const WORDS_PER_RANGE = 1 << 18;
const ITEMS_PER_RANGE = 1 << 11;

/** Share of a form's uses that follow a word such as "to" above which the form counts as a verb everywhere. */
const VERB_SHARE = 0.5;
/** The same share above which it counts as a verb where it follows one of them. */
const SOMETIMES_VERB_SHARE = 0.1;

/** A name-like form is a word of its own if its stem is used as an ordinary word more often than this, relative to the name. */
const MAX_PLAIN_SHARE = 0.1;

/**
 * Assigns a stem to each form: singular and plural, British and American spelling count as one word. Two exceptions keep
 * names apart from ordinary words and get a stem in capitals: a name-like form whose stem is not rarely used as an
 * ordinary word ("SeND", "FAST", "SCAN"), and a single word before a title's colon that occurs nowhere else.
 * @returns the stem of each form as an index into `stems`
 * @throws the reason of the signal if it is aborted
 */
export async function assignStems(
  { forms, kinds, stems: plainStems, uses }: FormStatistics,
  signal?: AbortSignal,
): Promise<{ stemOf: Uint32Array; stems: string[] }> {
  const plainForms = new Set<string>();
  const plainUses = new Map<string, number>();
  await forEachRange(forms.length, ITEMS_PER_RANGE, signal, (start, end) => {
    for (let id = start; id < end; id++) {
      if (uses[id] === 0 || kinds[id] === NAME_LIKE_FORM || kinds[id] === TITLE_HEAD) continue;
      plainForms.add(forms[id]!);
      plainUses.set(plainStems[id]!, (plainUses.get(plainStems[id]!) ?? 0) + uses[id]!);
    }
  });
  const stemIds = new Map<string, number>();
  const stems: string[] = [];
  const findOrAddStem = (form: string, id: number) => {
    const plainStem = plainStems[id]!;
    const isName = kinds[id] === NAME_LIKE_FORM && (plainUses.get(plainStem) ?? 0) > MAX_PLAIN_SHARE * uses[id]!;
    const isTitleOnly = kinds[id] === TITLE_HEAD && !plainForms.has(form);
    const stem = isName || isTitleOnly ? form.toUpperCase() : plainStem;
    let stemId = stemIds.get(stem);
    if (stemId === undefined) {
      stemId = stems.push(stem) - 1;
      stemIds.set(stem, stemId);
    }
    return stemId;
  };
  const stemOf = new Uint32Array(forms.length);
  await forEachRange(forms.length, ITEMS_PER_RANGE, signal, (start, end) => {
    for (let id = start; id < end; id++) stemOf[id] = findOrAddStem(forms[id]!, id);
  });
  return { stemOf, stems };
}

/** Bits of the roles of a form: it ends a phrase everywhere, or where it follows a word such as "to" and "we". */
const STOP = 1; // a stop word, bare number, or adverb
const VERB = 2;
const SOMETIMES_VERB = 4;

/** Determines which forms end a phrase: stop words, bare numbers, adverbs, and verbs, which mostly follow words such as "to", "we" and "can". */
export function assignRoles({ forms, separateUses, verbUses }: FormStatistics): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(forms, (form, id) => {
    const verbShare = verbUses[id]! / (separateUses[id]! + 5);
    return (
      (isStopForm(form) ? STOP : 0) |
      (verbShare > VERB_SHARE ? VERB : 0) |
      (verbShare > SOMETIMES_VERB_SHARE ? SOMETIMES_VERB : 0)
    );
  });
}

/**
 * Finds the words that end a phrase: those whose form does, and single lowercase letters. A word that is sometimes a verb ends a phrase
 * where it follows a word such as "to".
 * @param roles The result of {@link assignRoles} for each form.
 * @returns 1 for each word that ends a phrase, otherwise 0
 * @throws the reason of the signal if it is aborted
 */
export async function findBreaks(words: Words, roles: Uint8Array, signal?: AbortSignal): Promise<Uint8Array> {
  const { ids, flags, forms } = words;
  const isBeforeVerb = Uint8Array.from(forms, (form) => (BEFORE_VERBS.has(form) ? 1 : 0));
  const isLetter = Uint8Array.from(forms, (form) => (form.length === 1 ? 1 : 0));
  const breaks = new Uint8Array(ids.length);
  const markBreak = (k: number) => {
    const role = roles[ids[k]!]!;
    const isLowercaseLetter = isLetter[ids[k]!] === 1 && !(flags[k]! & CAPITALIZED);
    const isBreak =
      isLowercaseLetter ||
      (role & STOP && !(flags[k]! & NAME_LIKE)) ||
      role & VERB ||
      (role & SOMETIMES_VERB && isVerbPosition(words, isBeforeVerb, k));
    if (!isBreak) return;
    const isInCompound = flags[k]! & JOINED || (flags[k + 1]! & (JOINED | SENTENCE_START)) === JOINED;
    if (!isInCompound) breaks[k] = 1;
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
 * Counts how often a break follows each form.
 * @param breaks The result of {@link findBreaks}.
 * @throws the reason of the signal if it is aborted
 */
export async function countUsesBeforeBreak(
  { ids, flags, forms }: Words,
  breaks: Uint8Array,
  signal?: AbortSignal,
): Promise<Uint32Array> {
  const counts = new Uint32Array(forms.length);
  const isAfterVerb = Uint8Array.from(forms, (form) => (AFTER_VERBS.has(form) ? 1 : 0));
  await forEachRange(ids.length, WORDS_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) {
      const next = k + 1;
      if (next === ids.length || flags[next]! & BREAK || (breaks[next] && !isAfterVerb[ids[next]!])) counts[ids[k]!]!++;
    }
  });
  return counts;
}

/**
 * Determines which forms can end a phrase: those that a break often follows, except participles in -ed.
 * @param usesBeforeBreak The result of {@link countUsesBeforeBreak}.
 * @returns for each form 0 if no phrase can end in it, 1 if a longer phrase can, 2 if it can also be a phrase by itself
 */
export function findPhraseEndings(
  { forms, uses }: FormStatistics,
  usesBeforeBreak: Uint32Array,
): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(forms, (form, id) => {
    const share = usesBeforeBreak[id]! / uses[id]!;
    if (!(share >= PHRASE_END_SHARE) || (PARTICIPLE.test(form) && !NOT_PARTICIPLES.has(form))) return 0;
    return share >= SINGLE_WORD_SHARE ? 2 : 1;
  });
}

function isStopForm(form: string): boolean {
  return PHRASE_STOP_WORDS.has(form) || /^\p{N}+$/u.test(form) || hasAdverbEnding(form);
}

const hasAdverbEnding = (form: string) =>
  /[a-z]{3}ly$/.test(form) && !/(?:family|assembly|anomaly|supply|poly|reply)$/.test(form);

/** Tests for an adverb that may belong to the next word, such as "biologically", rather than to a sentence. */
export const isAdverb = (form: string): boolean => hasAdverbEnding(form) && !PHRASE_STOP_WORDS.has(form);

/** Computes {@link logTitleShare} for each form: high for what papers are about, low for general vocabulary. */
export const computeTitleShares = ({ titles, papers }: FormStatistics): Float64Array<ArrayBuffer> =>
  Float64Array.from(papers, (count, id) => logTitleShare(titles[id]!, count));

/**
 * Returns the natural logarithm of the share of a term's papers that have the term in their title, smoothed toward the
 * prior 0.1.
 */
export function logTitleShare(titles: number, papers: number): number {
  return log((titles + 0.3) / (papers + 3));
}
