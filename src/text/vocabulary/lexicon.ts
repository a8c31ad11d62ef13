import type { WorkerPool } from '../../workers/worker-pool.ts';
import { mostDocuments, type Settings } from '../options.ts';
import { NUMBER, type Part, speaks } from '../tokenize/normalize-word.ts';
import type { Folding } from '../tokenize/word-normalizer.ts';
import { isShortForm, shortKey } from './abbreviations.ts';
import { type Corpus, type Defined, papersOf } from './corpus.ts';

/** At least so many papers must define an abbreviation, ... */
const MIN_DEFINERS = 2;
/** ... so large a part of them by the same long form, ... */
const MIN_AGREEMENT = 0.7;
/** ... and so large a part of the papers that use it: nobody means a hypertext markup language by every "HTML". */
const MIN_DEFINED = 0.1;

/** What the papers are made of once their words are folded: parts, the pieces of words that count, with abbreviations written out. The kernels have them in a row. */
export interface Lexicon {
  /** What each key number stands for. */
  keys: string[];
  /** Whether a key is a term by itself. */
  counts: Uint8Array;
  /** In how many papers each key stands. */
  documents: Int32Array;
  /** Each part's key number. */
  keyOf: Int32Array;
  /** Each part as written; '' where an abbreviation stands for it. */
  forms: string[];
  /** Each part's written word; parts of one word stand in a row. */
  wordOf: Int32Array;
  longForms: Map<string, string>;
  /** How many places of all papers have a part. */
  places: number;
}

/** Finds what the corpus's words count as, and its abbreviations, and has the kernels write the papers as parts. */
export async function buildLexicon(corpus: Corpus, folding: Folding, settings: Settings, crew: WorkerPool): Promise<Lexicon> {
  if (settings.spelling) folding.close(corpus.words, await standing(corpus, folding, settings, crew));
  const shorts = settings.abbreviations ? shortForms(corpus) : [];
  const longForms = settings.abbreviations
    ? await agreedLongForms(corpus, folding, shorts, crew)
    : new Map<string, string>();
  const written = await writeOut(corpus, folding, shorts, longForms, settings, crew);
  return { ...written, ...folding.parts.arrays(), longForms };
}

/** In how many papers each class of words stands; a word in no class has -1. */
async function countDocuments(
  { numbers }: Corpus,
  classOf: Int32Array,
  classes: number,
  crew: WorkerPool,
): Promise<Int32Array> {
  const counted = numbers.map((own, member) =>
    crew.call(member, 'countDocuments', [own.map((word) => classOf[word]!), classes]),
  );
  return summed((await Promise.all(counted)).map(([documents]) => documents!));
}

/** The sums of arrays that are equally long, place by place. */
export function summed(arrays: readonly ArrayLike<number>[]): Int32Array {
  const sums = Int32Array.from(arrays[0]!);
  for (const array of arrays.slice(1)) for (let i = 0; i < sums.length; i++) sums[i]! += array[i]!;
  return sums;
}

/** Tells whether words other than open compounds give a key in enough papers to be a term. */
async function standing(
  corpus: Corpus,
  folding: Folding,
  settings: Settings,
  crew: WorkerPool,
): Promise<(key: string) => boolean> {
  const { parts } = folding;
  const documents = await countDocuments(corpus, folding.ownKeys(), parts.keyCount, crew);
  const most = mostDocuments(settings, papersOf(corpus));
  return (key) => {
    const papers = documents[parts.numberOf(key) ?? -1] ?? 0;
    return papers > 0 && papers >= settings.minDocuments && papers <= most;
  };
}

/** The key of some words in a row: "internet of thing". */
function keyOfWords(words: readonly number[], folding: Folding): string {
  const keys: string[] = [];
  for (const word of words) {
    const [from, to] = folding.range(word);
    for (let part = from; part < to; part++) keys.push(folding.parts.key(part));
  }
  return keys.join(' ');
}

/** Abbreviations that enough papers define alike. */
async function agreedLongForms(
  corpus: Corpus,
  folding: Folding,
  written: readonly ShortForm[],
  crew: WorkerPool,
): Promise<Map<string, string>> {
  const definers = new Map<string, Map<string, Set<number>>>();
  for (const { member, paper, short, long: words } of corpus.defined) {
    const key = shortKey(corpus.words[short]!);
    const long = keyOfWords(words, folding);
    if (long.split(' ').length < 2 || long.split(' ').includes(NUMBER)) continue;
    const byLong = definers.get(key) ?? new Map<string, Set<number>>();
    definers.set(key, byLong.set(long, (byLong.get(long) ?? new Set()).add(corpus.placed[member]![paper]!)));
  }
  const shorts = [...definers.keys()];
  const users = await countDocuments(corpus, shortNumbers(corpus, written, shorts), shorts.length, crew);
  const agreed = new Map<string, string>();
  for (const [short, number] of shorts.map((short, n) => [short, n] as const).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const byLong = definers.get(short)!;
    const all = [...byLong.values()].reduce((sum, papers) => sum + papers.size, 0);
    for (const [long, papers] of byLong)
      if (
        papers.size >= MIN_DEFINERS &&
        papers.size >= MIN_AGREEMENT * all &&
        papers.size >= MIN_DEFINED * users[number]!
      )
        agreed.set(short, long);
  }
  return agreed;
}

/** A written word that looks like an abbreviation, and what it is known by. */
interface ShortForm {
  word: number;
  key: string;
}

const shortForms = ({ words }: Corpus): ShortForm[] =>
  words.flatMap((word, number) => (isShortForm(word) ? { word: number, key: shortKey(word) } : []));

/** For each written word the number of its abbreviation, -1 where it is none of these. */
function shortNumbers({ words }: Corpus, written: readonly ShortForm[], shorts: readonly string[]): Int32Array {
  const numbers = new Map(shorts.map((short, n) => [short, n]));
  const numberOf = new Int32Array(words.length).fill(-1);
  for (const { word, key } of written) numberOf[word] = numbers.get(key) ?? -1;
  return numberOf;
}

/** What a long form's key is made of; also how a text is read by a vocabulary. */
export function longFormParts(long: string, settings: Settings): Part[] {
  return long.split(' ').map((key) => ({ key, form: '', counts: speaks(key, settings.silent) }));
}

/**
 * Has the kernels write the papers as parts, abbreviations written out: by the paper's own long form if it gives one, else by the agreed one.
 * Adds the parts of long forms.
 */
async function writeOut(
  corpus: Corpus,
  folding: Folding,
  shorts: readonly ShortForm[],
  longForms: Map<string, string>,
  settings: Settings,
  crew: WorkerPool,
): Promise<Pick<Lexicon, 'documents' | 'places'>> {
  const { parts } = folding;
  const shortOf = shortNumbers(corpus, shorts, [...longForms.keys()]);
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
  const agreed = Int32Array.from([...longForms.values()].flatMap(rangeOf));
  const own = ownLongForms(corpus, shortOf, (words) => rangeOf(keyOfWords(words, folding)));
  const { keys, keyOf } = parts.arrays();
  const calls = corpus.numbers.map((numbers, member) => {
    const wordRanges = new Int32Array(2 * numbers.length);
    numbers.forEach((word, w) => {
      wordRanges.set(folding.range(word), 2 * w);
    });
    const shortOfOwn = numbers.map((word) => shortOf[word]!);
    return crew.call(member, 'writeOut', [wordRanges, shortOfOwn, agreed, own[member]!, keyOf, keys.length]);
  });
  const given = await Promise.all(calls);
  return {
    documents: summed(given.map(([documents]) => documents!)),
    places: given.reduce((sum, [, ends]) => sum + (ends!.at(-1) ?? 0), 0),
  };
}

/** Of each kernel: paper, abbreviation and range of parts of the long forms that papers give themselves, the first of each abbreviation. */
function ownLongForms(
  { defined, numbers }: Corpus,
  shortOf: Int32Array,
  rangeOf: (words: readonly number[]) => [number, number],
): Int32Array[] {
  const lists: number[][] = numbers.map(() => []);
  let before: Defined | undefined;
  const given = new Set<number>();
  for (const one of defined) {
    if (one.member !== before?.member || one.paper !== before.paper) given.clear();
    before = one;
    const short = shortOf[one.short]!;
    if (short < 0 || given.has(short)) continue;
    given.add(short);
    lists[one.member]!.push(one.paper, short, ...rangeOf(one.long));
  }
  return lists.map((list) => Int32Array.from(list));
}
