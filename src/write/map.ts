/**
 * The map file: one JSON object that common tools read whole, and that the explorer reads in parts.
 *
 *     {"format":"papergraph map","version":1,
 *     "summary":{...},
 *     "nodes":{...},
 *     ...
 *     "papers":[
 *     {"id":...},
 *     {"id":...}
 *     ],
 *     ...
 *     "index":{"parts":{"summary":[start,end,"sha256"],...},"hash":"..."}}
 *
 * Every part stands on lines of its own, what is drawn first comes first, and the last line tells where each begins and
 * ends, in bytes, with the SHA-256 of exactly these bytes. The map's hash is the SHA-256 of the text of "parts", so it
 * speaks for the whole file, yet whoever reads one part can check that part alone.
 *
 * Long arrays of numbers are {"dtype":"<u4","base64":"..."}: little-endian, dtype in numpy's words. In Python:
 * numpy.frombuffer(base64.b64decode(part["base64"]), part["dtype"]).
 */
import { sha256 } from '@noble/hashes/sha2.js';
import type { PaperMap, SparseRows } from '../types.ts';
import { toBase64 } from './base64.ts';

/** The first bytes of every map file. */
export const FORMAT = '{"format":"papergraph map","version":';

/** Raised when a reader of an older version could not make sense of the file. */
export const VERSION = 1;

/** What the last line begins with. */
export const INDEX = '"index":';

/** A part's first byte, the byte after its last, and the SHA-256 of what lies between, in hexadecimal. */
export type PartRange = [start: number, end: number, sha256: string];

/** Something that computes SHA-256; Node's `createHash('sha256')` is one, and faster than the default. */
export interface Sha256 {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

/** Numbers and topics: what a title bar, a legend and a report need. */
export interface MapSummary
  extends Pick<PaperMap, 'records' | 'merged' | 'topics' | 'resolution' | 'quality' | 'options'> {
  /** How many there are of each. */
  papers: number;
  withoutAbstract: number;
  edges: number;
  terms: number;
  problems: number;
}

/** What drawing needs, one entry a paper in each array. */
export interface MapNodes extends Pick<PaperMap, 'topicOf' | 'subtopicOf' | 'confidence' | 'secondTopic'> {
  ids: string[];
  titles: string[];
  /** 0 when unknown. */
  years: Int32Array;
  /** Number of edges. */
  degrees: Uint32Array;
  /** x and y of paper i at 2i and 2i + 1; NaN for papers that are not placed. */
  positions: Float32Array;
}

/** What filters and search need beyond {@link MapNodes}, one entry a paper in each array but `venues` and `files`. */
export interface MapFacts {
  /** Empty when unknown. */
  authors: string[][];
  /** The different venues; '' first. */
  venues: string[];
  /** Index in `venues`. */
  venueOf: number[];
  /** -1 when unknown. */
  citations: number[];
  /** The different files that listed papers. */
  files: string[];
  /** Indexes in `files`, ascending. */
  filesOf: number[][];
}

/** The arrays that are written as base64: what they hold, and as which of numpy's types. */
export const ARRAYS = {
  edgeSources: '<u4',
  edgeTargets: '<u4',
  edgeWeights: '<f8',
  neighbourStarts: '<u4',
  neighbourIds: '<u4',
  neighbourValues: '<f8',
  rowStarts: '<u4',
  rowIds: '<u4',
  rowValues: '<u2',
} as const;
export type ArrayPart = keyof typeof ARRAYS;

/** How an array's part begins and ends in the file. */
export const arrayFrame = (name: ArrayPart) => [`"${name}":{"dtype":"${ARRAYS[name]}","base64":"`, '"},\n'] as const;

/** How any other part begins and ends in the file. */
export const jsonFrame = (name: string) => [`"${name}":`, ',\n'] as const;

/** How the papers begin and end in the file; between them a paper a line, with a comma after each but the last. */
export const PAPERS_FRAME = ['"papers":[\n', '],\n'] as const;

const MEGABYTE = 1 << 20;

const encoder = new TextEncoder();
/** Bytes in hexadecimal. */
export const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Writes a map file piece by piece, about a megabyte each; the generator returns the map's hash. The same map gives the
 * same bytes. `hasher` may bring a faster SHA-256 than the default, which runs everywhere.
 */
export function* mapChunks(
  map: PaperMap,
  hasher: () => Sha256 = () => sha256.create(),
): Generator<Uint8Array, string, undefined> {
  const parts: Record<string, PartRange> = {};
  let at = 0;
  const header = encoder.encode(`${FORMAT}${VERSION},\n`);
  at += header.length;
  yield header;
  for (const [name, chunks] of partsOf(map)) {
    const start = at;
    const hash = hasher();
    for (const chunk of batched(chunks)) {
      hash.update(chunk);
      at += chunk.length;
      yield chunk;
    }
    parts[name] = [start, at, hex(hash.digest())];
  }
  const hash = hashOfParts(parts);
  yield encoder.encode(`${INDEX}{"parts":${JSON.stringify(parts)},"hash":"${hash}"}}\n`);
  return hash;
}

/** The hash of a map whose parts are these. */
export const hashOfParts = (parts: Record<string, PartRange>) => hex(sha256(encoder.encode(JSON.stringify(parts))));

/** Joins pieces to about a megabyte each: a hundred thousand small writes cost more than copying. */
function* batched(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  let batch: Uint8Array[] = [];
  let size = 0;
  const joined = () => {
    const out = new Uint8Array(size);
    let at = 0;
    for (const piece of batch) {
      out.set(piece, at);
      at += piece.length;
    }
    batch = [];
    size = 0;
    return out;
  };
  for (const piece of pieces) {
    batch.push(piece);
    size += piece.length;
    if (size >= MEGABYTE) yield joined();
  }
  if (size > 0) yield joined();
}

/** Every part in the order of the file. */
function* partsOf(map: PaperMap): Generator<[name: string, chunks: Iterable<Uint8Array>]> {
  const array = (name: ArrayPart, values: Numbers): [string, Iterable<Uint8Array>] => [name, arrayChunks(name, values)];
  const json = (name: string, value: object): [string, Iterable<Uint8Array>] => [name, jsonChunks(name, value)];
  const rows = (name: 'row' | 'neighbour', rows: SparseRows<Uint16Array | Float64Array>) => [
    array(`${name}Starts`, rows.starts),
    array(`${name}Ids`, rows.ids),
    array(`${name}Values`, rows.values),
  ];
  yield json('summary', summaryOf(map));
  yield json('nodes', nodesOf(map));
  yield array('edgeSources', map.edges.sources);
  yield array('edgeTargets', map.edges.targets);
  yield array('edgeWeights', map.edges.weights);
  yield json('facts', factsOf(map));
  yield* rows('neighbour', map.neighbours);
  yield json('vocabulary', { ...map.vocabulary, longForms: [...map.vocabulary.longForms] });
  yield* rows('row', map.rows);
  const lengths: number[] = [];
  yield ['papers', paperChunks(map, lengths)];
  yield json('paperLengths', lengths);
  yield json('problems', { problems: map.problems, notes: map.notes });
}

export function summaryOf(map: PaperMap): MapSummary {
  const { records, merged, topics, resolution, quality, options } = map;
  return {
    records,
    merged,
    papers: map.papers.length,
    withoutAbstract: map.papers.filter((paper) => !paper.abstract).length,
    problems: map.problems.length,
    edges: map.edges.weights.length,
    terms: map.vocabulary.keys.length,
    resolution,
    quality,
    options,
    topics,
  };
}

export function nodesOf(map: PaperMap): MapNodes {
  const degrees = new Uint32Array(map.papers.length);
  for (const ends of [map.edges.sources, map.edges.targets]) for (const paper of ends) degrees[paper]!++;
  const { topicOf, subtopicOf, confidence, secondTopic, positions } = map;
  return {
    ids: map.papers.map((paper) => paper.id),
    titles: map.papers.map((paper) => paper.title),
    years: Int32Array.from(map.papers, (paper) => paper.year ?? 0),
    topicOf,
    subtopicOf,
    confidence,
    secondTopic,
    degrees,
    positions,
  };
}

export function factsOf(map: PaperMap): MapFacts {
  const venues = new Map([['', 0]]);
  const files = new Map<string, number>();
  const number = (names: Map<string, number>, name: string) => {
    const known = names.get(name) ?? names.size;
    names.set(name, known);
    return known;
  };
  const venueOf = map.papers.map((paper) => number(venues, paper.venue ?? ''));
  const filesOf = map.papers.map((paper) =>
    [...new Set(paper.sources.map((source) => number(files, source.file)))].sort((a, b) => a - b),
  );
  return {
    authors: map.papers.map((paper) => paper.authors ?? []),
    venues: [...venues.keys()],
    venueOf,
    citations: map.papers.map((paper) => paper.citations ?? -1),
    files: [...files.keys()],
    filesOf,
  };
}

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;

/** As many array entries as go into one piece. */
const SLICE = 1 << 14;

/** Bytes of a typed array that go into one piece; divides by 3, so that pieces of base64 join, and by 8. */
const ARRAY_SLICE = 3 << 18;

function* arrayChunks(name: ArrayPart, values: Numbers): Generator<Uint8Array> {
  const [before, after] = arrayFrame(name);
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  yield encoder.encode(before);
  for (let from = 0; from < bytes.length; from += ARRAY_SLICE) yield toBase64(bytes.subarray(from, from + ARRAY_SLICE));
  yield encoder.encode(after);
}

/** An object, its arrays in slices, so that no string grows with the map. */
function* jsonChunks(name: string, value: object): Generator<Uint8Array> {
  const [before, after] = jsonFrame(name);
  yield encoder.encode(before);
  if (Array.isArray(value)) yield* listChunks(value);
  else {
    let comma = '{';
    for (const [key, field] of Object.entries(value)) {
      if (field === undefined) continue;
      yield encoder.encode(`${comma}${JSON.stringify(key)}:`);
      if (Array.isArray(field) || ArrayBuffer.isView(field)) yield* listChunks(field as ArrayLike<unknown>);
      else yield encoder.encode(JSON.stringify(field));
      comma = ',';
    }
    yield encoder.encode('}');
  }
  yield encoder.encode(after);
}

function* listChunks(list: ArrayLike<unknown>): Generator<Uint8Array> {
  yield encoder.encode('[');
  for (let from = 0; from < list.length; from += SLICE) {
    const slice = Array.prototype.slice.call(list, from, from + SLICE);
    const text = JSON.stringify(list instanceof Float32Array ? slice.map(shortest) : slice);
    yield encoder.encode((from > 0 ? ',' : '') + text.slice(1, -1));
  }
  yield encoder.encode(']');
}

/** The fewest decimal digits that give the same 32-bit float again; 9 always do. NaN becomes null, as JSON wants it. */
function shortest(float: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(float.toPrecision(digits));
    if (Math.fround(short) === float) return short;
  }
  return Number(float.toPrecision(9));
}

/** A paper a line; `lengths` receives the bytes of each line, comma and line end included. */
function* paperChunks(map: PaperMap, lengths: number[]): Generator<Uint8Array> {
  const [before, after] = PAPERS_FRAME;
  yield encoder.encode(before);
  const last = map.papers.length - 1;
  for (let i = 0; i <= last; i++) {
    const line = encoder.encode(`${JSON.stringify(map.papers[i])}${i < last ? ',' : ''}\n`);
    lengths.push(line.length);
    yield line;
  }
  yield encoder.encode(after);
}
