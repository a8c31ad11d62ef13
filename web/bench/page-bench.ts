import { effect } from '@preact/signals';
import Graph from 'graphology';
import Sigma from 'sigma';
import type { MapView, Scene } from '../map/map-view.ts';
import { askText, clearAsk } from '../state/actions/ask.ts';
import { clearSearch, search } from '../state/actions/search.ts';
import { state } from '../state/store.ts';
import type {} from './types.ts';

/** Time after which a hover counts as failed. */
const HOVER_TIMEOUT_MS = 20_000;
const POLL_MS = 100;

/** Distance of a camera step, as a share of the map. */
const STEP = 0.02;

/** The difference between the indexes of papers that are hovered in turn, so that they are far apart. */
const HOVER_STRIDE = 97;

/**
 * Makes the page measurable by bench/explorer.ts; only part of builds with `--mode bench`. With the hash `#bare`, the page
 * shows the same nodes and edges with Sigma alone.
 */
export function exposePageBench(): void {
  const dispose = effect(() => {
    const mapView = state.mapView.value;
    if (mapView && state.details.value) void waitForLabels().then(() => expose(mapView));
  });
  function expose(mapView: MapView): void {
    dispose();
    const scene = mapView.scene();
    if (!scene) return;
    const pan = (index: number) => mapView.pan(index % 2 ? STEP : -STEP, 0);
    window.papergraphBench = {
      papers: scene.nodes.length,
      edges: scene.edges.length,
      step: location.hash === '#bare' ? createBarePage(mapView, scene) : pan,
      hover: (index) => measureHover(mapView, index),
      ask: (text) => measure(() => askText(text), clearAsk),
      search: (text) => measure(() => search(text), clearSearch),
    };
  }
}

/** Waits until the labels are placed: the last background work after a map is opened. */
async function waitForLabels(): Promise<void> {
  while (performance.getEntriesByName('labels placed').length === 0)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

async function measure(task: () => Promise<void>, clear: () => void): Promise<number> {
  const start = performance.now();
  await task();
  const duration = performance.now() - start;
  clear();
  return duration;
}

/** Moves the mouse onto a node and waits until the overlay is painted. */
async function measureHover(mapView: MapView, index: number): Promise<number> {
  const { nodes, width, height } = mapView.scene()!;
  const target = document.querySelector<HTMLElement>('.sigma-mouse')!;
  const box = target.getBoundingClientRect();
  const visible = nodes.filter(({ x, y }) => x > 0 && x < width && y > 0 && y < height);
  const { x, y } = visible[(index * HOVER_STRIDE) % visible.length]!;
  const getLastPaint = () => performance.getEntriesByName('overlay').at(-1)?.startTime ?? 0;
  const start = performance.now();
  target.dispatchEvent(new MouseEvent('mousemove', { clientX: box.x + x, clientY: box.y + y, bubbles: true }));
  while (getLastPaint() < start) {
    if (performance.now() - start > HOVER_TIMEOUT_MS) throw new Error('hovering a paper did not highlight it');
    await new Promise(requestAnimationFrame);
  }
  return performance.now() - start;
}

/** Replaces the map by the same nodes and edges, drawn by Sigma alone. Returns a function that steps its camera. */
function createBarePage(mapView: MapView, { nodes, edges, height }: Scene): (index: number) => void {
  mapView.kill();
  const graph = new Graph({ type: 'undirected', multi: true });
  const nodeAt = new Map(nodes.map(({ x, y }, node) => [`${x} ${y}`, node]));
  for (const [node, { x, y, radius, color }] of nodes.entries())
    graph.addNode(node, { x, y: height - y, size: radius, color });
  for (const { from, to, width, color } of edges)
    graph.addEdge(nodeAt.get(`${from.x} ${from.y}`), nodeAt.get(`${to.x} ${to.y}`), { size: width, color });
  const sigma = new Sigma(graph, document.querySelector<HTMLElement>('.map')!);
  const camera = sigma.getCamera();
  return (index) => camera.setState({ x: camera.x + (index % 2 ? STEP : -STEP) });
}
