/**
 * Codes of ASCII characters. In UTF-8 these bytes occur in no other character, so bytes can be compared without decoding.
 */
export const tab = 9;
export const lineFeed = 10;
export const carriageReturn = 13;
export const space = 32;
export const quotationMark = 34;
export const numberSign = 35;
export const openParenthesis = 40;
export const closeParenthesis = 41;
export const plusSign = 43;
export const comma = 44;
export const hyphen = 45;
export const colon = 58;
export const equalsSign = 61;
export const atSign = 64;
export const percentSign = 37;
export const underscore = 95;
export const openBrace = 123;
export const closeBrace = 125;

/** Returns whether a byte is an ASCII letter. */
export const isLetter = (byte: number): boolean => (byte | 32) >= 97 && (byte | 32) <= 122;

/** Returns whether a byte is an ASCII digit. */
export const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;

/** UTF-8 bytes of whitespace beyond ASCII: U+00A0, 1680, 2000 to 200A, 2028, 2029, 202F, 205F, 3000, FEFF. */
const unicodeWhitespace =
  /^(?:\xc2\xa0|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]|\xe2\x81\x9f|\xe3\x80\x80|\xef\xbb\xbf)/;

/** Returns the number of bytes of the whitespace character at `offset`, 0 when there is none. */
export function whitespaceLength(bytes: Uint8Array, offset: number): number {
  const byte = bytes[offset];
  if (byte === space || (byte >= tab && byte <= carriageReturn)) return 1;
  // Written so that undefined, past the end, returns here too.
  if (!(byte >= 0xc2)) return 0;
  return unicodeWhitespace.exec(String.fromCharCode(...bytes.subarray(offset, offset + 3)))?.[0].length ?? 0;
}

/** Returns the first offset from `start` on that is not whitespace. */
export function skipWhitespace(bytes: Uint8Array, start: number): number {
  let offset = start;
  for (let length = whitespaceLength(bytes, offset); length; length = whitespaceLength(bytes, offset)) offset += length;
  return offset;
}

/** Returns the first offset from `start` on that is neither a space nor a tab. */
export function skipSpaces(bytes: Uint8Array, start: number): number {
  let offset = start;
  while (bytes[offset] === space || bytes[offset] === tab) offset++;
  return offset;
}
