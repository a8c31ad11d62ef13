import {
  atSign,
  blankLength,
  closeBrace,
  closeParenthesis,
  comma,
  equals,
  hash,
  isLetter,
  lineFeed,
  openBrace,
  openParenthesis,
  quote,
  skipBlanks,
  skipSpaces,
  underscore,
} from './bytes.ts';

/** A BibTeX entry as it is written. */
export interface Entry {
  /** In lower case. */
  type: string;
  key: string;
  /** By name in lower case, as written between the outer braces or quotes: pieces joined, macros resolved. */
  fields: Map<string, string>;
}

/** What the reading of one entry goes by. */
export interface ParserOptions {
  /** Names of the fields that are kept, in lower case. Any other is passed over and never becomes a string. */
  kept: readonly string[];
  /** What macros stand for, by name in lower case; each @string of the file adds to it. */
  macros: Map<string, string>;
  /** The file's bytes as text. */
  decode: (bytes: Uint8Array) => string;
}

/** Thrown where an entry cannot be read on: from where to look for the next, and why. Without a reason, the bytes end here. */
export class Halt {
  constructor(
    readonly place: number,
    readonly reason?: string,
  ) {}
}

/** What an entry begins with: "@", its type, "{" or "(". */
export interface Head {
  type: string;
  open: '{' | '(';
  /** The place after it. */
  end: number;
}

/** A head that is longer than so many bytes is none. */
export const headLimit = 1000;

/** Types that need not be decoded. */
const usualType = nameFinder(
  'article inproceedings incollection book proceedings phdthesis techreport misc string comment preamble'.split(' '),
);

/** What begins an entry at an "@"; 'cut' when the bytes end before that is known, undefined when it begins none. */
export function headAt(bytes: Uint8Array, start: number): Head | 'cut' | undefined {
  const from = skipSpaces(bytes, start + 1);
  let to = from;
  while (isLetter(bytes[to])) to++;
  const brace = to > from ? skipBlanks(bytes, to) : to;
  if (brace - start > headLimit) return undefined;
  if (brace >= bytes.length) return 'cut';
  const sign = bytes[brace];
  if (to === from || (sign !== openBrace && sign !== openParenthesis)) return undefined;
  return {
    type: usualType(bytes, from, to) ?? ascii(bytes, from, to),
    open: sign === openBrace ? '{' : '(',
    end: brace + 1,
  };
}

const unclosed = 'this entry does not end before the next begins; is a closing brace or quote missing?';

/** Reads what follows an entry's head: an entry, or none for @string, @comment and @preamble. Throws a {@link Halt}. */
export function entryParser({ kept, macros, decode }: ParserOptions) {
  const keptName = nameFinder(kept);
  /** The fields of the entry before: its year, venue and publisher are mostly those of the next one, too. */
  let before = new Map<string, string>();
  /** Where the value that was read last ends. */
  let valueEnd = 0;

  return (bytes: Uint8Array, { type, open, end: from }: Head): { end: number; entry?: Entry } => {
    const close = open === '{' ? closeBrace : closeParenthesis;
    if (type === 'comment' || type === 'preamble') return { end: afterClosing(bytes, from, close) };
    const isMacro = type === 'string';
    const key = isMacro ? undefined : keyAt(bytes, from, close);
    let place = key?.next ?? from;
    if (!isMacro && !key && !isField(bytes, skipSeparators(bytes, from)))
      throw new Halt(from, `no key and comma after "@${type}${open}"`);
    const fields = new Map<string, string>();
    for (;;) {
      place = skipSeparators(bytes, place);
      const nameEnd = afterName(bytes, place);
      const value = valueAt(bytes, nameEnd);
      if (!value) break;
      const name = isMacro ? ascii(bytes, place, nameEnd) : keptName(bytes, place, nameEnd);
      if (name !== undefined && !fields.has(name)) fields.set(name, readValue(bytes, value, before.get(name)));
      else passValue(bytes, value);
      place = valueEnd;
    }
    if (bytes[place] !== close)
      throw new Halt(place, `expected a field or the closing "${open === '{' ? '}' : ')'}"${found(bytes, place)}`);
    if (!isMacro) {
      before = fields;
      return { end: place + 1, entry: { type, key: key ? decode(bytes.subarray(from, key.end)).trim() : '', fields } };
    }
    for (const [macro, value] of fields) macros.set(macro, value);
    return { end: place + 1 };
  };

  /** Pieces joined by #: braced, quoted, a number or a macro's name. What is spelled like a text that is there already is that text. */
  function readValue(bytes: Uint8Array, from: number, known: string | undefined): string {
    let text = '';
    for (let place = from; place; place = nextPiece(bytes)) {
      const isWord = passPiece(bytes, place);
      const [start, end] = isWord ? [place, valueEnd] : [place + 1, valueEnd - 1];
      const piece = known && spells(bytes, start, end, known) ? known : decode(bytes.subarray(start, end));
      text += isWord ? (macros.get(piece.toLowerCase()) ?? piece) : piece;
    }
    return text;
  }

  function passValue(bytes: Uint8Array, from: number): void {
    for (let place = from; place; place = nextPiece(bytes)) passPiece(bytes, place);
  }

  /** Finds the end of a piece; says whether it is a word, without braces or quotes. */
  function passPiece(bytes: Uint8Array, from: number): boolean {
    const sign = bytes[from];
    const isWord = sign !== openBrace && sign !== quote;
    valueEnd = isWord ? afterWord(bytes, from) : afterClosing(bytes, from + 1, sign === openBrace ? closeBrace : quote);
    return isWord;
  }

  /** Where the next piece of a value begins, 0 if there is none. */
  function nextPiece(bytes: Uint8Array): number {
    const joint = skipBlanks(bytes, valueEnd);
    return bytes[joint] === hash ? skipBlanks(bytes, joint + 1) : 0;
  }
}

/** Whether bytes are a text of ASCII. */
function spells(bytes: Uint8Array, from: number, to: number, text: string): boolean {
  if (text.length !== to - from) return false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127 || bytes[from + at] !== code) return false;
  }
  return true;
}

const decoder = new TextDecoder();
const ascii = (bytes: Uint8Array, from: number, to: number) => decoder.decode(bytes.subarray(from, to)).toLowerCase();
const found = (bytes: Uint8Array, place: number) =>
  `, found ${JSON.stringify(
    decoder
      .decode(bytes.subarray(place, place + 120))
      .slice(0, 30)
      .split('\n')[0],
  )}`;

/** Finds the one of some names, all in lower case, that bytes spell in any case. By length, since most bytes spell none. */
function nameFinder(names: readonly string[]) {
  const byLength: string[][] = [];
  for (const name of names) {
    byLength[name.length] ??= [];
    byLength[name.length].push(name);
  }
  return (bytes: Uint8Array, from: number, to: number): string | undefined => {
    for (const name of byLength[to - from] ?? []) {
      let at = 0;
      while (at < name.length && (bytes[from + at] | 32) === name.charCodeAt(at)) at++;
      if (at === name.length) return name;
    }
    return undefined;
  };
}

function skipSeparators(bytes: Uint8Array, from: number): number {
  let place = skipBlanks(bytes, from);
  while (bytes[place] === comma) place = skipBlanks(bytes, place + 1);
  if (place >= bytes.length) throw new Halt(place);
  return place;
}

/** Blanks and , { } = " end a key; a comma or the entry's end must follow. */
function keyAt(bytes: Uint8Array, from: number, close: number): { end: number; next: number } | undefined {
  let end = skipBlanks(bytes, from);
  while (end < bytes.length && !endsKey(bytes[end]) && !blankLength(bytes, end)) end++;
  const next = skipBlanks(bytes, end);
  if (next >= bytes.length) throw new Halt(next);
  if (bytes[next] === comma) return { end, next: next + 1 };
  if (bytes[next] === close) return { end, next };
  // "@article(key)": a parenthesis may be part of a key.
  const last = close === closeParenthesis ? bytes.subarray(from, end).lastIndexOf(close) : -1;
  return last >= 0 ? { end: from + last, next: from + last } : undefined;
}

const endsKey = (code: number) =>
  code === comma || code === openBrace || code === closeBrace || code === equals || code === quote;

/** A digit, a letter or one of : . + / - and _ */
const isNameSign = (code: number) => isLetter(code) || (code >= 45 && code <= 58) || code === 43 || code === underscore;

/** Where the name that begins at a place ends, 0 if there is none. */
function afterName(bytes: Uint8Array, from: number): number {
  if (!isLetter(bytes[from]) && bytes[from] !== underscore) return 0;
  let end = from + 1;
  while (isNameSign(bytes[end])) end++;
  return end;
}

/** Where the value begins after a name's end and "=", 0 if there is none. */
function valueAt(bytes: Uint8Array, nameEnd: number): number {
  if (!nameEnd) return 0;
  const sign = skipBlanks(bytes, nameEnd);
  if (sign >= bytes.length) throw new Halt(sign);
  if (bytes[sign] !== equals) return 0;
  const value = skipBlanks(bytes, sign + 1);
  if (value >= bytes.length) throw new Halt(value);
  return value;
}

const isField = (bytes: Uint8Array, from: number) => valueAt(bytes, afterName(bytes, from)) > 0;

const endsWord = (code: number) =>
  endsKey(code) || code === hash || code === openParenthesis || code === closeParenthesis;

function afterWord(bytes: Uint8Array, from: number): number {
  let end = from;
  while (end < bytes.length && !endsWord(bytes[end]) && !blankLength(bytes, end)) end++;
  if (end >= bytes.length) throw new Halt(end);
  if (end === from) throw new Halt(from, `expected a value${found(bytes, from)}`);
  return end;
}

/** For each sign that closes something, the signs to look at on the way to it. */
const stops: Uint8Array[] = [];
for (const sign of [closeBrace, quote, closeParenthesis]) {
  stops[sign] = new Uint8Array(256);
  for (const stop of [sign, openBrace, closeBrace, lineFeed]) stops[sign][stop] = 1;
}

/** The place after the sign that closes what began before: braces inside are balanced. A line that surely begins an entry shows that one is missing. */
function afterClosing(bytes: Uint8Array, from: number, sign: number): number {
  const isStop = stops[sign];
  let depth = 0;
  for (let place = from; place < bytes.length; place++) {
    const code = bytes[place];
    // One look that nearly always says no; comparing would take several, and blanks would make their outcome hard to foresee.
    if (!isStop[code]) continue;
    if (code === sign && depth === 0) return place + 1;
    if (code === openBrace) depth++;
    else if (code === closeBrace) {
      if (depth === 0) throw new Halt(place, 'a closing brace too many');
      depth--;
    } else if (code === lineFeed && surelyBeginsEntry(bytes, skipSpaces(bytes, place + 1)))
      throw new Halt(place, unclosed);
  }
  throw new Halt(bytes.length);
}

/** What a new entry looks like to one who is still inside the entry before: a key and a comma, a field, or no paper at all. */
function surelyBeginsEntry(bytes: Uint8Array, place: number): boolean {
  if (bytes[place] !== atSign) return false;
  const head = headAt(bytes, place);
  if (!head || head === 'cut') return false;
  if (head.type === 'string' || head.type === 'comment' || head.type === 'preamble') return true;
  const key = keyAt(bytes, head.end, comma);
  return key !== undefined || isField(bytes, skipBlanks(bytes, head.end));
}
