const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** Scratch buffer for copies. */
const buffer = new Uint8Array(1 << 16);

/**
 * Copies a string. JavaScript engines let a slice refer to the text it was cut from, which here is a block of a file: the copy
 * allows the block to be freed. It also takes one byte per character where the block may take two.
 */
export function copyString(text: string): string {
  // For short strings a concatenation is faster than encoding.
  if (text.length < 13) return ` ${text}`.slice(1);
  if (text.length * 3 > buffer.length) return decoder.decode(encoder.encode(text));
  return decoder.decode(buffer.subarray(0, encoder.encodeInto(text, buffer).written));
}

const pool = new Map<string, string>();
const maxPoolSize = 50_000;
const maxInternedLength = 200;

/**
 * Returns one shared copy of equal strings, for values that repeat such as venues, publishers and types. Returns undefined
 * for an empty string.
 */
export function internString(text: string): string | undefined {
  if (text.length > maxInternedLength) return copyString(text);
  const pooled = pool.get(text);
  if (pooled !== undefined || !text) return pooled;
  if (pool.size >= maxPoolSize) pool.clear();
  const copy = copyString(text);
  pool.set(copy, copy);
  return copy;
}
