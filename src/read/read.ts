import type { Hooks } from '../model/options.ts';
import type { Collection, Problem } from '../model/paper.ts';
import { merge } from './deduplicate/deduplicate.ts';
import type { Listing } from './deduplicate/listing.ts';
import { type ByteSink, blockDecoder, pieceDecoder, plainBlocks } from './input/decode.ts';
import { unpacker } from './input/decompress.ts';
import { tidy } from './normalize/record.ts';
import { headLength, type InputFile, type ReadOptions, type Sink } from './record.ts';
import { formats } from './registry.ts';

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
  const sinkFor = (file: string): Sink => {
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
  };
  // Files that are listed beforehand tell how much there is to read in all; others as they come.
  const listed = Symbol.iterator in files ? [...files] : undefined;
  let done = 0;
  let total = listed?.reduce((sum, { size = 0 }) => sum + size, 0) ?? 0;
  let told = 0;
  for await (const file of listed ?? files) {
    if (!listed) total += file.size ?? 0;
    const content = unpacker(file.name, {
      open: (name) => contentReader(sinkFor(name), options),
      problem: (name, reason) => problems.push({ file: name, line: 1, reason }),
    });
    for await (const bytes of file.bytes()) {
      hooks.signal?.throwIfAborted();
      content.push(bytes);
      done += bytes.length;
      // Some hundred times in all, however much there is to read.
      if (done - told < Math.max(total, done) / 200) continue;
      told = done;
      hooks.progress?.('read', done, Math.max(done, total));
    }
    content.end();
  }
  if (done > told) hooks.progress?.('read', done, Math.max(done, total));
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

/** Finds out what a file's bytes are by their beginning, and reads them as that. */
function contentReader(out: Sink, options: ReadOptions): ByteSink {
  let found = false;
  const sink: Sink = {
    ...out,
    paper(line, draft) {
      found = true;
      out.paper(line, draft);
    },
    problem(line, reason) {
      found = true;
      out.problem(line, reason);
    },
  };
  let invalid = false;
  const onInvalid = () => {
    invalid = true;
  };
  let read: ((bytes: Uint8Array, last: boolean) => void) | undefined;
  return plainBlocks((bytes, last) => {
    read ??= blockReader(bytes, sink, options, onInvalid);
    read(bytes, last);
    if (!last) return;
    if (!found) sink.problem(1, 'no papers in it');
    if (invalid) sink.note(1, 'not all of it is UTF-8; the other bytes were read as Windows-1252');
  });
}

function blockReader(head: Uint8Array, sink: Sink, options: ReadOptions, onInvalid: () => void) {
  // No character takes more than four bytes.
  const text = blockDecoder(() => {})(head.subarray(0, 4 * headLength), false).slice(0, headLength);
  const format = formats.find(({ detects }) => detects(text, options));
  if (!format) sink.problem(1, unknownReason(text));
  if (!format) return () => {};
  if ('openBytes' in format) {
    const reader = format.openBytes(sink, pieceDecoder(onInvalid));
    return (bytes: Uint8Array, last: boolean) => {
      reader.write(bytes);
      if (last) reader.end();
    };
  }
  const reader = format.open(sink, options);
  const decode = blockDecoder(onInvalid);
  return (bytes: Uint8Array, last: boolean) => {
    const block = decode(bytes, last);
    if (block) reader.write(block);
    if (last) reader.end();
  };
}

function unknownReason(head: string): string {
  if (!head.trim()) return 'the file is empty';
  if (/\u0000/.test(head)) return 'not a text file, nor a gzip or zip of one';
  return 'no known format of papers was found in it; see the table of formats';
}
