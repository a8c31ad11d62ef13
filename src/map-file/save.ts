import { sha256 } from '@noble/hashes/sha2.js';
import type { Concepts } from '../model/concepts.ts';
import type { PaperMap } from '../model/map.ts';
import type { Hooks } from '../model/options.ts';
import type { SparseRows } from '../model/sparse.ts';
import { toBase64 } from '../util/base64.ts';
import {
  type ArrayPart,
  arrayFrame,
  conceptsOf,
  FORMAT,
  factsOf,
  hashOfParts,
  hex,
  INDEX,
  jsonFrame,
  LINES,
  type LinesPart,
  linesFrame,
  type MentionLine,
  nodesOf,
  type PartRange,
  type Sha256,
  summaryOf,
  VERSION,
} from './format.ts';

const MEGABYTE = 1 << 20;

const encoder = new TextEncoder();

/**
 * Writes a map file piece by piece, about a megabyte each; the generator returns the map's hash. The same map gives the
 * same bytes. `hasher` may bring a faster SHA-256 than the default, which runs everywhere. Progress is counted in bytes, the total being a guess.
 * @throws the signal's reason when it is stopped
 */
export function* mapChunks(
  map: PaperMap,
  hasher: () => Sha256 = () => sha256.create(),
  { progress, signal }: Hooks = {},
): Generator<Uint8Array, string, undefined> {
  const parts: Record<string, PartRange> = {};
  let at = 0;
  const expected = expectedBytes(map);
  const header = encoder.encode(`${FORMAT}${VERSION},\n`);
  at += header.length;
  yield header;
  for (const [name, chunks] of partsOf(map)) {
    const start = at;
    const hash = hasher();
    for (const chunk of batched(chunks)) {
      hash.update(chunk);
      at += chunk.length;
      signal?.throwIfAborted();
      progress?.('write', Math.min(at, expected), expected);
      yield chunk;
    }
    parts[name] = [start, at, hex(hash.digest())];
  }
  const hash = hashOfParts(parts);
  progress?.('write', expected, expected);
  yield encoder.encode(`${INDEX}{"parts":${JSON.stringify(parts)},"hash":"${hash}"}}\n`);
  return hash;
}

/** About how many bytes a map file will have: long arrays and texts are known, the rest is as much as usual. */
function expectedBytes({ papers, vocabulary, edges, neighbours, rows, concepts }: PaperMap): number {
  const arrays = [neighbours, rows, ...(concepts ? [concepts.rows] : [])].flatMap(({ ids, values }) => [ids, values]);
  const inArrays = [...arrays, ...Object.values(edges)].reduce((sum, { byteLength }) => sum + byteLength, 0);
  const inTexts = papers.reduce((sum, { title, abstract }) => sum + title.length + abstract.length, 0);
  const inMentions = 8 * (concepts?.mentions.from.length ?? 0);
  return Math.ceil(1 + (4 / 3) * inArrays + inTexts + 800 * papers.length + inMentions + 60 * vocabulary.keys.length);
}

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
  const rows = (name: 'row' | 'neighbour' | 'concept', rows: SparseRows<Uint16Array | Float64Array>) => [
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
  const lines = function* (name: LinesPart, values: Iterable<unknown>): ReturnType<typeof partsOf> {
    const lengths: number[] = [];
    yield [name, lineChunks(name, values, lengths)];
    yield json(LINES[name], lengths);
  };
  yield* lines('papers', map.papers);
  if (map.concepts) {
    yield json('concepts', conceptsOf(map.concepts));
    yield* rows('concept', map.concepts.rows);
    yield* lines('mentions', mentionLines(map.concepts));
  }
  yield json('problems', { problems: map.problems, notes: map.notes });
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
      // No object of a map holds a DataView, the only view that is no list.
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

/** A value a line; `lengths` receives the bytes of each line, comma and line end included. */
function* lineChunks(name: LinesPart, values: Iterable<unknown>, lengths: number[]): Generator<Uint8Array> {
  const [before, after] = linesFrame(name);
  yield encoder.encode(before);
  let held: string | undefined;
  const line = (end: string) => {
    const bytes = encoder.encode(held + end);
    lengths.push(bytes.length);
    return bytes;
  };
  for (const value of values) {
    if (held !== undefined) yield line(',\n');
    held = JSON.stringify(value);
  }
  if (held !== undefined) yield line('\n');
  yield encoder.encode(after);
}

function* mentionLines({ rows, mentions }: Concepts): Generator<MentionLine> {
  for (let paper = 0; paper + 1 < rows.starts.length; paper++) {
    const line: MentionLine = [];
    for (let entry = rows.starts[paper]!; entry < rows.starts[paper + 1]!; entry++) {
      const places = [0];
      for (let m = mentions.starts[entry]!; m < mentions.starts[entry + 1]!; m++) {
        if (mentions.fields[m] === 0) places[0]!++;
        places.push(mentions.from[m]!, mentions.to[m]! - mentions.from[m]!);
      }
      line.push(places);
    }
    yield line;
  }
}
