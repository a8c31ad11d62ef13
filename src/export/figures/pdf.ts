import PDFDocument from 'pdfkit';
import { CONTOUR_STYLE } from '../../layout/density/contour-style.ts';
import { traceRing } from '../../layout/density/ring.ts';
import type { PaperMap } from '../../model/map.ts';
import { checkOptions, defineOption, type OptionTable } from '../../model/option-table.ts';
import { createFigure } from './figure.ts';
import {
  checkCharacters,
  type FigureFonts,
  fontFiles,
  measureText,
  type OpenFonts,
  openFonts,
} from './figure-fonts.ts';
import { type ColorBar, type Figure, LABEL_OUTLINE, type Legend, MAP_SIZE, type Text } from './figure-model.ts';
import { FIGURE_OPTIONS, type FigureOptions } from './figure-options.ts';
import { getPoints } from './figure-size.ts';

/** Options of {@link writePdf}. */
export interface PdfOptions extends FigureOptions {
  /** Fonts, of which the used characters are embedded. Required. */
  fonts?: FigureFonts;
}

/** The options of {@link PdfOptions}. */
const PDF_OPTIONS: OptionTable<PdfOptions> = {
  ...FIGURE_OPTIONS,
  fonts: defineOption('embedded fonts', fontFiles),
};

/**
 * Writes the map as a PDF figure of one page, as `writeSvg` does: with vector graphics, and texts that can be selected and searched. Pixels
 * are 1/96 inch. The same map and options give the same bytes with the same version of Node. Throws InputError if a text has a character that
 * the fonts lack.
 */
export async function writePdf(map: PaperMap, options: PdfOptions = {}): Promise<Uint8Array[]> {
  checkOptions(PDF_OPTIONS, options, 'writePdf');
  const { fonts, ...figureOptions } = options;
  const open = openFonts(fonts, 'pdf');
  const figure = createFigure(map, figureOptions, (text, size) => measureText(open.bold, text, size));
  checkCharacters(figure, open);
  const pdf = startDocument(figure);
  pdf.registerFont('regular', fonts!.regular).registerFont('bold', fonts!.bold);
  if (figure.density) pdf.image(figure.density, 0, 0, { width: MAP_SIZE, height: MAP_SIZE });
  drawContours(pdf, figure);
  drawEdges(pdf, figure);
  drawPapers(pdf, figure);
  drawLabels(pdf, figure, open);
  drawLegend(pdf, figure.legend, open);
  pdf.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of pdf) chunks.push(chunk);
  return chunks;
}

type Pdf = InstanceType<typeof PDFDocument>;

/** Starts a document of one page whose unit is that of the figure. */
function startDocument(figure: Figure): Pdf {
  const { width, height, printedWidth, title, background } = figure;
  const scale = getPoints(printedWidth) / width;
  const pdf = new PDFDocument({
    size: [width * scale, height * scale],
    margin: 0,
    pdfVersion: '1.7',
    // No default font: browsers have none.
    font: '',
    // A fixed date, from which PDFKit also derives the id of the file.
    info: { Title: title, Creator: 'papergraph', Producer: 'papergraph', CreationDate: new Date(0) },
  });
  // The id exists; the date would only mislead. PDFKit would repeat it, and the title without escaping it, as XML.
  delete pdf.info.CreationDate;
  Object.assign(pdf, { endMetadata: () => {} });
  // An unused object at the beginning of the file, by which papergraph recognizes its own figures.
  pdf.ref({ Type: 'PapergraphFigure' }).finalize();
  pdf.scale(scale).rect(0, 0, width, height).fill(background);
  return pdf;
}

function drawContours(pdf: Pdf, { contours }: Figure): void {
  const { fillOpacity, strokeOpacity, strokeWidth } = CONTOUR_STYLE;
  pdf.save().fillOpacity(fillOpacity).strokeOpacity(strokeOpacity).lineWidth(strokeWidth);
  for (const { color, rings } of contours) {
    for (const ring of rings) traceRing(ring, pdf);
    pdf.fillAndStroke(color, color, 'even-odd');
  }
  pdf.restore();
}

function drawEdges(pdf: Pdf, { edges }: Figure): void {
  for (const { color, opacity, width, lines } of edges) {
    for (const [x1, y1, x2, y2] of lines) pdf.moveTo(x1, y1).lineTo(x2, y2);
    pdf.lineWidth(width).strokeOpacity(opacity).stroke(color);
  }
  pdf.strokeOpacity(1);
}

function drawPapers(pdf: Pdf, { papers, paperOutline, paperOpacity, background }: Figure): void {
  pdf.lineWidth(paperOutline).opacity(paperOpacity);
  for (const { x, y, radius, fill } of papers) pdf.circle(x, y, radius).fillAndStroke(fill, background);
  pdf.opacity(1);
}

/** Draws the labels above their outlines. Outlines are shapes, so that each text occurs once. */
function drawLabels(pdf: Pdf, { labels, background }: Figure, { bold }: OpenFonts): void {
  const { size, fill, texts } = labels;
  for (const { text, x, y } of texts) {
    const width = measureText(bold, text, size);
    drawOutline(pdf, { text, x: x - width / 2, y }, size, background, bold);
    drawText(pdf.font('bold', size).fillColor(fill), { text, x: x - width / 2, y });
  }
}

function drawOutline(pdf: Pdf, { text, x, y }: Text, size: number, color: string, font: OpenFonts['bold']): void {
  const scale = size / font.unitsPerEm;
  const { glyphs, positions } = font.layout(text);
  pdf.save().translate(x, y).scale(scale, -scale);
  pdf.lineWidth(LABEL_OUTLINE / scale).lineJoin('round');
  let left = 0;
  for (const [i, glyph] of glyphs.entries()) {
    const { xAdvance, xOffset, yOffset } = positions[i]!;
    const path = glyph.path.toSVG();
    if (path)
      pdf
        .save()
        .translate(left + xOffset, yOffset)
        .path(path)
        .stroke(color)
        .restore();
    left += xAdvance;
  }
  pdf.restore();
}

function drawLegend(pdf: Pdf, { x, scale, sections }: Legend, fonts: OpenFonts): void {
  pdf.save().translate(x, 0).scale(scale);
  for (const { size, bold, fill, items } of sections) {
    pdf.font(bold ? 'bold' : 'regular', size);
    for (const item of items) {
      if ('colors' in item) {
        drawBar(pdf, item);
        continue;
      }
      pdf.fillColor(item.fill ?? fill);
      if ('radius' in item) pdf.circle(item.x, item.y, item.radius).fill();
      else {
        const width = item.anchor === 'end' ? measureText(bold ? fonts.bold : fonts.regular, item.text, size) : 0;
        drawText(pdf, { ...item, x: item.x - width });
      }
    }
  }
  pdf.restore();
}

function drawBar(pdf: Pdf, { x, y, width, height, colors }: ColorBar): void {
  const step = width / colors.length;
  for (const [i, color] of colors.entries()) pdf.rect(x + i * step, y, width - i * step, height).fill(color);
}

const drawText = (pdf: Pdf, { text, x, y }: Text) => pdf.text(text, x, y, { lineBreak: false, baseline: 'alphabetic' });
