import { createEdgeColors, getControlPoint, getEdgeWidth, isEdgeVisible } from './edges/edge-style.ts';
import type { Edge, MapStyle, MapViewState, Scene } from './types.ts';
import type { Viewport } from './viewport/viewport.ts';

/** Maximum number of edges drawn as arcs. An arc takes the GPU many times as long as a line. */
export const MAX_CURVED_EDGES = 4000;

/** Computes how nodes and edges are drawn, for Sigma's reducers, for the overlay and for exported images. */
export class DisplayData {
  readonly #state: MapViewState;
  /** The edge colors of the style that they were created for. */
  #edgeColors: { style: MapStyle; colorOf: (edge: Edge) => string } | undefined;

  constructor(state: MapViewState) {
    this.#state = state;
  }

  /** Whether Sigma draws edges as arcs. */
  get isCurved(): boolean {
    return this.#state.style.curvedEdges && this.#state.drawnEdges.list.length <= MAX_CURVED_EDGES;
  }

  /** Returns the color of an edge. */
  edgeColor(edge: Edge): string {
    const { style } = this.#state;
    if (this.#edgeColors?.style !== style) this.#edgeColors = { style, colorOf: createEdgeColors(style) };
    return this.#edgeColors.colorOf(edge);
  }

  /** Returns the display attributes of a paper's node for Sigma. */
  node(paper: number) {
    const { nodes, style } = this.#state;
    const { visible, sizes, colors, colorIndex, theme } = style;
    const isVisible = visible[paper] === 1;
    return {
      size: isVisible ? sizes[paper]! : Math.max(1, sizes[paper]! * 0.6),
      color: isVisible ? colors[colorIndex[paper]!]! : theme.filteredOut,
      borderColor: theme.background,
      // Removing the node from the graph would make Sigma process all others.
      hidden: Number.isNaN(nodes.positions[2 * paper]!),
    };
  }

  /** Returns the display attributes of an edge for Sigma. */
  edge(edge: Edge) {
    const type = this.isCurved ? 'arc' : 'line';
    if (!isEdgeVisible(edge, this.#state.style)) return { type, hidden: true };
    return { type, size: getEdgeWidth(edge.similarity), color: this.edgeColor(edge) };
  }

  /**
   * Returns the nodes and edges that Sigma draws in the current view.
   *
   * @param scaleSize converts a node size to pixels (Sigma's method of that name).
   */
  scene(viewport: Viewport, scaleSize: (size: number) => number): Omit<Scene, 'density'> {
    const { nodes: mapNodes, style, drawnEdges } = this.#state;
    const positions = Array.from(mapNodes.ids, (_, paper) => viewport.positionOf(paper));
    const nodes: Scene['nodes'] = [];
    positions.forEach((position, paper) => {
      if (!position) return;
      const { size, color } = this.node(paper);
      nodes.push({ ...position, paper, radius: scaleSize(size), color });
    });
    const { isCurved } = this;
    const edges: Scene['edges'] = [];
    for (const edge of drawnEdges.list) {
      const [from, to] = [positions[edge.source], positions[edge.target]];
      if (!from || !to || !isEdgeVisible(edge, style)) continue;
      const controlPoint = isCurved ? getControlPoint(from, to) : null;
      edges.push({ from, to, controlPoint, width: getEdgeWidth(edge.similarity), color: this.edgeColor(edge) });
    }
    return { ...viewport.size, nodes, edges };
  }
}
