import { sha256 } from '@noble/hashes/sha2.js';
import { InputError } from '../model/errors.ts';
import { fromBase64 } from '../util/base64.ts';
import {
  type ArrayPart,
  arrayFrame,
  FORMAT,
  hashOfParts,
  hex,
  INDEX,
  jsonFrame,
  LINES,
  type LinesPart,
  linesFrame,
  type PartRange,
  type Sha256,
  VERSION,
} from './format.ts';

/** Where bytes of a map come from: a file, a Blob, a server that answers range requests. */
export interface ByteSource {
  /** In bytes. */
  size: number;
  /** The bytes from `start` up to, not including, `end`; fewer where the source ends before. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** How a map file is named and checked. */
export interface OpenMapOptions {
  /** What messages call the map. Default "map". */
  name?: string;
  /**
   * What computes SHA-256; Node's `createHash('sha256')` fits. Default: the platform's own for parts that are read at once,
   * where it offers one, and otherwise JavaScript, which runs everywhere and is some five times slower.
   */
  hasher?: () => Sha256;
}

/** The parts of a map file, each read and checked by itself. All throw {@link InputError} where the file is damaged. */
export interface Parts {
  /** The map's hash. */
  hash: string;
  has(name: string): boolean;
  json<T>(name: string): Promise<T>;
  array(name: ArrayPart): Promise<ArrayBuffer>;
  lines<T>(name: LinesPart): Promise<T[]>;
  /** One of the lines; its few bytes have no checksum of their own. */
  line<T>(name: LinesPart, index: number): Promise<T>;
  /** The lines from `from` up to, not including, `to`, in one reading; without a checksum of their own. */
  stretch<T>(name: LinesPart, from: number, to: number): Promise<T[]>;
}

/** The last line is far shorter: some twenty parts of a hundred bytes. */
const INDEX_MOST = 1 << 16;

/** Bytes of lines that are decoded at once. */
const BLOCK = 1 << 22;

const LINE_END = 10;
const LIST_END = 93;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Finds the parts of a map file by its first and last line. Throws {@link InputError} when it cannot be used. */
export async function openParts(source: ByteSource, options: OpenMapOptions): Promise<Parts> {
  const { name: file = 'map', hasher } = options;
  await checkHeader(source, file);
  const { parts, hash } = await readIndex(source, file);

  const rangeOf = (name: string) => parts.get(name) ?? damaged(file, `has no part "${name}"`);
  const check = (name: string, found: Uint8Array, sum: string) => {
    if (hex(found) !== sum) damaged(file, `is damaged in its part "${name}"`);
  };
  const bytesOf = async (name: string, [before, after]: readonly [string, string]) => {
    const [start, end, sum] = rangeOf(name);
    const bytes = await source.read(start, end);
    check(name, await digestOf(bytes, hasher), sum);
    return bytes.subarray(before.length, bytes.length - after.length);
  };
  // The checksum says that papergraph wrote these bytes, hence the type.
  const json = async <T>(name: string): Promise<T> =>
    JSON.parse(decoder.decode(await bytesOf(name, jsonFrame(name)))) as T;

  /** A line with or without comma and line end; of its type by the same checksum. */
  const parseLine = <T>(line: Uint8Array, name: LinesPart): T => {
    try {
      return JSON.parse(decoder.decode(line).replace(/,?\n$/, '')) as T;
    } catch {
      return damaged(file, `is damaged in its part "${name}"`);
    }
  };
  const startsOfLines = async (name: LinesPart) => {
    const starts = [rangeOf(name)[0] + linesFrame(name)[0].length];
    for (const length of await json<number[]>(LINES[name])) starts.push(starts[starts.length - 1]! + length);
    return starts;
  };
  const knownStarts = new Map<LinesPart, Promise<number[]>>();
  const bytesOfLines = async (name: LinesPart, from: number, to: number) => {
    const known = knownStarts.get(name) ?? startsOfLines(name);
    knownStarts.set(name, known);
    const starts = await known;
    const [start, end] = [starts[from], starts[to]];
    if (start === undefined || end === undefined) throw new RangeError(`${file} has no paper ${to - 1}`);
    return source.read(start, end);
  };
  return {
    hash,
    has: (name) => parts.has(name),
    json,
    async array(name) {
      const bytes = fromBase64(await bytesOf(name, arrayFrame(name)));
      return bytes?.buffer ?? damaged(file, `is damaged in its part "${name}"`);
    },
    async lines<T>(name: LinesPart) {
      const [start, end, sum] = rangeOf(name);
      const found = (hasher ?? sha256.create)();
      const values: T[] = [];
      let first = true;
      for await (const line of linesOf(source, start, end, found)) {
        if (!first && line[0] !== LIST_END) values.push(parseLine(line, name));
        first = false;
      }
      check(name, found.digest(), sum);
      return values;
    },
    async line(name, index) {
      return parseLine(await bytesOfLines(name, index, index + 1), name);
    },
    async stretch<T>(name: LinesPart, from: number, to: number) {
      const bytes = await bytesOfLines(name, from, to);
      const values: T[] = [];
      for (let at = 0; at < bytes.length; ) {
        const end = bytes.indexOf(LINE_END, at) + 1 || bytes.length;
        values.push(parseLine(bytes.subarray(at, end), name));
        at = end;
      }
      return values;
    },
  };
}

async function digestOf(bytes: Uint8Array, hasher: (() => Sha256) | undefined): Promise<Uint8Array> {
  // Pages that did not come over a safe connection have no subtle cryptography. No source reads into shared memory.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (subtle && !hasher) return new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  const found = (hasher ?? sha256.create)();
  found.update(bytes);
  return found.digest();
}

/** Says what went wrong, and what helps. */
function damaged(file: string, how: string): never {
  throw new InputError(`${file} ${how}: build it again, or fetch it again where you got it`);
}

async function checkHeader(source: ByteSource, file: string): Promise<void> {
  const header = new TextDecoder().decode(await source.read(0, Math.min(source.size, FORMAT.length + 16)));
  const version = header.startsWith(FORMAT) ? Number.parseInt(header.slice(FORMAT.length), 10) : 0;
  if (!(version >= VERSION))
    throw new InputError(`${file} is not a papergraph map: make one with "papergraph build INPUT... -o map.json"`);
  if (version > VERSION)
    throw new InputError(
      `${file} was written by a newer papergraph (map version ${version}, this one reads ${VERSION}): update papergraph`,
    );
}

async function readIndex(source: ByteSource, file: string) {
  const tail = await source.read(Math.max(0, source.size - INDEX_MOST), source.size);
  const line = new TextDecoder().decode(tail.subarray(tail.lastIndexOf(LINE_END, tail.length - 2) + 1));
  if (!line.startsWith(INDEX) || !line.endsWith('}}\n')) damaged(file, 'is cut short or damaged');
  let index: unknown;
  try {
    index = JSON.parse(line.slice(INDEX.length, -2));
  } catch {
    damaged(file, 'is damaged in its last line');
  }
  // The hash below says that papergraph wrote this line, hence the type.
  const { parts, hash } = (index ?? {}) as { parts: Record<string, PartRange>; hash: string };
  if (hashOfParts(parts) !== hash) damaged(file, 'is damaged in its last line');
  return { parts: new Map(Object.entries(parts)), hash };
}

/** The lines between two places of a source, line ends included, read in blocks; the hash gets every byte. */
async function* linesOf(source: ByteSource, start: number, end: number, hash: Sha256): AsyncGenerator<Uint8Array> {
  let rest = new Uint8Array(0);
  for (let at = start; at < end; at += BLOCK) {
    const block = await source.read(at, Math.min(end, at + BLOCK));
    hash.update(block);
    const bytes = new Uint8Array(rest.length + block.length);
    bytes.set(rest);
    bytes.set(block, rest.length);
    let from = 0;
    for (let to = bytes.indexOf(LINE_END); to >= 0; to = bytes.indexOf(LINE_END, from)) {
      yield bytes.subarray(from, to + 1);
      from = to + 1;
    }
    rest = bytes.slice(from);
  }
}
