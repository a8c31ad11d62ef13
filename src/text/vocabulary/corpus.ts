import type { Hooks } from '../../model/options.ts';
import type { Paper } from '../../model/paper.ts';
import { isPauseDue, pause } from '../../util/pause.ts';
import { callAll, type WorkerPool } from '../../workers/worker-pool.ts';
import type { ResolvedOptions } from '../options.ts';
import { lowerCaseTable, segmentingClassTable } from '../tokenize/characters.ts';
import { maskNoise } from '../tokenize/mask-noise.ts';
import { decodeWords, encodeTexts } from '../tokenize/text-encoding.ts';

/** An abbreviation that a paper defines. */
export interface PaperAbbreviation {
  /** The worker that holds the paper. */
  worker: number;
  /** The paper's number within the worker. */
  paper: number;
  /** Word id of the abbreviation. */
  shortForm: number;
  /** Word ids of the long form. */
  longForm: number[];
}

/**
 * The distinct words of all papers with an abstract. The papers are distributed among the workers, whose kernels hold
 * their tokens; see kernel/corpus.ts. Each kernel has its own word ids.
 */
export interface Corpus {
  /** Distinct words by id, as written. */
  words: string[];
  /** The number of the language of each word; the same word in two languages is two. */
  languages: number[];
  /** For each worker: the word id of each of its kernel's word ids. */
  wordIds: Int32Array[];
  /** For each worker: the indices of its papers. */
  papers: number[][];
  /** Number of papers with the most frequent abstract: 1 if all abstracts are different. */
  copies: number;
  /** The abbreviations that papers define, by worker and paper. */
  abbreviations: PaperAbbreviation[];
}

/** Returns the number of papers in the corpus. */
export const corpusSize = ({ papers }: Corpus): number => papers.reduce((sum, { length }) => sum + length, 0);

/** Converts a title without lower-case letters to lower case, since its capitals carry no information. */
export function normalizeTitleCase(title: string): string {
  if (/\p{Ll}/u.test(title)) return title;
  const lower = title.toLowerCase();
  return lower.length === title.length ? lower : title;
}

/** Masks noise if the options say so. The length of the text does not change. */
export const cleanText = (text: string, options: ResolvedOptions): string => (options.clean ? maskNoise(text) : text);

/** Number of papers that are sent to a kernel at once. */
const BATCH_SIZE = 1024;
/** Maximum number of batches in flight per worker; more than one, so that no worker waits for the next. */
const MAX_BATCHES_IN_FLIGHT = 2;

/**
 * Distributes the papers among the workers in batches and collects their distinct words.
 * @param textLanguages The number of the language of each paper's title and abstract, alternately.
 * @param onWords Receives new words and the numbers of their languages in the order of their ids, as soon as they are known.
 * @param share The part of the stage that this takes, for the progress.
 */
export async function readCorpus(
  papers: readonly Paper[],
  textLanguages: Uint8Array,
  options: ResolvedOptions,
  pool: WorkerPool,
  hooks: Hooks,
  onWords: (words: readonly string[], languages: readonly number[]) => Promise<void>,
  share: number,
  batchSize = BATCH_SIZE,
): Promise<Corpus> {
  const tables = [segmentingClassTable(), lowerCaseTable()];
  await callAll(pool, 'setCharacterTables', () => tables);
  await callAll(pool, 'reserveTokens', () => estimateTokens(papers, pool.size));
  const words = new WordIds(pool.size);
  const papersOfWorker: number[][] = Array.from({ length: pool.size }, () => []);
  const inFlight: { worker: number; result: ReturnType<WorkerPool['call']> }[] = [];
  const receiveOldest = async () => {
    const { worker, result } = inFlight.shift()!;
    // The kernel returns the code units of its new words, and the end of each word.
    const [codeUnits, ends, languages] = (await result) as [Uint16Array, Int32Array, Int32Array];
    const firstNew = words.list.length;
    words.add(worker, codeUnits, ends, languages);
    await onWords(words.list.slice(firstNew), words.languages.slice(firstNew));
  };
  for (const [number, batch] of batchesOf(papers, batchSize).entries()) {
    if (isPauseDue()) await pause(hooks.signal);
    const worker = number % pool.size;
    const [texts, ends] = encodeTexts(
      batch.flatMap((i) => [
        cleanText(normalizeTitleCase(papers[i]!.title), options),
        cleanText(papers[i]!.abstract, options),
      ]),
    );
    const languages = Uint8Array.from(batch.flatMap((i) => [textLanguages[2 * i]!, textLanguages[2 * i + 1]!]));
    const result = pool.call(worker, 'tokenizeTexts', [texts, ends, languages], [texts.buffer]);
    // `receiveOldest` handles a rejection; until then it must not be reported as unhandled.
    result.catch(() => {});
    inFlight.push({ worker, result });
    for (const paper of batch) papersOfWorker[worker]!.push(paper);
    if (inFlight.length > MAX_BATCHES_IN_FLIGHT * pool.size) await receiveOldest();
    hooks.progress?.('weigh', batch[0]! * share, papers.length);
  }
  while (inFlight.length > 0) {
    if (isPauseDue()) await pause(hooks.signal);
    await receiveOldest();
  }
  const lists = options.abbreviations ? await callAll(pool, 'getAbbreviations') : [];
  const wordIds = words.idsByWorker();
  const copies = await countCopies(papers, hooks.signal);
  const abbreviations = lists.flatMap(([list], worker) => decodeAbbreviations(list!, worker, wordIds[worker]!));
  return { words: words.list, languages: words.languages, wordIds, papers: papersOfWorker, copies, abbreviations };
}

/** Mean number of characters of a token and the space after it; somewhat less than in English, so that the estimate suffices. */
const CHARACTERS_PER_TOKEN = 5.5;

/** Returns about how many tokens and papers a kernel will hold. */
function estimateTokens(papers: readonly Paper[], kernels: number): [tokens: number, papers: number] {
  let [characters, count] = [0, 0];
  for (const { title, abstract } of papers) {
    if (abstract === '') continue;
    characters += title.length + abstract.length;
    count++;
  }
  return [Math.ceil(characters / CHARACTERS_PER_TOKEN / kernels), Math.ceil(count / kernels)];
}

async function countCopies(papers: readonly Paper[], signal: AbortSignal | undefined): Promise<number> {
  const counts = new Map<string, number>();
  let max = 1;
  for (const { abstract } of papers) {
    if (isPauseDue()) await pause(signal);
    if (abstract === '') continue;
    const count = (counts.get(abstract) ?? 0) + 1;
    counts.set(abstract, count);
    if (count > max) max = count;
  }
  return max;
}

/** Splits the papers with an abstract into batches. */
function batchesOf(papers: readonly Paper[], size: number): number[][] {
  const batches: number[][] = [];
  papers.forEach(({ abstract }, i) => {
    if (abstract === '') return;
    if (batches.length === 0 || batches.at(-1)!.length === size) batches.push([]);
    batches.at(-1)!.push(i);
  });
  return batches;
}

/** Assigns ids to the distinct words of all kernels. */
class WordIds {
  /** The words by id. */
  readonly list: string[] = [];
  /** The number of the language of each word. */
  readonly languages: number[] = [];
  readonly #ids = new Map<string, number>();
  readonly #idsByWorker: number[][];

  constructor(workerCount: number) {
    this.#idsByWorker = Array.from({ length: workerCount }, () => []);
  }

  /** Adds the new words of a kernel. */
  add(worker: number, codeUnits: Uint16Array, ends: Int32Array, languages: Int32Array): void {
    decodeWords(codeUnits, ends).forEach((word, k) => {
      const language = languages[k]!;
      const key = language === 0 ? word : `${language}:${word}`;
      let id = this.#ids.get(key);
      if (id === undefined) {
        id = this.list.push(word) - 1;
        this.languages.push(language);
        this.#ids.set(key, id);
      }
      this.#idsByWorker[worker]!.push(id);
    });
  }

  /** Returns for each worker the ids of its kernel's words. */
  idsByWorker(): Int32Array[] {
    return this.#idsByWorker.map((ids) => Int32Array.from(ids));
  }
}

/**
 * Decodes the output of a kernel: for each abbreviation the paper, the short form, the length of the long form, and its
 * words.
 */
function decodeAbbreviations(list: ArrayLike<number>, worker: number, wordIds: Int32Array): PaperAbbreviation[] {
  const abbreviations: PaperAbbreviation[] = [];
  for (let k = 0; k < list.length; ) {
    const [paper, shortForm, length] = [list[k]!, list[k + 1]!, list[k + 2]!];
    k += 3;
    const longForm = Array.from({ length }, (_, w) => wordIds[list[k + w]!]!);
    k += length;
    abbreviations.push({ worker, paper, shortForm: wordIds[shortForm]!, longForm });
  }
  return abbreviations;
}
