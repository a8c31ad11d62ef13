import { readFileSync } from 'node:fs';
import type { ExportOptions } from '../../src/export/registry.ts';

const readFont = (name: string) => readFileSync(`node_modules/dejavu-fonts-ttf/ttf/${name}.ttf`);

/** The fonts that the build adds to the CLI. */
export const fonts = { regular: readFont('DejaVuSansCondensed'), bold: readFont('DejaVuSansCondensed-Bold') };

/** The renderer of images. */
export const resvg: Uint8Array = readFileSync('node_modules/@resvg/resvg-wasm/index_bg.wasm');

/** Returns the resources that a format needs besides the map. */
export function getResources(format: string, template: string): ExportOptions {
  if (format === 'html') return { template };
  if (format === 'pdf') return { fonts };
  return format === 'png' ? { fonts, resvg } : {};
}
