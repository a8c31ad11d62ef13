import Graph from 'graphology';
import type { Edge } from '../types.ts';

/** Number of papers added before the page may handle events. */
const CHUNK_SIZE = 10_000;

/** The graph that Sigma draws: the papers that have a position, and the drawn edges. */
export class PaperGraph {
  /** Nodes have the attributes `x`, `y` and `paper`; edges those of `Edge`. */
  readonly graph = new Graph({ type: 'undirected' });

  /** Adds all papers in chunks. */
  async addAll(positions: Float32Array): Promise<void> {
    for (let paper = 0; 2 * paper < positions.length; paper++) {
      if (paper % CHUNK_SIZE === CHUNK_SIZE - 1) await new Promise((resolve) => setTimeout(resolve));
      this.#add(paper, positions);
    }
  }

  /** Moves all papers. Those without a position stay where they are; the caller hides them. */
  setPositions(positions: Float32Array): void {
    this.graph.updateEachNodeAttributes(
      (node, attributes) => {
        const [x, y] = [positions[2 * Number(node)]!, positions[2 * Number(node) + 1]!];
        return Number.isNaN(x) ? attributes : { ...attributes, x, y };
      },
      { attributes: ['x', 'y'] },
    );
  }

  /** Replaces the edges. */
  setEdges(edges: readonly Edge[]): void {
    // Even if there are no edges, clearing them would make Sigma process every node.
    if (this.graph.size > 0) this.graph.clearEdges();
    for (const edge of edges) this.graph.addUndirectedEdge(edge.source, edge.target, edge);
  }

  /** Adds a paper if it has a position. */
  #add(paper: number, positions: Float32Array): void {
    const [x, y] = [positions[2 * paper]!, positions[2 * paper + 1]!];
    if (!Number.isNaN(x)) this.graph.addNode(paper, { x, y, paper });
  }
}
