import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Paper } from '../../src/model/paper.ts';
import type { SparseRows } from '../../src/model/sparse.ts';
import { join as findNeighbors } from '../../src/similarity/join/join.ts';
import { weigh } from '../../src/text/weighting/weigh.ts';
import { NumberSet } from '../../src/util/number-set.ts';
import { createRandom, randomPermutation } from '../../src/util/random.ts';

/** A paper of a generated collection. */
export interface RecombinedPaper {
  doi: string;
  title: string;
  abstract: string;
  authors: string[];
  year?: number;
  venue?: string;
  keywords?: string[];
}

/** Papers with an abstract, and the most similar ones of each. */
export interface RelatedPapers {
  papers: readonly Paper[];
  related: SparseRows;
}

/** Default of the maximum size of a file of generated papers, in bytes. */
const MAX_FILE_BYTES = 1 << 24;

/** Number of characters that are written at once. */
const CHUNK_LENGTH = 1 << 18;

/** Minimum number of sentences of an abstract. With fewer, many papers would have the same abstract. */
const MIN_SENTENCES = 3;

/** The share of sentences that come from the paper itself, and from papers related to it; the rest comes from papers related to those. */
const OWN_SHARE = 0.3;
const RELATED_SHARE = 0.6;

/** Number of attempts to find a sentence that an abstract does not have yet, or a title that no paper has. */
const ATTEMPTS = 8;

/** Where a title can be divided: before a preposition or after a colon. */
const TITLE_JOINT = /(?=\s(?:for|of|in|with|using|by|on|from|via|through|towards?|based on)\s)|(?<=:)(?=\s)/;

/** Finds the papers that are related to each paper, by the same exact join that a build uses. */
export async function relatePapers(papers: readonly Paper[]): Promise<RelatedPapers> {
  if (papers.length === 0) throw new Error('no paper has an abstract: name other papers with --papers');
  const { rows } = await weigh(papers);
  return { papers, related: await findNeighbors(rows) };
}

/**
 * Generates papers by exchanging sentences, halves of titles, and authors among related papers. Document frequencies keep the skew of the
 * source. Every title and DOI is unique. Equal seeds give equal papers, and a larger collection begins with a smaller one.
 */
export function* recombinePapers(
  { papers: source, related }: RelatedPapers,
  count: number,
  seed = 1,
): Generator<RecombinedPaper> {
  const order = randomPermutation(source.length, createRandom(seed));
  const sentences = source.map(({ abstract }) => splitSentences(abstract));
  const titles = new NumberSet();
  for (let number = 0; number < count; number++) {
    const random = createRandom(Math.imul(number + 1, 0x9e3779b1) ^ seed);
    const base = order[number % source.length]!;
    const draw = () => drawPaper(base, related, random);
    const donor = source[draw()]!;
    const { year, venue, keywords } = source[base]!;
    const title = createTitle(source, base, draw, titles) ?? `${source[base]!.title} ${number}`;
    yield {
      doi: `10.5555/${seed}.${number}`,
      title,
      abstract: createAbstract(sentences, base, draw, random),
      authors: exchangeAuthors(source[base]!.authors ?? [], donor.authors ?? [], random),
      ...(year !== undefined && { year }),
      ...(venue !== undefined && { venue }),
      ...(keywords && { keywords }),
    };
  }
}

/**
 * Writes generated papers as JSON Lines to files, by default of at most 16 MiB each. Holds a small part of a file in memory.
 * @param onProgress Receives the number of papers so far, about every 50,000.
 * @returns the names of the files
 */
export function writePapers(
  papers: Iterable<RecombinedPaper>,
  directory: string,
  onProgress: (count: number) => void = () => {},
  maxFileBytes = MAX_FILE_BYTES,
): string[] {
  mkdirSync(directory, { recursive: true });
  const names: string[] = [];
  let [file, size, count, chunk] = [-1, 0, 0, ''];
  const flush = () => {
    if (file < 0 || size + Buffer.byteLength(chunk) > maxFileBytes) {
      if (file >= 0) closeSync(file);
      names.push(join(directory, `papers-${`${names.length}`.padStart(5, '0')}.jsonl`));
      [file, size] = [openSync(names.at(-1)!, 'wx'), 0];
    }
    size += writeSync(file, chunk);
    chunk = '';
  };
  for (const paper of papers) {
    chunk += `${JSON.stringify(paper)}\n`;
    if (chunk.length >= CHUNK_LENGTH) flush();
    if (++count % 50_000 === 0) onProgress(count);
  }
  if (chunk !== '') flush();
  if (file >= 0) closeSync(file);
  return names;
}

/** Splits a text after full stops, question marks and exclamation marks that a capital letter or digit follows. */
export const splitSentences = (text: string): string[] => text.split(/(?<=[.!?]["”)]?)\s+(?=["“(]?[\p{Lu}\d])/u);

/** Returns the paper itself, a related one, or one that is related to a related one. */
function drawPaper(paper: number, { starts, ids }: SparseRows, random: () => number): number {
  const choice = random();
  if (choice < OWN_SHARE) return paper;
  const pick = (from: number) => {
    const [start, end] = [starts[from]!, starts[from + 1]!];
    return start < end ? ids[start + Math.floor(random() * (end - start))]! : from;
  };
  const near = pick(paper);
  return choice < OWN_SHARE + RELATED_SHARE ? near : pick(near);
}

/** Returns as many sentences as the abstract has, each from a similar place of an abstract. */
function createAbstract(
  sentences: readonly (readonly string[])[],
  base: number,
  draw: () => number,
  random: () => number,
): string {
  const count = Math.max(MIN_SENTENCES, sentences[base]!.length);
  const chosen = new Set<string>();
  for (let place = 0; place < count; place++)
    for (let attempt = 0; attempt < ATTEMPTS && chosen.size <= place; attempt++) {
      const from = sentences[draw()]!;
      const position = Math.floor(((place + random()) / count) * from.length);
      const sentence = from[Math.min(position, from.length - 1)]!;
      chosen.add(sentence);
    }
  return [...chosen].join(' ');
}

/** Returns the beginning of a title with the end of another one, as no paper has it yet; undefined if none was found. */
function createTitle(
  source: readonly Paper[],
  base: number,
  draw: () => number,
  titles: NumberSet,
): string | undefined {
  const [own = ''] = source[base]!.title.split(TITLE_JOINT);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const parts = source[draw()]!.title.split(TITLE_JOINT);
    const title = parts.length > 1 ? own + parts.slice(1).join('') : parts[0]!;
    if (titles.add(hashText(title.toLowerCase()))) return title;
  }
  return undefined;
}

/** Returns an integer of 52 bits. Two different texts have the same one so rarely that it does not matter here. */
function hashText(text: string): number {
  let [low, high] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    low = Math.imul(low ^ text.charCodeAt(i), 0x01000193);
    high = Math.imul(high + text.charCodeAt(i), 0x85ebca6b) ^ (high >>> 13);
  }
  return (high >>> 12) * 2 ** 32 + (low >>> 0);
}

/** Returns as many authors as the first paper has, some of them from the second. */
function exchangeAuthors(own: readonly string[], others: readonly string[], random: () => number): string[] {
  const authors = own.map((author, i) => (random() < 0.5 ? author : (others[i] ?? author)));
  return [...new Set(authors)];
}
