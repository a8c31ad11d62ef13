import type Sigma from 'sigma';
import type { Point, View } from './types.ts';
import type { Screen } from './viewport.ts';

/** Milliseconds that a move takes. */
const DURATION = 350;

/** Pixels around what is brought into view. */
const BORDER = 70;

/** Pixels from the rim within which a paper counts as out of sight. */
const RIM = 48;

/** Whether the reader asked for less motion: views then change at once. */
export const prefersStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Moves the view. */
export class Camera {
  /** Pixels at the right that a panel covers. */
  covered = 0;
  readonly #sigma: Sigma;
  readonly #screen: Screen;

  constructor(sigma: Sigma, screen: Screen) {
    this.#sigma = sigma;
    this.#screen = screen;
  }

  moveTo(view: View): void {
    const camera = this.#sigma.getCamera();
    if (prefersStill()) camera.setState(view);
    else void camera.animate(view, { duration: DURATION, easing: 'quadraticInOut' });
  }

  zoom(factor: number): void {
    const camera = this.#sigma.getCamera();
    this.moveTo({ x: camera.x, y: camera.y, ratio: camera.getBoundedRatio(camera.ratio * factor) });
  }

  /** Moves the picture by parts of its width and height. */
  pan(right: number, down: number): void {
    const { x, y, ratio } = this.#sigma.getCamera();
    this.moveTo({ x: x + right * ratio, y: y - down * ratio, ratio });
  }

  fitAll(): void {
    this.moveTo({ x: 0.5, y: 0.5, ratio: 1 });
  }

  /** Shows these papers as large as they fit beside what a panel covers. */
  fit(papers: ArrayLike<number>): void {
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const paper of Array.from(papers)) {
      const at = this.#screen.placeOf(paper);
      if (!at) continue;
      box.left = Math.min(box.left, at.x);
      box.right = Math.max(box.right, at.x);
      box.top = Math.min(box.top, at.y);
      box.bottom = Math.max(box.bottom, at.y);
    }
    if (box.left === Infinity) return;
    const { width, height } = this.#screen.size;
    const room = {
      width: Math.max(width - this.covered - 2 * BORDER, 80),
      height: Math.max(height - 2 * BORDER, 80),
    };
    const scale = Math.max((box.right - box.left) / room.width, (box.bottom - box.top) / room.height);
    const camera = this.#sigma.getCamera();
    const nearest = 0.12 * Math.min(1, 16 / Math.sqrt(this.#sigma.getGraph().order));
    const ratio = camera.getBoundedRatio(Math.max(camera.ratio * scale, nearest));
    this.centre({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }, ratio);
  }

  /** Moves only if the paper is out of sight or beneath a panel. */
  reveal(paper: number): void {
    const at = this.#screen.placeOf(paper);
    if (!at) return;
    const { width, height } = this.#screen.size;
    const seen = at.x > RIM && at.x < width - this.covered - RIM && at.y > RIM && at.y < height - RIM;
    if (!seen) this.centre(at);
  }

  /** The middle of what no panel covers. */
  get middle(): Point {
    const { width, height } = this.#screen.size;
    return { x: (width - this.covered) / 2, y: height / 2 };
  }

  /** Brings a place of the screen to the middle of what is not covered, at a zoom. */
  centre(place: Point, ratio = this.#sigma.getCamera().ratio): void {
    const target = this.#sigma.viewportToFramedGraph(place);
    const cameraState = { ...this.#sigma.getCamera().getState(), ...target, ratio };
    // Where the middle of the free part would lie, seen from the new view.
    const free = this.#sigma.viewportToFramedGraph(this.middle, { cameraState });
    this.moveTo({ x: 2 * target.x - free.x, y: 2 * target.y - free.y, ratio });
  }
}
