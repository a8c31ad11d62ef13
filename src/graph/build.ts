import Graph, { type UndirectedGraph } from 'graphology';
import type { Edges, PaperMap, Topic } from '../model/map.ts';
import { checkOptions } from '../model/option-table.ts';
import type { Hooks } from '../model/options.ts';
import type { SparseRows } from '../model/sparse.ts';
import { forEachRange, isPauseDue, pause } from '../util/pause.ts';
import { transpose } from '../util/transpose.ts';
import {
  ATTRIBUTE_OPTIONS,
  type AttributeOptions,
  describeMap,
  type PaperAttributes,
  type SimilarityAttributes,
} from './attributes.ts';

/** Number of papers that are processed between two checks whether a pause is due. */
const PAPERS_PER_RANGE = 1 << 11;

/**
 * Builds the similarity graph: two papers are connected when either of them is among the neighbors of the other.
 * @param neighbors Nearest neighbors of each paper, as returned by `join`.
 * @throws the reason of the signal if it is aborted
 */
export async function buildEdges(neighbors: SparseRows, { signal }: Hooks = {}): Promise<Edges> {
  const { starts, ids, values } = neighbors;
  const papers = starts.length - 1;
  const reverse = await transpose(neighbors, papers, signal);
  const sources = new Uint32Array(ids.length);
  const targets = new Uint32Array(ids.length);
  const weights = new Float64Array(ids.length);
  let end = 0;
  const addEdgesOf = (paper: number) => {
    const start = end;
    const insert = (target: number, weight: number) => {
      if (target < paper) return;
      // A paper has few neighbors, so that insertion sort is fast.
      let position = end;
      while (position > start && targets[position - 1]! > target) position--;
      if (position > start && targets[position - 1] === target) {
        // Cosines are equal in both directions; the scores of fused rankings are not, and the higher one counts.
        weights[position - 1] = Math.max(weights[position - 1]!, weight);
        return;
      }
      targets.copyWithin(position + 1, position, end);
      weights.copyWithin(position + 1, position, end);
      targets[position] = target;
      weights[position] = weight;
      sources[end++] = paper;
    };
    for (let k = reverse.starts[paper]!; k < reverse.starts[paper + 1]!; k++)
      insert(reverse.ids[k]!, reverse.values[k]!);
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) insert(ids[k]!, values[k]!);
  };
  await forEachRange(papers, PAPERS_PER_RANGE, signal, (firstPaper, endPaper) => {
    for (let paper = firstPaper; paper < endPaper; paper++) addEdgesOf(paper);
  });
  const edges = { sources: sources.slice(0, end), targets: targets.slice(0, end), weights: weights.slice(0, end) };
  if (isPauseDue()) await pause(signal);
  return edges;
}

/**
 * Returns a map as an undirected graphology graph, for further analysis.
 *
 * The key of a node is the id of its paper. Nodes have {@link PaperAttributes}, edges have {@link SimilarityAttributes}, and the
 * graph has the attribute `topics`. Nodes and edges have the order of the map.
 */
export function buildGraph(
  map: PaperMap,
  options: AttributeOptions = {},
): UndirectedGraph<PaperAttributes, SimilarityAttributes, { topics: Topic[] }> {
  checkOptions(ATTRIBUTE_OPTIONS, options, 'buildGraph');
  const graph = new Graph<PaperAttributes, SimilarityAttributes, { topics: Topic[] }>({ type: 'undirected' });
  const describer = describeMap(map, options);
  graph.setAttribute('topics', map.topics);
  map.papers.forEach((paper, i) => {
    graph.addNode(paper.id, describer.paper(i));
  });
  const { sources, targets, weights } = map.edges;
  for (let k = 0; k < weights.length; k++)
    graph.addUndirectedEdge(map.papers[sources[k]!]!.id, map.papers[targets[k]!]!.id, describer.edge(k));
  return graph;
}
