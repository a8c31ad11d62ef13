import stemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import { Grown } from './grown.ts';
import { endOfName } from './names.ts';
import { Ngrams } from './ngrams.ts';
import { PLAIN_WORDS } from './plain.ts';
import { BREAK, JOINED, SHAPED, type Words } from './words.ts';

/** The longest phrase, in words; a hyphened compound counts as one. */
const LONGEST = 4;
const MOST_PARTS = 6;

/** A word that stands after one of these in more than this part of its uses is a verb wherever it stands. */
const VERB = 0.5;
const BEFORE_VERBS = new Set(
  'to we can could may might must should will would they not cannot which that who'.split(' '),
);

/** Called for a phrase: its number, its words [from, to), the field, and whether it stands between breaks on its own. */
export type PhraseVisitor = (id: number, from: number, to: number, field: number, alone: boolean) => void;

/** Every phrase of a collection, numbered by its stems, with counts. */
export interface Phrases {
  words: Words;
  grams: Ngrams;
  /** Stem of each form, as an index of `stems`. */
  stemOf: Uint32Array;
  stems: string[];
  /** In how many papers each phrase stands, by its number. */
  documents: Grown;
  /** In how many titles. */
  titles: Grown;
  /** ln of the part of a form's papers that have it in their title: what papers are about is in titles, talk is not. */
  wordTitleness: Float64Array;
  /** 1 for forms that a name can end in: a break often follows them, and they are no participles in -ed. */
  endings: Uint8Array;
  /** Visits every phrase of a paper, title first, in reading order. */
  visit(paper: number, visitor: PhraseVisitor): void;
}

/** Finds and counts the phrases: up to four words without a break between them. */
export function phrasesOf(words: Words, fold: (word: string) => string = (word) => word): Phrases {
  const papers = (words.starts.length - 1) / 2;
  const { stemOf, stems } = stemsOf(words, fold);
  const isBreak = breaksOf(words);
  const grams = new Ngrams();
  const documents = new Grown();
  const titles = new Grown();
  const lastPaper = new Grown();
  const lastTitle = new Grown();
  documents.push(0);
  titles.push(0);
  lastPaper.push(0);
  lastTitle.push(0);

  const visit = (paper: number, visitor: PhraseVisitor): void => {
    for (const field of [0, 1]) {
      const end = words.starts[2 * paper + field + 1]!;
      let from = words.starts[2 * paper + field]!;
      for (let k = from; k <= end; k++) {
        const stop = k === end || isBreak[k];
        if (!stop && !(words.flags[k]! & BREAK)) continue;
        visitRun(from, k, field, visitor);
        from = stop ? k + 1 : k;
      }
    }
  };
  const visitRun = (from: number, to: number, field: number, visitor: PhraseVisitor): void => {
    for (let a = from; a < to; a++) {
      if (a > from && words.flags[a]! & JOINED) continue;
      let id = 0;
      for (let b = a, length = 0; b < to && b - a < MOST_PARTS; b++) {
        if (b === a || !(words.flags[b]! & JOINED)) length++;
        if (length > LONGEST) break;
        id = grams.id(id, stemOf[words.ids[b]!]!);
        if (b + 1 === to || !(words.flags[b + 1]! & JOINED) || (b === a && endOfName(words, a, to) === a + 1))
          visitor(id, a, b + 1, field, a === from && b + 1 === to);
      }
    }
  };

  for (let i = 0; i < papers; i++)
    visit(i, (id, _from, _to, field) => {
      while (documents.length <= id) {
        documents.push(0);
        titles.push(0);
        lastPaper.push(0);
        lastTitle.push(0);
      }
      if (lastPaper.get(id) !== i + 1) {
        lastPaper.set(id, i + 1);
        documents.set(id, documents.get(id) + 1);
      }
      if (field === 0 && lastTitle.get(id) !== i + 1) {
        lastTitle.set(id, i + 1);
        titles.set(id, titles.get(id) + 1);
      }
    });
  return {
    words,
    grams,
    stemOf,
    stems,
    documents,
    titles,
    wordTitleness: titlenessOf(words),
    endings: endingsOf(words, isBreak),
    visit,
  };
}

/**
 * Words that share a stem are one word, so plurals are. A name whose letters are more often a plain word ("SeND", "FAST")
 * stays apart from it, its stem in capitals; so does the one word before a title's colon that no text has elsewhere.
 */
function stemsOf(words: Words, fold: (word: string) => string): { stemOf: Uint32Array; stems: string[] } {
  const uses = new Uint32Array(words.forms.length);
  for (const id of words.ids) uses[id]!++;
  const plain = new Map<string, number>();
  const shaped = new Set(words.shaped);
  const heads = new Set(words.heads);
  words.forms.forEach((form, id) => {
    if (!shaped.has(id) && !heads.has(id)) plain.set(form, id);
  });
  const known = new Map<string, number>();
  const stems: string[] = [];
  const stemOf = Uint32Array.from(words.forms, (form, id) => {
    const twin = shaped.has(id) || heads.has(id) ? plain.get(form) : undefined;
    const apart = shaped.has(id) && twin !== undefined && uses[twin]! > uses[id]!;
    const only = heads.has(id) && twin === undefined;
    const stem = apart || only ? form.toUpperCase() : stemmer.stem(fold(form)) || form;
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
 * 1 for words that end a phrase: plain words, bare numbers, adverbs, and verbs. What is a verb, the collection tells:
 * words that mostly follow "to", "we", "can", and, right after one of these, words that do so now and then.
 */
function breaksOf(words: Words): Uint8Array {
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
    if (plain[id] && !(flags[k]! & SHAPED)) breaks[k] = 1;
    else if (verb[id]! > VERB || (verb[id]! > 0.1 && isLed(k))) breaks[k] = 1;
  }
  return breaks;
}

/** A break must follow a word in this part of its uses before it can end a name: "networks" 0.6, "neural" 0.05. */
const ENDING = 0.15;

function endingsOf({ ids, flags, forms }: Words, isBreak: Uint8Array): Uint8Array {
  const uses = new Uint32Array(forms.length);
  const last = new Uint32Array(forms.length);
  for (let k = 0; k < ids.length; k++) {
    uses[ids[k]!]!++;
    if (k + 1 === ids.length || flags[k + 1]! & BREAK || isBreak[k + 1]) last[ids[k]!]!++;
  }
  return Uint8Array.from(forms, (form, id) =>
    last[id]! / uses[id]! >= ENDING && (!/[^e]ed$/.test(form) || /^(?:embed|bed|shed|led)$/.test(form)) ? 1 : 0,
  );
}

function isPlain(form: string): boolean {
  return (
    PLAIN_WORDS.has(form) ||
    /^\p{N}+$/u.test(form) ||
    (/[a-z]{3}ly$/.test(form) && !/(?:family|assembly|anomaly|supply|poly|reply)$/.test(form))
  );
}

function titlenessOf(words: Words): Float64Array {
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
