import type Sigma from 'sigma';
import type { NetworkEvents } from './types.ts';
import type { Screen } from './viewport.ts';

/** How near the pointer has to come, in pixels. */
const REACH = { mouse: 12, touch: 24 };

/** Tells which paper is pointed at and which is chosen, and, until `signal`, when the driver drops the picture and gives it back. */
export function listen(sigma: Sigma, screen: Screen, events: NetworkEvents, signal: AbortSignal): void {
  const container = sigma.getContainer();
  // Sigma would read back a picture at every move of the mouse, and wait for it, to find the dot; our grid knows it.
  sigma.getMouseCaptor().removeAllListeners('mousemove');
  let last: number | null = null;
  const point = (paper: number | null) => {
    if (paper === last) return;
    last = paper;
    container.classList.toggle('pointing', paper !== null);
    events.hover(paper);
  };
  let place = { x: 0, y: 0 };
  sigma.on('moveBody', ({ event }) => {
    const { original } = event;
    if (!(original instanceof MouseEvent) || original.buttons !== 0) return;
    place = { x: event.x, y: event.y };
    point(screen.nearest(place, REACH.mouse));
  });
  // The camera may have moved the paper away from under the pointer.
  sigma.on('afterRender', () => {
    if (last !== null) point(screen.nearest(place, REACH.mouse));
  });
  sigma.on('leaveStage', () => point(null));
  sigma.on('clickStage', ({ event }) => {
    const reach = event.original instanceof MouseEvent ? REACH.mouse : REACH.touch;
    events.click(screen.nearest(event, reach));
  });
  for (const canvas of Object.values(sigma.getCanvases())) {
    const lost = (event: Event) => {
      event.preventDefault();
      events.lost();
    };
    canvas.addEventListener('webglcontextlost', lost, { signal });
    canvas.addEventListener('webglcontextrestored', events.restored, { signal });
  }
}
