import {
  atSign,
  closeBrace,
  closeParenthesis,
  colon,
  comma,
  equalsSign,
  hyphen,
  isDigit,
  isLetter,
  lineFeed,
  numberSign,
  openBrace,
  openParenthesis,
  percentSign,
  plusSign,
  quotationMark,
  skipSpaces,
  skipWhitespace,
  underscore,
  whitespaceLength,
} from '../ascii.ts';

/** Thrown when an entry cannot be parsed. Without a reason, the bytes end inside the entry. */
export class ParseError {
  constructor(
    /** Offset from which to look for the next entry. */
    readonly position: number,
    readonly reason?: string,
  ) {}
}

/** The start of an entry: "@", its type, "{" or "(". */
export interface EntryHead {
  /** In lower case. */
  type: string;
  open: '{' | '(';
  /** Offset of the byte after it. */
  end: number;
}

/** Maximum length of the start of an entry, in bytes. */
export const maxHeadLength = 1000;

const decoder = new TextDecoder();

/** Decodes a range of ASCII bytes in lower case. */
export const decodeLowerCase = (bytes: Uint8Array, start: number, end: number): string =>
  decoder.decode(bytes.subarray(start, end)).toLowerCase();

/** Quotes the text at an offset for an error message. */
export const describeText = (bytes: Uint8Array, offset: number): string =>
  JSON.stringify(
    decoder
      .decode(bytes.subarray(offset, offset + 120))
      .slice(0, 30)
      .split('\n')[0],
  );

/**
 * Creates a function that returns which of the given lower-case names a range of bytes spells, in any case; undefined for
 * none. Names are grouped by length, since most ranges match none.
 */
export function createNameMatcher(names: readonly string[]) {
  const namesByLength: { name: string; codes: number[] }[][] = [];
  for (const name of names) {
    namesByLength[name.length] ??= [];
    namesByLength[name.length].push({ name, codes: [...name].map((character) => character.charCodeAt(0) | 32) });
  }
  return (bytes: Uint8Array, start: number, end: number): string | undefined => {
    for (const { name, codes } of namesByLength[end - start] ?? []) {
      let i = 0;
      while (i < codes.length && (bytes[start + i] | 32) === codes[i]) i++;
      if (i === codes.length) return name;
    }
    return undefined;
  };
}

/** Common types, which need not be decoded. */
const matchCommonType = createNameMatcher(
  'article inproceedings incollection book proceedings phdthesis techreport misc string comment preamble'.split(' '),
);

/** Returns whether a byte can be in a type after its first letter: Mendeley writes "@web_page". */
const isTypeCharacter = (byte: number) => isLetter(byte) || isDigit(byte) || byte === underscore || byte === hyphen;

/** Parses the start of an entry at an "@"; returns 'incomplete' when the bytes end too early, undefined when it is no entry. */
export function parseHead(bytes: Uint8Array, offset: number): EntryHead | 'incomplete' | undefined {
  const start = skipSpaces(bytes, offset + 1);
  let end = start;
  if (isLetter(bytes[end])) while (isTypeCharacter(bytes[end])) end++;
  const open = end > start ? skipWhitespace(bytes, end) : end;
  if (open - offset > maxHeadLength) return undefined;
  if (open >= bytes.length) return 'incomplete';
  if (end === start || (bytes[open] !== openBrace && bytes[open] !== openParenthesis)) return undefined;
  return {
    type: matchCommonType(bytes, start, end) ?? decodeLowerCase(bytes, start, end),
    open: bytes[open] === openBrace ? '{' : '(',
    end: open + 1,
  };
}

/** Returns the offset of the end of a line, or of the bytes. */
function findLineEnd(bytes: Uint8Array, start: number): number {
  const end = bytes.indexOf(lineFeed, start);
  return end < 0 ? bytes.length : end;
}

/** Skips whitespace, commas, and comments, which Biber allows between fields. */
export function skipSeparators(bytes: Uint8Array, start: number): number {
  let offset = skipWhitespace(bytes, start);
  while (bytes[offset] === comma || bytes[offset] === percentSign)
    offset = skipWhitespace(bytes, bytes[offset] === comma ? offset + 1 : findLineEnd(bytes, offset));
  if (offset >= bytes.length) throw new ParseError(offset);
  return offset;
}

/** Where a key ends, and where the fields start. */
interface KeyEnd {
  end: number;
  next: number;
}

/** Finds the end of a key, which a comma or the end of the entry must follow. Returns undefined when there is no key. */
export function scanKey(bytes: Uint8Array, start: number, close: number): KeyEnd | undefined {
  let end = skipWhitespace(bytes, start);
  while (end < bytes.length && !endsKey(bytes[end]) && !whitespaceLength(bytes, end)) end++;
  const next = skipWhitespace(bytes, end);
  if (next >= bytes.length) throw new ParseError(next);
  if (bytes[next] === comma) return { end, next: next + 1 };
  if (bytes[next] === close) return { end, next };
  // In "@article(key)" the scan took the closing parenthesis for a part of the key.
  const last = close === closeParenthesis ? bytes.subarray(start, end).lastIndexOf(close) : -1;
  return last >= 0 ? { end: start + last, next: start + last } : undefined;
}

/** Maximum length of a key or field name with spaces or signs, in bytes. */
const maxLooseLength = 200;

/** Finds the end of a key with spaces and signs, as people write them: all up to a comma on the same line, without "=". */
export function scanLooseKey(bytes: Uint8Array, start: number): KeyEnd | undefined {
  const first = skipWhitespace(bytes, start);
  for (let end = first; end < first + maxLooseLength; end++) {
    if (end >= bytes.length) throw new ParseError(end);
    if (bytes[end] === comma) return { end, next: end + 1 };
    if (bytes[end] === lineFeed || bytes[end] === equalsSign) return undefined;
  }
  return undefined;
}

const endsKey = (byte: number) =>
  byte === comma || byte === openBrace || byte === closeBrace || byte === equalsSign || byte === quotationMark;

/** Letters, digits and : . + / - _ and all characters beyond ASCII. */
const isNameByte = (byte: number) =>
  isLetter(byte) || (byte >= hyphen && byte <= colon) || byte === plusSign || byte === underscore || byte >= 128;

/** Returns the end of the field name at `start`, 0 when there is none. */
export function scanName(bytes: Uint8Array, start: number): number {
  let end = start;
  while (isNameByte(bytes[end]) && (bytes[end] < 128 || !whitespaceLength(bytes, end))) end++;
  if (end === start) return 0;
  return bytes[end] === equalsSign || bytes[skipWhitespace(bytes, end)] === equalsSign
    ? end
    : scanLooseName(bytes, end);
}

/** Finds the end of a field name with spaces or signs, such as "funding_text 1" and "Usage-Count-(Last-180-days)". */
function scanLooseName(bytes: Uint8Array, start: number): number {
  for (let offset = start; offset < start + maxLooseLength; offset++) {
    const byte = bytes[offset];
    if (byte === equalsSign) {
      let end = offset;
      while (end > start && whitespaceLength(bytes, end - 1)) end--;
      return end;
    }
    if (byte === undefined || byte === lineFeed || byte === atSign || endsKey(byte)) return start;
  }
  return start;
}

/** Returns the start of the value behind a field name and "=", 0 when there is none. */
export function scanEquals(bytes: Uint8Array, nameEnd: number): number {
  if (!nameEnd) return 0;
  const offset = skipWhitespace(bytes, nameEnd);
  if (offset >= bytes.length) throw new ParseError(offset);
  if (bytes[offset] !== equalsSign) return 0;
  const value = skipWhitespace(bytes, offset + 1);
  if (value >= bytes.length) throw new ParseError(value);
  return value;
}

/** Returns whether a field, a name followed by "=", starts at `offset`. */
export const isField = (bytes: Uint8Array, offset: number): boolean => scanEquals(bytes, scanName(bytes, offset)) > 0;

const endsWord = (byte: number) =>
  endsKey(byte) || byte === numberSign || byte === openParenthesis || byte === closeParenthesis;

/** Returns the end of a value without braces or quotation marks: a number or the name of a macro. */
export function scanWord(bytes: Uint8Array, start: number): number {
  let end = start;
  while (end < bytes.length && !endsWord(bytes[end]) && !whitespaceLength(bytes, end)) end++;
  if (end >= bytes.length) throw new ParseError(end);
  if (end === start) throw new ParseError(start, `expected a value, found ${describeText(bytes, start)}`);
  return end;
}

/** For each closing delimiter, a table of the bytes that {@link scanToClose} must look at. */
const stopTables: Uint8Array[] = [];
for (const close of [closeBrace, quotationMark, closeParenthesis]) {
  stopTables[close] = new Uint8Array(256);
  for (const stop of [close, openBrace, closeBrace, lineFeed]) stopTables[close][stop] = 1;
}

/**
 * Returns the offset behind the delimiter that closes a value or entry, skipping balanced braces.
 *
 * @throws ParseError at a superfluous closing brace, and at a line that certainly starts the next entry.
 */
export function scanToClose(bytes: Uint8Array, start: number, close: number): number {
  const isStop = stopTables[close];
  let depth = 0;
  for (let offset = start; offset < bytes.length; offset++) {
    const byte = bytes[offset];
    // One table look-up, nearly always negative, is faster than several comparisons, which the CPU would predict badly.
    if (!isStop[byte]) continue;
    if (byte === close && depth === 0) return offset + 1;
    if (byte === openBrace) depth++;
    else if (byte === closeBrace) {
      if (depth === 0) throw new ParseError(offset, 'unexpected closing brace');
      depth--;
    } else if (byte === lineFeed && certainlyStartsEntry(bytes, skipSpaces(bytes, offset + 1)))
      throw new ParseError(
        offset,
        'this entry does not end before the next one starts; check for a missing closing brace or quotation mark',
      );
  }
  throw new ParseError(bytes.length);
}

/** Returns whether an entry starts at `offset`, even though the previous one is still open. */
function certainlyStartsEntry(bytes: Uint8Array, offset: number): boolean {
  if (bytes[offset] !== atSign) return false;
  const head = parseHead(bytes, offset);
  if (!head || head === 'incomplete') return false;
  if (head.type === 'string' || head.type === 'comment' || head.type === 'preamble') return true;
  const key = scanKey(bytes, head.end, comma);
  return key !== undefined || isField(bytes, skipWhitespace(bytes, head.end));
}
