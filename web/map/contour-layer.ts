import type Sigma from 'sigma';
import { topicColor } from '../../src/graph/colors.ts';
import { CONTOUR_STYLE } from '../../src/layout/density/contour-style.ts';
import { traceRing } from '../../src/layout/density/ring.ts';
import { clearLayer } from './clear-layer.ts';
import { fitContext } from './fit-canvas.ts';
import { markStep } from './mark-step.ts';
import type { MapViewEvents, MapViewState } from './types.ts';
import type { Viewport } from './viewport/viewport.ts';

/** What the contours depend on. */
interface Papers {
  positions: Float32Array;
  topicOf: Uint32Array;
  visible: Uint8Array;
}

/** The layer below the edges with the regions of topics. They are computed when papers move or are filtered, not when the camera moves. */
export class ContourLayer {
  readonly #sigma: Sigma;
  readonly #state: MapViewState;
  readonly #viewport: Viewport;
  readonly #find: MapViewEvents['findContours'];
  #context: CanvasRenderingContext2D | undefined;
  /** The regions in map units. */
  #regions: { topic: number; path: Path2D }[] = [];
  /** The papers of the regions, which stay until others are computed. */
  #papers: Papers | undefined;
  #isComputing = false;
  #isKilled = false;

  /** @param find computes the regions. */
  constructor(sigma: Sigma, state: MapViewState, viewport: Viewport, find: MapViewEvents['findContours']) {
    this.#sigma = sigma;
    this.#state = state;
    this.#viewport = viewport;
    this.#find = find;
    sigma.on('afterRender', () => this.paint());
    sigma.on('kill', () => {
      this.#isKilled = true;
    });
  }

  /** Paints the regions, if they are shown, on a context that is scaled to CSS pixels. */
  paintOn(context: CanvasRenderingContext2D): void {
    const { contours, theme } = this.#state.style;
    if (contours === 'none') return;
    const { x: left, y: top } = this.#viewport.toScreen(0, 0);
    const unit = this.#viewport.toScreen(1, 1);
    const opacity = context.globalAlpha;
    context.save();
    context.transform(unit.x - left, 0, 0, unit.y - top, left, top);
    context.lineWidth = CONTOUR_STYLE.strokeWidth / (unit.x - left);
    for (const { topic, path } of this.#regions) {
      const color = contours === 'topics' ? topicColor(topic) : theme.muted;
      context.fillStyle = color;
      context.strokeStyle = color;
      context.globalAlpha = opacity * CONTOUR_STYLE.fillOpacity;
      context.fill(path, 'evenodd');
      context.globalAlpha = opacity * CONTOUR_STYLE.strokeOpacity;
      context.stroke(path);
    }
    context.restore();
  }

  /** Paints the layer, and computes the regions if the papers have changed. */
  paint(): void {
    const isShown = this.#state.style.contours !== 'none';
    if (this.#isKilled || (!isShown && !this.#context)) return;
    this.#context ??= this.#createContext();
    this.#context.canvas.style.visibility = isShown ? '' : 'hidden';
    this.#sigma.getContainer().classList.toggle('has-contours', isShown);
    if (!isShown) return;
    fitContext(this.#context, this.#viewport.size);
    clearLayer(this.#context, this.#viewport.size);
    this.paintOn(this.#context);
    if (!this.#isComputing) void this.#compute();
  }

  #createContext(): CanvasRenderingContext2D {
    const canvas = this.#sigma.createCanvas('contours', { beforeLayer: 'edges', style: { pointerEvents: 'none' } });
    return canvas.getContext('2d')!;
  }

  /** Computes the regions until they are those of the current papers, which may change in the meantime. */
  async #compute(): Promise<void> {
    this.#isComputing = true;
    for (let papers = this.#changedPapers(); papers && !this.#isKilled; papers = this.#changedPapers()) {
      const contours = await this.#find(papers, papers.visible);
      this.#papers = papers;
      this.#regions = (contours ?? []).map(({ topic, islands }) => {
        const path = new Path2D();
        for (const ring of islands.flat()) traceRing(ring, path);
        return { topic, path };
      });
      this.paint();
      markStep('contours drawn');
    }
    this.#isComputing = false;
  }

  /** Returns the current papers if the regions are those of others. */
  #changedPapers(): Papers | undefined {
    const { positions, topicOf } = this.#state.nodes;
    const { visible } = this.#state.style;
    const { positions: lastPositions, topicOf: lastTopicOf, visible: lastVisible } = this.#papers ?? {};
    const isSame = positions === lastPositions && topicOf === lastTopicOf && visible === lastVisible;
    return isSame ? undefined : { positions, topicOf, visible };
  }
}
