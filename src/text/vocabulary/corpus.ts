import type { Hooks } from '../../model/options.ts';
import type { Paper } from '../../model/paper.ts';
import { type WorkerPool, callAll } from '../../workers/worker-pool.ts';
import type { Settings } from '../options.ts';
import { kindOfUnits, lowerUnits } from '../tokenize/characters.ts';
import { blankNoise } from '../tokenize/mask-noise.ts';

/** An abbreviation that a paper defines, and its long form's words. */
export interface Defined {
  /** The kernel that has the paper, and which of its papers it is. */
  member: number;
  paper: number;
  short: number;
  long: number[];
}

/** The words of all papers. The papers themselves, word by word, are in the kernels: see kernel/corpus.ts. */
export interface Corpus {
  /** Distinct written words, by number. */
  words: string[];
  /** The number of each word of each kernel, which has numbers of its own. */
  numbers: Int32Array[];
  /** The papers of each kernel, as it has them: those with an abstract. */
  placed: number[][];
  /** In order of papers. */
  defined: Defined[];
}

/** How many papers have an abstract. */
export const papersOf = ({ placed }: Corpus): number => placed.reduce((sum, papers) => sum + papers.length, 0);

/** A title in capitals throughout says nothing by them. */
export function calm(title: string): string {
  if (/\p{Ll}/u.test(title)) return title;
  const lower = title.toLowerCase();
  return lower.length === title.length ? lower : title;
}

/** A text as it is read: without noise, in as many characters. */
export const prepared = (text: string, settings: Settings): string => (settings.clean ? blankNoise(text) : text);

/** Papers that are sent to a kernel at once. */
const BATCH = 1024;
/** Batches that are on their way to each kernel, so that none waits. */
const AHEAD = 2;

/** Deals the papers out to the kernels, batch by batch, and collects their words. `onWords` takes new words as they turn up, in order of their numbers. */
export async function readCorpus(
  papers: readonly Paper[],
  settings: Settings,
  crew: WorkerPool,
  hooks: Hooks,
  onWords: (words: readonly string[]) => void,
  batch = BATCH,
): Promise<Corpus> {
  const units = [kindOfUnits(), lowerUnits()];
  await callAll(crew, 'learn', () => units);
  const words = new KnownWords(crew.size);
  const placed: number[][] = Array.from({ length: crew.size }, () => []);
  const batches = batchesOf(papers, batch);
  const under: { member: number; answer: ReturnType<WorkerPool['call']> }[] = [];
  const take = async () => {
    const { member, answer } = under.shift()!;
    // A kernel gives the characters of its new words, and where each ends.
    const [characters, ends] = (await answer) as [Uint16Array, Int32Array];
    onWords(words.learn(member, characters, ends));
  };
  for (const [number, papersOfBatch] of batches.entries()) {
    const member = number % crew.size;
    const [texts, ends] = textsOf(papers, papersOfBatch, settings);
    const answer = crew.call(member, 'readTexts', [texts, ends], [texts.buffer]);
    // Whoever takes it hears of a failure; until then it is no unheard one.
    answer.catch(() => {});
    under.push({ member, answer });
    for (const paper of papersOfBatch) placed[member]!.push(paper);
    if (under.length > AHEAD * crew.size) await take();
    hooks.progress?.('weigh', papersOfBatch[0]! / 2, papers.length);
  }
  while (under.length > 0) await take();
  const given = settings.abbreviations ? await callAll(crew, 'giveDefinitions') : [];
  const numbers = words.numbers();
  const defined = given.flatMap(([list], member) => definedIn(list!, member, numbers[member]!));
  return { words: words.list, numbers, placed, defined };
}

/** The papers with an abstract, some at a time. */
function batchesOf(papers: readonly Paper[], size: number): number[][] {
  const batches: number[][] = [];
  papers.forEach(({ abstract }, i) => {
    if (abstract === '') return;
    if (batches.length === 0 || batches.at(-1)!.length === size) batches.push([]);
    batches.at(-1)!.push(i);
  });
  return batches;
}

const encoder = new TextEncoder();
let room = new Uint8Array(1 << 16);

/** Titles and abstracts in turn, as UTF-8, and where each ends. */
function textsOf(
  papers: readonly Paper[],
  batch: readonly number[],
  settings: Settings,
): [Uint8Array<ArrayBuffer>, Int32Array] {
  const ends = new Int32Array(2 * batch.length);
  let end = 0;
  const write = (text: string, slot: number) => {
    // A code unit takes three bytes at most.
    if (room.length < end + 3 * text.length) {
      const larger = new Uint8Array(2 * (end + 3 * text.length));
      larger.set(room.subarray(0, end));
      room = larger;
    }
    end += encoder.encodeInto(text, room.subarray(end)).written;
    ends[slot] = end;
  };
  batch.forEach((i, k) => {
    const { title, abstract } = papers[i]!;
    write(prepared(calm(title), settings), 2 * k);
    write(prepared(abstract, settings), 2 * k + 1);
  });
  return [room.slice(0, end), ends];
}

/** One number for each word, whichever kernels have it. */
class KnownWords {
  readonly list: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #ofMember: number[][];
  readonly #decoder = new TextDecoder('utf-16le', { ignoreBOM: true });

  constructor(members: number) {
    this.#ofMember = Array.from({ length: members }, () => []);
  }

  /** Learns a kernel's new words; returns those that no kernel had before. */
  learn(member: number, characters: Uint16Array, ends: Int32Array): string[] {
    const text = this.#decoder.decode(characters);
    const first = this.list.length;
    let from = 0;
    for (const end of ends) {
      const word = text.slice(from, end);
      from = end;
      let number = this.#numbers.get(word);
      if (number === undefined) {
        number = this.list.push(word) - 1;
        this.#numbers.set(word, number);
      }
      this.#ofMember[member]!.push(number);
    }
    return this.list.slice(first);
  }

  numbers(): Int32Array[] {
    return this.#ofMember.map((numbers) => Int32Array.from(numbers));
  }
}

/** Definitions as a kernel lists them: the paper, the abbreviation, how many words the long form has, and these. */
function definedIn(list: ArrayLike<number>, member: number, numbers: Int32Array): Defined[] {
  const found: Defined[] = [];
  for (let k = 0; k < list.length; ) {
    const [paper, short, length] = [list[k]!, list[k + 1]!, list[k + 2]!];
    k += 3;
    const long = Array.from({ length }, (_, w) => numbers[list[k + w]!]!);
    k += length;
    found.push({ member, paper, short: numbers[short]!, long });
  }
  return found;
}
