import { define } from './definitions';
import { add, at, byteAt, filled, give, INTS, Ints, kept, put, zeros } from './memory';
import { APART, CLOSE, read, SENTENCE } from './tokens';
import { giveNewWords } from './words';

/** All papers' written words, title first, as one stream of word number x 4 + gap. */
const words = new Ints();
/** Where each paper ends in it, and where each abstract begins. */
const wordEnds = new Ints();
const wordBodies = new Ints();
/** Abbreviations that the papers define; see definitions.ts. */
const defined = new Ints();

/** The same papers as parts: part number x 4 + gap, abbreviations written out. */
export let stream: usize = 0;
export const ends = new Ints();
export const bodies = new Ints();
/** Each part's key. */
export let keyOf: usize = 0;
export let parts: i32 = 0;

export function papers(): i32 {
  return wordEnds.length;
}

/** Where paper `i` begins, by where each ends. */
export function startIn(ends: Ints, i: i32): i32 {
  return i === 0 ? 0 : at(ends.items, i - 1);
}

/** Reads a title and an abstract in turn; `ends` says where each ends. Gives the words that are new. */
export function readTexts(bytes: usize, _length: i32, ends: usize, count: i32): void {
  let from = bytes;
  for (let text = 0; text < count; text++) {
    const to = bytes + <usize>at(ends, text);
    const first = words.length;
    if ((text & 1) === 1) wordBodies.push(first);
    read(from, to, words);
    define(wordEnds.length, words, first, defined);
    if ((text & 1) === 1) wordEnds.push(words.length);
    from = to;
  }
  giveNewWords();
}

/** Gives the abbreviations that the papers define. */
export function giveDefinitions(): void {
  give(INTS, defined.items, defined.length);
}

/** Gives in how many papers each class of words stands; a word in no class has -1. */
export function countDocuments(classOf: usize, _words: i32, classes: i32): void {
  const documents = filled(classes, 0);
  const last = filled(classes, -1);
  for (let paper = 0; paper < papers(); paper++)
    for (let k = startIn(wordEnds, paper); k < at(wordEnds.items, paper); k++) {
      const one = at(classOf, at(words.items, k) >> 2);
      if (one < 0 || at(last, one) === paper) continue;
      put(last, one, paper);
      add(documents, one, 1);
    }
  give(INTS, documents, classes);
}

/**
 * Writes the papers as parts, abbreviations written out: by the paper's own long form if it gives one, else by the agreed one.
 * @param ranges The first part of each word, and the one after its last, in turn.
 * @param shortOf The number of each word as an abbreviation, -1 where it is none.
 * @param agreed The ranges of the abbreviations' long forms.
 * @param own Paper, abbreviation and range of the long forms that papers give themselves, in order of papers.
 * @param keys The key of each part.
 * Gives in how many papers each key stands, and where each paper ends.
 */
export function writeOut(
  ranges: usize,
  _ranges: i32,
  shortOf: usize,
  _words: i32,
  agreed: usize,
  agreedLength: i32,
  own: usize,
  ownLength: i32,
  keys: usize,
  partCount: i32,
  keyCount: i32,
): void {
  parts = partCount;
  keyOf = kept(keys, (<usize>partCount) << 2);
  const longForms = kept(agreed, (<usize>agreedLength) << 2);
  const documents = filled(keyCount, 0);
  const last = filled(keyCount, -1);
  const written = new Ints();
  written.reserve(words.length + (words.length >> 4));
  let next = 0;
  for (let paper = 0; paper < papers(); paper++) {
    const first = next;
    for (; next < ownLength && at(own, next) === paper; next += 4) setRange(longForms, own, next, own, next + 2);
    for (let k = startIn(wordEnds, paper); k < at(wordEnds.items, paper); k++) {
      if (k === at(wordBodies.items, paper)) bodies.push(written.length);
      const entry = at(words.items, k);
      const short = at(shortOf, entry >> 2);
      const range = short >= 0 ? longForms + ((<usize>short) << 3) : ranges + ((<usize>(entry >> 2)) << 3);
      const to = at(range, 1);
      let gap = entry & 3;
      for (let part = at(range, 0); part < to; part++) {
        written.push((part << 2) | gap);
        gap = CLOSE;
        const key = at(keyOf, part);
        if (at(last, key) === paper) continue;
        put(last, key, paper);
        add(documents, key, 1);
      }
    }
    if (bodies.length === paper) bodies.push(written.length);
    ends.push(written.length);
    for (let k = first; k < next; k += 4) setRange(longForms, own, k, agreed, 2 * at(own, k + 1));
  }
  stream = written.items;
  give(INTS, documents, keyCount);
  give(INTS, ends.items, ends.length);
}

/** Gives the abbreviation of an entry of `own` the range at `k` of some ranges. */
function setRange(longForms: usize, own: usize, entry: i32, ranges: usize, k: i32): void {
  const short = at(own, entry + 1);
  put(longForms, 2 * short, at(ranges, k));
  put(longForms, 2 * short + 1, at(ranges, k + 1));
}

/**
 * Gives of each part how often it stands anywhere, how often inside sentences of abstracts, how often as a noun and how often as a verb: see
 * ../nouns.ts.
 * @param classOf What each part is to its neighbours.
 */
export function tally(classOf: usize, _parts: i32): void {
  const bytes = (<usize>parts) << 2;
  const anywhere = zeros(bytes);
  const inside = zeros(bytes);
  const nouns = zeros(bytes);
  const verbs = zeros(bytes);
  for (let paper = 0; paper < papers(); paper++) {
    const end = at(ends.items, paper);
    const body = at(bodies.items, paper);
    let before = PREPOSITION;
    for (let k = startIn(ends, paper); k < end; k++) {
      const entry = at(stream, k);
      const part = entry >> 2;
      const gap = entry & 3;
      if (gap !== CLOSE) before = PREPOSITION;
      const next = k + 1 < end ? at(stream, k + 1) : APART;
      const after = (next & 3) === CLOSE ? byteAt(classOf, next >> 2) : OTHER_CLASS;
      add(anywhere, part, 1);
      if (k >= body && gap !== SENTENCE) add(inside, part, 1);
      if (before === BEFORE_VERB || after === DETERMINER || after === CONJUNCTION) add(verbs, part, 1);
      else if (before !== OTHER_CLASS && after !== CONTENT) add(nouns, part, 1);
      before = byteAt(classOf, part);
    }
  }
  give(INTS, anywhere, parts);
  give(INTS, inside, parts);
  give(INTS, nouns, parts);
  give(INTS, verbs, parts);
}

/** As ../nouns.ts has them. */
const CONTENT = 0;
const DETERMINER = 1;
const CONJUNCTION = 2;
const PREPOSITION = 3;
const BEFORE_VERB = 4;
const OTHER_CLASS = 5;
