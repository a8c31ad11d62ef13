import { sha256 } from '@noble/hashes/sha2.js';
import { InputError, type Paper, type PaperMap, type SparseRows, type Vocabulary } from '../types.ts';
import { fromBase64 } from './base64.ts';
import {
  type ArrayPart,
  arrayFrame,
  FORMAT,
  hashOfParts,
  hex,
  INDEX,
  jsonFrame,
  type MapFacts,
  type MapNodes,
  type MapSummary,
  PAPERS_FRAME,
  type PartRange,
  type Sha256,
  VERSION,
} from './map.ts';

/** Where bytes of a map come from: a file, a Blob, a server that answers range requests. */
export interface ByteSource {
  /** In bytes. */
  size: number;
  /** The bytes from `start` up to, not including, `end`; fewer where the source ends before. */
  read(start: number, end: number): Promise<Uint8Array>;
}

export interface OpenMapOptions {
  /** What messages call the map. Default "map". */
  name?: string;
  /** A faster SHA-256 than the default, which runs everywhere; Node's `createHash('sha256')` fits. */
  hasher?: () => Sha256;
}

/**
 * A map file opened for reading in parts. Each method reads, checks and decodes its part only, anew on every call, and
 * throws {@link InputError} when the file is damaged there.
 */
export interface MapFile {
  /** Speaks for the whole map: equal hashes, equal maps. SHA-256 in hexadecimal. */
  hash: string;
  summary(): Promise<MapSummary>;
  nodes(): Promise<MapNodes>;
  facts(): Promise<MapFacts>;
  edges(): Promise<PaperMap['edges']>;
  neighbours(): Promise<SparseRows>;
  vocabulary(): Promise<Vocabulary>;
  rows(): Promise<PaperMap['rows']>;
  /** One paper with all its fields, by its place in {@link MapNodes}. Its few bytes have no checksum of their own. */
  paper(index: number): Promise<Paper>;
  problems(): Promise<Pick<PaperMap, 'problems' | 'notes'>>;
  /** The whole map, checked throughout. */
  whole(): Promise<PaperMap>;
}

/** The last line is far shorter: some twenty parts of a hundred bytes. */
const INDEX_MOST = 1 << 16;

/** Bytes of papers that are decoded at once. */
const BLOCK = 1 << 22;

const LINE_END = 10;
const BRACE = 123;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** What went wrong, and what helps. */
const damaged = (file: string, how: string): never => {
  throw new InputError(`${file} ${how}: build it again, or fetch it again where you got it`);
};

/**
 * Opens a map file; reads only its first and last line. Throws {@link InputError} when it is no map file, one of a newer
 * papergraph, or cut short.
 */
export async function openMap(source: ByteSource, options: OpenMapOptions = {}): Promise<MapFile> {
  const { name: file = 'map', hasher = () => sha256.create() } = options;
  await checkHeader(source, file);
  const { parts, hash } = await readIndex(source, file);

  const bytesOf = async (name: string, [before, after]: Frame): Promise<Uint8Array> => {
    const [start, end, sum] = parts.get(name) ?? damaged(file, `has no part "${name}"`);
    const bytes = await source.read(start, end);
    const found = hasher();
    found.update(bytes);
    if (hex(found.digest()) !== sum) damaged(file, `is damaged in its part "${name}"`);
    return bytes.subarray(before.length, bytes.length - after.length);
  };
  // The checksum says that papergraph wrote these bytes, hence the type.
  const json = async <T>(name: string): Promise<T> =>
    JSON.parse(decoder.decode(await bytesOf(name, jsonFrame(name)))) as T;
  const array = async (name: ArrayPart): Promise<ArrayBuffer> =>
    fromBase64(await bytesOf(name, arrayFrame(name)))?.buffer ?? damaged(file, `is damaged in its part "${name}"`);

  const summary = () => json<MapSummary>('summary');
  const problems = () => json<Pick<PaperMap, 'problems' | 'notes'>>('problems');
  const nodes = async (): Promise<MapNodes> => {
    const listed = await json<Listed<MapNodes>>('nodes');
    return {
      ids: listed.ids,
      titles: listed.titles,
      years: Int32Array.from(listed.years),
      topicOf: Uint32Array.from(listed.topicOf),
      subtopicOf: Uint32Array.from(listed.subtopicOf),
      confidence: Float32Array.from(listed.confidence),
      secondTopic: Uint32Array.from(listed.secondTopic),
      degrees: Uint32Array.from(listed.degrees),
      positions: Float32Array.from(listed.positions, (coordinate) => coordinate ?? Number.NaN),
    };
  };
  const edges = async () => ({
    sources: new Uint32Array(await array('edgeSources')),
    targets: new Uint32Array(await array('edgeTargets')),
    weights: new Float64Array(await array('edgeWeights')),
  });
  const neighbours = async () => ({
    starts: new Uint32Array(await array('neighbourStarts')),
    ids: new Uint32Array(await array('neighbourIds')),
    values: new Float64Array(await array('neighbourValues')),
  });
  const rows = async () => ({
    starts: new Uint32Array(await array('rowStarts')),
    ids: new Uint32Array(await array('rowIds')),
    values: new Uint16Array(await array('rowValues')),
  });
  const vocabulary = async (): Promise<Vocabulary> => {
    const listed = await json<Listed<Vocabulary> & { longForms: [string, string][] }>('vocabulary');
    return {
      keys: listed.keys,
      forms: listed.forms,
      documents: Uint32Array.from(listed.documents),
      idf: Float64Array.from(listed.idf),
      longForms: new Map(listed.longForms),
    };
  };

  let paperStarts: Promise<number[]> | undefined;
  const startsOfPapers = async () => {
    const [start] = parts.get('papers') ?? damaged(file, 'has no part "papers"');
    const starts = [start + PAPERS_FRAME[0].length];
    for (const length of await json<number[]>('paperLengths')) starts.push(starts[starts.length - 1]! + length);
    return starts;
  };
  const paper = async (index: number): Promise<Paper> => {
    paperStarts ??= startsOfPapers();
    const starts = await paperStarts;
    if (!(index in starts) || index === starts.length - 1) throw new RangeError(`${file} has no paper ${index}`);
    const line = await source.read(starts[index]!, starts[index + 1]!);
    return parsePaper(line, file);
  };
  const papers = async (): Promise<Paper[]> => {
    const [start, end, sum] = parts.get('papers') ?? damaged(file, 'has no part "papers"');
    const found = hasher();
    const read: Paper[] = [];
    for await (const line of linesOf(source, start, end, found))
      if (line[0] === BRACE) read.push(parsePaper(line, file));
    if (hex(found.digest()) !== sum) damaged(file, 'is damaged in its part "papers"');
    return read;
  };

  const whole = async (): Promise<PaperMap> => {
    const { records, merged, topics, resolution, quality, options } = await summary();
    const { topicOf, subtopicOf, confidence, secondTopic, positions } = await nodes();
    return {
      papers: await papers(),
      records,
      merged,
      ...(await problems()),
      vocabulary: await vocabulary(),
      rows: await rows(),
      neighbours: await neighbours(),
      edges: await edges(),
      topics,
      topicOf,
      subtopicOf,
      confidence,
      secondTopic,
      resolution,
      positions,
      quality,
      options,
    };
  };
  const facts = () => json<MapFacts>('facts');
  return { hash, summary, nodes, facts, edges, neighbours, vocabulary, rows, paper, problems, whole };
}

type Frame = readonly [before: string, after: string];

/** How JSON gives back an object of typed arrays: as lists, with null for NaN. */
type Listed<T> = { [K in keyof T]: T[K] extends ArrayBufferView ? number[] : T[K] };

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

/** A paper's line without its line end and comma. */
function parsePaper(line: Uint8Array, file: string): Paper {
  try {
    return JSON.parse(decoder.decode(line).replace(/,?\n$/, '')) as Paper;
  } catch {
    return damaged(file, 'is damaged in its part "papers"');
  }
}
