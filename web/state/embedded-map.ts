import { MAP_ELEMENT_ID } from '../../src/export/page.ts';
import { isMapStart } from '../../src/map-file/is-map-start.ts';
import { decodeName } from './file-name.ts';

/** Whether this page contains its map. Such a page has no template to export other pages from. */
export const isSingleFile = document.getElementById(MAP_ELEMENT_ID) !== null;

/** Returns the map embedded in this page as a file with the name of the page, or undefined if there is none. Frees the embedded copy. */
export async function embeddedMap(): Promise<File | undefined> {
  const element = document.getElementById(MAP_ELEMENT_ID);
  if (!element) return undefined;
  const packed = Uint8Array.from(atob(element.textContent ?? ''), (character) => character.charCodeAt(0));
  element.remove();
  const page = location.pathname.split('/').at(-1) ?? '';
  const name = `${decodeName(page).replace(/\.html?$/i, '') || 'map'}.json`;
  if (isMapStart(packed.subarray(0, 64))) return new File([packed], name);
  // Maps of versions that were not compressed are compressed as a whole.
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new File([await new Response(unpacked).blob()], name);
}
