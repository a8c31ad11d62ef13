import { texts } from '../strings/strings.ts';
import { linesOf } from './label-planning.ts';
import type { Colouring, Look, Network, Scene } from './map-view.ts';
import type { Paints } from './palette.ts';

/** Pixels of the picture for one of the screen: enough for print. */
const SCALE = 3;

/** The legend at the right of the view, in pixels of the screen. */
const LEGEND = { width: 250, edge: 18, row: 22, line: 15, dot: 5, letters: 30 };
const FONT = '"Inter", "Helvetica Neue", "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif';

/** The view with a legend of its colours as a PNG at print size; null when nothing is drawn or the browser has no room for it. */
export async function pictureOf(network: Network, look: Look, colouring: Colouring): Promise<Blob | null> {
  const scene = network.scene();
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!scene || !context) return null;
  canvas.width = (scene.width + LEGEND.width) * SCALE;
  canvas.height = scene.height * SCALE;
  context.scale(SCALE, SCALE);
  context.fillStyle = look.paints.background;
  context.fillRect(0, 0, scene.width + LEGEND.width, scene.height);
  context.save();
  context.beginPath();
  context.rect(0, 0, scene.width, scene.height);
  context.clip();
  paintScene(context, scene);
  network.paintNames(context);
  context.restore();
  context.translate(scene.width, 0);
  paintLegend(context, legendOf(scene, look, colouring), scene.height, look.paints);
  return pngOf(canvas);
}

/** A drawing as a PNG so many pixels wide; null when the browser has no room for it. */
export async function rasterised(svg: Blob, width: number): Promise<Blob | null> {
  const image = new Image();
  image.src = URL.createObjectURL(svg);
  try {
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = Math.round((width * image.naturalHeight) / image.naturalWidth);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await pngOf(canvas);
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

const pngOf = (canvas: HTMLCanvasElement) =>
  new Promise<Blob | null>((done) => {
    canvas.toBlob(done, 'image/png');
  });

function paintScene(context: CanvasRenderingContext2D, { lines, dots }: Scene): void {
  for (const { from, to, bend, width, colour } of lines) {
    context.beginPath();
    context.moveTo(from.x, from.y);
    if (bend) context.quadraticCurveTo(bend.x, bend.y, to.x, to.y);
    else context.lineTo(to.x, to.y);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
  for (const { x, y, radius, colour } of dots) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
  }
}

interface Entry {
  colour: string;
  name: string;
  /** Papers of this colour in view. */
  papers: number;
}

/** The colours of the papers in view: of a scale from low to high, else the commonest first. */
export function legendOf({ dots, width, height }: Scene, look: Look, { scale, colours, names }: Colouring): Entry[] {
  const counts = new Uint32Array(colours.length);
  for (const { paper, x, y } of dots)
    if (look.shown[paper] && x >= 0 && x <= width && y >= 0 && y <= height) counts[look.colourOf[paper]!]!++;
  const entries = colours.map((colour, at) => ({ colour, name: names[at]!, papers: counts[at]! }));
  const seen = entries.filter(({ papers }) => papers > 0);
  return scale ? seen : seen.sort((a, b) => b.papers - a.papers);
}

/** As many entries as there is room for, and how many more there are. */
function paintLegend(context: CanvasRenderingContext2D, entries: Entry[], height: number, paints: Paints): void {
  const { width, edge, row, line, dot, letters } = LEGEND;
  context.font = `12px ${FONT}`;
  context.textBaseline = 'middle';
  let y = edge + dot;
  const write = (text: string, x: number, align: CanvasTextAlign, colour: string) => {
    context.textAlign = align;
    context.fillStyle = colour;
    context.fillText(text, x, y);
  };
  for (const [at, { colour, name, papers }] of entries.entries()) {
    const lines = linesOf(name, letters, 2);
    const isLast = at === entries.length - 1;
    if (y + (lines.length - 1) * line + (isLast ? 0 : row) > height - edge) {
      write(texts.take.moreColours(entries.length - at), 3 * dot, 'left', paints.muted);
      return;
    }
    context.beginPath();
    context.arc(dot, y, dot, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
    write(texts.count(papers), width - edge, 'right', paints.muted);
    for (const part of lines) {
      write(part, 3 * dot, 'left', paints.ink);
      y += line;
    }
    y += row - line;
  }
}
