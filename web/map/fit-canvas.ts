/** The size of a view in CSS pixels. */
interface Size {
  width: number;
  height: number;
}

/** Adapts a canvas to the size of the view and to the device pixel ratio. Its content is kept if its number of pixels stays. */
export function fitCanvas(canvas: HTMLCanvasElement, { width, height }: Size): void {
  const ratio = window.devicePixelRatio || 1;
  const [columns, rows] = [Math.floor(width * ratio), Math.floor(height * ratio)];
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
}

/** Adapts the canvas of a context, and scales the context to CSS pixels. */
export function fitContext(context: CanvasRenderingContext2D, size: Size): void {
  const { canvas } = context;
  fitCanvas(canvas, size);
  // The canvas size is rounded down to whole pixels, so the exact scale can differ slightly from the ratio.
  context.setTransform(canvas.width / size.width, 0, 0, canvas.height / size.height, 0, 0);
}
