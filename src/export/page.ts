import { Gzip } from 'fflate';
import { InputError } from '../model/errors.ts';
import { encodeBase64 } from '../util/base64.ts';

/** Marks the position of the map in the template. */
export const MAP_PLACEHOLDER = '<!-- the map goes here -->';
/** Id of the element that contains the map in the page. */
export const MAP_ELEMENT_ID = 'papergraph-map';

/** Base64 strings can be concatenated if each of them, except the last, encodes a multiple of this number of bytes. */
const BASE64_GROUP = 3;

/**
 * Writes one HTML file that contains the explorer and a map, and works without a network connection. The map is encoded as
 * base64, so that its texts cannot be interpreted as markup. A map of a version that was not compressed is compressed.
 * @param template the explorer in one file, which the build creates (single.html)
 * @param map the bytes of a map file, for example from `serializeMap`
 * @returns the chunks of the page
 * @throws {InputError} if the template does not have exactly one placeholder for a map
 */
export function* writePage(template: string, map: Iterable<Uint8Array>): Generator<string> {
  const [before, after, ...more] = template.split(MAP_PLACEHOLDER);
  if (before === undefined || after === undefined || more.length > 0)
    throw new InputError('the template of the page has no placeholder for a map: build the explorer again');
  yield `${before}<script type="application/gzip+base64" id="${MAP_ELEMENT_ID}">`;
  const decoder = new TextDecoder();
  for (const characters of encodeChunks(compressed(map))) yield decoder.decode(characters);
  yield `</script>${after}`;
}

/** The first byte of files in gzip format. */
const GZIP_START = 31;

/** Returns the chunks of a compressed map unchanged, and compresses others. */
function* compressed(map: Iterable<Uint8Array>): Generator<Uint8Array> {
  const chunks = map[Symbol.iterator]();
  const { value: first = new Uint8Array() } = chunks.next();
  const all = (function* () {
    yield first;
    yield* { [Symbol.iterator]: () => chunks };
  })();
  yield* first[0] === GZIP_START ? all : compress(all);
}

function* compress(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  const compressed: Uint8Array[] = [];
  // Without a time stamp, equal maps give equal pages.
  const gzip = new Gzip({ mtime: 0 }, (bytes) => compressed.push(bytes));
  for (const chunk of chunks) {
    gzip.push(chunk);
    yield* compressed.splice(0);
  }
  gzip.push(new Uint8Array(0), true);
  yield* compressed.splice(0);
}

/** Encodes chunks as base64; bytes that do not fill a group are carried over to the next chunk. */
function* encodeChunks(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let rest = new Uint8Array(0);
  for (const chunk of chunks) {
    const bytes = new Uint8Array(rest.length + chunk.length);
    bytes.set(rest);
    bytes.set(chunk, rest.length);
    const encodedLength = bytes.length - (bytes.length % BASE64_GROUP);
    yield encodeBase64(bytes.subarray(0, encodedLength));
    rest = bytes.slice(encodedLength);
  }
  yield encodeBase64(rest);
}
