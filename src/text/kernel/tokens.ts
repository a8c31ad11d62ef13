/**
 * Encoding of token streams. A token is an occurrence of a word, or of a word part, in a text. It is stored as one
 * int32: the id of the word or part times 4, plus the gap before it.
 */

/** What separates a token from the previous one, with the same values as in src/text/tokenize/tokenize.ts. */
export const ADJACENT = 0;
export const SEPARATED = 1;
export const SENTENCE_START = 2;

/** Encodes a token. */
export function encodeToken(id: i32, gap: i32): i32 {
  return (id << 2) | gap;
}

/** Returns the word or part of a token. */
export function idOf(token: i32): i32 {
  return token >> 2;
}

/** Returns the gap before a token. */
export function gapOf(token: i32): i32 {
  return token & 3;
}
