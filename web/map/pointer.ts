import type Sigma from 'sigma';
import type { MapViewEvents } from './types.ts';
import type { Viewport } from './viewport.ts';

/** Maximum distance in pixels between the pointer and the paper that it hits. */
const MAX_DISTANCE = { mouse: 12, touch: 24 };

/** Reports hovered and clicked papers, and lost and restored WebGL contexts until `signal` is aborted. */
export function listen(sigma: Sigma, viewport: Viewport, events: MapViewEvents, signal: AbortSignal): void {
  trackHover(sigma, viewport, events);
  sigma.on('clickStage', ({ event }) => {
    const isMouse = event.original instanceof MouseEvent;
    events.onClick(viewport.nearestPaper(event, isMouse ? MAX_DISTANCE.mouse : MAX_DISTANCE.touch));
  });
  for (const canvas of Object.values(sigma.getCanvases())) {
    const handleLoss = (event: Event) => {
      // Without this, the browser does not restore the context.
      event.preventDefault();
      events.onContextLost();
    };
    canvas.addEventListener('webglcontextlost', handleLoss, { signal });
    canvas.addEventListener('webglcontextrestored', events.onContextRestored, { signal });
  }
}

function trackHover(sigma: Sigma, viewport: Viewport, events: MapViewEvents): void {
  const container = sigma.getContainer();
  // On each mouse move Sigma reads pixels back from the GPU to find the node, which stalls. The spatial index is faster.
  sigma.getMouseCaptor().removeAllListeners('mousemove');
  let hovered: number | null = null;
  const hover = (paper: number | null) => {
    if (paper === hovered) return;
    hovered = paper;
    container.classList.toggle('pointing', paper !== null);
    events.onHover(paper);
  };
  let position = { x: 0, y: 0 };
  sigma.on('moveBody', ({ event }) => {
    const { original } = event;
    if (!(original instanceof MouseEvent) || original.buttons !== 0) return;
    position = { x: event.x, y: event.y };
    hover(viewport.nearestPaper(position, MAX_DISTANCE.mouse));
  });
  // The camera may have moved the paper away from the pointer.
  sigma.on('afterRender', () => {
    if (hovered !== null) hover(viewport.nearestPaper(position, MAX_DISTANCE.mouse));
  });
  sigma.on('leaveStage', () => hover(null));
}
