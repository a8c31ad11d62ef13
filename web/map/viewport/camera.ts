import type Sigma from 'sigma';
import type { CameraState } from 'sigma/types';
import { fitContainer } from '../sigma/observe-size.ts';
import type { Point, View } from '../types.ts';
import type { Viewport } from './viewport.ts';

/** Duration of camera animations, in milliseconds. */
const DURATION = 350;

/** Minimum distance in pixels between fitted papers and the border of the view. */
const FIT_PADDING = 70;

/** Papers closer than this to the border of the view, in pixels, count as out of view. */
const REVEAL_MARGIN = 48;

/** Returns whether the user prefers reduced motion; the camera then jumps instead of moving. */
export const prefersReducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Moves the camera, taking into account the part of the map that a panel covers. */
export class Camera {
  /** Width in pixels of the panel that covers the right side of the map. */
  coveredWidth = 0;
  readonly #sigma: Sigma;
  readonly #viewport: Viewport;
  /** Where the camera is moving to; null while it is not moved by this class. */
  #target: View | null = null;

  constructor(sigma: Sigma, viewport: Viewport) {
    this.#sigma = sigma;
    this.#viewport = viewport;
  }

  /** Moves the camera to a view. */
  moveTo(view: View): void {
    const camera = this.#sigma.getCamera();
    if (prefersReducedMotion()) {
      camera.setState(view);
      return;
    }
    this.#target = view;
    void camera.animate(view, { duration: DURATION, easing: 'quadraticInOut' }).then(() => {
      if (this.#target === view) this.#target = null;
    });
  }

  /** The view that the camera shows or is moving to, so that quick key presses add up. */
  get #destination(): View {
    const camera = this.#sigma.getCamera();
    return camera.isAnimated() && this.#target ? this.#target : camera;
  }

  /** The destination with the angle, as Sigma wants it. */
  get #destinationState(): CameraState {
    const { x, y, ratio } = this.#destination;
    return { ...this.#sigma.getCamera().getState(), x, y, ratio };
  }

  /** Multiplies the camera ratio by a factor; a factor below 1 zooms in. */
  zoom(factor: number): void {
    const { x, y, ratio } = this.#destination;
    this.moveTo({ x, y, ratio: this.#sigma.getCamera().getBoundedRatio(ratio * factor) });
  }

  /** Moves the camera by fractions of the view's width and height. */
  pan(right: number, down: number): void {
    const { x, y, ratio } = this.#destination;
    this.moveTo({ x: x + right * ratio, y: y - down * ratio, ratio });
  }

  /** Shows the whole map. */
  fitAll(): void {
    this.moveTo({ x: 0.5, y: 0.5, ratio: 1 });
  }

  /** Zooms to papers, centered in the part of the view that no panel covers. */
  fit(papers: ArrayLike<number>): void {
    this.#updateSize();
    const from = this.#destinationState;
    const bounds = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const paper of Array.from(papers)) {
      const position = this.#viewport.positionOf(paper, from);
      if (!position) continue;
      bounds.left = Math.min(bounds.left, position.x);
      bounds.right = Math.max(bounds.right, position.x);
      bounds.top = Math.min(bounds.top, position.y);
      bounds.bottom = Math.max(bounds.bottom, position.y);
    }
    if (bounds.left === Infinity) return;
    const { width, height } = this.#viewport.size;
    const freeWidth = Math.max(width - this.coveredWidth - 2 * FIT_PADDING, 80);
    const freeHeight = Math.max(height - 2 * FIT_PADDING, 80);
    const factor = Math.max((bounds.right - bounds.left) / freeWidth, (bounds.bottom - bounds.top) / freeHeight);
    const camera = this.#sigma.getCamera();
    const minRatio = 0.12 * Math.min(1, 16 / Math.sqrt(this.#sigma.getGraph().order));
    const ratio = camera.getBoundedRatio(Math.max(from.ratio * factor, minRatio));
    this.center({ x: (bounds.left + bounds.right) / 2, y: (bounds.top + bounds.bottom) / 2 }, ratio, from);
  }

  /** Centers a paper if it is out of view or covered by a panel. */
  reveal(paper: number): void {
    this.#updateSize();
    const from = this.#destinationState;
    const position = this.#viewport.positionOf(paper, from);
    if (!position) return;
    const { x, y } = position;
    const { width, height } = this.#viewport.size;
    const isInView =
      x > REVEAL_MARGIN &&
      x < width - this.coveredWidth - REVEAL_MARGIN &&
      y > REVEAL_MARGIN &&
      y < height - REVEAL_MARGIN;
    if (!isInView) this.center(position, from.ratio, from);
  }

  /** Takes on the size of the container, which may have changed since the last frame, such as when a panel was opened. */
  #updateSize(): void {
    fitContainer(this.#sigma, this.#sigma.getContainer());
  }

  /** The center of the part of the view that no panel covers, in pixels. */
  get freeCenter(): Point {
    const { width, height } = this.#viewport.size;
    return { x: (width - this.coveredWidth) / 2, y: height / 2 };
  }

  /**
   * Moves the camera so that a position is at `freeCenter`.
   *
   * @param position in pixels of the view `from`.
   * @param ratio of the new view; defaults to the current one.
   * @param from defaults to the current view.
   */
  center(position: Point, ratio = this.#sigma.getCamera().ratio, from = this.#sigma.getCamera().getState()): void {
    const target = this.#sigma.viewportToFramedGraph(position, { cameraState: from });
    const cameraState = { ...from, ...target, ratio };
    // With the target in the middle of the whole view, this is what the free part would be centered on.
    const free = this.#sigma.viewportToFramedGraph(this.freeCenter, { cameraState });
    this.moveTo({ x: 2 * target.x - free.x, y: 2 * target.y - free.y, ratio });
  }
}
