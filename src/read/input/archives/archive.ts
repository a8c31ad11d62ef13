import type { ByteSink } from '../decode.ts';

/** Receives the files that a compressed file contains. Names are the name of the file, or "archive/entry" in an archive. */
export interface ArchiveHandler {
  /** @param format Name of the format that the content was converted from. Default: that of the content. */
  open(name: string, format?: string): ByteSink;
  problem(name: string, reason: string): void;
  note(name: string, reason: string): void;
  /** Returns whether a text that starts with `head` is a table of papers. */
  isTable(head: string): boolean;
}

/** What a reader of archives may use. */
export interface ArchiveContext extends ArchiveHandler {
  budget: Budget;
  /** Opens an entry, which may be an archive itself. */
  openEntry(name: string): ByteSink;
}

/** The entries of a package, decompressed one by one. */
export interface ZipPackage {
  names: string[];
  /** Returns the content of an entry; empty when there is none or the budget is exceeded. */
  read(name: string): Uint8Array;
}

/** Decompression stops above this ratio once more than {@link minBombSize} bytes were decompressed. */
const maxRatio = 200;
const minBombSize = 64 * 1024 * 1024;

/** Limits what one file may expand to, with all archives inside it. */
export class Budget {
  #input = 0;
  #output = 0;
  #isExceeded = false;
  #onExceed: (reason: string) => void;

  constructor(onExceed: (reason: string) => void) {
    this.#onExceed = onExceed;
  }

  /** Whether reading must stop. */
  get isExceeded(): boolean {
    return this.#isExceeded;
  }

  /** Adds bytes of the file itself. */
  addInput(length: number): void {
    this.#input += length;
  }

  /** Adds decompressed bytes at any level. Returns whether to go on. */
  addOutput(length: number): boolean {
    this.#output += length;
    if (!this.#isExceeded && this.#output > minBombSize && this.#output > maxRatio * this.#input) {
      this.#isExceeded = true;
      this.#onExceed(
        `possible decompression bomb: more than ${maxRatio} times the compressed size; the rest was not read`,
      );
    }
    return !this.#isExceeded;
  }
}

/** Compressed bytes are fed in chunks of this length, so that one chunk expands to a few megabytes at most. */
const chunkLength = 1 << 14;

/**
 * Creates a sink that feeds a decompressor in small chunks and stops at damage or when the budget is exceeded. Data that was
 * decompressed before is kept.
 */
export function createGuard(
  name: string,
  context: ArchiveContext,
  feed: (chunk: Uint8Array, isLast: boolean) => void,
  onEnd: () => void,
): { sink: ByteSink; fail: (reason: string) => void; isStopped: () => boolean; pending: Pending } {
  let hasFailed = false;
  const pending = new Pending();
  const isStopped = () => hasFailed || context.budget.isExceeded;
  const fail = (reason: string) => {
    if (!isStopped()) context.problem(name, reason);
    hasFailed = true;
  };
  const tryFeed = (chunk: Uint8Array, isLast: boolean) => {
    try {
      feed(chunk, isLast);
    } catch (error) {
      fail(describeDamage(error));
    }
  };
  const sink: ByteSink = {
    push(bytes) {
      for (let start = 0; start < bytes.length && !isStopped(); start += chunkLength)
        tryFeed(bytes.subarray(start, start + chunkLength), false);
      return pending.settle();
    },
    end() {
      if (!isStopped()) tryFeed(new Uint8Array(0), true);
      onEnd();
      return pending.settle();
    },
  };
  return { sink, fail, isStopped, pending };
}

/** Collects promises of one step, so that a caller who waits for the step waits for them. */
export class Pending {
  #promises: Promise<void>[] = [];

  add(result: void | Promise<void>): void {
    if (result) this.#promises.push(result);
  }

  /** Calls a function when all that was added is done: at once when there is nothing to wait for. */
  after(next: () => void | Promise<void>): void | Promise<void> {
    const settled = this.settle();
    return settled ? settled.then(next) : next();
  }

  /** Returns a promise of all that was added; undefined when there is nothing to wait for. */
  settle(): void | Promise<void> {
    if (!this.#promises.length) return undefined;
    const all = Promise.all(this.#promises).then(() => undefined);
    this.#promises = [];
    return all;
  }
}

/** Maximum size of a file that can only be read as a whole. */
const maxCollectedLength = 512 * 1024 * 1024;

/** Creates a sink that collects a file and passes it on at the end; a file that is too large is one problem. */
export function collect(
  name: string,
  kind: string,
  context: ArchiveContext,
  onEnd: (bytes: Uint8Array) => void | Promise<void>,
): ByteSink {
  let chunks: Uint8Array[] = [];
  let length = 0;
  return {
    push(bytes) {
      length += bytes.length;
      if (length <= maxCollectedLength) chunks.push(bytes);
      else chunks = [];
    },
    async end() {
      if (length > maxCollectedLength)
        return context.problem(
          name,
          `${kind} of more than ${maxCollectedLength / 1024 / 1024} MB; split it, or save it as CSV or JSON Lines`,
        );
      const bytes = new Uint8Array(length);
      let offset = 0;
      for (const chunk of chunks) {
        bytes.set(chunk, offset);
        offset += chunk.length;
      }
      chunks = [];
      try {
        await onEnd(bytes);
      } catch (error) {
        if (!context.budget.isExceeded) context.problem(name, describeDamage(error));
      }
    },
  };
}

/** Describes why an archive could not be read to its end. */
export const describeDamage = (error: unknown): string =>
  `damaged archive: ${messageOf(error)}; the data before the damage was read`;

/** Returns the message of an error on one line. */
export const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 200);

/** Archive entries that operating systems and archivers add, and directories. */
const ignoredEntries = /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)|\/$/i;

/** Returns the name of an entry for messages; undefined for entries that are no files of the user. */
export const entryName = (archive: string, entry: string): string | undefined =>
  ignoredEntries.test(entry) ? undefined : `${archive}/${entry.replace(/[\u0000-\u001f\u007f]/g, '?')}`;
