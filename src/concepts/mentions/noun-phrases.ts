import { porter } from '../../text/tokenize/porter.ts';
import { foldSpelling } from '../../text/tokenize/spelling.ts';
import { PLAIN_WORDS } from './plain-words.ts';
import { CAPITAL, JOINED, SHAPED } from './word-shapes.ts';
import { BREAK, type Words } from './words.ts';

/** A word that stands after one of these in more than this part of its uses is a verb wherever it stands. */
const VERB = 0.5;
/** Right after one of these, a word that does so in more than this part of its uses is a verb. */
const SOMETIMES_VERB = 0.1;
const BEFORE_VERBS = new Set(
  'to we can could may might must should will would they not cannot which that who'.split(' '),
);

/**
 * Words that share a stem are one word, so plurals are. A name whose stem is more often a plain word's ("SeND", "FAST", "StudI")
 * stays apart from it, its stem in capitals; so does the one word before a title's colon that no text has elsewhere.
 * Gives the stem of each form, as an index of `stems`.
 */
export function stemsOf(words: Words): { stemOf: Uint32Array; stems: string[] } {
  const uses = new Uint32Array(words.forms.length);
  for (const id of words.ids) uses[id]!++;
  const stemmed = words.forms.map((form) => porter(foldSpelling(form)) || form);
  /** Plain forms, and how often each stem is a plain word. */
  const plain = new Set<string>();
  const plainUses = new Map<string, number>();
  const shaped = new Set(words.shaped);
  const heads = new Set(words.heads);
  words.forms.forEach((form, id) => {
    if (uses[id] === 0 || shaped.has(id) || heads.has(id)) return;
    plain.add(form);
    plainUses.set(stemmed[id]!, (plainUses.get(stemmed[id]!) ?? 0) + uses[id]!);
  });
  const known = new Map<string, number>();
  const stems: string[] = [];
  const stemOf = Uint32Array.from(words.forms, (form, id) => {
    const apart = shaped.has(id) && (plainUses.get(stemmed[id]!) ?? 0) > uses[id]!;
    const only = heads.has(id) && !plain.has(form);
    const stem = apart || only ? form.toUpperCase() : stemmed[id]!;
    let number = known.get(stem);
    if (number === undefined) {
      number = stems.push(stem) - 1;
      known.set(stem, number);
    }
    return number;
  });
  return { stemOf, stems };
}

/**
 * 1 for words that end a run: plain words, bare numbers, small letters alone, adverbs, and verbs. What is a verb, the collection tells:
 * words that mostly follow "to", "we", "can", and, right after one of these, words that do so now and then.
 */
export function breaksOf(words: Words): Uint8Array {
  const { ids, flags, forms } = words;
  const leads = Uint8Array.from(forms, (form) => (BEFORE_VERBS.has(form) ? 1 : 0));
  const plain = Uint8Array.from(forms, (form) => (isPlain(form) ? 1 : 0));
  const isLed = (k: number) => k > 0 && !(flags[k]! & (BREAK | JOINED | SHAPED)) && leads[ids[k - 1]!] === 1;
  const uses = new Uint32Array(forms.length);
  const led = new Uint32Array(forms.length);
  for (let k = 0; k < ids.length; k++) {
    if (flags[k]! & JOINED) continue;
    uses[ids[k]!]!++;
    if (isLed(k)) led[ids[k]!]!++;
  }
  const verb = Float64Array.from(uses, (n, id) => led[id]! / (n + 5));
  const breaks = new Uint8Array(ids.length);
  for (let k = 0; k < ids.length; k++) {
    const id = ids[k]!;
    const inCompound = flags[k]! & JOINED || (k + 1 < ids.length && flags[k + 1]! & JOINED);
    if (inCompound) continue;
    const small = forms[id]!.length === 1 && !(flags[k]! & CAPITAL);
    if (small || (plain[id] && !(flags[k]! & SHAPED))) breaks[k] = 1;
    else if (verb[id]! > VERB || (verb[id]! > SOMETIMES_VERB && isLed(k))) breaks[k] = 1;
  }
  return breaks;
}

/** A break must follow a word in this part of its uses before it can end a name: "networks" 0.6, "neural" 0.05. */
const ENDING = 0.15;
/** And in this part before it can be one by itself: "adaptive" is none. */
const ENDING_ALONE = 0.3;

/** What stands right after a word that is a verb there: "discovering the", "shows how". */
const AFTER_VERBS = new Set('a an the this these those their its our his her how whether why that what'.split(' '));

const PARTICIPLE = /[^e]ed$/;
const NO_PARTICIPLES = new Set(['embed', 'bed', 'shed', 'led', 'testbed']);

/** For each form 1 when a name can end in it (a break often follows, and it is no participle in -ed), 2 when it can be one alone. */
export function endingsOf({ ids, flags, forms }: Words, isBreak: Uint8Array): Uint8Array {
  const uses = new Uint32Array(forms.length);
  const last = new Uint32Array(forms.length);
  const afterVerbs = Uint8Array.from(forms, (form) => (AFTER_VERBS.has(form) ? 1 : 0));
  for (let k = 0; k < ids.length; k++) {
    uses[ids[k]!]!++;
    const next = k + 1;
    if (next === ids.length || flags[next]! & BREAK || (isBreak[next] && !afterVerbs[ids[next]!])) last[ids[k]!]!++;
  }
  return Uint8Array.from(forms, (form, id) => {
    if (PARTICIPLE.test(form) && !NO_PARTICIPLES.has(form)) return 0;
    const share = last[id]! / uses[id]!;
    return share >= ENDING_ALONE ? 2 : share >= ENDING ? 1 : 0;
  });
}

function isPlain(form: string): boolean {
  return (
    PLAIN_WORDS.has(form) ||
    /^\p{N}+$/u.test(form) ||
    (/[a-z]{3}ly$/.test(form) && !/(?:family|assembly|anomaly|supply|poly|reply)$/.test(form))
  );
}

/** ln of the part of a form's papers that have it in their title: what papers are about is in titles, talk is not. */
export function wordTitleness(words: Words): Float64Array {
  const papers = (words.starts.length - 1) / 2;
  const inPapers = new Uint32Array(words.forms.length);
  const inTitles = new Uint32Array(words.forms.length);
  const lastPaper = new Uint32Array(words.forms.length);
  const lastTitle = new Uint32Array(words.forms.length);
  for (let i = 0; i < papers; i++)
    for (let k = words.starts[2 * i]!; k < words.starts[2 * i + 2]!; k++) {
      const id = words.ids[k]!;
      if (lastPaper[id] !== i + 1) inPapers[id]!++;
      lastPaper[id] = i + 1;
      if (k >= words.starts[2 * i + 1]!) continue;
      if (lastTitle[id] !== i + 1) inTitles[id]!++;
      lastTitle[id] = i + 1;
    }
  return Float64Array.from(inPapers, (n, id) => titleness(inTitles[id]!, n));
}

/** ln of the part of the papers that have it in their title, held back where papers are few: 0.1 when nothing is known. */
export function titleness(titles: number, papers: number): number {
  return Math.log((titles + 0.3) / (papers + 3));
}
