import type Graph from 'graphology';
import Sigma from 'sigma';
import type { DisplayData } from '../display-data.ts';
import { prefersReducedMotion } from '../viewport/camera.ts';
import { ArcProgram, BorderedNodeProgram, LineProgram, NodeProgram } from './programs.ts';

/** Maximum number of papers whose nodes are drawn with a border that separates them from their neighbors. */
const MAX_BORDERED_NODES = 3000;

/**
 * Creates the Sigma instance that draws the graph.
 *
 * @param graph nodes have the attributes `x`, `y` and `paper`; edges those of `Edge`.
 */
export function createSigma(graph: Graph, container: HTMLElement, displayData: DisplayData): Sigma {
  const duration = prefersReducedMotion() ? 0 : 200;
  const shorterSide = Math.min(container.clientWidth, container.clientHeight);
  const sigma = new Sigma(graph, container, {
    renderLabels: false,
    enableEdgeEvents: false,
    // Large views have space for the toolbar at the top.
    stagePadding: Math.max(36, Math.min(64, shorterSide / 12)),
    minEdgeThickness: 0.6,
    minCameraRatio: 0.004,
    maxCameraRatio: 2.5,
    doubleClickZoomingDuration: duration,
    zoomDuration: duration,
    inertiaDuration: duration,
    zoomToSizeRatioFunction: (ratio) => ratio ** 0.4,
    defaultNodeType: 'dot',
    defaultEdgeType: 'line',
    nodeProgramClasses: { dot: graph.order <= MAX_BORDERED_NODES ? BorderedNodeProgram : NodeProgram },
    nodeHoverProgramClasses: { dot: NodeProgram },
    edgeProgramClasses: { line: LineProgram, arc: ArcProgram },
    nodeReducer: (_, { x, y, paper }) => ({ x, y, ...displayData.node(paper) }),
    edgeReducer: (_, { source, target, similarity }) => displayData.edge({ source, target, similarity }),
  });
  // On every turn of the wheel and every click, Sigma waits for the GPU to find the node under the pointer. The nodes have no
  // picking pass, and the spatial index finds them.
  Object.assign(sigma, { getNodeAtPosition: () => null });
  // Without a fixed bounding box, hiding a paper at the border would move all others.
  sigma.setCustomBBox(sigma.getBBox());
  return sigma;
}

/** Records how long Sigma renders each frame, for the benchmark. */
export function measureRendering(sigma: Sigma): void {
  let start = 0;
  sigma.on('beforeRender', () => {
    start = performance.now();
  });
  sigma.on('afterRender', () => performance.measure('sigma render', { start }));
}
