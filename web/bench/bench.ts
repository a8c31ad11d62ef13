import { effect } from '@preact/signals';
import Graph from 'graphology';
import Sigma from 'sigma';
import type { Network, Scene } from '../map/map-view.ts';
import { askText, clearAsked } from '../state/actions/ask.ts';
import { clearSearch, search } from '../state/actions/find.ts';
import { state } from '../state/store.ts';
import type {} from './bench-window.ts';

/** Milliseconds after which something that was asked for will not happen. */
const PATIENCE = 20_000;

/** Offers the page to bench/explorer.ts; built in only with the mode "bench". `#bare` stands for Sigma alone. */
export function offerToBench(): void {
  const end = effect(() => {
    const picture = state.drawn.value;
    if (picture && state.details.value) void lettered().then(() => offer(picture));
  });
  async function offer(picture: Network): Promise<void> {
    end();
    const scene = picture.scene();
    if (!scene) return;
    const pan = (at: number) => picture.pan(at % 2 ? 0.02 : -0.02, 0);
    window.papergraphBench = {
      papers: scene.dots.length,
      links: scene.lines.length,
      step: location.hash === '#bare' ? bareStep(picture, scene) : pan,
      hover: (at) => hover(picture, at),
      ask: (text) => timed(() => askText(text), clearAsked),
      search: (text) => timed(() => search(text), clearSearch),
    };
  }
}

/** Waits until all names have their places: nothing of ours runs then but what the bench asks for. */
async function lettered(): Promise<void> {
  while (performance.getEntriesByName('lettered').length === 0) await new Promise((wait) => setTimeout(wait, 100));
}

async function timed(act: () => Promise<void>, clear: () => void): Promise<number> {
  const start = performance.now();
  await act();
  const passed = performance.now() - start;
  clear();
  return passed;
}

/** Moves the mouse onto a dot, and waits until our layers are painted. */
async function hover(picture: Network, at: number): Promise<number> {
  const { dots, width, height } = picture.scene()!;
  const mouse = document.querySelector<HTMLElement>('.sigma-mouse')!;
  const box = mouse.getBoundingClientRect();
  const inView = dots.filter(({ x, y }) => x > 0 && x < width && y > 0 && y < height);
  const { x, y } = inView[(at * 97) % inView.length]!;
  const painted = () => performance.getEntriesByName('own layers').at(-1)?.startTime ?? 0;
  const start = performance.now();
  mouse.dispatchEvent(new MouseEvent('mousemove', { clientX: box.x + x, clientY: box.y + y, bubbles: true }));
  while (painted() < start) {
    if (performance.now() - start > PATIENCE) throw new Error('no paper stood out where the mouse went');
    await new Promise(requestAnimationFrame);
  }
  return performance.now() - start;
}

/** The same dots and links on a Sigma with nothing of ours. */
function bareStep(picture: Network, { dots, lines, height }: Scene): (at: number) => void {
  picture.kill();
  const graph = new Graph({ type: 'undirected', multi: true });
  const keys = new Map(dots.map(({ x, y }, at) => [`${x} ${y}`, at]));
  for (const [at, { x, y, radius, colour }] of dots.entries())
    graph.addNode(at, { x, y: height - y, size: radius, color: colour });
  for (const { from, to, width, colour } of lines)
    graph.addEdge(keys.get(`${from.x} ${from.y}`), keys.get(`${to.x} ${to.y}`), { size: width, color: colour });
  const sigma = new Sigma(graph, document.querySelector<HTMLElement>('.map')!);
  const camera = sigma.getCamera();
  return (at) => camera.setState({ x: camera.x + (at % 2 ? 0.02 : -0.02) });
}
