import { sha256 } from '@noble/hashes/sha2.js';
import { InputError } from '../model/errors.ts';
import { checkOptions, defineOption, func, type OptionTable, text } from '../model/option-table.ts';
import { type NumberArray, parseArray } from './arrays.ts';
import { type Inflate, openBlocks } from './blocks/open-blocks.ts';
import type { ByteSource } from './byte-source.ts';
import { areLengthsValid, areSectionsValid } from './check-sections.ts';
import { throwDamaged } from './damage.ts';
import {
  type ArraySection,
  hashSections,
  INDEX_START,
  jsonFrame,
  LINE_SECTIONS,
  type LinesSection,
  linesFrame,
  MAP_FILE_START,
  MAX_PLAIN_SIZE,
  type SectionRange,
  type Sha256,
  toHex,
  VERSION,
} from './format.ts';
import { convertVersion1, getVersion1Name } from './version-1.ts';

/** Options of `openMap`. */
export interface OpenMapOptions {
  /** Name of the map in error messages. Default "map". */
  name?: string;
  /**
   * Creates a SHA-256 computation, for example Node's `createHash('sha256')`. Default: Web Crypto for sections that are
   * read at once, where available; otherwise an implementation in JavaScript that is about five times slower.
   */
  hasher?: () => Sha256;
  /**
   * Decompresses data in the format "deflate". Default: Node's `inflateRawSync`; elsewhere an implementation in JavaScript that is
   * about three times slower.
   */
  inflate?: Inflate;
}

/** The options of {@link OpenMapOptions}. */
const OPEN_OPTIONS: OptionTable<OpenMapOptions> = {
  name: defineOption('name of the map in error messages', text, 'map'),
  hasher: defineOption('creates a SHA-256 computation', func),
  inflate: defineOption('decompresses a block', func),
};

/**
 * Reads the sections of a map file. Every section is verified when it is read. All methods throw {@link InputError} if the
 * file is damaged.
 */
export interface SectionReader {
  /** Hash of the map. */
  hash: string;
  has(name: string): boolean;
  /** Returns a reader of the sections that are stored under other names: those of another network. */
  select(names: Readonly<Record<string, string>>): SectionReader;
  json<T>(name: string): Promise<T>;
  array(name: ArraySection): Promise<NumberArray>;
  lines<T>(name: LinesSection): Promise<T[]>;
  /** Reads one line. Single lines have no checksum. */
  line<T>(name: LinesSection, index: number): Promise<T>;
  /** Reads the lines [start, end) at once. They have no checksum. */
  lineRange<T>(name: LinesSection, start: number, end: number): Promise<T[]>;
}

/** Upper bound of the length of the last line in bytes; it has about twenty sections of a hundred bytes. */
const MAX_INDEX_SIZE = 1 << 16;

/** Number of bytes of lines that are read at once. */
const BLOCK_SIZE = 1 << 22;

const LINE_FEED = 10;
const COMMA = 44;
const CLOSING_BRACKET = 93;

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Opens the sections of a map file. Reads only its first and last line, and small files as a whole.
 * @throws {InputError} if the source is not a map file, is damaged, or was written by a newer version
 */
export async function openSections(compressed: ByteSource, options: OpenMapOptions): Promise<SectionReader> {
  checkOptions(OPEN_OPTIONS, options, 'openMap');
  const { name: file = 'map', hasher, inflate } = options;
  const opened = await openBlocks(compressed, file, inflate);
  // A small file would take more requests than it is worth, and may be replaced in between.
  const source = opened === compressed && opened.size <= MAX_PLAIN_SIZE ? await readWhole(opened) : opened;
  const version = await readVersion(source, file);
  const { ranges, hash } = await readIndex(source, file, version);
  const createReader = (stored: (name: string) => string): SectionReader =>
    readSections({ source, file, ranges, hash, version, stored, hasher }, (names) =>
      createReader((name) => (Object.hasOwn(names, name) ? names[name]! : '')),
    );
  return createReader((name) => (version === 1 ? getVersion1Name(name) : name));
}

/** Reads all bytes of a source, which are then read from memory. */
async function readWhole(source: ByteSource): Promise<ByteSource> {
  const bytes = await source.read(0, source.size);
  const checkOpen = () => source.checkOpen?.();
  const read = async (start: number, end: number) => {
    checkOpen();
    return bytes.subarray(start, end);
  };
  return { size: source.size, read, checkOpen };
}

/** What a reader of sections reads from. */
interface SectionFile {
  source: ByteSource;
  file: string;
  ranges: ReadonlyMap<string, SectionRange>;
  hash: string;
  version: number;
  /** Returns the name of a section in the file; '' if it has none. */
  stored(name: string): string;
  hasher: (() => Sha256) | undefined;
}

function readSections(
  { source, file, ranges, hash, version, stored, hasher }: SectionFile,
  select: SectionReader['select'],
): SectionReader {
  const convert = (name: string, value: unknown) => (version === 1 ? convertVersion1(name, value) : value);

  const rangeOf = (name: string) => ranges.get(stored(name)) ?? throwDamaged(file, `has no section "${name}"`);
  const verify = (name: string, digest: Uint8Array, expected: string) => {
    if (toHex(digest) !== expected) throwDamaged(file, `is damaged in section "${name}"`);
  };
  const readSection = async (name: string) => {
    const [before, after] = jsonFrame(name);
    const [start, end, checksum] = rangeOf(name);
    const bytes = await source.read(start, end);
    verify(name, await computeDigest(bytes, hasher), checksum);
    const frameStart = before.length + stored(name).length - name.length;
    return bytes.subarray(frameStart, bytes.length - after.length);
  };
  /** Parses the value of a section, or of a line of it. Callers check the types: a checksum does not prove who wrote it. */
  const parse = <T>(text: Uint8Array, name: string): T => {
    try {
      return convert(name, JSON.parse(decoder.decode(text))) as T;
    } catch {
      return throwDamaged(file, `is damaged in section "${name}"`);
    }
  };
  const json = async <T>(name: string): Promise<T> => {
    const value = parse<T>(await readSection(name), name);
    return typeof value === 'object' && value !== null ? value : throwDamaged(file, `is damaged in section "${name}"`);
  };

  /** Parses a line with or without comma and line feed. The index, which has a checksum, locates it. */
  const parseLine = <T>(line: Uint8Array, name: LinesSection): T => {
    const end = line.at(-1) === LINE_FEED ? line.length - 1 : line.length;
    return parse<T>(line.subarray(0, line[end - 1] === COMMA ? end - 1 : end), name);
  };
  const loadLineStarts = async (name: LinesSection) => {
    const [start, end] = rangeOf(name);
    const [before, after] = linesFrame(stored(name));
    const frameSize = before.length + after.length;
    const lengths = await json<number[]>(LINE_SECTIONS[name]);
    if (!areLengthsValid(lengths, end - start - frameSize))
      throwDamaged(file, `is damaged in "${LINE_SECTIONS[name]}"`);
    const starts = [start + before.length];
    for (const length of lengths) starts.push(starts[starts.length - 1]! + length);
    return starts;
  };
  const lineStarts = new Map<LinesSection, Promise<number[]>>();
  const readLines = async (name: LinesSection, startLine: number, endLine: number) => {
    const cached = lineStarts.get(name) ?? loadLineStarts(name);
    lineStarts.set(name, cached);
    const starts = await cached;
    const [start, end] = [starts[startLine], starts[endLine]];
    if (start === undefined || end === undefined) throw new RangeError(`${file} has no paper ${endLine - 1}`);
    return source.read(start, end);
  };
  return {
    hash,
    has: (name) => ranges.has(stored(name)),
    select,
    json,
    async array(name) {
      return parseArray(await readSection(name)) ?? throwDamaged(file, `is damaged in section "${name}"`);
    },
    async lines<T>(name: LinesSection) {
      const [start, end, checksum] = rangeOf(name);
      const computed = (hasher ?? sha256.create)();
      const values: T[] = [];
      let isFirst = true;
      for await (const line of iterateLines(source, start, end, computed)) {
        if (!isFirst && line[0] !== CLOSING_BRACKET) values.push(parseLine(line, name));
        isFirst = false;
      }
      verify(name, computed.digest(), checksum);
      return values;
    },
    async line(name, index) {
      return parseLine(await readLines(name, index, index + 1), name);
    },
    async lineRange<T>(name: LinesSection, startLine: number, endLine: number) {
      const bytes = await readLines(name, startLine, endLine);
      const values: T[] = [];
      for (let start = 0; start < bytes.length; ) {
        const end = bytes.indexOf(LINE_FEED, start) + 1 || bytes.length;
        values.push(parseLine(bytes.subarray(start, end), name));
        start = end;
      }
      return values;
    },
  };
}

async function computeDigest(bytes: Uint8Array, hasher: (() => Sha256) | undefined): Promise<Uint8Array> {
  // Web Crypto is missing on pages that were not loaded over a secure connection.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  // The cast is safe because no source reads into shared memory.
  if (subtle && !hasher) return new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  const computed = (hasher ?? sha256.create)();
  computed.update(bytes);
  return computed.digest();
}

/** Reads the version of a map file and checks that this version of papergraph can read it. */
async function readVersion(source: ByteSource, file: string): Promise<number> {
  const header = new TextDecoder().decode(await source.read(0, Math.min(source.size, MAP_FILE_START.length + 16)));
  const version = header.startsWith(MAP_FILE_START) ? Number.parseInt(header.slice(MAP_FILE_START.length), 10) : 0;
  if (!(version >= 1))
    throw new InputError(`${file} is not a papergraph map: create one with "papergraph build INPUT... -o map.json"`);
  if (version > VERSION)
    throw new InputError(
      `${file} was written by a newer papergraph (map version ${version}, this one reads ${VERSION}): update papergraph`,
    );
  return version;
}

/** The last line of a map file; version 1 called the sections "parts". */
interface Index {
  sections?: Record<string, SectionRange>;
  parts?: Record<string, SectionRange>;
  hash: string;
}

async function readIndex(source: ByteSource, file: string, version: number) {
  const tail = await source.read(Math.max(0, source.size - MAX_INDEX_SIZE), source.size);
  const line = new TextDecoder().decode(tail.subarray(tail.lastIndexOf(LINE_FEED, tail.length - 2) + 1));
  if (!line.startsWith(INDEX_START) || !line.endsWith('}}\n')) throwDamaged(file, 'is cut short or damaged');
  let index: unknown;
  try {
    index = JSON.parse(line.slice(INDEX_START.length, -2));
  } catch {
    throwDamaged(file, 'is damaged in its last line');
  }
  // The cast is verified by the hash below.
  const { sections, parts, hash } = (index ?? {}) as Index;
  const ranges = sections ?? parts ?? {};
  // The header is one line: the start, the version, a comma and a line feed.
  const headerSize = MAP_FILE_START.length + `${version}`.length + 2;
  const indexStart = source.size - new TextEncoder().encode(line).length;
  if (!areSectionsValid(Object.entries(ranges), headerSize, indexStart) || hashSections(ranges) !== hash)
    throwDamaged(file, 'is damaged in its last line');
  return { ranges: new Map(Object.entries(ranges)), hash };
}

/** Iterates over the lines in the bytes [start, end) of a source, including line feeds, and hashes all bytes. */
async function* iterateLines(source: ByteSource, start: number, end: number, hash: Sha256): AsyncGenerator<Uint8Array> {
  let rest = new Uint8Array(0);
  for (let offset = start; offset < end; offset += BLOCK_SIZE) {
    const block = await source.read(offset, Math.min(end, offset + BLOCK_SIZE));
    hash.update(block);
    const bytes = new Uint8Array(rest.length + block.length);
    bytes.set(rest);
    bytes.set(block, rest.length);
    let lineStart = 0;
    for (let lineEnd = bytes.indexOf(LINE_FEED); lineEnd >= 0; lineEnd = bytes.indexOf(LINE_FEED, lineStart)) {
      yield bytes.subarray(lineStart, lineEnd + 1);
      lineStart = lineEnd + 1;
    }
    rest = bytes.slice(lineStart);
  }
}
