/** Barely more than nothing: the least that an 8-bit canvas stores. */
const INVISIBLE = 'rgb(0 0 0 / 0.4%)';

/**
 * Clears a layer.
 *
 * Chromium can go on showing what a canvas had before if nothing is drawn after clearing it, such as the edges of another view after fast zooming on a large map. An
 * invisible pixel is therefore drawn.
 */
export function clearLayer(
  context: CanvasRenderingContext2D,
  { width, height }: { width: number; height: number },
): void {
  context.clearRect(0, 0, width, height);
  context.fillStyle = INVISIBLE;
  context.fillRect(0, 0, 1, 1);
}
