import { CONTOUR_STYLE } from '../../layout/density/contour-style.ts';
import { type Ring, traceRing } from '../../layout/density/ring.ts';
import type { PaperMap } from '../../model/map.ts';
import { checkOptions } from '../../model/option-table.ts';
import { escapeXml, joinChunks } from '../escape.ts';
import { createFigure } from './figure.ts';
import { type ColorBar, type Figure, LABEL_OUTLINE, type Legend, MAP_SIZE } from './figure-model.ts';
import { FIGURE_OPTIONS, type FigureOptions } from './figure-options.ts';
import { scaleLength } from './figure-size.ts';

/** Options of {@link writeSvg}. */
export type SvgOptions = FigureOptions;

/** The options of {@link SvgOptions}. */
export const SVG_OPTIONS = FIGURE_OPTIONS;

const FONT = 'Inter, Helvetica Neue, Segoe UI, Roboto, Liberation Sans, Arial, sans-serif';

/**
 * Writes the map as an SVG figure, in chunks: density and contours, if chosen, edges, papers as circles with their titles as tooltips, topic labels, and a
 * legend with the number of papers of each topic. Papers without a position are counted in the legend but not drawn. All
 * text is escaped, and the figure contains no scripts and loads nothing.
 */
export function writeSvg(map: PaperMap, options: SvgOptions = {}): Iterable<string> {
  checkOptions(SVG_OPTIONS, options, 'writeSvg');
  return drawSvg(createFigure(map, options));
}

/** Writes a figure as SVG, in chunks. */
export const drawSvg = (figure: Figure): Iterable<string> => joinChunks(elements(figure));

function* elements(figure: Figure): Generator<string> {
  const { width, height, printedWidth, title, background, density } = figure;
  yield `<svg xmlns="http://www.w3.org/2000/svg" width="${printedWidth}" height="${scaleLength(printedWidth, height / width)}" `;
  yield `viewBox="0 0 ${width} ${height}" font-family="${FONT}">\n`;
  yield `<title>${escapeXml(title)}</title>\n`;
  yield `<rect width="${width}" height="${height}" fill="${background}"/>\n`;
  if (density) yield `<image width="${MAP_SIZE}" height="${MAP_SIZE}" href="${density}"/>\n`;
  yield* contourElements(figure);
  yield* edgeElements(figure);
  yield* paperElements(figure);
  yield* labelElements(figure);
  yield* legendElements(figure.legend);
  yield '</svg>\n';
}

function* contourElements({ contours }: Figure): Generator<string> {
  if (contours.length === 0) return;
  const { fillOpacity, strokeOpacity, strokeWidth } = CONTOUR_STYLE;
  yield `<g fill-opacity="${fillOpacity}" fill-rule="evenodd" stroke-opacity="${strokeOpacity}" stroke-width="${strokeWidth}">\n`;
  for (const { color, rings } of contours) {
    yield `<path fill="${color}" stroke="${color}" d="`;
    for (const ring of rings) yield formatRing(ring);
    yield '"/>\n';
  }
  yield '</g>\n';
}

/** Returns a ring as path data. */
function formatRing(ring: Ring): string {
  const round = (value: number) => Number(value.toFixed(1));
  let path = '';
  traceRing(ring, {
    moveTo: (x, y) => {
      path += `M${round(x)} ${round(y)}`;
    },
    quadraticCurveTo: (controlX, controlY, x, y) => {
      path += `Q${round(controlX)} ${round(controlY)} ${round(x)} ${round(y)}`;
    },
    closePath: () => {
      path += 'Z';
    },
  });
  return path;
}

function* edgeElements({ edges }: Figure): Generator<string> {
  yield '<g fill="none">\n';
  for (const { color, opacity, width, lines } of edges) {
    yield `<path stroke="${color}" stroke-opacity="${opacity}" stroke-width="${width}" d="`;
    for (const [x1, y1, x2, y2] of lines) yield `M${x1} ${y1}L${x2} ${y2}`;
    yield '"/>\n';
  }
  yield '</g>\n';
}

function* paperElements({ papers, paperOutline, paperOpacity, background }: Figure): Generator<string> {
  const opacity = paperOpacity < 1 ? ` opacity="${paperOpacity}"` : '';
  yield `<g stroke="${background}" stroke-width="${paperOutline}"${opacity}>\n`;
  for (const { x, y, radius, fill, title } of papers)
    yield `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"><title>${escapeXml(title)}</title></circle>\n`;
  yield '</g>\n';
}

function* labelElements({ labels: { size, fill, texts }, background }: Figure): Generator<string> {
  yield `<g font-size="${size}" font-weight="600" text-anchor="middle" fill="${fill}" stroke="${background}" `;
  yield `stroke-width="${LABEL_OUTLINE}" stroke-linejoin="round" paint-order="stroke">\n`;
  for (const { text, x, y } of texts) yield `<text x="${x}" y="${y}">${escapeXml(text)}</text>\n`;
  yield '</g>\n';
}

function* legendElements({ x, scale, sections }: Legend): Generator<string> {
  yield `<g transform="translate(${x} 0) scale(${scale})">\n`;
  for (const { size, bold, fill, items } of sections) {
    yield `<g font-size="${size}"${bold ? ' font-weight="600"' : ''} fill="${fill}">\n`;
    for (const item of items) {
      const color = 'fill' in item && item.fill !== undefined ? ` fill="${item.fill}"` : '';
      if ('colors' in item) yield* barElements(item);
      else if ('radius' in item) yield `<circle cx="${item.x}" cy="${item.y}" r="${item.radius}"${color}/>\n`;
      else {
        const anchor = item.anchor === 'end' ? ' text-anchor="end"' : '';
        yield `<text x="${item.x}" y="${item.y}"${anchor}${color}>${escapeXml(item.text)}</text>\n`;
      }
    }
    yield '</g>\n';
  }
  yield '</g>\n';
}

function* barElements({ x, y, width, height, colors }: ColorBar): Generator<string> {
  const step = width / colors.length;
  // Each color reaches to the end of the bar, so that no gap is visible between two of them.
  for (const [i, color] of colors.entries())
    yield `<rect x="${x + i * step}" y="${y}" width="${width - i * step}" height="${height}" fill="${color}"/>\n`;
}
