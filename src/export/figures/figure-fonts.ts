import * as fontkit from 'fontkit';
import { InputError } from '../../model/errors.ts';
import { type Domain, objects } from '../../model/option-table.ts';
import type { Figure } from './figure-model.ts';

/** Contents of TrueType or OpenType fonts, which figures embed or are drawn with. */
export interface FigureFonts {
  regular: Uint8Array;
  /** For titles and labels. */
  bold: Uint8Array;
}

/** The values of the fonts of a figure. */
export const fontFiles: Domain = objects(
  'the contents of fonts: { regular, bold }',
  (value) =>
    'regular' in value && value.regular instanceof Uint8Array && 'bold' in value && value.bold instanceof Uint8Array,
);

/** The fonts of a figure, opened. */
export interface OpenFonts {
  regular: fontkit.Font;
  bold: fontkit.Font;
}

/** Opens fonts. Throws {@link InputError} if there are none, or if a file is a collection of fonts. */
export function openFonts(fonts: FigureFonts | undefined, format: string): OpenFonts {
  if (!fonts) throw new InputError(`the format "${format}" needs fonts`);
  return { regular: openFont(fonts.regular), bold: openFont(fonts.bold) };
}

function openFont(file: Uint8Array): fontkit.Font {
  // fontkit reads any bytes, but its types know only those of Node.
  const font = fontkit.create(file as Parameters<typeof fontkit.create>[0]);
  if ('fonts' in font) throw new InputError('figures need fonts in files of their own, not a collection of fonts');
  return font;
}

/** Returns the width of a text, in the unit of the font size. */
export const measureText = (font: fontkit.Font, text: string, size: number): number =>
  (font.layout(text).advanceWidth / font.unitsPerEm) * size;

/** Throws {@link InputError} if the title, a label, or the legend has a character that the fonts lack. */
export function checkCharacters({ labels, legend }: Figure, fonts: OpenFonts): void {
  for (const { text } of labels.texts) checkText(text, fonts.bold);
  for (const { bold, items } of legend.sections)
    for (const item of items) if ('text' in item) checkText(item.text, bold ? fonts.bold : fonts.regular);
}

function checkText(text: string, font: fontkit.Font): void {
  for (const character of text) {
    const codePoint = character.codePointAt(0)!;
    if (font.hasGlyphForCodePoint(codePoint)) continue;
    const code = codePoint.toString(16).toUpperCase().padStart(4, '0');
    throw new InputError(
      `the font of PDF and PNG figures lacks U+${code}, which occurs in ${JSON.stringify(text)}: export as svg, which uses the fonts of the viewer`,
    );
  }
}
