import type { Collection, Hooks, Problem } from '../types.ts';
import { headLength, type Sink, type TextReader } from './format.ts';
import { formats } from './formats.ts';
import { decode } from './input/decode.ts';
import { type Listing, merge } from './merge.ts';
import { tidy } from './tidy.ts';

/** An input: a name for messages, and its bytes. Node's files, browser Files and stdin all fit. */
export interface InputFile {
  name: string;
  /** Size in bytes where known, for progress. */
  size?: number;
  /** The content in pieces of any length, which are not written to again. */
  bytes(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** How to read. */
export interface ReadOptions {
  /**
   * Where tables and plain JSON keep what: field of a paper (title, abstract, authors, year, doi, ...) to column or key,
   * in any case. Fields that are not named here are still found under their common names. Default: none.
   */
  columns?: Record<string, string>;
}

/**
 * Reads files of any known format, told by their content, and makes one paper of all listings of the same paper.
 * The result does not depend on the order of the files. Progress is counted in bytes.
 * What cannot be read becomes a problem of the result; the only error thrown is the signal's reason, or a file's own.
 */
export async function readPapers(
  files: Iterable<InputFile> | AsyncIterable<InputFile>,
  options: ReadOptions = {},
  hooks: Hooks = {},
): Promise<Collection> {
  const listings: Listing[] = [];
  const problems: Problem[] = [];
  const notes: Problem[] = [];
  let done = 0;
  let total = 0;
  for await (const file of files) {
    total += file.size ?? 0;
    const counted = async function* () {
      for await (const chunk of file.bytes()) {
        hooks.signal?.throwIfAborted();
        done += chunk.length;
        hooks.progress?.('read', done, Math.max(done, total));
        yield chunk;
      }
    };
    await readFile(counted(), sinkFor(file.name, listings, problems, notes), options);
  }
  const merged = merge(listings);
  return {
    papers: merged.papers,
    records: listings.length + problems.length,
    merged: listings.length - merged.papers.length,
    problems: problems.sort(byPlace),
    notes: [...notes, ...merged.notes].sort(byPlace),
  };
}

const byPlace = (a: Problem, b: Problem) =>
  a.file === b.file ? a.line - b.line || (a.reason < b.reason ? -1 : 1) : a.file < b.file ? -1 : 1;

function sinkFor(file: string, listings: Listing[], problems: Problem[], notes: Problem[]): Sink {
  const sink: Sink = {
    paper(line, draft) {
      const facts = tidy(draft, (reason) => sink.note(line, reason));
      if (facts) listings.push({ facts, place: { file, line } });
      else sink.problem(line, 'a record without a title; give it one, or name the column that has it');
    },
    problem: (line, reason) => problems.push({ file, line, reason }),
    note: (line, reason) => notes.push({ file, line, reason }),
  };
  return sink;
}

async function readFile(bytes: AsyncIterable<Uint8Array>, sink: Sink, options: ReadOptions): Promise<void> {
  let invalid = false;
  let head = '';
  let reader: TextReader | undefined;
  const open = () => {
    const format = formats.find(({ detects }) => detects(head.slice(0, headLength), options));
    if (!format) sink.problem(1, unknownReason(head));
    reader = format?.open(sink, options) ?? { write: () => {}, end: () => {} };
    reader.write(head);
  };
  for await (const block of decode(bytes, () => (invalid = true))) {
    if (reader) reader.write(block);
    else {
      head += block;
      if (head.length >= headLength) open();
    }
  }
  if (!reader) open();
  reader!.end();
  if (invalid) sink.note(1, 'not all of it is UTF-8; the other bytes were read as Windows-1252');
}

function unknownReason(head: string): string {
  if (!head.trim()) return 'the file is empty';
  if (/\u0000/.test(head)) return 'not a text file, nor a gzip or zip of one';
  return 'no known format of papers was found in it; see the table of formats';
}
