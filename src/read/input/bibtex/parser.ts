import { closeBrace, closeParenthesis, numberSign, openBrace, quotationMark, skipWhitespace } from '../ascii.ts';
import {
  createNameMatcher,
  decodeLowerCase,
  describeText,
  type EntryHead,
  isField,
  ParseError,
  scanEquals,
  scanKey,
  scanLooseKey,
  scanName,
  scanToClose,
  scanWord,
  skipSeparators,
} from './scan.ts';

/** A BibTeX entry with its values as written. */
export interface BibtexEntry {
  /** In lower case. */
  type: string;
  key: string;
  /** Values by field name in lower case, without the outer braces or quotation marks; pieces joined, macros resolved. */
  fields: Map<string, string>;
}

/** Options of {@link createEntryParser}. */
export interface ParserOptions {
  /** Names of the fields to read, in lower case. Others are skipped and never decoded. */
  fieldNames: readonly string[];
  /** Fields whose values are joined when an entry repeats them, with the text between the values. Of others the first counts. */
  separators: ReadonlyMap<string, string>;
  /** Values of macros by name in lower case. Each @string entry adds to it. */
  macros: Map<string, string>;
  /** Decodes bytes of the file. */
  decode: (bytes: Uint8Array) => string;
}

/** Maximum length of a macro, and of the text of all macros longer than a name, in UTF-16 code units. */
const maxMacroLength = 65536;
const maxExpansion = 1 << 26;

/**
 * Creates a function that parses an entry behind its head. It returns no entry for @string, @comment and @preamble.
 *
 * @throws ParseError (the returned function) when the entry is malformed or incomplete.
 */
export function createEntryParser({ fieldNames, separators, macros, decode }: ParserOptions) {
  const decodePiece = createCachedDecoder(decode);
  const matchFieldName = createNameMatcher(fieldNames);
  /** Fields of the previous entry. Its year, venue and publisher often repeat and are then not decoded again. */
  let previousFields = new Map<string, string>();
  /** Offset behind the value that was scanned last. */
  let valueEnd = 0;
  let expandedLength = 0;

  return (bytes: Uint8Array, { type, open, end: start }: EntryHead): { end: number; entry?: BibtexEntry } => {
    const close = open === '{' ? closeBrace : closeParenthesis;
    if (type === 'comment' || type === 'preamble') return { end: scanToClose(bytes, start, close) };
    const isMacro = type === 'string';
    const key = isMacro ? undefined : (scanKey(bytes, start, close) ?? scanLooseKey(bytes, start));
    if (!isMacro && !key && !isField(bytes, skipSeparators(bytes, start)))
      throw new ParseError(start, `expected a key and a comma after "@${type}${open}"`);
    const fields = new Map<string, string>();
    const end = parseFields(bytes, key?.next ?? start, fields, isMacro);
    if (bytes[end] !== close) {
      const expected = open === '{' ? '}' : ')';
      throw new ParseError(end, `expected a field or the closing "${expected}", found ${describeText(bytes, end)}`);
    }
    if (!isMacro) {
      previousFields = fields;
      const keyText = key ? decode(bytes.subarray(start, key.end)).trim() : '';
      return { end: end + 1, entry: { type, key: keyText, fields } };
    }
    for (const [macro, value] of fields) {
      if (value.length > maxMacroLength)
        throw new ParseError(
          end,
          `this @string has more than ${maxMacroLength} characters; check whether it contains itself`,
        );
      macros.set(macro, value);
    }
    return { end: end + 1 };
  };

  /** Parses fields into a map and returns the offset of the first byte that starts no field. The first of equal names counts. */
  function parseFields(bytes: Uint8Array, start: number, fields: Map<string, string>, isMacro: boolean): number {
    for (let offset = start; ; offset = valueEnd) {
      offset = skipSeparators(bytes, offset);
      const nameEnd = scanName(bytes, offset);
      const value = scanEquals(bytes, nameEnd);
      if (!value) return offset;
      const name = isMacro ? decodeLowerCase(bytes, offset, nameEnd) : matchFieldName(bytes, offset, nameEnd);
      const first = name === undefined ? undefined : fields.get(name);
      const separator = first === undefined ? undefined : separators.get(name!);
      if (name === undefined || (first !== undefined && separator === undefined)) skipValue(bytes, value);
      else if (first === undefined) fields.set(name, parseValue(bytes, value, previousFields.get(name)));
      else fields.set(name, first + separator + parseValue(bytes, value, undefined));
    }
  }

  /** Parses pieces joined by "#": in braces, in quotation marks, a number or a macro. Reuses `previous` when the bytes spell it. */
  function parseValue(bytes: Uint8Array, start: number, previous: string | undefined): string {
    let text = '';
    for (let offset = start; offset; offset = nextPiece(bytes)) {
      const isWord = scanPiece(bytes, offset);
      const pieceStart = isWord ? offset : offset + 1;
      const pieceEnd = isWord ? valueEnd : valueEnd - 1;
      const piece =
        previous && equalsAscii(bytes, pieceStart, pieceEnd, previous)
          ? previous
          : decodePiece(bytes, pieceStart, pieceEnd);
      text += isWord ? expandMacro(piece, start) : piece;
    }
    return text;
  }

  function expandMacro(name: string, start: number): string {
    const text = macros.get(name.toLowerCase()) ?? name;
    if (text.length > 200) expandedLength += text.length;
    if (expandedLength > maxExpansion) throw new ParseError(start, 'the macros of this file (@string) become too long');
    return text;
  }

  function skipValue(bytes: Uint8Array, start: number): void {
    for (let offset = start; offset; offset = nextPiece(bytes)) scanPiece(bytes, offset);
  }

  /** Sets `valueEnd` to the end of a piece. Returns whether the piece has neither braces nor quotation marks. */
  function scanPiece(bytes: Uint8Array, start: number): boolean {
    const first = bytes[start];
    const isWord = first !== openBrace && first !== quotationMark;
    if (isWord) valueEnd = scanWord(bytes, start);
    else valueEnd = scanToClose(bytes, start + 1, first === openBrace ? closeBrace : quotationMark);
    return isWord;
  }

  /** Returns the start of the next piece of a value, 0 when there is none. */
  function nextPiece(bytes: Uint8Array): number {
    const offset = skipWhitespace(bytes, valueEnd);
    return bytes[offset] === numberSign ? skipWhitespace(bytes, offset + 1) : 0;
  }
}

/** Maximum length of a text that is looked up instead of decoded: years, volumes, numbers and pages repeat. */
const maxCachedLength = 16;
const cacheSize = 4096;

/** Creates a function that decodes a range of bytes. Looking up a short text takes a fraction of the time of decoding it. */
function createCachedDecoder(decode: (bytes: Uint8Array) => string) {
  const cache: (string | undefined)[] = new Array(cacheSize);
  return (bytes: Uint8Array, start: number, end: number): string => {
    if (end - start > maxCachedLength) return decode(bytes.subarray(start, end));
    let hash = 0;
    for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + bytes[i]) | 0;
    const slot = hash & (cacheSize - 1);
    const cached = cache[slot];
    if (cached !== undefined && equalsAscii(bytes, start, end, cached)) return cached;
    const text = decode(bytes.subarray(start, end));
    cache[slot] = text;
    return text;
  };
}

/** Returns whether a range of bytes spells an ASCII text. */
function equalsAscii(bytes: Uint8Array, start: number, end: number, text: string): boolean {
  if (text.length !== end - start) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127 || bytes[start + i] !== code) return false;
  }
  return true;
}
