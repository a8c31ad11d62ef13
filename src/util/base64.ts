/**
 * Base64 (RFC 4648, with padding) from bytes to bytes. Unlike `atob` and `btoa` it needs no strings, whose maximum length the
 * arrays of a large map exceed.
 */

const ALPHABET = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const PADDING = '='.charCodeAt(0);

/** Marks bytes that are not base64 characters in {@link DIGITS}. */
const INVALID = 255;

/** Value of each base64 character, by character code. */
const DIGITS = new Uint8Array(256).fill(INVALID);
ALPHABET.forEach((character, digit) => {
  DIGITS[character] = digit;
});

/** Encodes bytes as base64 characters (ASCII). The results of chunks whose length is a multiple of 3 can be concatenated. */
export function encodeBase64(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const output = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let end = 0;
  for (let start = 0; start < bytes.length; start += 3) {
    const group = (bytes[start]! << 16) | ((bytes[start + 1] ?? 0) << 8) | (bytes[start + 2] ?? 0);
    output[end++] = ALPHABET[group >> 18]!;
    output[end++] = ALPHABET[(group >> 12) & 63]!;
    output[end++] = ALPHABET[(group >> 6) & 63]!;
    output[end++] = ALPHABET[group & 63]!;
  }
  const padding = output.length === 0 ? 0 : (3 - (bytes.length % 3)) % 3;
  output.fill(PADDING, output.length - padding);
  return output;
}

/** Decodes base64 characters (ASCII). Returns undefined if they are not valid base64. */
export function decodeBase64(characters: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  if (characters.length % 4 !== 0) return undefined;
  let length = characters.length;
  while (length > characters.length - 2 && characters[length - 1] === PADDING) length--;
  const output = new Uint8Array(Math.floor((length * 3) / 4));
  let end = 0;
  for (let start = 0; start < length; start += 4) {
    const a = DIGITS[characters[start]!]!;
    const b = DIGITS[characters[start + 1]!]!;
    const c = start + 2 < length ? DIGITS[characters[start + 2]!]! : 0;
    const d = start + 3 < length ? DIGITS[characters[start + 3]!]! : 0;
    if ((a | b | c | d) === INVALID) return undefined;
    const group = (a << 18) | (b << 12) | (c << 6) | d;
    output[end++] = group >> 16;
    if (end < output.length) output[end++] = (group >> 8) & 255;
    if (end < output.length) output[end++] = group & 255;
  }
  return output;
}
