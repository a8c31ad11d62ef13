import type Sigma from 'sigma';
import type { Point, Shown } from './types.ts';

/** A rectangle of the map, in map units. */
export interface Box {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/** Where things stand on the screen now. */
export class Screen {
  readonly #sigma: Sigma;
  readonly #shown: Shown;

  constructor(sigma: Sigma, shown: Shown) {
    this.#sigma = sigma;
    this.#shown = shown;
  }

  get size(): { width: number; height: number } {
    return this.#sigma.getDimensions();
  }

  /** Pixels a map unit. */
  get scale(): number {
    const a = this.at(0, 0);
    const b = this.at(1, 0);
    return Math.hypot(b.x - a.x, b.y - a.y);
  }

  /** Where a place of the map stands; y points up in the map. */
  at(x: number, y: number): Point {
    return this.#sigma.graphToViewport({ x, y });
  }

  /** Where a paper stands; null when it has no place. */
  placeOf(paper: number): Point | null {
    const { positions } = this.#shown.nodes;
    const [x, y] = [positions[2 * paper], positions[2 * paper + 1]];
    return x === undefined || y === undefined || Number.isNaN(x) ? null : this.at(x, y);
  }

  /** The radius of a paper's dot. */
  radius(paper: number): number {
    return this.#sigma.scaleSize(this.#shown.look.sizes[paper]!);
  }

  /** The part of the map that is in view. */
  corners(): Box {
    const { width, height } = this.size;
    const a = this.#sigma.viewportToGraph({ x: 0, y: height });
    const b = this.#sigma.viewportToGraph({ x: width, y: 0 });
    return { minX: a.x, minY: a.y, maxX: b.x, maxY: b.y };
  }

  /** Visits the papers in view (and a few just outside). */
  inView(visit: (paper: number) => void): void {
    const { minX, minY, maxX, maxY } = this.corners();
    this.#shown.grid.within(minX, minY, maxX, maxY, visit);
  }

  /** The shown paper nearest to a place of the screen, at most `reach` pixels away; or null. */
  nearest({ x, y }: Point, reach: number): number | null {
    const place = this.#sigma.viewportToGraph({ x, y });
    const { grid, look } = this.#shown;
    return grid.nearest(place.x, place.y, reach / this.scale, (paper) => look.shown[paper] === 1);
  }
}
