import { sha256 } from '@noble/hashes/sha2.js';
import type { Concepts } from '../model/concepts.ts';
import { InputError } from '../model/errors.ts';
import type { PaperMap } from '../model/map.ts';
import { checkOptions } from '../model/option-table.ts';
import { HOOK_OPTIONS, type Hooks } from '../model/options.ts';
import type { SparseRows } from '../model/sparse.ts';
import { encodeBase64 } from '../util/base64.ts';
import {
  type ArraySection,
  arrayFrame,
  buildConcepts,
  buildMetadata,
  buildNodes,
  buildSummary,
  hashSections,
  INDEX_START,
  jsonFrame,
  LINE_SECTIONS,
  type LinesSection,
  linesFrame,
  MAP_FILE_START,
  type MentionLine,
  type SectionRange,
  type Sha256,
  toHex,
  VERSION,
} from './format.ts';

const CHUNK_SIZE = 1 << 18;

const encoder = new TextEncoder();

/**
 * Serializes a map as a map file, in chunks of about a quarter of a megabyte, each of which takes a few milliseconds. Equal maps give equal bytes. Progress is reported in
 * bytes; the total is an estimate.
 * @param hasher creates a SHA-256 computation. Default: an implementation in JavaScript that runs everywhere; Node's
 *   `createHash('sha256')` is faster.
 * @returns the hash of the map
 * @throws {InputError} if an argument cannot be used
 * @throws the reason of the signal if it is aborted
 */
export function* serializeMap(
  map: PaperMap,
  hasher: () => Sha256 = () => sha256.create(),
  hooks: Hooks = {},
): Generator<Uint8Array, string, undefined> {
  if (!Array.isArray(map?.papers)) throw new InputError('serializeMap: give a map as returned by analyze');
  if (typeof hasher !== 'function')
    throw new InputError('serializeMap: the second argument must create a hash computation');
  checkOptions(HOOK_OPTIONS, hooks, 'serializeMap');
  const { progress, signal } = hooks;
  const ranges: Record<string, SectionRange> = {};
  let offset = 0;
  const expected = estimateSize(map);
  const header = encoder.encode(`${MAP_FILE_START}${VERSION},\n`);
  offset += header.length;
  yield header;
  for (const [name, chunks] of serializeSections(map)) {
    const start = offset;
    const hash = hasher();
    for (const chunk of mergeChunks(chunks)) {
      hash.update(chunk);
      offset += chunk.length;
      signal?.throwIfAborted();
      progress?.('write', Math.min(offset, expected), expected);
      yield chunk;
    }
    ranges[name] = [start, offset, toHex(hash.digest())];
  }
  const hash = hashSections(ranges);
  progress?.('write', expected, expected);
  yield encoder.encode(`${INDEX_START}{"sections":${JSON.stringify(ranges)},"hash":"${hash}"}}\n`);
  return hash;
}

/** Estimates the size of a map file in bytes from the lengths of its arrays and texts. */
function estimateSize({ papers, vocabulary, edges, neighbors, rows, concepts }: PaperMap): number {
  const matrices = [neighbors, rows, ...(concepts ? [concepts.rows] : [])];
  const arrays = [...matrices.flatMap(({ ids, values }) => [ids, values]), ...Object.values(edges)];
  const arrayBytes = arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const textBytes = papers.reduce((sum, { title, abstract }) => sum + title.length + abstract.length, 0);
  const mentionBytes = 8 * (concepts?.mentions.from.length ?? 0);
  return Math.ceil(
    1 + (4 / 3) * arrayBytes + textBytes + 800 * papers.length + mentionBytes + 60 * vocabulary.keys.length,
  );
}

/** Merges chunks to about {@link CHUNK_SIZE} each, because many small writes are slower than copying. */
function* mergeChunks(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let batch: Uint8Array[] = [];
  let size = 0;
  const merge = () => {
    const merged = new Uint8Array(size);
    let offset = 0;
    for (const chunk of batch) {
      merged.set(chunk, offset);
      offset += chunk.length;
    }
    batch = [];
    size = 0;
    return merged;
  };
  for (const chunk of chunks) {
    batch.push(chunk);
    size += chunk.length;
    if (size >= CHUNK_SIZE) yield merge();
  }
  if (size > 0) yield merge();
}

type Section = [name: string, chunks: Iterable<Uint8Array>];

/** Serializes the sections in the order of the file. */
function* serializeSections(map: PaperMap): Generator<Section> {
  yield jsonSection('summary', buildSummary(map));
  yield jsonSection('nodes', buildNodes(map));
  yield arraySection('edgeSources', map.edges.sources);
  yield arraySection('edgeTargets', map.edges.targets);
  yield arraySection('edgeWeights', map.edges.weights);
  yield jsonSection('metadata', buildMetadata(map));
  yield* matrixSections('neighbor', map.neighbors);
  yield jsonSection('vocabulary', { ...map.vocabulary, longForms: [...map.vocabulary.longForms] });
  yield* matrixSections('row', map.rows);
  yield* lineSections('papers', map.papers);
  if (map.concepts) {
    yield jsonSection('concepts', buildConcepts(map.concepts));
    yield* matrixSections('concept', map.concepts.rows);
    yield* lineSections('mentions', mentionLines(map.concepts));
  }
  yield jsonSection('problems', { problems: map.problems, notes: map.notes });
  if (map.update) yield jsonSection('update', map.update);
}

const arraySection = (name: ArraySection, values: NumberArray): Section => [name, arrayChunks(name, values)];
const jsonSection = (name: string, value: object): Section => [name, jsonChunks(name, value)];
const matrixSections = (
  name: 'row' | 'neighbor' | 'concept',
  rows: SparseRows<Uint16Array | Float64Array>,
): Section[] => [
  arraySection(`${name}Starts`, rows.starts),
  arraySection(`${name}Ids`, rows.ids),
  arraySection(`${name}Values`, rows.values),
];

/** Serializes lines and their lengths. The lengths are known only after the chunks of the lines have been consumed. */
function* lineSections(name: LinesSection, values: Iterable<unknown>): Generator<Section> {
  const lengths: number[] = [];
  yield [name, lineChunks(name, values, lengths)];
  yield jsonSection(LINE_SECTIONS[name], lengths);
}

type NumberArray = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;

/** Number of array elements that are serialized at once as JSON. */
const JSON_SLICE = 1 << 12;

/** Number of bytes that are encoded at once; a multiple of 3, so that encoded slices can be concatenated, and of 8. */
const BASE64_SLICE = 3 << 18;

function* arrayChunks(name: ArraySection, values: NumberArray): Generator<Uint8Array> {
  const [before, after] = arrayFrame(name);
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  yield encoder.encode(before);
  for (let start = 0; start < bytes.length; start += BASE64_SLICE)
    yield encodeBase64(bytes.subarray(start, start + BASE64_SLICE));
  yield encoder.encode(after);
}

/** Serializes an object, its arrays in slices, so that the size of strings does not grow with the map. */
function* jsonChunks(name: string, value: object): Generator<Uint8Array> {
  const [before, after] = jsonFrame(name);
  yield encoder.encode(before);
  if (Array.isArray(value)) yield* listChunks(value);
  else {
    let separator = '{';
    for (const [key, field] of Object.entries(value)) {
      if (field === undefined) continue;
      yield encoder.encode(`${separator}${JSON.stringify(key)}:`);
      // A map contains no DataView, the only view that is not an array.
      if (Array.isArray(field) || ArrayBuffer.isView(field)) yield* listChunks(field as ArrayLike<unknown>);
      else yield encoder.encode(JSON.stringify(field));
      separator = ',';
    }
    yield encoder.encode('}');
  }
  yield encoder.encode(after);
}

function* listChunks(list: ArrayLike<unknown>): Generator<Uint8Array> {
  yield encoder.encode('[');
  for (let start = 0; start < list.length; start += JSON_SLICE) {
    const slice = Array.prototype.slice.call(list, start, start + JSON_SLICE);
    const text = JSON.stringify(list instanceof Float32Array ? slice.map(toShortestNumber) : slice);
    yield encoder.encode((start > 0 ? ',' : '') + text.slice(1, -1));
  }
  yield encoder.encode(']');
}

/** Rounds to the fewest decimal digits that give the same 32-bit float; 9 always do. JSON turns NaN into null. */
function toShortestNumber(float: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const rounded = Number(float.toPrecision(digits));
    if (Math.fround(rounded) === float) return rounded;
  }
  return Number(float.toPrecision(9));
}

/**
 * Serializes one value per line.
 * @param lengths receives the number of bytes of each line, including comma and line feed
 */
function* lineChunks(name: LinesSection, values: Iterable<unknown>, lengths: number[]): Generator<Uint8Array> {
  const [before, after] = linesFrame(name);
  yield encoder.encode(before);
  // The last line has no comma, so each line is written only when it is known whether another one follows.
  let pending: string | undefined;
  const encodePending = (end: string) => {
    const bytes = encoder.encode(pending + end);
    lengths.push(bytes.length);
    return bytes;
  };
  for (const value of values) {
    if (pending !== undefined) yield encodePending(',\n');
    pending = JSON.stringify(value);
  }
  if (pending !== undefined) yield encodePending('\n');
  yield encoder.encode(after);
}

function* mentionLines({ rows, mentions }: Concepts): Generator<MentionLine> {
  for (let paper = 0; paper + 1 < rows.starts.length; paper++) {
    const line: MentionLine = [];
    for (let entry = rows.starts[paper]!; entry < rows.starts[paper + 1]!; entry++) {
      const numbers = [0];
      for (let m = mentions.starts[entry]!; m < mentions.starts[entry + 1]!; m++) {
        if (mentions.fields[m] === 0) numbers[0]!++;
        numbers.push(mentions.from[m]!, mentions.to[m]! - mentions.from[m]!);
      }
      line.push(numbers);
    }
    yield line;
  }
}
