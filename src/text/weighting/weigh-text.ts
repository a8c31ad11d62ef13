import type { TermRow } from '../../model/sparse.ts';
import type { Vocabulary } from '../../model/vocabulary.ts';
import { foldRules, type Settings, settle, type WeighOptions } from '../options.ts';
import { fold, type Part, speaks } from '../tokenize/normalize-word.ts';
import { CLOSE, newTokens, type Tokens, tokenize } from '../tokenize/tokenize.ts';
import { definitions, isShortForm, shortKey } from '../vocabulary/abbreviations.ts';
import { calm, prepared } from '../vocabulary/corpus.ts';
import { longFormParts } from '../vocabulary/lexicon.ts';
import { withAuthors, wordTerms } from './authors.ts';
import { unitRow } from './tf-idf.ts';
import { weightOf } from './weigh.ts';

/** A term in a text, by character offsets: text.slice(start, end) is what is written for it. */
export interface Mark {
  start: number;
  end: number;
  /** The term's id in the vocabulary. */
  term: number;
}

/** A text to weigh: an abstract or query alone, or with its title and those who wrote it. */
export type Text = string | { title: string; abstract: string; authors?: readonly string[] };

/**
 * Any text as a row of the vocabulary's terms, as `weigh` would have made it: a paper of the collection gets its own row.
 * `options` are those of that `weigh`. Empty where no term occurs.
 */
export function weighText(vocabulary: Vocabulary, text: Text, options: WeighOptions = {}): TermRow {
  const settings = settle(options);
  const { title, abstract, authors = [] } = typeof text === 'string' ? { title: '', abstract: text } : text;
  const times = new Map<number, { inTitle: number; inAbstract: number }>();
  const entry = (term: number) => {
    const known = times.get(term) ?? { inTitle: 0, inAbstract: 0 };
    times.set(term, known);
    return known;
  };
  const own = new Map<string, Part[]>();
  const pieces = [calm(title), abstract].map((piece) => read(piece, vocabulary, settings, own));
  for (const { term } of termsOf(pieces[0]!, vocabulary, own, settings)) entry(term).inTitle++;
  for (const { term } of termsOf(pieces[1]!, vocabulary, own, settings)) entry(term).inAbstract++;
  const ids = [...times.keys()].sort((a, b) => a - b);
  const weights = ids.map((term) => {
    const { inTitle, inAbstract } = times.get(term)!;
    const phrase = vocabulary.keys[term]!.includes(' ') ? settings.phraseWeight : 1;
    return weightOf(inTitle, inAbstract, vocabulary.idf[term]! * phrase, settings);
  });
  return withAuthors(unitRow(ids, weights, ids.length), authors, vocabulary, settings);
}

/**
 * Where the vocabulary's terms stand in a text, in order of their start, longer first. Marks may overlap: a phrase and
 * its words are all marked. An abbreviation is marked as its long form and the words of that.
 */
export function markTerms(text: string, vocabulary: Vocabulary, options: WeighOptions = {}): Mark[] {
  const settings = settle(options);
  const own = new Map<string, Part[]>();
  const marks = termsOf(read(calm(text), vocabulary, settings, own), vocabulary, own, settings);
  return marks.sort((a, b) => a.start - b.start || b.end - a.end || a.term - b.term);
}

interface ReadText {
  text: string;
  tokens: Tokens;
  parts: Part[][];
}

/** Cuts and folds a text, and adds the abbreviations it defines to `own`. */
function read(original: string, vocabulary: Vocabulary, settings: Settings, own: Map<string, Part[]>): ReadText {
  const text = prepared(original, settings);
  const tokens = newTokens();
  tokenize(text, tokens);
  const rules = foldRules(settings, (key) => find(vocabulary, key) >= 0);
  const words = Array.from({ length: tokens.count }, (_, k) => text.slice(tokens.starts[k], tokens.ends[k]));
  const parts = words.map((word) => fold(word, rules));
  if (settings.abbreviations)
    for (const { short, longFrom, longTo } of definitions(text, tokens)) {
      const key = shortKey(words[short]!);
      if (!vocabulary.longForms.has(key) || own.has(key)) continue;
      const long = parts.slice(longFrom, longTo).flatMap((pieces) => pieces.map((part) => part.key));
      own.set(key, longFormParts(long.join(' '), settings));
    }
  return { text, tokens, parts };
}

interface Piece extends Part {
  start: number;
  end: number;
  gap: number;
}

/** All terms of a text that was read: at each part, the part itself and every phrase that begins there. */
function termsOf(read: ReadText, vocabulary: Vocabulary, own: Map<string, Part[]>, settings: Settings): Mark[] {
  const { keys } = vocabulary;
  const pieces = piecesOf(read, vocabulary, own, settings);
  const marks: Mark[] = [];
  // "ins", a form of "in", is not the "in-s" of a phrase.
  const fits = ({ key, counts }: Piece) => counts || !speaks(key, settings.silent);
  for (let k = 0; k < pieces.length; k++) {
    let key = pieces[k]!.key;
    if (pieces[k]!.counts) mark(key, k, k);
    if (!fits(pieces[k]!)) continue;
    for (let next = k + 1; next < pieces.length && pieces[next]!.gap === CLOSE && fits(pieces[next]!); next++) {
      key += ` ${pieces[next]!.key}`;
      const at = lowerBound(vocabulary, key);
      if (!keys[at]?.startsWith(key)) break;
      mark(key, k, next);
    }
  }
  return marks;

  function mark(key: string, first: number, last: number): void {
    const term = find(vocabulary, key);
    if (term >= 0) marks.push({ start: pieces[first]!.start, end: pieces[last]!.end, term });
  }
}

/** The parts with abbreviations written out, each with its place in the text. */
function piecesOf(
  { text, tokens, parts }: ReadText,
  { longForms }: Vocabulary,
  own: Map<string, Part[]>,
  settings: Settings,
): Piece[] {
  const pieces: Piece[] = [];
  for (let k = 0; k < tokens.count; k++) {
    const [start, end] = [tokens.starts[k]!, tokens.ends[k]!];
    const word = text.slice(start, end);
    const key = settings.abbreviations && isShortForm(word) ? shortKey(word) : '';
    const long = longForms.get(key);
    const expanded = long === undefined ? undefined : (own.get(key) ?? longFormParts(long, settings));
    let from = start;
    (expanded ?? parts[k]!).forEach((part, p) => {
      const whole = expanded !== undefined || parts[k]!.length === 1;
      const at = whole ? start : text.indexOf(part.form, from);
      from = at + part.form.length;
      pieces.push({ ...part, start: at, end: whole ? end : from, gap: p === 0 ? tokens.gaps[k]! : CLOSE });
    });
  }
  return pieces;
}

/** Which of the words and phrases a key is; -1 if none. */
function find(vocabulary: Vocabulary, key: string): number {
  const at = lowerBound(vocabulary, key);
  return at < wordTerms(vocabulary) && vocabulary.keys[at] === key ? at : -1;
}

/** The first of the words and phrases, which are sorted by key, that does not come before `key`. */
function lowerBound(vocabulary: Vocabulary, key: string): number {
  const { keys } = vocabulary;
  let low = 0;
  let high = wordTerms(vocabulary);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
