import { Gunzip, Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import { ArchiveIdentifier } from '../identify/archives.ts';
import type { ByteSink } from './decode.ts';

/** Receives the files that a compressed file contains. Names are the name of the file, or "archive/entry" in a zip archive. */
export interface DecompressHandler {
  open(name: string): ByteSink;
  problem(name: string, reason: string): void;
}

/** Decompression stops above this ratio once more than {@link minBombSize} bytes were decompressed. */
const maxRatio = 200;
const minBombSize = 64 * 1024 * 1024;
/** Maximum depth of archives inside archives. */
const maxDepth = 3;
/** Compressed bytes are fed in chunks of this length, so that one chunk expands to a few megabytes at most. */
const chunkLength = 1 << 14;

/** Archive entries that operating systems and archivers add, and directories. */
const ignoredEntries = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)|\/$/i;

/** Creates a sink that decompresses a file if its first bytes are those of gzip or zip, and passes on any other file unchanged. */
export function createDecompressor(name: string, handler: DecompressHandler, depth = 0): ByteSink {
  let head = new Uint8Array(0);
  let sink: ByteSink | undefined;
  const start = () => {
    const decompress = detectCompression(head);
    if (decompress && depth >= maxDepth) {
      handler.problem(name, `archives are nested more than ${maxDepth} levels deep; extract the inner ones first`);
      sink = { push: () => {}, end: () => {} };
    } else sink = decompress ? decompress(name, handler, depth) : handler.open(name);
    sink.push(head);
  };
  return {
    push(bytes) {
      if (sink) return sink.push(bytes);
      const joined = new Uint8Array(head.length + bytes.length);
      joined.set(head);
      joined.set(bytes, head.length);
      head = joined;
      if (head.length >= 4) start();
    },
    end() {
      if (!sink) start();
      sink!.end();
    },
  };
}

function detectCompression(head: Uint8Array) {
  if (head[0] === 0x1f && head[1] === 0x8b) return createGunzip;
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3) return createUnzip;
  return undefined;
}

/**
 * Creates a sink that feeds a decompressor in small chunks and stops at damage or at a decompression bomb. Data that was
 * decompressed before is kept.
 */
function createGuard(
  name: string,
  handler: DecompressHandler,
  feed: (chunk: Uint8Array, isLast: boolean) => void,
  onEnd: () => void,
) {
  let compressedLength = 0;
  let length = 0;
  let isStopped = false;
  const fail = (reason: string) => {
    if (!isStopped) handler.problem(name, reason);
    isStopped = true;
  };
  const tryFeed = (chunk: Uint8Array, isLast: boolean) => {
    try {
      feed(chunk, isLast);
    } catch (error) {
      fail(`damaged archive: ${messageOf(error)}; the data before the damage was read`);
    }
  };
  const sink: ByteSink = {
    push(bytes) {
      for (let start = 0; start < bytes.length && !isStopped; start += chunkLength) {
        const chunk = bytes.subarray(start, start + chunkLength);
        compressedLength += chunk.length;
        tryFeed(chunk, false);
      }
    },
    end() {
      if (!isStopped) tryFeed(new Uint8Array(0), true);
      onEnd();
    },
  };
  /** Counts decompressed bytes. Returns whether to go on. */
  const count = (bytes: number) => {
    length += bytes;
    if (length > minBombSize && length > maxRatio * compressedLength)
      fail(`possible decompression bomb: more than ${maxRatio} times the compressed size; the rest was not read`);
    return !isStopped;
  };
  return { sink, count, fail, isStopped: () => isStopped };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function createGunzip(name: string, handler: DecompressHandler, depth: number): ByteSink {
  const content = createDecompressor(name, handler, depth + 1);
  const stream = new Gunzip((data) => {
    if (guard.count(data.length)) content.push(data);
  });
  const guard = createGuard(
    name,
    handler,
    (chunk, isLast) => stream.push(chunk, isLast),
    () => content.end(),
  );
  return guard.sink;
}

/** Reads the entry in which OpenDocument files and e-books name their type. */
function identifyByMediaType(file: UnzipFile, onType: (text: string) => void): void {
  let text = '';
  file.ondata = (error, data, isLast) => {
    text += String.fromCharCode(...data.subarray(0, 100));
    if (error || isLast) onType(text);
  };
  file.start();
}

function createUnzip(name: string, handler: DecompressHandler, depth: number): ByteSink {
  let entryCount = 0;
  const identifier = new ArchiveIdentifier();
  const openEntries = new Set<ByteSink>();
  const onEntry = (file: UnzipFile) => {
    entryCount++;
    if (ignoredEntries.test(file.name) || guard.isStopped()) return;
    const kind = identifier.addEntry(file.name);
    if (kind) return guard.fail(kind);
    if (identifier.isPackage) return;
    if (file.name === 'mimetype') return identifyByMediaType(file, (text) => guard.fail(identifier.addMediaType(text)));
    const entryName = `${name}/${file.name.replace(/[\u0000-\u001f]/g, '?')}`;
    const content = createDecompressor(entryName, handler, depth + 1);
    openEntries.add(content);
    file.ondata = (error, data, isLast) => {
      if (error) handler.problem(entryName, `damaged archive entry: ${error.message}`);
      else if (guard.count(data.length)) content.push(data);
      if ((error || isLast) && openEntries.delete(content) && !error) content.end();
    };
    try {
      file.start();
    } catch (error) {
      openEntries.delete(content);
      handler.problem(entryName, `this archive entry cannot be decompressed: ${messageOf(error)}`);
    }
  };
  const stream = new Unzip(onEntry);
  stream.register(UnzipInflate);
  const guard = createGuard(
    name,
    handler,
    (chunk, isLast) => stream.push(chunk, isLast),
    () => {
      for (const content of openEntries) content.end();
      if (openEntries.size) guard.fail('the archive ends inside an entry');
      if (!entryCount) guard.fail('empty or damaged zip archive');
      if (identifier.isPackage) guard.fail(identifier.description);
    },
  );
  return guard.sink;
}
