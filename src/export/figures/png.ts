import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { InputError } from '../../model/errors.ts';
import type { PaperMap } from '../../model/map.ts';
import { checkOptions, type Domain, defineOption, type OptionTable, objects } from '../../model/option-table.ts';
import { createFigure } from './figure.ts';
import { checkCharacters, type FigureFonts, fontFiles, measureText, openFonts } from './figure-fonts.ts';
import { DEFAULT_DPI, DPI_OPTION, FIGURE_OPTIONS, type FigureOptions } from './figure-options.ts';
import { getPixels } from './figure-size.ts';
import { addMetadata } from './png-file.ts';
import { drawSvg } from './svg.ts';

/** Options of {@link writePng}. */
export interface PngOptions extends FigureOptions {
  /** Pixels per inch, for widths with a unit; also stored in the file. Integer from 50 to 2400. Default 300. */
  dpi?: number;
  /** Fonts that texts are drawn with. Required. */
  fonts?: FigureFonts;
  /** The WebAssembly module of resvg. Required. */
  resvg?: Uint8Array;
}

const wasm: Domain = objects('the WebAssembly module of resvg', (value) => value instanceof Uint8Array);

/** The options of {@link PngOptions}. */
export const PNG_OPTIONS: OptionTable<PngOptions> = {
  ...FIGURE_OPTIONS,
  dpi: DPI_OPTION,
  fonts: defineOption('fonts of texts', fontFiles),
  resvg: defineOption('renderer', wasm),
};

/** Largest width of an image; its memory grows with the square. */
const MAX_PIXELS = 20_000;

/** resvg can be initialized only once. */
let isReady: Promise<void> | undefined;

/**
 * Writes the map as a PNG figure, as `writeSvg` does. The same map and options give the same bytes. Throws InputError if the image would be
 * wider than 20,000 pixels, or if a text has a character that the fonts lack.
 */
export async function writePng(map: PaperMap, options: PngOptions = {}): Promise<Uint8Array[]> {
  checkOptions(PNG_OPTIONS, options, 'writePng');
  const { fonts, resvg, dpi = DEFAULT_DPI, ...figureOptions } = options;
  const open = openFonts(fonts, 'png');
  if (!resvg) throw new InputError('the format "png" needs the renderer resvg');
  const figure = createFigure(map, figureOptions, (text, size) => measureText(open.bold, text, size));
  checkCharacters(figure, open);
  const width = getPixels(figure.printedWidth, dpi);
  if (width > MAX_PIXELS)
    throw new InputError(
      `the image would be ${width} pixels wide, more than ${MAX_PIXELS}: choose a smaller width or dpi, or export as pdf or svg`,
    );
  isReady ??= initWasm(Uint8Array.from(resvg));
  await isReady;
  const renderer = new Resvg([...drawSvg(figure)].join(''), {
    fitTo: { mode: 'width', value: width },
    font: { fontBuffers: [fonts!.regular, fonts!.bold], defaultFontFamily: open.regular.familyName },
  });
  const image = renderer.render();
  const png = image.asPng();
  image.free();
  renderer.free();
  return addMetadata(png, dpi);
}
