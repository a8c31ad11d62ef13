import type { Hooks } from '../../model/options.ts';
import { PhraseTree } from '../../text/vocabulary/phrase-tree.ts';
import { Ints } from '../../util/int-list.ts';
import { endOfName, isName } from './names.ts';
import { breaksOf, endingsOf, stemsOf, wordTitleness } from './noun-phrases.ts';
import { JOINED } from './word-shapes.ts';
import { BATCH, BREAK, type Span, type Words } from './words.ts';

/** The longest phrase, in words; a hyphened compound counts as one. */
const LONGEST = 4;
const MOST_PARTS = 6;

/** Bits of {@link Phrases.marks}. */
export const ALONE = 1; // it stands between breaks on its own
export const NAMED = 2; // it is written like a name
export const WHOLE = 4; // it ends in a word that names end in

/** Every phrase of a collection, numbered by its stems, and where each stands. */
export interface Phrases {
  words: Words;
  /** Phrases of one word are the stems themselves. Counts papers. */
  tree: PhraseTree;
  stems: string[];
  /** In how many titles each phrase stands. */
  titles: Ints;
  /** ln of the part of a form's papers that have it in their title. */
  wordTitleness: Float64Array;
  /** Uses of paper i are starts[i] .. starts[i + 1] of the next four, title first, in reading order. */
  starts: Uint32Array;
  phrases: Int32Array;
  /** Words [from, to). */
  from: Int32Array;
  to: Int32Array;
  /** ALONE, NAMED, WHOLE. */
  marks: Int32Array;
  /** The number of any span's phrase; a new one where it is new. */
  numbered(span: Span): number;
}

/**
 * Finds and counts the phrases: up to four words without a break between them, the last one a word that names end in, or
 * the whole written like a name, or the same as one of the spans that the rules for names found.
 */
export function phrasesOf(words: Words, spans: readonly Span[], hooks: Hooks = {}): Phrases {
  const papers = (words.starts.length - 1) / 2;
  const { ids, flags } = words;
  const { stemOf, stems } = stemsOf(words);
  const isBreak = breaksOf(words);
  const endings = endingsOf(words, isBreak);
  const tree = new PhraseTree(stems.length);
  const numbered = ({ from, to }: Span) => {
    let phrase = stemOf[ids[from]!]!;
    for (let k = from + 1; k < to; k++) phrase = tree.grow(phrase, stemOf[ids[k]!]!);
    return phrase;
  };
  const asked = new Set(spans.map(numbered));
  const titles = new Ints(new Int32Array(stems.length + 1024));
  const lastTitle = new Ints(new Int32Array(stems.length + 1024));
  const uses = { phrases: new Ints(), from: new Ints(), to: new Ints(), marks: new Ints() };
  const starts = new Uint32Array(papers + 1);

  const use = (phrase: number, from: number, to: number, marks: number, paper: number, inTitle: boolean) => {
    uses.phrases.push(phrase);
    uses.from.push(from);
    uses.to.push(to);
    uses.marks.push(marks);
    tree.count(phrase, paper);
    if (!inTitle) return;
    while (titles.items.length <= phrase) widen(titles, lastTitle);
    if (lastTitle.items[phrase] === paper + 1) return;
    lastTitle.items[phrase] = paper + 1;
    titles.items[phrase]!++;
  };
  const readRun = (from: number, to: number, paper: number, inTitle: boolean) => {
    for (let a = from; a < to; a++) {
      if (a > from && flags[a]! & JOINED) continue;
      let phrase = -1;
      for (let b = a, length = 0; b < to && b - a < MOST_PARTS; b++) {
        if (b === a || !(flags[b]! & JOINED)) length++;
        if (length > LONGEST) break;
        const stem = stemOf[ids[b]!]!;
        phrase = phrase < 0 ? stem : tree.grow(phrase, stem);
        const ends = b + 1 === to || !(flags[b + 1]! & JOINED);
        if (!ends && !(b === a && endOfName(words, a, to) === a + 1)) continue;
        const whole = endings[ids[b]!]! > (a === b ? 1 : 0) ? WHOLE : 0;
        const named = isName(words, a, b + 1) && endOfName(words, a, to) === b + 1 ? NAMED : 0;
        if (whole | named || asked.has(phrase))
          use(phrase, a, b + 1, whole | named | (a === from && b + 1 === to ? ALONE : 0), paper, inTitle);
      }
    }
  };
  for (let paper = 0; paper < papers; paper++) {
    if (paper % BATCH === 0) {
      hooks.signal?.throwIfAborted();
      hooks.progress?.('concepts', paper, 2 * papers);
    }
    for (const field of [0, 1]) {
      const end = words.starts[2 * paper + field + 1]!;
      let from = words.starts[2 * paper + field]!;
      for (let k = from; k <= end; k++) {
        const stop = k === end || isBreak[k] === 1;
        if (!stop && !(flags[k]! & BREAK)) continue;
        readRun(from, k, paper, field === 0);
        from = stop ? k + 1 : k;
      }
    }
    starts[paper + 1] = uses.phrases.length;
  }
  const cut = (list: Ints) => list.items.subarray(0, list.length);
  return {
    words,
    tree,
    stems,
    titles,
    wordTitleness: wordTitleness(words),
    starts,
    phrases: cut(uses.phrases),
    from: cut(uses.from),
    to: cut(uses.to),
    marks: cut(uses.marks),
    numbered,
  };
}

function widen(...lists: Ints[]): void {
  for (const list of lists) {
    const larger = new Int32Array(2 * list.items.length);
    larger.set(list.items);
    list.items = larger;
  }
}
