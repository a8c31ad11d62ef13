import { sha256 } from '@noble/hashes/sha2.js';
import type { Concepts } from '../model/concepts.ts';
import { InputError } from '../model/errors.ts';
import type { PaperMap } from '../model/map.ts';
import { checkOptions } from '../model/option-table.ts';
import { HOOK_OPTIONS, type Hooks, type ThreadOptions } from '../model/options.ts';
import type { SparseRows } from '../model/sparse.ts';
import { concatenateBytes } from '../util/bytes.ts';
import { resolveThreads } from '../workers/platform.ts';
import { arrayChunks, type NumberArray } from './arrays.ts';
import { storeInThreads, storeMap } from './blocks/store-map.ts';
import {
  type ArraySection,
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
import { LineBuffer } from './line-buffer.ts';
import { checkMaps, listSections, type Section } from './networks.ts';

/** Number of bytes that are hashed and written at once. */
const CHUNK_SIZE = 1 << 18;

/** Chunks of at least this size are not merged. */
const MIN_CHUNK_SIZE = CHUNK_SIZE / 2;

const encoder = new TextEncoder();

/**
 * Serializes a map as a map file, in chunks each of which takes a few milliseconds. Equal maps give equal bytes. Progress is
 * reported in bytes before compression; the total is an estimate.
 * @param map a map, or maps of different networks of the same papers; the first one is shown when the file is opened
 * @param hasher creates a SHA-256 computation. Default: an implementation in JavaScript that runs everywhere; Node's
 *   `createHash('sha256')` is faster.
 * @returns the hash of the map
 * @throws {InputError} if an argument cannot be used
 * @throws the reason of the signal if it is aborted
 */
export function* serializeMap(
  map: PaperMap | readonly PaperMap[],
  hasher: () => Sha256 = () => sha256.create(),
  hooks: Hooks = {},
): Generator<Uint8Array, string, undefined> {
  return yield* storeMap(serializeJson(map, hasher, hooks));
}

/** Starting a worker takes as long as compressing some megabytes. */
const MIN_BYTES_PER_THREAD = 1 << 23;

/**
 * Like {@link serializeMap}, with compression on several threads if the map is large; the bytes are the same.
 * @throws {InputError} if an argument cannot be used
 * @throws the reason of the signal if it is aborted
 */
export function serializeInThreads(
  map: PaperMap | readonly PaperMap[],
  hasher: () => Sha256,
  options: ThreadOptions,
  hooks: Hooks,
): AsyncGenerator<Uint8Array, string, undefined> {
  const maps = isList(map) ? map : [map];
  checkMaps(maps);
  const bytes = maps.reduce((sum, each) => sum + estimateSize(each), 0);
  const threads = Math.min(resolveThreads(options, hooks), Math.max(1, Math.ceil(bytes / MIN_BYTES_PER_THREAD)));
  return storeInThreads(serializeJson(map, hasher, hooks), threads, hooks);
}

/** Returns the hash that the file of a map has. */
export function hashMap(map: PaperMap): string {
  const chunks = serializeJson(map, () => sha256.create(), {});
  for (let next = chunks.next(); ; next = chunks.next()) if (next.done) return next.value;
}

/** `Array.isArray`, which does not recognize a read-only array. */
const isList = (given: PaperMap | readonly PaperMap[]): given is readonly PaperMap[] => Array.isArray(given);

/** Serializes a map as it is before compression. */
function* serializeJson(
  given: PaperMap | readonly PaperMap[],
  hasher: () => Sha256,
  hooks: Hooks,
): Generator<Uint8Array, string, undefined> {
  const maps = isList(given) ? given : [given];
  checkMaps(maps);
  if (typeof hasher !== 'function')
    throw new InputError('serializeMap: the second argument must create a hash computation');
  checkOptions(HOOK_OPTIONS, hooks, 'serializeMap');
  const { progress, signal } = hooks;
  const ranges: Record<string, SectionRange> = {};
  let offset = 0;
  const expected = maps.reduce((sum, map) => sum + estimateSize(map), 0);
  const header = encoder.encode(`${MAP_FILE_START}${VERSION},\n`);
  offset += header.length;
  yield header;
  for (const { stored, chunks } of listSections(maps, serializeSections, jsonSection)) {
    const start = offset;
    const hash = hasher();
    for (const chunk of mergeChunks(chunks)) {
      hash.update(chunk);
      offset += chunk.length;
      signal?.throwIfAborted();
      progress?.('write', Math.min(offset, expected), expected);
      yield chunk;
    }
    ranges[stored] = [start, offset, toHex(hash.digest())];
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

/** Merges small chunks to at least {@link MIN_CHUNK_SIZE} each, because many small writes are slower than copying. */
function* mergeChunks(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let batch: Uint8Array[] = [];
  let size = 0;
  for (const chunk of chunks) {
    batch.push(chunk);
    size += chunk.length;
    if (size < MIN_CHUNK_SIZE) continue;
    yield concatenateBytes(batch);
    batch = [];
    size = 0;
  }
  if (size > 0) yield concatenateBytes(batch);
}

/** Serializes the sections in the order of the file. The names in the file end in `suffix`. */
function* serializeSections(map: PaperMap, suffix: string): Generator<Section> {
  const json = (name: string, value: object) => jsonSection(name, value, suffix);
  const array = (name: ArraySection, values: NumberArray) => arraySection(name, values, suffix);
  const matrix = (name: 'row' | 'neighbor' | 'concept', rows: SparseRows<Uint16Array | Float64Array>) => [
    array(`${name}Starts`, rows.starts),
    array(`${name}Ids`, rows.ids),
    array(`${name}Values`, rows.values),
  ];
  yield json('summary', buildSummary(map));
  yield json('nodes', buildNodes(map));
  yield array('edgeSources', map.edges.sources);
  yield array('edgeTargets', map.edges.targets);
  yield array('edgeWeights', map.edges.weights);
  yield json('metadata', buildMetadata(map));
  yield* matrix('neighbor', map.neighbors);
  yield json('vocabulary', { ...map.vocabulary, longForms: [...map.vocabulary.longForms] });
  yield* matrix('row', map.rows);
  yield* lineSections('papers', map.papers, map.papers, suffix);
  if (map.concepts) {
    yield json('concepts', buildConcepts(map.concepts));
    yield* matrix('concept', map.concepts.rows);
    yield* lineSections('mentions', mentionLines(map.concepts), map.concepts, suffix);
  }
  yield json('problems', { problems: map.problems, notes: map.notes });
  if (map.update) yield json('update', map.update);
  if (map.network) {
    const { shared, counts, totals, ...network } = map.network;
    yield json('network', { ...network, labels: shared.labels });
    yield array('networkStarts', shared.starts);
    yield array('networkIds', shared.ids);
    yield array('networkCounts', counts);
    yield array('networkTotals', totals);
  }
  if (map.vectors) {
    const { values, termRanks, vectorRanks, ...vectors } = map.vectors;
    yield json('vectors', vectors);
    yield array('vectorValues', values);
    yield array('neighborTermRanks', termRanks);
    yield array('neighborVectorRanks', vectorRanks);
  }
  if (map.sourcePapers) yield* lineSections('sourcePapers', map.sourcePapers, map.sourcePapers, suffix);
}

function* framed(name: string, chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  const [before, after] = jsonFrame(name);
  yield encoder.encode(before);
  yield* chunks;
  yield encoder.encode(after);
}

const arraySection = (name: ArraySection, value: NumberArray, suffix: string): Section => {
  const stored = name + suffix;
  return { name, stored, value, chunks: framed(stored, arrayChunks(value)) };
};
const jsonSection = (name: string, value: object, suffix = ''): Section => {
  const stored = name + suffix;
  return { name, stored, value, chunks: framed(stored, jsonChunks(value)) };
};

/**
 * Serializes lines and their lengths. The lengths are known only after the chunks of the lines have been consumed.
 * @param value what the lines are made from
 */
function* lineSections(
  name: LinesSection,
  values: Iterable<unknown>,
  value: unknown,
  suffix: string,
): Generator<Section> {
  const lengths: number[] = [];
  yield { name, stored: name + suffix, value, chunks: lineChunks(name + suffix, values, lengths) };
  yield { ...jsonSection(LINE_SECTIONS[name], lengths, suffix), value };
}

/** Number of array elements that are serialized at once as JSON. */
const JSON_SLICE = 1 << 12;

/** Serializes an object, its arrays in slices, so that the size of strings does not grow with the map. */
function* jsonChunks(value: object): Generator<Uint8Array> {
  if (Array.isArray(value)) return yield* listChunks(value);
  let separator = '{';
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined) continue;
    yield encoder.encode(`${separator}${JSON.stringify(key)}:`);
    if (Array.isArray(field)) yield* listChunks(field);
    // A map contains no DataView, the only view that is not an array.
    else if (ArrayBuffer.isView(field)) yield* arrayChunks(field as NumberArray);
    else yield encoder.encode(JSON.stringify(field));
    separator = ',';
  }
  yield encoder.encode('}');
}

function* listChunks(list: readonly unknown[]): Generator<Uint8Array> {
  yield encoder.encode('[');
  for (let start = 0; start < list.length; start += JSON_SLICE) {
    const text = JSON.stringify(list.slice(start, start + JSON_SLICE));
    yield encoder.encode((start > 0 ? ',' : '') + text.slice(1, -1));
  }
  yield encoder.encode(']');
}

/**
 * Serializes one value per line.
 * @param lengths receives the number of bytes of each line, including comma and line feed
 */
function* lineChunks(name: string, values: Iterable<unknown>, lengths: number[]): Generator<Uint8Array> {
  const [before, after] = linesFrame(name);
  yield encoder.encode(before);
  const lines = new LineBuffer(CHUNK_SIZE);
  let isFirst = true;
  for (const value of values) {
    // The last line has no comma, so each line ends only when it is known whether another one follows.
    if (!isFirst) lengths.push(lines.endLine(',\n'));
    isFirst = false;
    const full = lines.add(JSON.stringify(value));
    if (full) yield full;
  }
  if (!isFirst) lengths.push(lines.endLine('\n'));
  yield lines.take();
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
