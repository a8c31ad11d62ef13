import type Sigma from 'sigma';
import type { CameraState } from 'sigma/types';
import { expand, isOverlapping, type Rectangle } from '../../../src/layout/labels/rectangle.ts';
import { fitContainer } from '../sigma/observe-size.ts';
import type { MapViewEvents, Point, View } from '../types.ts';
import { findFreeRectangle } from './free-space.ts';
import type { Viewport } from './viewport.ts';

/** Duration of camera animations, in milliseconds. */
const DURATION = 350;

/** Distance between fitted papers and the border of the view: a share of its width or height, at most so many pixels. */
const FIT_PADDING = { share: 0.15, max: 70 };

/** Minimum distance in pixels between fitted papers and controls. */
const CONTROL_PADDING = 20;

/** Minimum width and height in pixels of the space in which papers are fitted. */
const MIN_FIT_SIZE = 40;

/** Papers closer than this to a control, in pixels, count as covered. */
const COVER_MARGIN = 6;

/** Papers closer than this to the border of the view, in pixels, count as out of view. */
const REVEAL_MARGIN = 48;

/** What covers the borders of the map, in pixels: a toolbar at the top, a panel at the right. */
export interface Insets {
  top: number;
  right: number;
}

const NOTHING_COVERED: Insets = { top: 0, right: 0 };

/** Shows the whole map in a view that nothing covers. */
const FULL_VIEW: View = { x: 0.5, y: 0.5, ratio: 1 };

/** Padding of the whole map beside a panel: a share of the width, and its limits in pixels, because most titles are wider than papers. */
const WHOLE_PADDING = { share: 1 / 10, min: 24, max: 84 };

/** Minimum width in pixels of the part of the view beside a panel that is used. A narrower part is treated as if there were no panel. */
const MIN_FREE_WIDTH = 160;

/** Largest difference between the coordinates of views that are considered equal. */
const EQUAL = 1e-4;

/** Returns whether the user prefers reduced motion; the camera then jumps instead of moving. */
export const prefersReducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Moves the camera, taking into account the part of the map that a panel covers. */
export class Camera {
  #covered = NOTHING_COVERED;
  readonly #sigma: Sigma;
  readonly #viewport: Viewport;
  readonly #controls: MapViewEvents['controls'];
  /** Where the camera is moving to; null while it is not moved by this class. */
  #target: View | null = null;
  /** The view in which the whole map was last shown. */
  #whole = FULL_VIEW;

  /** @param controls returns the places of the controls that papers are moved away from. */
  constructor(sigma: Sigma, viewport: Viewport, controls: MapViewEvents['controls']) {
    this.#sigma = sigma;
    this.#viewport = viewport;
    this.#controls = controls;
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

  /** What covers the borders of the map. */
  get covered(): Insets {
    return this.#covered;
  }

  /** Sets what covers the map. A whole map that was fitted beside a panel is fitted again. */
  set covered(covered: Insets) {
    const hasChanged = covered.top !== this.#covered.top || covered.right !== this.#covered.right;
    this.#covered = covered;
    if (hasChanged && this.#isFitted) this.fitAll();
  }

  /** Whether the whole map is shown and was fitted beside something that covers it. */
  get #isFitted(): boolean {
    return this.showsWhole && !isSameView(this.#whole, FULL_VIEW);
  }

  /** Fits a whole map that was fitted beside something to a view that has changed its size. */
  handleResize(): void {
    if (!this.#isFitted) return;
    this.#whole = this.#viewOfWhole();
    this.#sigma.getCamera().setState(this.#whole);
  }

  /** The view in which the whole map is shown, and the size in pixels of the part of it that is used. */
  get whole(): View & { width: number; height: number; top: number } {
    const { width, height } = this.#viewport.size;
    const { top, right } = isSameView(this.#whole, FULL_VIEW) ? NOTHING_COVERED : this.#covered;
    return { ...this.#whole, width: width - right, height: height - top, top };
  }

  /** Whether the camera shows the whole map, or is moving there, as `fitAll` last placed it. */
  get showsWhole(): boolean {
    return isSameView(this.#destination, this.#whole);
  }

  /** Shows the whole map in the part of the view that is not covered. */
  fitAll(isAnimated = true): void {
    this.#updateSize();
    this.#whole = this.#viewOfWhole();
    if (isAnimated) this.moveTo(this.#whole);
    else this.#sigma.getCamera().setState(this.#whole);
  }

  #viewOfWhole(): View {
    const whole = { ...FULL_VIEW, angle: 0 };
    const { width, height } = this.#viewport.size;
    const [freeWidth, freeHeight] = [width - this.#covered.right, height - this.#covered.top];
    if ((freeWidth === width && freeHeight === height) || freeWidth < MIN_FREE_WIDTH) return FULL_VIEW;
    const { left, right, top, bottom } = this.#viewport.extentOf(whole);
    const padding = Math.max(WHOLE_PADDING.min, Math.min(WHOLE_PADDING.max, freeWidth * WHOLE_PADDING.share));
    const verticalPadding = this.#sigma.getSetting('stagePadding');
    const factor = Math.max(
      (right - left) / (freeWidth - 2 * padding),
      (bottom - top) / Math.max(40, freeHeight - 2 * verticalPadding),
    );
    const ratio = this.#sigma.getCamera().getBoundedRatio(Math.max(1, factor));
    return this.#centered({ x: (left + right) / 2, y: (top + bottom) / 2 }, ratio, whole);
  }

  /** Zooms to papers, centered in the part of the view in which they can be shown largest without being covered. */
  fit(papers: ArrayLike<number>): void {
    this.#updateSize();
    const from = this.#destinationState;
    const bounds = this.#boundsOf(papers, from);
    if (!bounds) return;
    const box = { width: bounds.right - bounds.left, height: bounds.bottom - bounds.top };
    const minRatio = 0.12 * Math.min(1, 16 / Math.sqrt(this.#sigma.getGraph().order));
    const { width, height } = this.#viewport.size;
    const paddingOf = (size: number) => Math.min(FIT_PADDING.max, size * FIT_PADDING.share);
    const [x, y] = [paddingOf(width), paddingOf(height)];
    const free = findFreeRectangle(
      { left: x, top: y, right: width - x, bottom: height - y },
      [...this.#controls(), ...this.#coveredRectangles()].map((obstacle) => expand(obstacle, CONTROL_PADDING)),
      box,
      from.ratio / minRatio,
    );
    const factor = Math.max(
      box.width / Math.max(free.right - free.left, MIN_FIT_SIZE),
      box.height / Math.max(free.bottom - free.top, MIN_FIT_SIZE),
    );
    const ratio = this.#sigma.getCamera().getBoundedRatio(Math.max(from.ratio * factor, minRatio));
    this.moveTo(this.#centered(centerOf(bounds), ratio, from, centerOf(free)));
  }

  /** Returns what covers the borders of the map. A panel at the right counts with the full height, because it grows when its content has been loaded. */
  #coveredRectangles(): Rectangle[] {
    const { width, height } = this.#viewport.size;
    const { top, right } = this.#covered;
    return [
      ...(top > 0 ? [{ left: 0, right: width, top: 0, bottom: top }] : []),
      ...(right > 0 ? [{ left: width - right, right: width, top: 0, bottom: height }] : []),
    ];
  }

  /** Returns the bounding box of papers in pixels of a view, or undefined if none of them is on the map. */
  #boundsOf(papers: ArrayLike<number>, view: CameraState): Rectangle | undefined {
    const bounds = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const paper of Array.from(papers)) {
      const position = this.#viewport.positionOf(paper, view);
      if (!position) continue;
      bounds.left = Math.min(bounds.left, position.x);
      bounds.right = Math.max(bounds.right, position.x);
      bounds.top = Math.min(bounds.top, position.y);
      bounds.bottom = Math.max(bounds.bottom, position.y);
    }
    return bounds.left === Infinity ? undefined : bounds;
  }

  /**
   * Centers a paper if it is out of view or covered by a panel or a control. If the whole map is shown and can be fitted so that the paper is not covered, it is fitted
   * instead.
   */
  reveal(paper: number): void {
    this.#updateSize();
    const from = this.#destinationState;
    const position = this.#viewport.positionOf(paper, from);
    if (!position || this.#isFree(position)) return;
    const whole = { ...from, ...this.#viewOfWhole() };
    const isFreeInWhole = this.#isFree(this.#viewport.positionOf(paper, whole) ?? position);
    if (this.showsWhole && isFreeInWhole) this.fitAll();
    else this.center(position, from.ratio, from);
  }

  /** Returns whether a position is in view, and neither covered nor close to the border. */
  #isFree({ x, y }: Point): boolean {
    const { width, height } = this.#viewport.size;
    const { top, right } = this.#covered;
    const isInView =
      x > REVEAL_MARGIN &&
      x < width - right - REVEAL_MARGIN &&
      y > top + REVEAL_MARGIN / 2 &&
      y < height - REVEAL_MARGIN;
    const point = { left: x, right: x, top: y, bottom: y };
    return isInView && !this.#controls().some((control) => isOverlapping(point, control, COVER_MARGIN));
  }

  /** Takes on the size of the container, which may have changed since the last frame, such as when a panel was opened. */
  #updateSize(): void {
    fitContainer(this.#sigma, this.#sigma.getContainer());
  }

  /** The center of the part of the view that is not covered, in pixels. */
  get freeCenter(): Point {
    const { width, height } = this.#viewport.size;
    return { x: (width - this.#covered.right) / 2, y: (height + this.#covered.top) / 2 };
  }

  /**
   * Moves the camera so that a position is at `freeCenter`.
   *
   * @param position in pixels of the view `from`.
   * @param ratio of the new view; defaults to the current one.
   * @param from defaults to the current view.
   */
  center(position: Point, ratio = this.#sigma.getCamera().ratio, from = this.#sigma.getCamera().getState()): void {
    this.moveTo(this.#centered(position, ratio, from));
  }

  /** Returns the view in which a position of the view `from` is at `to`. */
  #centered(position: Point, ratio: number, from: CameraState, to = this.freeCenter): View {
    const target = this.#sigma.viewportToFramedGraph(position, { cameraState: from });
    const cameraState = { ...from, ...target, ratio };
    // What is at `to` with the target in the middle of the view.
    const shown = this.#sigma.viewportToFramedGraph(to, { cameraState });
    return { x: 2 * target.x - shown.x, y: 2 * target.y - shown.y, ratio };
  }
}

const isSameView = (a: View, b: View) =>
  Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y), Math.abs(a.ratio - b.ratio)) < EQUAL;

const centerOf = ({ left, right, top, bottom }: Rectangle): Point => ({ x: (left + right) / 2, y: (top + bottom) / 2 });
