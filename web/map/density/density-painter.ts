import { DENSITY_STYLE } from '../../../src/layout/density/density-style.ts';
import {
  bindTexture,
  createProgram,
  createTarget,
  createTexture,
  deleteTarget,
  type Program,
  type Target,
} from './gl.ts';
import {
  BLUR_FRAGMENT,
  COLOR_FRAGMENT,
  FULL_VERTEX,
  MAX_FRAGMENT,
  SCATTER_FRAGMENT,
  SCATTER_VERTEX,
} from './shaders.ts';

/** Size of a cell of the grid, in CSS pixels. The density is so smooth that it can be interpolated. */
const CELL = 4;

/** Standard deviation of the kernel, in cells. It does not depend on the zoom, so that a closer view shows more detail. */
const SIGMA = DENSITY_STYLE.bandwidth / CELL;

/** Cells around the view: papers there add to the density inside. */
const MARGIN = Math.ceil(3 * SIGMA);

/** Side of the blocks whose maximum is taken at once. */
const MAX_BLOCK = 8;

/** Where the papers are in the view, in CSS pixels: x = left + scaleX * map x, y = top + scaleY * map y. */
export interface Placement {
  width: number;
  height: number;
  left: number;
  top: number;
  scaleX: number;
  scaleY: number;
}

/** Draws the density of papers on a canvas: a Gaussian kernel density on a grid, computed by the GPU. */
export class DensityPainter {
  readonly #gl: WebGL2RenderingContext;
  readonly #scatter: Program;
  readonly #blur: Program;
  readonly #max: Program;
  readonly #color: Program;
  readonly #points: WebGLVertexArrayObject;
  readonly #none: WebGLVertexArrayObject;
  readonly #scale: WebGLTexture;
  #count = 0;
  /** Two grids, and the maxima of blocks, of blocks of blocks, ... */
  #targets: Target[] = [];

  /** @param gl must be able to draw to textures of half floats. */
  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#scatter = createProgram(gl, SCATTER_VERTEX, SCATTER_FRAGMENT);
    this.#blur = createProgram(gl, FULL_VERTEX, BLUR_FRAGMENT);
    this.#max = createProgram(gl, FULL_VERTEX, MAX_FRAGMENT);
    this.#color = createProgram(gl, FULL_VERTEX, COLOR_FRAGMENT);
    this.#none = gl.createVertexArray();
    this.#points = gl.createVertexArray();
    gl.bindVertexArray(this.#points);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
    this.#scale = createTexture(gl);
  }

  /** Sets the positions of the papers that are counted: x and y in map units. */
  setPapers(positions: Float32Array): void {
    this.#count = positions.length / 2;
    this.#gl.bufferData(this.#gl.ARRAY_BUFFER, positions, this.#gl.STATIC_DRAW);
  }

  /** Sets the colors from sparse to dense, as #rrggbb. */
  setColors(colors: readonly string[]): void {
    const gl = this.#gl;
    const bytes = colors.flatMap((color) =>
      [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16)).concat(255),
    );
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.#scale);
    const pixels = Uint8Array.from(bytes);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, colors.length, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  }

  /** Draws the density on the whole canvas. */
  paint(placement: Placement): void {
    const gl = this.#gl;
    const columns = Math.ceil(placement.width / CELL) + 2 * MARGIN;
    const rows = Math.ceil(placement.height / CELL) + 2 * MARGIN;
    this.#resize(columns, rows);
    const [first, second, ...maxima] = this.#targets;
    this.#countPapers(first!, placement);
    this.#convolve(first!, second!, [1, 0]);
    this.#convolve(second!, first!, [0, 1]);
    let source = first!;
    for (const target of maxima) {
      this.#start(this.#max, target, source);
      gl.uniform1i(this.#max.uniform('block'), MAX_BLOCK);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      source = target;
    }
    this.#paintColors(first!, source, placement);
  }

  #resize(columns: number, rows: number): void {
    if (this.#targets[0]?.width === columns && this.#targets[0].height === rows) return;
    for (const target of this.#targets) deleteTarget(this.#gl, target);
    const sizes: [number, number][] = [
      [columns, rows],
      [columns, rows],
    ];
    for (let [width, height] = [columns, rows]; width > 1 || height > 1; ) {
      [width, height] = [Math.ceil(width / MAX_BLOCK), Math.ceil(height / MAX_BLOCK)];
      sizes.push([width, height]);
    }
    this.#targets = sizes.map(([width, height]) => createTarget(this.#gl, width, height));
  }

  #countPapers(target: Target, { left, top, scaleX, scaleY }: Placement): void {
    const gl = this.#gl;
    gl.bindFramebuffer(gl.FRAMEBUFFER, target.framebuffer);
    gl.viewport(0, 0, target.width, target.height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.useProgram(this.#scatter.program);
    // From CSS pixels to -1..1 of the grid; rows are counted from the bottom of the view in all passes, so that y keeps its sign.
    const [x, y] = [2 / (CELL * target.width), 2 / (CELL * target.height)];
    const offset = (start: number, factor: number) => (start + CELL * MARGIN) * factor - 1;
    gl.uniform4f(this.#scatter.uniform('transform'), scaleX * x, scaleY * y, offset(left, x), offset(top, y));
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE);
    gl.bindVertexArray(this.#points);
    gl.drawArrays(gl.POINTS, 0, this.#count);
    gl.disable(gl.BLEND);
    gl.bindVertexArray(this.#none);
  }

  #convolve(source: Target, target: Target, direction: [number, number]): void {
    const gl = this.#gl;
    this.#start(this.#blur, target, source);
    gl.uniform2i(this.#blur.uniform('direction'), ...direction);
    gl.uniform1f(this.#blur.uniform('sigma'), SIGMA);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  #paintColors(density: Target, maximum: Target, { width, height }: Placement): void {
    const gl = this.#gl;
    const { drawingBufferWidth, drawingBufferHeight } = gl;
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.viewport(0, 0, drawingBufferWidth, drawingBufferHeight);
    gl.useProgram(this.#color.program);
    bindTexture(gl, this.#color, 'source', 0, density.texture);
    bindTexture(gl, this.#color, 'maximum', 1, maximum.texture);
    bindTexture(gl, this.#color, 'scale', 2, this.#scale);
    // From pixels of the canvas, counted from its bottom, to 0..1 of the grid, whose rows are counted from the top of the view.
    const [perColumn, perRow] = [1 / (CELL * density.width), 1 / (CELL * density.height)];
    gl.uniform4f(
      this.#color.uniform('view'),
      (width / drawingBufferWidth) * perColumn,
      -(height / drawingBufferHeight) * perRow,
      CELL * MARGIN * perColumn,
      (CELL * MARGIN + height) * perRow,
    );
    gl.uniform1f(this.#color.uniform('leastMaximum'), DENSITY_STYLE.minPapers / (2 * Math.PI * SIGMA * SIGMA));
    gl.uniform1f(this.#color.uniform('opacity'), DENSITY_STYLE.opacity);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  #start(program: Program, target: Target, source: Target): void {
    const gl = this.#gl;
    gl.bindFramebuffer(gl.FRAMEBUFFER, target.framebuffer);
    gl.viewport(0, 0, target.width, target.height);
    gl.useProgram(program.program);
    bindTexture(gl, program, 'source', 0, source.texture);
  }
}
