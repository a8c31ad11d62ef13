import type Sigma from 'sigma';
import type { LabelLayer } from '../labels/label-layer.ts';
import type { MapViewEvents, Point } from '../types.ts';
import type { Viewport } from './viewport.ts';

/** Maximum distance in pixels between the pointer and the paper that it hits. */
const MAX_DISTANCE = { mouse: 12, touch: 24 };

/** Reports hovered and clicked papers, clicked topic labels, and lost and restored WebGL contexts until `signal` is aborted. */
export function listen(
  sigma: Sigma,
  viewport: Viewport,
  topicAt: LabelLayer['topicAt'],
  events: MapViewEvents,
  signal: AbortSignal,
): void {
  const find = (position: Point, maxDistance: number) => {
    const label = topicAt(position.x, position.y);
    if (label && !label.isDimmed) return { topic: label.topic };
    // A dimmed label does not prevent clicks on the papers that stand out.
    const paper = viewport.nearestPaper(position, maxDistance);
    return paper === null && label ? { topic: label.topic } : { paper };
  };
  trackHover(sigma, (position) => find(position, MAX_DISTANCE.mouse), events);
  sigma.on('clickStage', ({ event }) => {
    const isMouse = event.original instanceof MouseEvent;
    const target = find(event, isMouse ? MAX_DISTANCE.mouse : MAX_DISTANCE.touch);
    if ('topic' in target) events.onTopicClick(target.topic);
    else events.onClick(target.paper);
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

/** What is under the pointer: the label of a topic, a paper, or nothing. */
type Target = { topic: number } | { paper: number | null };

function trackHover(sigma: Sigma, find: (position: Point) => Target, events: MapViewEvents): void {
  const container = sigma.getContainer();
  // On each mouse move Sigma reads pixels back from the GPU to find the node, which stalls. The spatial index is faster.
  sigma.getMouseCaptor().removeAllListeners('mousemove');
  let hovered: number | null = null;
  let isPointing = false;
  const hover = (target: Target) => {
    const paper = 'topic' in target ? null : target.paper;
    isPointing = paper !== null || 'topic' in target;
    container.classList.toggle('pointing', isPointing);
    if (paper === hovered) return;
    hovered = paper;
    events.onHover(paper);
  };
  let position = { x: 0, y: 0 };
  sigma.on('moveBody', ({ event }) => {
    const { original } = event;
    if (!(original instanceof MouseEvent) || original.buttons !== 0) return;
    position = { x: event.x, y: event.y };
    hover(find(position));
  });
  // The camera may have moved the paper or the label away from the pointer.
  sigma.on('afterRender', () => {
    if (isPointing) hover(find(position));
  });
  sigma.on('leaveStage', () => hover({ paper: null }));
}
