import { ELEMENT } from '../../src/export/page.ts';

/** Whether this page carries its map, and so no template to make such a page from. */
export const isSingleFile = document.getElementById(ELEMENT) !== null;

/** The map that this page carries within itself, as a file; undefined in a page that carries none. */
export async function embeddedMap(): Promise<File | undefined> {
  const element = document.getElementById(ELEMENT);
  if (!element) return undefined;
  const packed = Uint8Array.from(atob(element.textContent ?? ''), (character) => character.charCodeAt(0));
  element.remove();
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new File([await new Response(unpacked).blob()], 'map.json');
}
