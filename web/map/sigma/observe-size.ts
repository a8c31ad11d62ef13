import type Sigma from 'sigma';
import { onPixelRatioChange } from '../pixel-ratio.ts';

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
  const resize = () => {
    // Sigma throws if its container has no size.
    if (container.offsetWidth === 0 || container.offsetHeight === 0) return;
    // As long as the CSS size stays the same, Sigma resizes its canvases only if forced.
    sigma.resize(window.devicePixelRatio !== pixelRatio).scheduleRender();
  };
  const observer = new ResizeObserver(resize);
  observer.observe(container);
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  onPixelRatioChange(resize, signal);
}
