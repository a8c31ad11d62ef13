import type Sigma from 'sigma';
import { fitCanvas } from '../fit-canvas.ts';
import { markStep } from '../mark-step.ts';
import { sequentialColors } from '../style/palette.ts';
import type { MapViewState } from '../types.ts';
import type { Viewport } from '../viewport/viewport.ts';
import type { DensityPainter } from './density-painter.ts';
import { getDensityContext } from './support.ts';

/** Number of colors of the scale. */
const COLORS = 64;

/** The layer below the edges with the density of the papers that pass the filters. Its code is loaded when it is first shown. */
export class DensityLayer {
  readonly #sigma: Sigma;
  readonly #state: MapViewState;
  readonly #viewport: Viewport;
  #gl: WebGL2RenderingContext | null | undefined;
  #painter: DensityPainter | undefined;
  /** What the painter has been given. */
  #given: { positions?: Float32Array; visible?: Uint8Array; background?: string } = {};

  constructor(sigma: Sigma, state: MapViewState, viewport: Viewport) {
    this.#sigma = sigma;
    this.#state = state;
    this.#viewport = viewport;
    sigma.on('afterRender', () => this.paint());
    sigma.on('kill', () => this.#gl?.getExtension('WEBGL_lose_context')?.loseContext());
  }

  /** Draws the density if it is shown. Returns the canvas, whose content is valid until the task ends; null if it is not shown. */
  paint(): HTMLCanvasElement | null {
    const isShown = this.#state.style.density;
    if (!isShown && !this.#gl) return null;
    if (this.#gl === undefined) this.#start();
    const gl = this.#gl;
    // The type is narrower than what the context can have.
    const canvas = gl?.canvas as HTMLCanvasElement | undefined;
    if (!gl || !canvas) return null;
    canvas.style.visibility = isShown ? '' : 'hidden';
    this.#sigma.getContainer().classList.toggle('has-density', isShown);
    if (!isShown || !this.#painter || gl.isContextLost()) return null;
    fitCanvas(canvas, this.#viewport.size);
    this.#update(this.#painter);
    const { width, height } = this.#viewport.size;
    const { x: left, y: top } = this.#viewport.toScreen(0, 0);
    const unit = this.#viewport.toScreen(1, 1);
    this.#painter.paint({ width, height, left, top, scaleX: unit.x - left, scaleY: unit.y - top });
    markStep('density drawn');
    return canvas;
  }

  #start(): void {
    const beforeLayer = this.#sigma.getCanvases().contours ? 'contours' : 'edges';
    const canvas = this.#sigma.createCanvas('density', { beforeLayer, style: { pointerEvents: 'none' } });
    const gl = getDensityContext(canvas);
    this.#gl = gl;
    if (!gl) return;
    void import('./density-painter.ts').then(({ DensityPainter }) => {
      if (gl.isContextLost()) return;
      this.#painter = new DensityPainter(gl);
      this.paint();
    });
  }

  /** Gives the painter what has changed. */
  #update(painter: DensityPainter): void {
    const { positions } = this.#state.nodes;
    const { visible, theme } = this.#state.style;
    if (this.#given.positions !== positions || this.#given.visible !== visible)
      painter.setPapers(selectPositions(positions, visible));
    if (this.#given.background !== theme.background)
      painter.setColors(sequentialColors(COLORS, isDarkColor(theme.background)));
    this.#given = { positions, visible, background: theme.background };
  }
}

const isDarkColor = (color: string) => Number.parseInt(color.slice(1, 3), 16) < 128;

/** Returns the positions of the papers that are visible and have one. */
function selectPositions(positions: Float32Array, visible: Uint8Array): Float32Array {
  const selected = new Float32Array(positions.length);
  let length = 0;
  for (let paper = 0; paper < visible.length; paper++) {
    const [x, y] = [positions[2 * paper]!, positions[2 * paper + 1]!];
    if (!visible[paper] || Number.isNaN(x)) continue;
    selected[length++] = x;
    selected[length++] = y;
  }
  return selected.subarray(0, length);
}
