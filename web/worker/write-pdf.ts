import regularUrl from 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf?url';
import boldUrl from 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf?url';
import type { FigureOptions } from '../../src/export/figures/figure-options.ts';
import { writePdf } from '../../src/export/figures/pdf.ts';
import { InputError } from '../../src/model/errors.ts';
import type { PaperMap } from '../../src/model/map.ts';
import { strings } from '../strings/strings.ts';

/** Writes a figure as PDF, with fonts that are loaded for it. */
export async function writePdfFigure(map: PaperMap, options: FigureOptions): Promise<Uint8Array[]> {
  const [regular, bold] = await Promise.all([loadFont(regularUrl), loadFont(boldUrl)]);
  return writePdf(map, { ...options, fonts: { regular, bold } });
}

async function loadFont(url: string): Promise<Uint8Array> {
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok) throw new InputError(strings.export.noFonts);
  return new Uint8Array(await response.arrayBuffer());
}
