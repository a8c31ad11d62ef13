import { isShortForm, shortKey } from './abbreviations.ts';
import { type Corpus, Ints } from './corpus.ts';
import { fold, NUMBER, type Part, speaks } from './fold.ts';
import { foldRules, mostDocuments, type Settings } from './options.ts';
import { APART, CLOSE } from './tokenize.ts';

/** At least so many papers must define an abbreviation, ... */
const MIN_DEFINERS = 2;
/** ... so large a part of them by the same long form, ... */
const MIN_AGREEMENT = 0.7;
/** ... and so large a part of the papers that use it: nobody means a hypertext markup language by every "HTML". */
const MIN_DEFINED = 0.1;

/** All papers as parts: the pieces of words that count, with abbreviations written out. */
export interface Lexicon {
  /** What each key number stands for. */
  keys: string[];
  /** Whether a key is a term by itself. */
  counts: Uint8Array;
  /** Each part's key number. */
  keyOf: Int32Array;
  /** Each part as written; '' where an abbreviation stands for it. */
  forms: string[];
  /** Each part's written word; parts of one word stand in a row. */
  wordOf: Int32Array;
  /** Part number x 4 + gap, in the order of the corpus. */
  stream: Int32Array;
  starts: Int32Array;
  bodies: Int32Array;
  longForms: Map<string, string>;
}

/** Folds the corpus's words, each once, finds its abbreviations, and writes the papers as parts. */
export function buildLexicon(corpus: Corpus, settings: Settings): Lexicon {
  const parts = new Parts();
  const folded = foldWords(corpus, settings, parts);
  const longForms = settings.abbreviations ? agreedLongForms(corpus, folded, parts) : new Map<string, string>();
  return { ...writeOut(corpus, folded, parts, longForms, settings), ...parts.arrays(), longForms };
}

/** The parts of word w are from starts[w] to starts[w + 1]. */
type Folded = Int32Array;

class Parts {
  private keys: string[] = [];
  private counts: number[] = [];
  private numbers = new Map<string, number>();
  private keyOf = new Ints();
  private forms: string[] = [];
  private wordOf = new Ints();

  get size(): number {
    return this.forms.length;
  }

  add({ key, form, counts }: Part, word: number): void {
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.keys.length;
      this.numbers.set(key, number);
      this.keys.push(key);
      this.counts.push(counts ? 1 : 0);
    }
    this.keyOf.push(number);
    this.forms.push(form);
    this.wordOf.push(word);
  }

  key(part: number): string {
    return this.keys[this.keyOf.items[part]!]!;
  }

  arrays() {
    return {
      keys: this.keys,
      counts: Uint8Array.from(this.counts),
      keyOf: this.keyOf.items.subarray(0, this.keyOf.length),
      forms: this.forms,
      wordOf: this.wordOf.items.subarray(0, this.wordOf.length),
    };
  }
}

function foldWords(corpus: Corpus, settings: Settings, parts: Parts): Folded {
  const written = corpus.words;
  const known = new Map<string, Part>();
  const plain = { ...foldRules(settings, () => false), known };
  const simple = written.map((word) => single(fold(word, plain)));
  const standing = settings.spelling ? standingKeys(corpus, simple, settings) : new Set<string>();
  const rules = { ...foldRules(settings, (key) => standing.has(key)), known };
  const starts = new Int32Array(written.length + 1);
  written.forEach((word, w) => {
    const own = simple[w];
    for (const part of own ? [own] : fold(word, rules)) parts.add(part, w);
    starts[w + 1] = parts.size;
  });
  return starts;
}

/** The only part of a word; undefined for a compound. */
const single = (parts: Part[]): Part | undefined => (parts.length === 1 ? parts[0] : undefined);

/** Keys that words other than open compounds give in enough papers to be terms. */
function standingKeys(corpus: Corpus, simple: (Part | undefined)[], settings: Settings): Set<string> {
  const numbers = new Map<string, number>();
  const numberOf = Int32Array.from(simple, (part) => {
    if (!part?.counts) return -1;
    const number = numbers.get(part.key) ?? numbers.size;
    numbers.set(part.key, number);
    return number;
  });
  const documents = new Int32Array(numbers.size);
  const last = new Int32Array(numbers.size).fill(-1);
  for (let paper = 0; paper + 1 < corpus.starts.length; paper++)
    for (let k = corpus.starts[paper]!; k < corpus.starts[paper + 1]!; k++) {
      const number = numberOf[corpus.stream[k]! >> 2]!;
      if (number < 0 || last[number] === paper) continue;
      last[number] = paper;
      documents[number]!++;
    }
  const standing = new Set<string>();
  const most = mostDocuments(settings, corpus.papers);
  for (const [key, number] of numbers)
    if (documents[number]! >= settings.minDocuments && documents[number]! <= most) standing.add(key);
  return standing;
}

/** The key of a range of the stream: "internet of thing". */
function keyOfRange(corpus: Corpus, folded: Folded, parts: Parts, from: number, to: number): string {
  const keys: string[] = [];
  for (let k = from; k < to; k++) {
    const word = corpus.stream[k]! >> 2;
    for (let p = folded[word]!; p < folded[word + 1]!; p++) keys.push(parts.key(p));
  }
  return keys.join(' ');
}

/** Abbreviations that enough papers define alike. */
function agreedLongForms(corpus: Corpus, folded: Folded, parts: Parts): Map<string, string> {
  const definers = new Map<string, Map<string, Set<number>>>();
  for (const { paper, short, from, to } of corpus.defined) {
    const key = shortKey(corpus.words[short]!);
    const long = keyOfRange(corpus, folded, parts, from, to);
    if (long.split(' ').length < 2 || long.split(' ').includes(NUMBER)) continue;
    const byLong = definers.get(key) ?? new Map<string, Set<number>>();
    definers.set(key, byLong.set(long, (byLong.get(long) ?? new Set()).add(paper)));
  }
  const users = usersOf(corpus, definers);
  const agreed = new Map<string, string>();
  for (const [short, byLong] of [...definers].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const all = [...byLong.values()].reduce((sum, papers) => sum + papers.size, 0);
    for (const [long, papers] of byLong)
      if (
        papers.size >= MIN_DEFINERS &&
        papers.size >= MIN_AGREEMENT * all &&
        papers.size >= MIN_DEFINED * users.get(short)!
      )
        agreed.set(short, long);
  }
  return agreed;
}

/** How many papers use each abbreviation. */
function usersOf(corpus: Corpus, shorts: ReadonlyMap<string, unknown>): Map<string, number> {
  const names = [...shorts.keys()];
  const numbers = new Map(names.map((name, n) => [name, n]));
  const numberOf = shortNumbers(corpus, (key) => numbers.get(key));
  const users = new Int32Array(names.length);
  const last = new Int32Array(names.length).fill(-1);
  for (let paper = 0; paper + 1 < corpus.starts.length; paper++)
    for (let k = corpus.starts[paper]!; k < corpus.starts[paper + 1]!; k++) {
      const number = numberOf[corpus.stream[k]! >> 2]!;
      if (number < 0 || last[number] === paper) continue;
      last[number] = paper;
      users[number]!++;
    }
  return new Map(names.map((name, n) => [name, users[n]!]));
}

/** For each written word the number of its abbreviation, -1 where it is none. */
function shortNumbers(corpus: Corpus, numberOf: (key: string) => number | undefined): Int32Array {
  return Int32Array.from(corpus.words, (word) => (isShortForm(word) ? (numberOf(shortKey(word)) ?? -1) : -1));
}

/** What a long form's key is made of; also how a text is read by a vocabulary. */
export function longFormParts(long: string, settings: Settings): Part[] {
  return long.split(' ').map((key) => ({ key, form: '', counts: speaks(key, settings.silent) }));
}

/** The papers as parts, abbreviations written out: by the paper's own long form if it gives one, else by the agreed one. */
function writeOut(corpus: Corpus, folded: Folded, parts: Parts, longForms: Map<string, string>, settings: Settings) {
  const shorts = [...longForms.keys()];
  const numbers = new Map(shorts.map((short, n) => [short, n]));
  const shortOf = shortNumbers(corpus, (key) => numbers.get(key));
  const ranges = new Map<string, [number, number]>();
  const rangeOf = (long: string): [number, number] => {
    const known = ranges.get(long);
    if (known) return known;
    const from = parts.size;
    for (const part of longFormParts(long, settings)) parts.add(part, -1);
    const range: [number, number] = [from, parts.size];
    ranges.set(long, range);
    return range;
  };
  const agreed = [...longForms.values()].map(rangeOf);
  const own = new Map<number, [number, number]>();
  const stream = new Ints(new Int32Array(corpus.stream.length + 1024));
  const starts = new Int32Array(corpus.starts.length);
  const bodies = new Int32Array(corpus.bodies.length);
  let next = 0;
  for (let paper = 0; paper < bodies.length; paper++) {
    own.clear();
    for (; next < corpus.defined.length && corpus.defined[next]!.paper === paper; next++) {
      const { short, from, to } = corpus.defined[next]!;
      if (shortOf[short]! < 0) continue;
      const long = keyOfRange(corpus, folded, parts, from, to);
      if (!own.has(shortOf[short]!)) own.set(shortOf[short]!, rangeOf(long));
    }
    for (let k = corpus.starts[paper]!; k < corpus.starts[paper + 1]!; k++) {
      if (k === corpus.bodies[paper]) bodies[paper] = stream.length;
      const word = corpus.stream[k]! >> 2;
      const short = shortOf[word]!;
      let [from, to] = [folded[word]!, folded[word + 1]!];
      if (short >= 0) [from, to] = own.get(short) ?? agreed[short]!;
      let gap = corpus.stream[k]! & 3;
      for (let part = from; part < to; part++) {
        stream.push((part << 2) | gap);
        gap = CLOSE;
      }
      if (from === to && gap === CLOSE) gap = APART;
    }
    starts[paper + 1] = stream.length;
  }
  return { stream: stream.items.subarray(0, stream.length), starts, bodies };
}
