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
const findShortForms = ({ words }: Corpus): ShortForm[] =>
  words.flatMap((word, id) => (isShortForm(word) ? { word: id, key: shortFormKey(word) } : []));

/** Returns for each word the index of its abbreviation in `keys`, or -1. */
export function shortFormIndices(corpus: Corpus, keys: Iterable<string>): Int32Array {
  const indices = new Map([...keys].map((key, index) => [key, index]));
  const indexOf = new Int32Array(corpus.words.length).fill(-1);
  for (const { word, key } of findShortForms(corpus)) indexOf[word] = indices.get(key) ?? -1;
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

/** For each abbreviation, the papers (indices) that define each of its long forms. */
type Definitions = Map<string, Map<string, Set<number>>>;

/**
 * Selects the abbreviations that enough papers define in the same way.
 * @returns The key of the long form by the key of the abbreviation, sorted by the latter.
 */
export async function selectLongForms(
  corpus: Corpus,
  normalizer: WordNormalizer,
  pool: WorkerPool,
): Promise<Map<string, string>> {
  const definitions = groupDefinitions(corpus, normalizer);
  const keys = [...definitions.keys()];
  const documents = await countDocuments(corpus, shortFormIndices(corpus, keys), keys.length, pool);
  const sorted = keys.map((key, index) => [key, documents[index]!] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  const longForms = new Map<string, string>();
  for (const [key, usingPapers] of sorted) {
    const papersByLongForm = definitions.get(key)!;
    const definingPapers = [...papersByLongForm.values()].reduce((sum, papers) => sum + papers.size, 0);
    for (const [longForm, { size }] of papersByLongForm)
      if (size >= MIN_DEFINING_PAPERS && size >= MIN_AGREEMENT * definingPapers && size >= MIN_DEFINED * usingPapers)
        longForms.set(key, longForm);
  }
  return longForms;
}

/** Groups the definitions by abbreviation and long form. Long forms of one part and those with numbers are ignored. */
function groupDefinitions(corpus: Corpus, normalizer: WordNormalizer): Definitions {
  const definitions: Definitions = new Map();
  for (const { worker, paper, shortForm, longForm: words } of corpus.abbreviations) {
    const key = shortFormKey(corpus.words[shortForm]!);
    const longForm = keyOfWords(words, normalizer);
    const partKeys = longForm.split(' ');
    if (partKeys.length < 2 || partKeys.includes(NUMBER_KEY)) continue;
    const papersByLongForm = definitions.get(key) ?? new Map<string, Set<number>>();
    const papers = papersByLongForm.get(longForm) ?? new Set();
    papers.add(corpus.papers[worker]![paper]!);
    definitions.set(key, papersByLongForm.set(longForm, papers));
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
