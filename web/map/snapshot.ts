import { DENSITY_STYLE } from '../../src/layout/density/density-style.ts';
import { strings } from '../strings/strings.ts';
import { FONT_FAMILY } from './labels/label-text.ts';
import { wrapText } from './labels/wrap-text.ts';
import type { MapView } from './map-view.ts';
import type { ThemeColors } from './style/palette.ts';
import type { ColorLegend, MapStyle, Scene } from './types.ts';

/** Image pixels per CSS pixel, which is enough for print. */
const SCALE = 3;

/** Opacity of nodes and edges that do not stand out. The style sheet of the map has the same values. */
const DIMMED_OPACITY = { nodes: 0.22, edges: 0.14, contours: 0.5 };

/** Opacity of edges on top of contours. The style sheet of the map has the same value. */
const EDGES_ON_CONTOURS = 0.5;

/** Layout of the legend to the right of the view: CSS pixels, and characters per line. */
const LEGEND = { width: 250, padding: 18, entrySpacing: 22, lineHeight: 15, dotRadius: 5, lineLength: 30 };

/** Renders the current view and a color legend to a PNG. Returns null if nothing is drawn or the browser lacks memory. */
export async function renderViewPng(view: MapView, style: MapStyle, legend: ColorLegend): Promise<Blob | null> {
  const scene = view.scene();
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!scene || !context) return null;
  canvas.width = (scene.width + LEGEND.width) * SCALE;
  canvas.height = scene.height * SCALE;
  context.scale(SCALE, SCALE);
  context.fillStyle = style.theme.background;
  context.fillRect(0, 0, scene.width + LEGEND.width, scene.height);
  context.save();
  context.beginPath();
  context.rect(0, 0, scene.width, scene.height);
  context.clip();
  const { isDimmed } = view;
  if (scene.density) context.drawImage(scene.density, 0, 0, scene.width, scene.height);
  context.globalAlpha = isDimmed ? DIMMED_OPACITY.contours : 1;
  view.paintContours(context);
  context.globalAlpha = getEdgeOpacity(view, scene, style);
  paintEdges(context, scene);
  context.globalAlpha = 1;
  view.paintBelowNodes(context);
  context.globalAlpha = isDimmed ? DIMMED_OPACITY.nodes : scene.density ? DENSITY_STYLE.nodeOpacity : 1;
  paintNodes(context, scene);
  context.globalAlpha = 1;
  view.paintAboveNodes(context);
  context.restore();
  context.translate(scene.width, 0);
  paintLegend(context, getLegendEntries(scene, style, legend), scene.height, style.theme);
  return toPng(canvas);
}

function getEdgeOpacity({ isDimmed }: MapView, { density }: Scene, { contours }: MapStyle): number {
  if (isDimmed) return DIMMED_OPACITY.edges;
  if (density) return DENSITY_STYLE.edgeOpacity;
  return contours === 'none' ? 1 : EDGES_ON_CONTOURS;
}

/** Rasterizes an SVG to a PNG of a width in pixels. Returns null if the browser cannot decode it or lacks memory. */
export async function rasterizeSvg(svg: Blob, width: number): Promise<Blob | null> {
  const image = new Image();
  image.src = URL.createObjectURL(svg);
  try {
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = Math.round((width * image.naturalHeight) / image.naturalWidth);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await toPng(canvas);
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

const toPng = (canvas: HTMLCanvasElement) =>
  new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });

function paintEdges(context: CanvasRenderingContext2D, { edges }: Scene): void {
  for (const { from, to, controlPoint, width, color } of edges) {
    context.beginPath();
    context.moveTo(from.x, from.y);
    if (controlPoint) context.quadraticCurveTo(controlPoint.x, controlPoint.y, to.x, to.y);
    else context.lineTo(to.x, to.y);
    context.lineWidth = width;
    context.strokeStyle = color;
    context.stroke();
  }
}

function paintNodes(context: CanvasRenderingContext2D, { nodes }: Scene): void {
  for (const { x, y, radius, color } of nodes) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = color;
    context.fill();
  }
}

interface LegendEntry {
  color: string;
  label: string;
  /** Number of visible papers of this color in view. */
  paperCount: number;
}

/** Returns the colors of the papers in view: in order for a sequential scale, otherwise most frequent first. */
function getLegendEntries({ nodes, width, height }: Scene, style: MapStyle, legend: ColorLegend): LegendEntry[] {
  const counts = new Uint32Array(legend.colors.length);
  for (const { paper, x, y } of nodes) {
    const isInView = x >= 0 && x <= width && y >= 0 && y <= height;
    if (isInView && style.visible[paper]) counts[style.colorIndex[paper]!]!++;
  }
  const entries = legend.colors
    .map((color, i) => ({ color, label: legend.labels[i]!, paperCount: counts[i]! }))
    .filter(({ paperCount }) => paperCount > 0);
  return legend.isSequential ? entries : entries.sort((a, b) => b.paperCount - a.paperCount);
}

/** Paints as many entries as fit, and the number of those that do not. */
function paintLegend(
  context: CanvasRenderingContext2D,
  entries: LegendEntry[],
  height: number,
  theme: ThemeColors,
): void {
  const { width, padding, entrySpacing, lineHeight, dotRadius, lineLength } = LEGEND;
  context.font = `12px ${FONT_FAMILY}`;
  context.textBaseline = 'middle';
  let y = padding + dotRadius;
  const write = (text: string, x: number, align: CanvasTextAlign, color: string) => {
    context.textAlign = align;
    context.fillStyle = color;
    context.fillText(text, x, y);
  };
  for (const [i, { color, label, paperCount }] of entries.entries()) {
    const lines = wrapText(label, lineLength, 2);
    const isLast = i === entries.length - 1;
    if (y + (lines.length - 1) * lineHeight + (isLast ? 0 : entrySpacing) > height - padding) {
      write(strings.export.moreColors(entries.length - i), 3 * dotRadius, 'left', theme.muted);
      return;
    }
    context.beginPath();
    context.arc(dotRadius, y, dotRadius, 0, 2 * Math.PI);
    context.fillStyle = color;
    context.fill();
    write(strings.count(paperCount), width - padding, 'right', theme.muted);
    for (const line of lines) {
      write(line, 3 * dotRadius, 'left', theme.text);
      y += lineHeight;
    }
    y += entrySpacing - lineHeight;
  }
}
