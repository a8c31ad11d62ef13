/** Approximate number of characters per chunk. */
const CHUNK_SIZE = 1 << 16;

/** Joins short strings to chunks that are large enough to be written separately. */
export function* joinChunks(strings: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const string of strings) {
    chunk += string;
    if (chunk.length >= CHUNK_SIZE) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

/**
 * Removes characters that text files must not contain: control characters except tab and line ends, lone surrogates (which
 * UTF-8 cannot encode), and the two code points that XML forbids.
 */
export function removeInvalidCharacters(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|\p{Surrogate}/gu, '');
}

/** Puts a text on one line. */
export const toSingleLine = (text: string): string => removeInvalidCharacters(text).replace(/\s+/g, ' ').trim();

/** Formats a value as JSON without the characters that would not survive encoding as UTF-8. */
export const formatJson = (value: unknown): string =>
  JSON.stringify(value, (_, field) => (typeof field === 'string' ? removeInvalidCharacters(field) : field));

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/**
 * Escapes text for use in an XML element or a quoted attribute. Parsing returns the same text without the characters that
 * {@link removeInvalidCharacters} removes.
 */
export function escapeXml(text: string): string {
  return removeInvalidCharacters(text).replace(/[&<>"'\t\n\r]/g, (character) => ENTITIES[character]!);
}
