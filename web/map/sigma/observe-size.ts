import type Sigma from 'sigma';
import { onPixelRatioChange } from '../pixel-ratio.ts';

/** Gives Sigma the size of its container, unless it has this size already and is not forced. */
export function fitContainer(sigma: Sigma, container: HTMLElement, isForced = false): void {
  // Sigma throws if its container has no size.
  if (container.offsetWidth > 0 && container.offsetHeight > 0) sigma.resize(isForced).scheduleRender();
}

/**
 * Resizes Sigma when the size of its container or the device pixel ratio changes, until `signal` is aborted.
 *
 * @param onResize called after Sigma has resized its layers.
 */
export function observeSize(sigma: Sigma, container: HTMLElement, onResize: () => void, signal: AbortSignal): void {
  let pixelRatio = window.devicePixelRatio;
  sigma.on('resize', () => {
    pixelRatio = window.devicePixelRatio;
    onResize();
  });
  // As long as the CSS size stays the same, Sigma resizes its canvases only if forced.
  const resize = () => fitContainer(sigma, container, window.devicePixelRatio !== pixelRatio);
  const observer = new ResizeObserver(resize);
  observer.observe(container);
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  onPixelRatioChange(resize, signal);
}
