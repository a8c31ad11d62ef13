import { isPauseDue, mapItems, pause } from '../../util/pause.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { ResolvedOptions } from '../options.ts';
import { isContentKey, NUMBER_KEY, type WordPart } from '../tokenize/normalize-word.ts';
import type { WordNormalizer } from '../tokenize/word-normalizer.ts';
import { isShortForm, shortFormKey } from './abbreviations.ts';
import type { Corpus, PaperAbbreviation } from './corpus.ts';
import { countDocuments } from './count-documents.ts';

/** Minimum number of papers that define an abbreviation by the same long form. */
const MIN_DEFINING_PAPERS = 2;
/** Minimum share of these papers among all papers that define the abbreviation. */
const MIN_AGREEMENT = 0.7;
/**
 * Minimum share of these papers among all papers that use the abbreviation. Otherwise a few papers would decide what
 * "HTML" means in all others.
 */
const MIN_DEFINED = 0.1;

/** A word that looks like an abbreviation. */
interface ShortForm {
  word: number;
  key: string;
}

/** Returns the words that look like abbreviations. */
async function findShortForms({ words }: Corpus, signal: AbortSignal | undefined): Promise<ShortForm[]> {
  const found = await mapItems(words, signal, (word, id) =>
    isShortForm(word) ? { word: id, key: shortFormKey(word) } : undefined,
  );
  return found.filter((shortForm) => shortForm !== undefined);
}

/**
 * Returns for each word the index of its abbreviation in `keys`, or -1.
 * @throws the reason of the signal if it is aborted
 */
export async function shortFormIndices(
  corpus: Corpus,
  keys: Iterable<string>,
  signal?: AbortSignal,
): Promise<Int32Array> {
  const indices = new Map([...keys].map((key, index) => [key, index]));
  const indexOf = new Int32Array(corpus.words.length).fill(-1);
  for (const { word, key } of await findShortForms(corpus, signal)) indexOf[word] = indices.get(key) ?? -1;
  return indexOf;
}

/** Returns the key of a sequence of words: "internet of thing". */
export function keyOfWords(words: readonly number[], normalizer: WordNormalizer): string {
  const keys: string[] = [];
  for (const word of words) {
    const [start, end] = normalizer.partRange(word);
    for (let part = start; part < end; part++) keys.push(normalizer.parts.keyOf(part));
  }
  return keys.join(' ');
}

/** Returns the parts of a long form, given its key. They have no surface forms. */
export function longFormParts(longForm: string, options: ResolvedOptions): WordPart[] {
  return longForm.split(' ').map((key) => ({ key, form: '', isContent: isContentKey(key, options.allStopWords) }));
}

/** An abbreviation and its long form in the collection. */
export interface LongForm {
  /** Key of the abbreviation. */
  abbreviation: string;
  /** Key of the long form: the keys of its words, joined by spaces. */
  key: string;
  /** The most frequent surface form of the long form in definitions. */
  form: string;
}

/** The papers that define an abbreviation by one long form. */
interface Definition {
  papers: Set<number>;
  /** How many papers write the long form in which way. */
  forms: Map<string, number>;
}

/** For each abbreviation, the definitions by each of its long forms. */
type Definitions = Map<string, Map<string, Definition>>;

/**
 * Selects the abbreviations that enough papers define in the same way.
 * @returns Sorted by abbreviation.
 */
export async function selectLongForms(
  corpus: Corpus,
  normalizer: WordNormalizer,
  pool: WorkerPool,
  signal?: AbortSignal,
): Promise<LongForm[]> {
  const definitions = await groupDefinitions(corpus, normalizer, signal);
  const keys = [...definitions.keys()];
  const indices = await shortFormIndices(corpus, keys, signal);
  const documents = await countDocuments(corpus, indices, keys.length, pool, signal);
  const sorted = keys.map((key, index) => [key, documents[index]!] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  const longForms: LongForm[] = [];
  for (const [abbreviation, usingPapers] of sorted) {
    const byLongForm = definitions.get(abbreviation)!;
    const definingPapers = [...byLongForm.values()].reduce((sum, { papers }) => sum + papers.size, 0);
    for (const [key, { papers, forms }] of byLongForm)
      if (
        papers.size >= MIN_DEFINING_PAPERS &&
        papers.size >= MIN_AGREEMENT * definingPapers &&
        papers.size >= MIN_DEFINED * usingPapers
      )
        longForms.push({ abbreviation, key, form: mostFrequent(forms) });
  }
  return longForms;
}

/** Returns the form with the largest count. Ties are broken by code-unit order, in favor of lower case. */
function mostFrequent(forms: ReadonlyMap<string, number>): string {
  const [[best] = ['']] = [...forms].sort(([a, m], [b, n]) => n - m || (a > b ? -1 : 1));
  return best;
}

/** Groups the definitions by abbreviation and long form. Long forms of one part and those with numbers are ignored. */
async function groupDefinitions(
  corpus: Corpus,
  normalizer: WordNormalizer,
  signal: AbortSignal | undefined,
): Promise<Definitions> {
  const definitions: Definitions = new Map();
  for (const { worker, paper, shortForm, longForm: words } of corpus.abbreviations) {
    if (isPauseDue()) await pause(signal);
    const key = shortFormKey(corpus.words[shortForm]!);
    const longForm = keyOfWords(words, normalizer);
    const partKeys = longForm.split(' ');
    if (partKeys.length < 2 || partKeys.includes(NUMBER_KEY)) continue;
    const byLongForm = definitions.get(key) ?? new Map<string, Definition>();
    const definition = byLongForm.get(longForm) ?? { papers: new Set(), forms: new Map() };
    definition.papers.add(corpus.papers[worker]![paper]!);
    const form = words.map((word) => corpus.words[word]).join(' ');
    definition.forms.set(form, (definition.forms.get(form) ?? 0) + 1);
    definitions.set(key, byLongForm.set(longForm, definition));
  }
  return definitions;
}

/**
 * Returns for each worker the long forms that its papers define: paper, abbreviation, and range of parts, as the
 * kernel's `expandTokens` expects them. If a paper defines an abbreviation more than once, the first definition counts.
 * @param shortFormOf The index of each word among the abbreviations with a long form, or -1.
 * @param rangeOf Returns the range of parts of a long form.
 */
export function paperLongForms(
  { abbreviations, wordIds }: Corpus,
  shortFormOf: Int32Array,
  rangeOf: (words: readonly number[]) => [start: number, end: number],
): Int32Array[] {
  const lists: number[][] = wordIds.map(() => []);
  let previous: PaperAbbreviation | undefined;
  const defined = new Set<number>();
  for (const abbreviation of abbreviations) {
    const { worker, paper, shortForm: word, longForm } = abbreviation;
    if (worker !== previous?.worker || paper !== previous.paper) defined.clear();
    previous = abbreviation;
    const shortForm = shortFormOf[word]!;
    if (shortForm < 0 || defined.has(shortForm)) continue;
    defined.add(shortForm);
    lists[worker]!.push(paper, shortForm, ...rangeOf(longForm));
  }
  return lists.map((list) => Int32Array.from(list));
}

/**
 * Expands the abbreviations within hyphenated words ("SNN-based"), always with the collection's long form.
 * @param rangeOf Returns the range of parts of a long form, given its key.
 * @returns The range of parts of each word that contains one.
 */
export async function expandCompounds(
  corpus: Corpus,
  normalizer: WordNormalizer,
  shortFormOf: Int32Array,
  longForms: readonly LongForm[],
  rangeOf: (key: string) => [start: number, end: number],
  signal?: AbortSignal,
): Promise<Map<number, [start: number, end: number]>> {
  const { parts } = normalizer;
  const keys = new Map(longForms.map(({ abbreviation, key }) => [abbreviation, key]));
  const ranges = new Map<number, [number, number]>();
  for (let word = 0; word < corpus.words.length; word++) {
    if (isPauseDue()) await pause(signal);
    const [start, end] = normalizer.partRange(word);
    if (end - start < 2 || shortFormOf[word]! >= 0) continue;
    const pieces = Array.from({ length: end - start }, (_, p) => findLongForm(parts.formOf(start + p), keys));
    if (pieces.every((key) => key === undefined)) continue;
    const indices = pieces.flatMap((key, p) => {
      if (key === undefined) return [start + p];
      const [first, last] = rangeOf(key);
      return Array.from({ length: last - first }, (_, k) => first + k);
    });
    const from = parts.size;
    for (const index of indices) parts.addCopy(index);
    ranges.set(word, [from, parts.size]);
  }
  return ranges;
}

/** Returns the key of the long form of a word that is an abbreviation; undefined for other words. */
export const findLongForm = (word: string, longForms: ReadonlyMap<string, string>): string | undefined =>
  isShortForm(word) ? longForms.get(shortFormKey(word)) : undefined;

/**
 * Adds each long form as a single part and tabulates the long forms as the kernel's `expandTokens` expects them.
 * @param rangeOf Returns the range of the parts of a long form's words, given its key.
 */
export function tabulateLongForms(
  longForms: readonly LongForm[],
  { parts }: WordNormalizer,
  rangeOf: (key: string) => [start: number, end: number],
): { longFormsOf: Int32Array; entries: Int32Array } {
  const byFirstKey = new Map<number, { part: number; keys: number[] }[]>();
  const forms = new Map(longForms.toReversed().map(({ key, form }) => [key, form]));
  for (const [key, form] of forms) {
    const [start, end] = rangeOf(key);
    const keys = Array.from({ length: end - start }, (_, p) => parts.keyIdOf(start + p));
    parts.add({ key, form, isContent: true }, -1);
    const list = byFirstKey.get(keys[0]!) ?? [];
    list.push({ part: parts.size - 1, keys });
    byFirstKey.set(keys[0]!, list);
  }
  const longFormsOf = new Int32Array(parts.keyCount).fill(-1);
  // Index 0 stands for "none".
  const entries = [0];
  for (const [first, list] of byFirstKey) {
    longFormsOf[first] = entries.length;
    for (const { part, keys } of list.sort((a, b) => b.keys.length - a.keys.length))
      entries.push(keys.length, part, ...keys.slice(1));
    entries.push(0);
  }
  return { longFormsOf, entries: Int32Array.from(entries) };
}
