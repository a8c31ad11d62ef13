import type { Edge, MapViewState } from '../types.ts';
import type { Viewport } from '../viewport/viewport.ts';
import { isEdgeVisible } from './edge-style.ts';
import { createEdge } from './select-edges.ts';

/** Maximum number of papers in view, and approximate maximum number of edges, for which edges are added. */
const MAX_NEARBY = 2000;

/** Number of edges per paper that may lead out of view; more would only clutter the map. */
const MAX_LEADING_OUT = 2;

/**
 * Yields the edges of the papers in view that Sigma does not draw. The fewer papers are in view, the more edges of each paper
 * are included; with more than `MAX_NEARBY` papers there are none.
 */
export function* findNearbyEdges({ adjacency, drawnEdges, style }: MapViewState, viewport: Viewport): Iterable<Edge> {
  if (!adjacency || drawnEdges.list.length * 2 >= adjacency.ids.length) return;
  const papers: number[] = [];
  viewport.forEachPaperInView((paper) => {
    if (style.visible[paper] && papers.length <= MAX_NEARBY) papers.push(paper);
  });
  if (papers.length > MAX_NEARBY) return;
  const edgesPerPaper = Math.floor(MAX_NEARBY / papers.length);
  const inView = new Set(papers);
  for (const paper of papers) {
    const start = adjacency.starts[paper]!;
    const end = Math.min(adjacency.starts[paper + 1]!, start + edgesPerPaper);
    for (let k = start; k < end; k++) {
      const neighbor = adjacency.ids[k]!;
      if (!inView.has(neighbor) && k >= start + MAX_LEADING_OUT) continue;
      const edge = createEdge(paper, neighbor, adjacency.similarities[k]!);
      if (isEdgeVisible(edge, style) && !drawnEdges.has(paper, neighbor)) yield edge;
    }
  }
}
