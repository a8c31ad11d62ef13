import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Paper } from '../../model/paper.ts';
import { isPauseDue, pause } from '../../util/pause.ts';
import { createSuffix } from '../output/temporary-file.ts';

/** Fields that stay in memory: they are short, and stages look them up in any order. */
const FIELDS_IN_MEMORY: ReadonlySet<string> = new Set(['id', 'title', 'year']);

/** Papers are written in parts of about this size, in bytes. */
const PART_BYTES = 1 << 20;

/** The file is read in pages of this size, in bytes. */
const PAGE_BYTES = 1 << 16;

/** Number of pages that are kept: stages read the papers in order, some of them in several places at once. */
const MAX_PAGES = 64;

/**
 * Moves what papers consist of to a temporary file, except ids, titles, and years: a paper then takes some hundred bytes of memory instead of some
 * thousand. Returns the same papers, whose fields are read from the file when they are accessed. The file is closed when the thread ends.
 * @param papers The array is emptied, so that the papers can be released while they are written.
 * @param directory where to create the file; it has no name as soon as it is open, so that nothing is left even if the process is killed
 * @throws if the file cannot be written
 */
export async function movePapersToDisk(papers: Paper[], directory: string, signal?: AbortSignal): Promise<Paper[]> {
  const file = PaperFile.create(join(directory, `.papers.papergraph-${createSuffix()}`));
  try {
    const createPaper = createPaperFactory(file);
    const onDisk: Paper[] = [];
    papers.reverse();
    for (let paper = papers.pop(); paper; paper = papers.pop()) {
      if (isPauseDue()) await pause(signal);
      file.append(paper);
      onDisk.push(createPaper(paper, onDisk.length));
    }
    file.flush();
    return onDisk;
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Copies a value. What was read are parts of longer texts, which a part would keep in memory. */
const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Returns a function that creates the paper of a number, with the fields of a paper in their order. */
function createPaperFactory(file: PaperFile): (paper: Paper, index: number) => Paper {
  const accessors = new Map<string, PropertyDescriptor>();
  /** A class, because a private field tells the number of a paper without being one of its fields. */
  class PaperOnDisk {
    readonly #index: number;

    constructor(paper: Paper, index: number) {
      this.#index = index;
      for (const [name, value] of Object.entries(paper))
        Object.defineProperty(
          this,
          name,
          FIELDS_IN_MEMORY.has(name)
            ? { value: copy(value), enumerable: true, configurable: true, writable: true }
            : PaperOnDisk.#getAccessor(name),
        );
    }

    /** All papers share the functions that read a field, since each new one would take more memory than it saves. */
    static #getAccessor(name: string): PropertyDescriptor {
      const known = accessors.get(name);
      if (known) return known;
      const get =
        name === 'abstract'
          ? function (this: PaperOnDisk) {
              return file.readAbstract(this.#index);
            }
          : function (this: PaperOnDisk) {
              return file.readFields(this.#index)[name];
            };
      const accessor = { get, enumerable: true, configurable: true };
      accessors.set(name, accessor);
      return accessor;
    }
  }
  // The properties that are defined are those of the paper.
  return (paper, index) => new PaperOnDisk(paper, index) as unknown as Paper;
}

/** A file with the abstract and with the other fields of each paper, as JSON. */
class PaperFile {
  readonly #file: number;
  /** Of each paper the start of its abstract and of its fields, then the end of the file. */
  readonly #offsets: number[] = [0];
  #part: Buffer[] = [];
  #partBytes = 0;
  readonly #pages = new Map<number, Buffer>();
  /** The fields that were read last: several fields of a paper are usually read one after the other. */
  #last: { index: number; fields: Record<string, unknown> } | undefined;
  /** The abstract that was read last: some stages read it for each of its terms. */
  #lastAbstract: { index: number; abstract: string } | undefined;

  private constructor(file: number) {
    this.#file = file;
  }

  /** Creates the file of a path. The name is removed at once. */
  static create(path: string): PaperFile {
    const file = openSync(path, 'wx+', 0o600);
    rmSync(path, { force: true });
    return new PaperFile(file);
  }

  append(paper: Paper): void {
    const { abstract, ...fields } = paper;
    for (const value of [abstract, fields]) {
      const bytes = Buffer.from(JSON.stringify(value));
      this.#part.push(bytes);
      this.#partBytes += bytes.length;
      this.#offsets.push(this.#offsets.at(-1)! + bytes.length);
    }
    if (this.#partBytes >= PART_BYTES) this.flush();
  }

  /** Writes what has been appended. */
  flush(): void {
    let bytes = Buffer.concat(this.#part);
    while (bytes.length > 0) bytes = bytes.subarray(writeSync(this.#file, bytes));
    this.#part = [];
    this.#partBytes = 0;
  }

  readAbstract(index: number): string {
    if (this.#lastAbstract?.index !== index) {
      const json = this.#read(this.#offsets[2 * index]!, this.#offsets[2 * index + 1]!);
      // What was written is the abstract of a paper.
      this.#lastAbstract = { index, abstract: JSON.parse(json) as string };
    }
    return this.#lastAbstract.abstract;
  }

  readFields(index: number): Record<string, unknown> {
    if (this.#last?.index !== index) {
      const json = this.#read(this.#offsets[2 * index + 1]!, this.#offsets[2 * index + 2]!);
      // What was written are the fields of a paper.
      this.#last = { index, fields: JSON.parse(json) as Record<string, unknown> };
    }
    return this.#last.fields;
  }

  close(): void {
    closeSync(this.#file);
    this.#pages.clear();
  }

  #read(start: number, end: number): string {
    const first = Math.floor(start / PAGE_BYTES);
    const last = Math.floor((end - 1) / PAGE_BYTES);
    const pages = Array.from({ length: last - first + 1 }, (_, k) => this.#readPage(first + k));
    const bytes = pages.length === 1 ? pages[0]! : Buffer.concat(pages);
    return bytes.toString('utf8', start - first * PAGE_BYTES, end - first * PAGE_BYTES);
  }

  #readPage(number: number): Buffer {
    const known = this.#pages.get(number);
    if (known) return known;
    const page = Buffer.allocUnsafe(PAGE_BYTES);
    let length = 0;
    for (let read = -1; read !== 0 && length < PAGE_BYTES; length += read)
      read = readSync(this.#file, page, length, PAGE_BYTES - length, number * PAGE_BYTES + length);
    if (this.#pages.size >= MAX_PAGES) this.#pages.delete(this.#pages.keys().next().value!);
    this.#pages.set(number, page);
    return page;
  }
}
