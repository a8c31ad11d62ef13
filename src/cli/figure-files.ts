import { readFile } from 'node:fs/promises';
import type { FigureFonts } from '../export/figures/figure-fonts.ts';
import { InputError } from '../model/errors.ts';

/** Reads the fonts of figures, which the explorer uses, too; `scriptUrl` is the built CLI. Throws {@link InputError} if there are none. */
export async function readFonts(scriptUrl: URL): Promise<FigureFonts> {
  const read = (name: string) => readFile(new URL(`./web/fonts/${name}.ttf`, scriptUrl));
  try {
    return { regular: await read('DejaVuSansCondensed'), bold: await read('DejaVuSansCondensed-Bold') };
  } catch {
    throw new InputError('the fonts of figures are missing: run "npm run build" in the papergraph directory');
  }
}

/** Reads the renderer of images. */
export const readResvg = (): Promise<Uint8Array> =>
  readFile(new URL(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm')));
