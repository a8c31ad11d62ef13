import { effect } from '@preact/signals';
import Graph from 'graphology';
import Sigma from 'sigma';
import type {} from './bench-window.ts';
import type { Network, Scene } from './network/network.ts';
import { state } from './state.ts';

/** Offers the page to bench/explorer.ts; built in only with the mode "bench". `#bare` stands for Sigma alone. */
export function offerToBench(): void {
  effect(() => {
    const picture = state.drawn.value;
    if (!picture || !state.links.value || window.papergraphBench) return;
    const scene = picture.scene();
    if (!scene) return;
    const counts = { papers: scene.dots.length, links: scene.lines.length };
    const step =
      location.hash === '#bare' ? bareStep(picture, scene) : (at: number) => picture.pan(at % 2 ? 0.02 : -0.02, 0);
    window.papergraphBench = { step, ...counts };
  });
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
