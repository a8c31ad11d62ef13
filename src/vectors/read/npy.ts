import { InputError } from '../../model/errors.ts';

/** An array of a NumPy file, in C order. */
export interface NpyArray {
  shape: number[];
  /** Numbers, or texts of arrays of strings. */
  values: Float32Array | string[];
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** Returns whether bytes are the start of a NumPy file. */
export const isNpy = (head: Uint8Array): boolean => MAGIC.every((byte, i) => head[i] === byte);

/** Reads one item of an array. */
type ReadItem = (view: DataView, offset: number, isLittle: boolean) => number;

/** Readers of numbers by NumPy's kind and size of the type. */
const READERS: Record<string, ReadItem> = {
  f2: (view, offset, isLittle) => readHalf(view.getUint16(offset, isLittle)),
  f4: (view, offset, isLittle) => view.getFloat32(offset, isLittle),
  f8: (view, offset, isLittle) => view.getFloat64(offset, isLittle),
  i1: (view, offset) => view.getInt8(offset),
  i2: (view, offset, isLittle) => view.getInt16(offset, isLittle),
  i4: (view, offset, isLittle) => view.getInt32(offset, isLittle),
  i8: (view, offset, isLittle) => Number(view.getBigInt64(offset, isLittle)),
  u1: (view, offset) => view.getUint8(offset),
  u2: (view, offset, isLittle) => view.getUint16(offset, isLittle),
  u4: (view, offset, isLittle) => view.getUint32(offset, isLittle),
  u8: (view, offset, isLittle) => Number(view.getBigUint64(offset, isLittle)),
};

/**
 * Parses a NumPy file of numbers or strings: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html. Numbers are rounded to
 * 32-bit floating point; a list of integers becomes texts, because it can only be ids.
 * @throws {InputError} if it is damaged or has another type
 */
export function parseNpy(bytes: Uint8Array, name: string): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isOld = bytes[6] === 1;
  const headerStart = isOld ? 10 : 12;
  if (bytes.length < headerStart) throw new InputError(`${name}: this NumPy file is cut short`);
  const start = headerStart + (isOld ? view.getUint16(8, true) : view.getUint32(8, true));
  const header = new TextDecoder('latin1').decode(bytes.subarray(headerStart, start));
  const type = /'descr':\s*'([<>|=])([a-zA-Z])(\d+)'/.exec(header);
  const shape = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1]?.match(/\d+/g)?.map(Number) ?? [];
  if (!type)
    throw new InputError(
      /'\|?O/.test(header)
        ? `${name}: an array of Python objects; save ids with np.array(ids, dtype=str), vectors as float32`
        : `${name}: this NumPy file has an unknown type; save vectors as float32`,
    );
  const [, order, kind, digits] = type;
  const isLittle = order !== '>';
  const size = Number(digits) * (kind === 'U' ? 4 : 1);
  const count = shape.reduce((product, length) => product * length, 1);
  if (bytes.length - start !== count * size)
    throw new InputError(
      `${name}: this NumPy file is cut short or damaged: ${bytes.length - start} bytes of ${count * size}`,
    );
  if (kind === 'U' || kind === 'S')
    return {
      shape,
      values: Array.from({ length: count }, (_, i) =>
        readText(bytes, view, start + i * size, size, kind === 'U', isLittle),
      ),
    };
  const read = READERS[`${kind}${digits}`];
  if (!read) throw new InputError(`${name}: this NumPy file has the type ${kind}${digits}; save vectors as float32`);
  if (shape.length === 1 && kind !== 'f')
    return { shape, values: Array.from({ length: count }, (_, i) => `${read(view, start + i * size, isLittle)}`) };
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) values[i] = read(view, start + i * size, isLittle);
  return { shape, values: /'fortran_order':\s*True/.test(header) ? toRowOrder(values, shape) : values };
}

/** Converts a matrix that is stored column by column. */
function toRowOrder(values: Float32Array, [rows = 0, columns = 1]: readonly number[]): Float32Array {
  const result = new Float32Array(values.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) result[row * columns + column] = values[column * rows + row]!;
  return result;
}

/** Reads a text that is padded with zeros, in UTF-32 or bytes. */
function readText(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  size: number,
  isWide: boolean,
  isLittle: boolean,
): string {
  if (!isWide) {
    let end = start + size;
    while (end > start && bytes[end - 1] === 0) end--;
    return new TextDecoder().decode(bytes.subarray(start, end));
  }
  let text = '';
  for (let offset = start; offset < start + size; offset += 4) {
    const code = view.getUint32(offset, isLittle);
    if (code > 0 && code <= 0x10ffff) text += String.fromCodePoint(code);
  }
  return text;
}

/** Decodes a 16-bit floating point number. */
function readHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
