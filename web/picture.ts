import type { Network } from './network.ts';

/** Pixels of the picture for one of the screen: enough for print. */
const SCALE = 3;

/** The view as a PNG at print size; null when nothing is drawn or the browser has no room for it. */
export function pictureOf(network: Network): Promise<Blob | null> {
  const scene = network.scene();
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!scene || !context) return Promise.resolve(null);
  canvas.width = scene.width * SCALE;
  canvas.height = scene.height * SCALE;
  context.scale(SCALE, SCALE);
  context.fillStyle = scene.background;
  context.fillRect(0, 0, scene.width, scene.height);
  for (const { from, to, width, colour } of scene.lines) {
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
  for (const { x, y, radius, colour } of scene.dots) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
  }
  network.paintNames(context);
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
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
    return await new Promise((done) => canvas.toBlob(done, 'image/png'));
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(image.src);
  }
}
