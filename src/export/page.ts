import { Gzip } from 'fflate';
import { InputError } from '../model/errors.ts';
import { toBase64 } from '../util/base64.ts';

/** Where the template takes the map, and the id of the element that holds it in the page. */
export const PLACE = '<!-- the map goes here -->';
export const ELEMENT = 'papergraph-map';

/** Pieces of base64 join when the bytes of each but the last divide by 3. */
const GROUP = 3;

/**
 * One HTML file that holds the explorer and a map: it opens by double-click and needs no network.
 * The map goes in as base64 of gzip, so that nothing a title holds can become markup.
 * @param template the explorer in one file, as the build makes it (single.html)
 * @param map the bytes of a map file, as `mapChunks` gives them
 * @returns pieces of the page, to be joined
 * @throws {InputError} when the template has no place for a map
 */
export function* pageChunks(template: string, map: Iterable<Uint8Array>): Generator<string> {
  const [before, after, ...more] = template.split(PLACE);
  if (before === undefined || after === undefined || more.length > 0)
    throw new InputError('The template of the page has no place for a map: build the explorer again');
  yield `${before}<script type="application/gzip+base64" id="${ELEMENT}">`;
  for (const characters of base64Of(gzipped(map))) yield new TextDecoder().decode(characters);
  yield `</script>${after}`;
}

function* gzipped(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  const ready: Uint8Array[] = [];
  // No time stamp: the same map gives the same page.
  const gzip = new Gzip({ mtime: 0 }, (bytes) => ready.push(bytes));
  for (const chunk of chunks) {
    gzip.push(chunk);
    yield* ready.splice(0);
  }
  gzip.push(new Uint8Array(0), true);
  yield* ready.splice(0);
}

function* base64Of(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let rest = new Uint8Array(0);
  for (const chunk of chunks) {
    const bytes = new Uint8Array(rest.length + chunk.length);
    bytes.set(rest);
    bytes.set(chunk, rest.length);
    const whole = bytes.length - (bytes.length % GROUP);
    yield toBase64(bytes.subarray(0, whole));
    rest = bytes.slice(whole);
  }
  yield toBase64(rest);
}
