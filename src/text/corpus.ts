import type { Hooks, Paper } from '../types.ts';
import { definitions } from './abbreviations.ts';
import { blankNoise } from './clean.ts';
import type { Settings } from './options.ts';
import { newTokens, SENTENCE, type Tokens, tokenize } from './tokenize.ts';
import { Words } from './words.ts';

/** A list of whole numbers that grows. */
export class Ints {
  length = 0;
  constructor(public items = new Int32Array(1024)) {}
  push(item: number): void {
    if (this.length === this.items.length) this.reserve(1);
    this.items[this.length++] = item;
  }
  /** Makes room for so many more. */
  reserve(more: number): void {
    if (this.length + more <= this.items.length) return;
    const larger = new Int32Array(Math.max(this.items.length * 2, this.length + more));
    larger.set(this.items.subarray(0, this.length));
    this.items = larger;
  }
}

/** An abbreviation that a paper defines: its word, and the long form's words as a range of the stream. */
export interface Defined {
  paper: number;
  short: number;
  from: number;
  to: number;
}

/** All papers' written words, title first, as one stream of word number x 4 + gap. */
export interface Corpus {
  /** Distinct written words, by number. */
  words: string[];
  stream: Int32Array;
  /** Paper i is stream[starts[i] .. starts[i + 1]); empty for a paper without an abstract. */
  starts: Int32Array;
  /** Where paper i's abstract begins in the stream. */
  bodies: Int32Array;
  defined: Defined[];
  /** Number of papers with an abstract. */
  papers: number;
}

/** A title in capitals throughout says nothing by them. */
export function calm(title: string): string {
  if (/\p{Ll}/u.test(title)) return title;
  const lower = title.toLowerCase();
  return lower.length === title.length ? lower : title;
}

/** A text as it is read: without noise, in as many characters. */
export const prepared = (text: string, settings: Settings): string => (settings.clean ? blankNoise(text) : text);

/** How many papers go by between two looks at the clock. */
export const BATCH = 2048;

/** Reads all papers' words. */
export function readCorpus(papers: readonly Paper[], settings: Settings, hooks: Hooks): Corpus {
  const words = new Words();
  const tokens = newTokens();
  const stream = new Ints(new Int32Array(1 << 12));
  const starts = new Int32Array(papers.length + 1);
  const bodies = new Int32Array(papers.length);
  const defined: Defined[] = [];
  let count = 0;
  const read = (text: string, paper: number) => {
    const clean = prepared(text, settings);
    tokenize(clean, tokens);
    const offset = stream.length;
    append(tokens, words, stream);
    if (!settings.abbreviations || !clean.includes('(')) return;
    for (const { short, longFrom, longTo } of definitions(clean, tokens)) {
      const from = offset + longFrom;
      defined.push({ paper, short: stream.items[offset + short]! >> 2, from, to: offset + longTo });
    }
  };
  papers.forEach((paper, i) => {
    if (i % BATCH === 0) {
      hooks.signal?.throwIfAborted();
      hooks.progress?.('weigh', i, papers.length * 2);
    }
    if (paper.abstract !== '') {
      count++;
      read(calm(paper.title), i);
      bodies[i] = stream.length;
      read(paper.abstract, i);
    }
    starts[i + 1] = stream.length;
  });
  return {
    words: words.list(),
    stream: stream.items.subarray(0, stream.length),
    starts,
    bodies,
    defined,
    papers: count,
  };
}

function append(tokens: Tokens, words: Words, stream: Ints): void {
  const { starts, ends, gaps, hashes } = tokens;
  const { codes } = tokens.characters;
  stream.reserve(tokens.count);
  const { items, length } = stream;
  for (let k = 0; k < tokens.count; k++) {
    const word = words.number(codes, starts[k]!, ends[k]!, hashes[k]!);
    items[length + k] = (word << 2) | (k === 0 ? SENTENCE : gaps[k]!);
  }
  stream.length += tokens.count;
}
