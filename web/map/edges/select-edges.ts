import type { AdjacencyLists } from '../../worker/protocol.ts';
import type { DrawnEdges, Edge } from '../types.ts';

/** Maximum number of edges drawn when the whole map is in view. More edges would be slow and could not be told apart. */
const MAX_EDGES = 15_000;

/** Returns how many edges are drawn when the whole map is in view and nothing is filtered. */
export const drawnEdgeCount = (adjacency: AdjacencyLists | null) =>
  Math.min(MAX_EDGES, (adjacency?.ids.length ?? 0) / 2);

/** No edges. */
export const NO_EDGES: DrawnEdges = { list: [], has: () => false };

/**
 * Selects up to `maxEdges` edges: the strongest edge of every paper, then the second strongest of every paper, and so on. If
 * the last round does not fit, its most similar edges are selected.
 *
 * The result is in drawing order, so that strong edges and edges within a topic are drawn last and stay visible.
 *
 * @param topicOf the topic of each paper.
 * @param positions x and y of each paper; edges of papers at NaN are not selected.
 */
export function selectEdges(
  adjacency: AdjacencyLists,
  topicOf: ArrayLike<number>,
  positions: Float32Array,
  maxEdges: number,
): DrawnEdges {
  const paperCount = topicOf.length;
  const keyOf = (a: number, b: number) => Math.min(a, b) * paperCount + Math.max(a, b);
  const isPlaced = (paper: number) => !Number.isNaN(positions[2 * paper]!);
  const selected = new Set<number>();
  const list: Edge[] = [];
  for (let rank = 0, hasMore = true; hasMore && list.length < maxEdges; rank++) {
    hasMore = false;
    const round: Edge[] = [];
    for (let paper = 0; paper < paperCount; paper++) {
      const k = adjacency.starts[paper]! + rank;
      if (k >= adjacency.starts[paper + 1]!) continue;
      hasMore = true;
      const neighbor = adjacency.ids[k]!;
      if (selected.has(keyOf(paper, neighbor)) || !isPlaced(paper) || !isPlaced(neighbor)) continue;
      selected.add(keyOf(paper, neighbor));
      round.push(createEdge(paper, neighbor, adjacency.similarities[k]!));
    }
    const capacity = maxEdges - list.length;
    if (round.length > capacity)
      round.sort((a, b) => b.similarity - a.similarity || a.source - b.source || a.target - b.target);
    for (const { source, target } of round.splice(capacity)) selected.delete(keyOf(source, target));
    for (const edge of round) list.push(edge);
  }
  const isWithinTopic = ({ source, target }: Edge) => Number(topicOf[source] === topicOf[target]);
  list.sort((a, b) => isWithinTopic(a) - isWithinTopic(b) || a.similarity - b.similarity);
  return { list, has: (a, b) => selected.has(keyOf(a, b)) };
}

/** Creates an edge whose `source` is the smaller of two papers. */
export const createEdge = (a: number, b: number, similarity: number): Edge => ({
  source: Math.min(a, b),
  target: Math.max(a, b),
  similarity,
});
