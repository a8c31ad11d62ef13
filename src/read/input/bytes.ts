/** Signs of ASCII by their codes: in UTF-8 no other character has such bytes. */
export const lineFeed = 10;
export const quote = 34;
export const hash = 35;
export const openParenthesis = 40;
export const closeParenthesis = 41;
export const comma = 44;
export const equals = 61;
export const atSign = 64;
export const openBrace = 123;
export const closeBrace = 125;

const tab = 9;
const carriageReturn = 13;
const blank = 32;

export const underscore = 95;

export const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;

/** Blanks beyond ASCII by their bytes in UTF-8: U+00A0, 1680, 2000 to 200A, 2028, 2029, 202F, 205F, 3000, FEFF. */
const wideBlank = /^(?:\xc2\xa0|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]|\xe2\x81\x9f|\xe3\x80\x80|\xef\xbb\xbf)/;

/** How many bytes a blank at a place takes; 0 if there is none. */
export function blankLength(bytes: Uint8Array, place: number): number {
  const code = bytes[place];
  if (code === blank || (code >= tab && code <= carriageReturn)) return 1;
  if (!(code >= 0xc2)) return 0;
  return wideBlank.exec(String.fromCharCode(...bytes.subarray(place, place + 3)))?.[0].length ?? 0;
}

/** The first place at or after this one where no blank is. */
export function skipBlanks(bytes: Uint8Array, from: number): number {
  let place = from;
  for (let length = blankLength(bytes, place); length; length = blankLength(bytes, place)) place += length;
  return place;
}

/** The same within a line. */
export function skipSpaces(bytes: Uint8Array, from: number): number {
  let place = from;
  while (bytes[place] === blank || bytes[place] === tab) place++;
  return place;
}

/** The part of a file's bytes that is not dealt with yet, and the line it begins at. */
export class ByteWindow {
  bytes: Uint8Array = new Uint8Array(0);
  #room = new Uint8Array(0);
  #line = 1;
  /** The first line feed that is not counted yet: looking for each is faster than looking at each byte. */
  #lineFeed = Number.POSITIVE_INFINITY;
  #tryAt = 0;

  /** Adds a block; says whether it is time to try again. */
  append(block: Uint8Array): boolean {
    const kept = this.bytes;
    if (this.#lineFeed === Number.POSITIVE_INFINITY) {
      const found = block.indexOf(lineFeed);
      if (found >= 0) this.#lineFeed = kept.length + found;
    }
    const length = kept.length + block.length;
    // What is kept moves to the front of its room; the block is copied, since strings are made of it later.
    if (length > this.#room.length) this.#room = new Uint8Array(2 * length);
    this.#room.set(kept);
    this.#room.set(block, kept.length);
    this.bytes = this.#room.subarray(0, length);
    return length >= this.#tryAt;
  }

  /** The line that a place stands on. Places must be asked for in ascending order. */
  lineAt(place: number): number {
    while (this.#lineFeed < place) {
      this.#line++;
      const found = this.bytes.indexOf(lineFeed, this.#lineFeed + 1);
      this.#lineFeed = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#line;
  }

  /** Drops the bytes before a place. */
  dropTo(place: number): void {
    this.lineAt(place);
    this.bytes = this.bytes.subarray(place);
    this.#lineFeed -= place;
    this.#tryAt = 0;
  }

  /** Tries again only once there is twice as much, so that a long record is scanned a few times, not once a block. */
  waitForMore(): void {
    this.#tryAt = 2 * this.bytes.length;
  }
}
