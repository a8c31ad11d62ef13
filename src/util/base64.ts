/**
 * Base64 (RFC 4648, with padding) straight between bytes: the arrays of a large map would not fit a string on the way.
 */

const alphabet = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const padding = '='.charCodeAt(0);

/** What stands for no digit in {@link digits}. */
const none = 255;
const digits = new Uint8Array(256).fill(none);
alphabet.forEach((character, digit) => {
  digits[character] = digit;
});

/** The ASCII characters of `bytes` in base64. Pieces whose lengths divide by 3 can be joined. */
export function toBase64(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let to = 0;
  for (let from = 0; from < bytes.length; from += 3) {
    const group = (bytes[from]! << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    out[to++] = alphabet[group >> 18]!;
    out[to++] = alphabet[(group >> 12) & 63]!;
    out[to++] = alphabet[(group >> 6) & 63]!;
    out[to++] = alphabet[group & 63]!;
  }
  const missing = out.length === 0 ? 0 : (3 - (bytes.length % 3)) % 3;
  out.fill(padding, out.length - missing);
  return out;
}

/** The bytes that base64 characters stand for; undefined when they are no base64. */
export function fromBase64(characters: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  if (characters.length % 4 !== 0) return undefined;
  let end = characters.length;
  while (end > characters.length - 2 && characters[end - 1] === padding) end--;
  const out = new Uint8Array(Math.floor((end * 3) / 4));
  let to = 0;
  for (let from = 0; from < end; from += 4) {
    const a = digits[characters[from]!]!;
    const b = digits[characters[from + 1]!]!;
    const c = from + 2 < end ? digits[characters[from + 2]!]! : 0;
    const d = from + 3 < end ? digits[characters[from + 3]!]! : 0;
    if ((a | b | c | d) === none) return undefined;
    const group = (a << 18) | (b << 12) | (c << 6) | d;
    out[to++] = group >> 16;
    if (to < out.length) out[to++] = (group >> 8) & 255;
    if (to < out.length) out[to++] = group & 255;
  }
  return out;
}
