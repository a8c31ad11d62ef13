/** A generator of numbers in [0, 1). */
export type Random = () => number;

/** Texts that mean something in an input format: delimiters, beginnings of records, and values that once caused faults. */
const TOKENS = [
  ...'{}[]"\'<>&\\@,;:|\t\n\r%$#()=-~^',
  '\r\n',
  '\n\n',
  '""',
  '";"',
  '{\\em ',
  '\\"{o}',
  '$\\alpha$',
  '<i>',
  '</i>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '&#xD800;',
  '&amp;amp;',
  '\\ud800',
  '\ufeff',
  '\u0000',
  '\u2028',
  '\u202e',
  '%0A',
  '%1b%5b2J',
  '%ED%A0%80',
  '10.1000/x',
  'https://doi.org/10.1/',
  '@string{a = a # a}',
  '@article{k,\n',
  ' and others',
  'et al.',
  'TY  - JOUR\n',
  'ER  - \n',
  'PMID- 1\n',
  'PT J\n',
  '%0 Journal Article\n',
  '"__proto__":',
  '"constructor":',
  'null',
  'true',
  '1e999',
  '-1',
  '0',
  '4294967296',
  '99999999999999999999',
  '2021-13-45',
  '=cmd|x',
  'a@b.c',
];

const encoder = new TextEncoder();
const tokens = TOKENS.map((token) => encoder.encode(token));

/** Maximum size of an input in bytes. Hangs that depend on the size have their own tests, which measure how time grows. */
const MAX_BYTES = 1 << 16;

/** Maximum length of a part that is deleted, copied, or moved. */
const MAX_PART = 200;

function join(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/** Returns the start and end of the line around an offset. */
function findLine(bytes: Uint8Array, offset: number): [start: number, end: number] {
  const start = offset === 0 ? 0 : bytes.lastIndexOf(10, offset - 1) + 1;
  const end = bytes.indexOf(10, offset);
  return [start, end < 0 ? bytes.length : end + 1];
}

/** Returns the start and end of the run of ASCII digits around an offset. It is empty if there is no digit. */
function findDigits(bytes: Uint8Array, offset: number): [start: number, end: number] {
  const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 57;
  let [start, end] = [offset, offset];
  while (isDigit(bytes[start - 1])) start--;
  while (isDigit(bytes[end])) end++;
  return [start, end];
}

type Mutation = (bytes: Uint8Array, pick: (limit: number) => number, other: Uint8Array) => Uint8Array;

const replace = (bytes: Uint8Array, start: number, end: number, ...parts: readonly Uint8Array[]) =>
  join(bytes.subarray(0, start), ...parts, bytes.subarray(end));

/** Chooses a part of the bytes. */
function choosePart(bytes: Uint8Array, pick: (limit: number) => number): [start: number, end: number] {
  const start = pick(bytes.length + 1);
  return [start, Math.min(bytes.length, start + 1 + pick(MAX_PART))];
}

/** The kinds of changes. */
const MUTATIONS: readonly Mutation[] = [
  // Truncate.
  (bytes, pick) => bytes.slice(0, pick(bytes.length + 1)),
  // Delete a part.
  (bytes, pick) => replace(bytes, ...choosePart(bytes, pick)),
  // Change one byte, or one bit of it.
  (bytes, pick) => {
    const copy = bytes.slice();
    const offset = pick(bytes.length || 1);
    if (copy.length > 0) copy[offset] = pick(2) ? pick(256) : copy[offset]! ^ (1 << pick(8));
    return copy;
  },
  // Insert a token, or replace a part by it.
  (bytes, pick) => {
    const [start, end] = choosePart(bytes, pick);
    return replace(bytes, start, pick(3) ? start : end, tokens[pick(tokens.length)]!);
  },
  // Repeat a part.
  (bytes, pick) => {
    const [start, end] = choosePart(bytes, pick);
    const part = bytes.subarray(start, end);
    return replace(bytes, start, end, ...Array.from({ length: 2 + pick(2) * pick(60) }, () => part));
  },
  // Nest: put the same token many times at one place.
  (bytes, pick) => {
    const [offset, token] = [pick(bytes.length + 1), tokens[pick(tokens.length)]!];
    return replace(bytes, offset, offset, ...Array.from({ length: pick(400) }, () => token));
  },
  // Delete, copy, or move a line.
  (bytes, pick) => {
    const [start, end] = findLine(bytes, pick(bytes.length || 1));
    const line = bytes.slice(start, end);
    const rest = pick(2) ? bytes : replace(bytes, start, end);
    const [to] = findLine(rest, pick(rest.length || 1));
    return pick(3) ? replace(rest, to, to, line) : rest;
  },
  // Replace a number.
  (bytes, pick) => {
    const offset = pick(bytes.length || 1);
    const [start, end] = findDigits(bytes, offset);
    return replace(bytes, start, end, encoder.encode(['0', '-1', '1e9', '4294967297', '9'.repeat(30)][pick(5)]));
  },
  // Continue with a part of another sample.
  (bytes, pick, other) => {
    const [start, end] = choosePart(bytes, pick);
    const from = pick(other.length + 1);
    return replace(bytes, start, pick(2) ? end : start, other.subarray(from, from + 1 + pick(2000)));
  },
];

/**
 * Returns a changed copy of an input: one to six changes, which know lines, numbers, and the tokens of the formats.
 * @param other another input, parts of which may be inserted
 */
export function mutate(input: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const pick = (limit: number) => Math.floor(random() * limit);
  let bytes = input;
  for (let changes = 1 + pick(6); changes > 0; changes--) {
    const mutation = MUTATIONS[pick(MUTATIONS.length)]!;
    bytes = mutation(bytes, pick, other).subarray(0, MAX_BYTES);
  }
  return bytes;
}
