import type Sigma from 'sigma';
import type { CameraState } from 'sigma/types';
import type { Rectangle } from '../../../src/layout/labels/rectangle.ts';
import type { MapViewState, Point } from '../types.ts';

/** An axis-aligned rectangle in map units. */
export interface Bounds {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/** Converts between map units and CSS pixels of the current view. The y axis of the map points up. */
export class Viewport {
  readonly #sigma: Sigma;
  readonly #state: MapViewState;

  constructor(sigma: Sigma, state: MapViewState) {
    this.#sigma = sigma;
    this.#state = state;
  }

  /** The size of the map view in CSS pixels. */
  get size(): { width: number; height: number } {
    return this.#sigma.getDimensions();
  }

  /** Pixels per map unit. */
  get scale(): number {
    return this.scaleOf();
  }

  /** Returns the pixels per map unit of a view; by default, of the view that was rendered last. */
  scaleOf(cameraState?: CameraState): number {
    const a = this.toScreen(0, 0, cameraState);
    const b = this.toScreen(1, 0, cameraState);
    return Math.hypot(b.x - a.x, b.y - a.y);
  }

  /** Converts a position in map units to pixels of a view; by default, of the view that was rendered last. */
  toScreen(x: number, y: number, cameraState?: CameraState): Point {
    return this.#sigma.graphToViewport({ x, y }, cameraState && { cameraState });
  }

  /** Returns the position of a paper in pixels, or null if the paper is not on the map. */
  positionOf(paper: number, cameraState?: CameraState): Point | null {
    const { positions } = this.#state.nodes;
    const [x, y] = [positions[2 * paper], positions[2 * paper + 1]];
    return x === undefined || y === undefined || Number.isNaN(x) ? null : this.toScreen(x, y, cameraState);
  }

  /** Returns the radius of a paper's node in pixels; by default, of the view that was rendered last. */
  radiusOf(paper: number, cameraRatio?: number): number {
    return this.#sigma.scaleSize(this.#state.style.sizes[paper]!, cameraRatio);
  }

  /** Returns the visible part of the map. */
  bounds(): Bounds {
    const { width, height } = this.size;
    const bottomLeft = this.#sigma.viewportToGraph({ x: 0, y: height });
    const topRight = this.#sigma.viewportToGraph({ x: width, y: 0 });
    return { minX: bottomLeft.x, minY: bottomLeft.y, maxX: topRight.x, maxY: topRight.y };
  }

  /** Returns the bounding box of all papers in pixels of a view. */
  extentOf(cameraState: CameraState): { left: number; right: number; top: number; bottom: number } {
    const { minX, minY, maxX, maxY } = this.#state.spatialIndex;
    const topLeft = this.toScreen(minX, maxY, cameraState);
    const bottomRight = this.toScreen(maxX, minY, cameraState);
    return { left: topLeft.x, right: bottomRight.x, top: topLeft.y, bottom: bottomRight.y };
  }

  /** Calls `visit` for every paper in view, and for some papers just outside of it. */
  forEachPaperInView(visit: (paper: number) => void): void {
    const { width, height } = this.size;
    this.forEachPaperIn({ left: 0, top: 0, right: width, bottom: height }, visit);
  }

  /** Calls `visit` for every paper in a part of the view, and for some papers just outside of it. */
  forEachPaperIn({ left, right, top, bottom }: Rectangle, visit: (paper: number) => void): void {
    const min = this.#sigma.viewportToGraph({ x: left, y: bottom });
    const max = this.#sigma.viewportToGraph({ x: right, y: top });
    this.#state.spatialIndex.forEachInRectangle(min.x, min.y, max.x, max.y, visit);
  }

  /**
   * Returns the visible paper in view that is next to a paper in a direction, or null.
   *
   * @param right 1 to the right, -1 to the left, else 0.
   * @param down 1 downward, -1 upward, else 0.
   */
  nextPaper(from: number, right: number, down: number): number | null {
    const origin = this.positionOf(from);
    if (!origin) return null;
    const { width, height } = this.size;
    let next: number | null = null;
    let minCost = Infinity;
    this.forEachPaperInView((paper) => {
      const position = this.positionOf(paper);
      if (paper === from || !position || this.#state.style.visible[paper] !== 1) return;
      if (position.x < 0 || position.y < 0 || position.x > width || position.y > height) return;
      const [x, y] = [position.x - origin.x, position.y - origin.y];
      const ahead = x * right + y * down;
      const aside = Math.abs(x * down) + Math.abs(y * right);
      // Papers in a cone of 45 degrees to either side, with a preference for those straight ahead.
      const cost = ahead + 2 * aside;
      if (ahead <= 0 || aside > ahead || cost >= minCost) return;
      next = paper;
      minCost = cost;
    });
    return next;
  }

  /** Returns the nearest paper that passes the filters and is closer than `maxDistance` pixels, or null. */
  nearestPaper({ x, y }: Point, maxDistance: number): number | null {
    const { spatialIndex, style } = this.#state;
    const position = this.#sigma.viewportToGraph({ x, y });
    return spatialIndex.nearest(
      position.x,
      position.y,
      maxDistance / this.scale,
      (paper) => style.visible[paper] === 1,
    );
  }
}
