/**
 * Arrays of numbers in a map file: {"dtype":"<u4","planes":3,"base64":"..."}.
 *
 * "dtype" is NumPy's name of the type, little-endian. The bytes are stored in planes: first the lowest byte of every number, then
 * the second lowest of every number, and so on, because similar bytes next to each other compress well. Highest bytes that are all
 * zero are left out; "planes" is the number of bytes stored for each number. If there is a "unit", the values are the stored
 * numbers times the unit. Without "planes", as in maps of version 2, the numbers are stored one after the other.
 */

import { decodeBase64, encodeBase64 } from '../util/base64.ts';

/** The types of arrays in maps. */
export type NumberArray = Int8Array | Uint8Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** Everything about a stored array but its bytes. */
export interface ArrayHeader {
  dtype: string;
  planes?: number;
  unit?: number;
}

/** The marker before the bytes of a stored array. */
const BASE64_START = '"base64":"';
const ARRAY_END = '"}';

/** The constructors of typed arrays by NumPy's name of their type. */
const TYPES: ReadonlyMap<string, { new (buffer: ArrayBuffer): NumberArray; BYTES_PER_ELEMENT: number }> = new Map<
  string,
  { new (buffer: ArrayBuffer): NumberArray; BYTES_PER_ELEMENT: number }
>([
  ['<i1', Int8Array],
  ['<u1', Uint8Array],
  ['<u2', Uint16Array],
  ['<i4', Int32Array],
  ['<u4', Uint32Array],
  ['<f4', Float32Array],
  ['<f8', Float64Array],
]);

const dtypeOf = (values: NumberArray) => [...TYPES].find(([, type]) => values.constructor === type)?.[0] ?? '<u1';

/** The unit of similarities: cosines are dot products of weights in units of 2^-15. */
const SIMILARITY_UNIT = 2 ** -30;

/** Number of bytes that are encoded at once; a multiple of 3, so that encoded slices can be concatenated. */
const SLICE = 3 << 16;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Serializes an array. */
export function* arrayChunks(values: NumberArray): Generator<Uint8Array> {
  const integers = values instanceof Float64Array ? toUnits(values) : undefined;
  const stored = integers ?? values;
  const { BYTES_PER_ELEMENT: size, length } = stored;
  const bytes = new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength);
  const planes = countPlanes(bytes, size);
  const header: ArrayHeader = { dtype: dtypeOf(stored), planes, ...(integers && { unit: SIMILARITY_UNIT }) };
  yield encoder.encode(`${JSON.stringify(header).slice(0, -1)},${BASE64_START}`);
  const total = planes * length;
  let plane = 0;
  let item = 0;
  for (let start = 0; start < total; start += SLICE) {
    const slice = new Uint8Array(Math.min(SLICE, total - start));
    for (let k = 0; k < slice.length; k++) {
      slice[k] = bytes[item * size + plane]!;
      if (++item < length) continue;
      item = 0;
      plane++;
    }
    yield encodeBase64(slice);
  }
  yield encoder.encode(ARRAY_END);
}

/** Returns similarities as integers; undefined if that would change one. */
function toUnits(values: Float64Array): Uint32Array | undefined {
  const integers = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    integers[i] = values[i]! / SIMILARITY_UNIT;
    if (!Object.is(integers[i]! * SIMILARITY_UNIT, values[i])) return undefined;
  }
  return integers;
}

/** Returns the number of bytes up to the highest one that is not zero in all numbers, at least 1. */
function countPlanes(bytes: Uint8Array, size: number): number {
  for (let plane = size - 1; plane > 0; plane--)
    for (let i = plane; i < bytes.length; i += size) if (bytes[i] !== 0) return plane + 1;
  return 1;
}

/** Parses the bytes of a serialized array; returns undefined if they are damaged. */
export function parseArray(json: Uint8Array): NumberArray | undefined {
  // The header has less than a hundred bytes.
  const head = decoder.decode(json.subarray(0, 200));
  const start = head.indexOf(BASE64_START) + BASE64_START.length;
  if (start < BASE64_START.length) return undefined;
  try {
    // `decodeArray` checks the types.
    const header = JSON.parse(head.slice(0, start) + ARRAY_END) as ArrayHeader;
    return decodeArray(header, json.subarray(start, json.length - ARRAY_END.length));
  } catch {
    return undefined;
  }
}

/**
 * Decodes an array of a section that was parsed as JSON: a stored array, or the list of numbers that maps of version 2 have in its
 * place. Null stands for NaN. Returns undefined if it is damaged.
 */
export function decodeNumbers(stored: unknown): NumberArray | readonly number[] | undefined {
  if (Array.isArray(stored)) {
    const isValid = stored.every((value) => typeof value === 'number' || value === null);
    return isValid ? stored.map((value: number | null) => value ?? Number.NaN) : undefined;
  }
  // `decodeArray` checks the other types.
  const { base64, ...header } = (stored ?? {}) as ArrayHeader & { base64?: unknown };
  return typeof base64 === 'string' ? decodeArray(header, encoder.encode(base64)) : undefined;
}

function decodeArray({ dtype, planes, unit }: ArrayHeader, base64: Uint8Array): NumberArray | undefined {
  const type = TYPES.get(dtype);
  const bytes = decodeBase64(base64);
  if (!type || !bytes) return undefined;
  const size = type.BYTES_PER_ELEMENT;
  const joined = planes === undefined ? bytes : joinPlanes(bytes, planes, size);
  if (!joined || joined.length % size !== 0) return undefined;
  const values = new type(joined.buffer);
  if (unit === undefined) return values;
  // A loop, because Float64Array.from takes ten times as long.
  const scaled = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) scaled[i] = values[i]! * unit;
  return scaled;
}

/** Puts the bytes of each number next to each other. */
function joinPlanes(bytes: Uint8Array, planes: number, size: number): Uint8Array<ArrayBuffer> | undefined {
  if (!Number.isInteger(planes) || planes < 1 || planes > size || bytes.length % planes !== 0) return undefined;
  const length = bytes.length / planes;
  const joined = new Uint8Array(length * size);
  for (let plane = 0; plane < planes; plane++)
    for (let i = 0; i < length; i++) joined[i * size + plane] = bytes[plane * length + i]!;
  return joined;
}
