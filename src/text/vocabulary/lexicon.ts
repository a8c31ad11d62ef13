import { forEachRange } from '../../util/pause.ts';
import { callAll, type WorkerPool } from '../../workers/worker-pool.ts';
import { maxDocuments, type ResolvedOptions } from '../options.ts';
import type { WordNormalizer } from '../tokenize/word-normalizer.ts';
import { type Corpus, corpusSize } from './corpus.ts';
import { countDocuments, sumArrays } from './count-documents.ts';
import {
  expandCompounds,
  keyOfWords,
  type LongForm,
  longFormParts,
  paperLongForms,
  selectLongForms,
  shortFormIndices,
  tabulateLongForms,
} from './long-forms.ts';

/**
 * The distinct word parts of a corpus and the keys they are normalized to. After {@link buildLexicon} the kernels hold
 * the papers as sequences of parts, in which long forms replace abbreviations.
 */
export interface Lexicon {
  /** The keys by id. */
  keys: string[];
  /** Whether each key can be a term by itself (0 or 1). */
  isContent: Uint8Array;
  /** Number of papers that contain each key. */
  documents: Int32Array;
  /** Number of occurrences of each key in all papers. */
  occurrences: Int32Array;
  /** The key id of each part. */
  keyOf: Int32Array;
  /** The surface form of each part; empty for the words of expanded abbreviations. */
  forms: string[];
  /** The word of each part. The parts of a word have consecutive ids. */
  wordOf: Int32Array;
  /** The key of the long form of each abbreviation, by the abbreviation's key. */
  longForms: Map<string, string>;
  /** Whether hyphenated compounds with each closed form were closed. */
  closedForms: ReadonlyMap<string, boolean>;
  /** Number of tokens (occurrences of parts) in all papers. */
  tokenCount: number;
}

/** Number of words that are processed between two checks whether a pause is due. */
const WORDS_PER_RANGE = 1 << 12;

/**
 * Closes compounds, selects long forms for abbreviations, and has the kernels convert their papers to parts.
 * @throws the reason of the signal if it is aborted
 */
export async function buildLexicon(
  corpus: Corpus,
  normalizer: WordNormalizer,
  options: ResolvedOptions,
  pool: WorkerPool,
  signal?: AbortSignal,
): Promise<Lexicon> {
  if (options.spelling) {
    const isTerm = await createTermTest(corpus, normalizer, options, pool, signal);
    await normalizer.closeCompounds(corpus.words, corpus.languages, isTerm, signal);
  }
  const selected = options.abbreviations ? await selectLongForms(corpus, normalizer, pool, signal) : [];
  const statistics = await expandTokens(corpus, normalizer, selected, options, pool, signal);
  const longForms = new Map(selected.map(({ abbreviation, key }) => [abbreviation, key]));
  return { ...statistics, ...normalizer.parts.toArrays(), longForms, closedForms: normalizer.closedForms };
}

/**
 * Returns a function that tells whether a key, counted without compounds, is in enough papers, and not in too many, to
 * be a term.
 */
async function createTermTest(
  corpus: Corpus,
  normalizer: WordNormalizer,
  options: ResolvedOptions,
  pool: WorkerPool,
  signal: AbortSignal | undefined,
): Promise<(key: string) => boolean> {
  const { parts } = normalizer;
  const documents = await countDocuments(corpus, normalizer.contentKeyIds(), parts.keyCount, pool, signal);
  const max = maxDocuments(options, corpusSize(corpus), corpus.copies);
  return (key) => {
    const papers = documents[parts.findContentKey(key) ?? -1] ?? 0;
    return papers > 0 && papers >= options.minDocuments && papers <= max;
  };
}

/**
 * Has the kernels convert their papers to parts and expand abbreviations: with the long form that the paper itself
 * defines, or else with the collection's. The collection's long forms become single parts, whether they were abbreviated
 * or spelled out. Adds the long forms and their words to the normalizer.
 */
async function expandTokens(
  corpus: Corpus,
  normalizer: WordNormalizer,
  longForms: readonly LongForm[],
  options: ResolvedOptions,
  pool: WorkerPool,
  signal: AbortSignal | undefined,
): Promise<Pick<Lexicon, 'documents' | 'occurrences' | 'tokenCount'>> {
  const { parts } = normalizer;
  const ranges = new Map<string, [number, number]>();
  const rangeOf = (longForm: string): [number, number] => {
    const existing = ranges.get(longForm);
    if (existing) return existing;
    const start = parts.size;
    for (const part of longFormParts(longForm, options)) parts.add(part, -1);
    const range: [number, number] = [start, parts.size];
    ranges.set(longForm, range);
    return range;
  };
  const abbreviations = longForms.map(({ abbreviation }) => abbreviation);
  const shortFormOf = await shortFormIndices(corpus, abbreviations, signal);
  const sharedRanges = Int32Array.from(longForms.flatMap(({ key }) => rangeOf(key)));
  const definedByPapers = paperLongForms(corpus, shortFormOf, (words) => rangeOf(keyOfWords(words, normalizer)));
  const partRanges = await expandCompounds(corpus, normalizer, shortFormOf, longForms, rangeOf, signal);
  const table = tabulateLongForms(longForms, normalizer, rangeOf);
  const { keyOf } = parts.toArrays();
  const prepare = async (worker: number) => {
    const wordIds = corpus.wordIds[worker]!;
    const wordRanges = new Int32Array(2 * wordIds.length);
    await forEachRange(wordIds.length, WORDS_PER_RANGE, signal, (first, end) => {
      for (let w = first; w < end; w++)
        wordRanges.set(partRanges.get(wordIds[w]!) ?? normalizer.partRange(wordIds[w]!), 2 * w);
    });
    const shortForms = wordIds.map((word) => shortFormOf[word]!);
    const { longFormsOf, entries } = table;
    return [wordRanges, shortForms, sharedRanges, definedByPapers[worker]!, keyOf, longFormsOf, entries];
  };
  const results = await callAll(pool, 'expandTokens', prepare, signal);
  return {
    documents: sumArrays(results.map(([documents]) => documents!)),
    occurrences: sumArrays(results.map(([, occurrences]) => occurrences!)),
    tokenCount: results.reduce((sum, [, , ends]) => sum + (ends!.at(-1) ?? 0), 0),
  };
}
