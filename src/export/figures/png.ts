import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { crc32 } from '../../map-file/blocks/crc32.ts';
import { InputError } from '../../model/errors.ts';
import type { PaperMap } from '../../model/map.ts';
import { checkOptions, type Domain, defineOption, type OptionTable, objects } from '../../model/option-table.ts';
import { createFigure } from './figure.ts';
import { checkCharacters, type FigureFonts, fontFiles, measureText, openFonts } from './figure-fonts.ts';
import { DEFAULT_DPI, DPI_OPTION, FIGURE_OPTIONS, type FigureOptions } from './figure-options.ts';
import { getPixels } from './figure-size.ts';
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

/** Length of the signature of a PNG file and of its first chunk, the header. */
const HEADER_LENGTH = 33;

const METERS_PER_INCH = 0.0254;

/** Adds the resolution and the program to a PNG file. */
function addMetadata(png: Uint8Array, dpi: number): Uint8Array[] {
  const resolution = new DataView(new ArrayBuffer(9));
  for (const offset of [0, 4]) resolution.setUint32(offset, Math.round(dpi / METERS_PER_INCH));
  // The unit is the meter.
  resolution.setUint8(8, 1);
  return [
    png.subarray(0, HEADER_LENGTH),
    createChunk('pHYs', new Uint8Array(resolution.buffer)),
    createChunk('tEXt', new TextEncoder().encode('Software\0papergraph')),
    png.subarray(HEADER_LENGTH),
  ];
}

function createChunk(type: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(data.length + 12);
  chunk.set(new TextEncoder().encode(type), 4);
  chunk.set(data, 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  view.setUint32(data.length + 8, crc32(chunk.subarray(4, data.length + 8)));
  return chunk;
}
