import Graph from 'graphology';
import type { Edges, PaperMap, Topic } from '../model/map.ts';
import type { SparseRows } from '../model/sparse.ts';
import { type AttributeOptions, describe, type PaperAttributes, type SimilarityAttributes } from './attributes.ts';

/** The union of both directions: a pair is an edge when either paper is among the other's neighbours. */
export function edgesOf({ starts, ids, values }: SparseRows): Edges {
  const papers = starts.length - 1;
  const later = mentionsByLater({ starts, ids, values });
  const sources = new Uint32Array(ids.length);
  const targets = new Uint32Array(ids.length);
  const weights = new Float64Array(ids.length);
  let end = 0;
  for (let paper = 0; paper < papers; paper++) {
    const first = end;
    const put = (target: number, weight: number) => {
      // What a paper has of neighbours is little: each is put in where it belongs.
      let at = end;
      while (at > first && targets[at - 1]! > target) at--;
      if (at > first && targets[at - 1] === target) return;
      targets.copyWithin(at + 1, at, end);
      weights.copyWithin(at + 1, at, end);
      targets[at] = target;
      weights[at] = weight;
      sources[end++] = paper;
    };
    for (let k = later.starts[paper]!; k < later.starts[paper + 1]!; k++) put(later.ids[k]!, later.values[k]!);
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) if (ids[k]! > paper) put(ids[k]!, values[k]!);
  }
  return { sources: sources.slice(0, end), targets: targets.slice(0, end), weights: weights.slice(0, end) };
}

/** For each paper the later ones that have it among their neighbours, ascending. */
function mentionsByLater({ starts, ids, values }: SparseRows): SparseRows {
  const papers = starts.length - 1;
  const found = {
    starts: new Uint32Array(papers + 1),
    ids: new Uint32Array(ids.length),
    values: new Float64Array(ids.length),
  };
  const eachEarlier = (visit: (earlier: number, paper: number, k: number) => void) => {
    for (let paper = 0; paper < papers; paper++)
      for (let k = starts[paper]!; k < starts[paper + 1]!; k++) if (ids[k]! < paper) visit(ids[k]!, paper, k);
  };
  eachEarlier((earlier) => {
    found.starts[earlier + 1]!++;
  });
  for (let paper = 0; paper < papers; paper++) found.starts[paper + 1]! += found.starts[paper]!;
  const next = found.starts.slice();
  eachEarlier((earlier, paper, k) => {
    const at = next[earlier]!++;
    found.ids[at] = paper;
    found.values[at] = values[k]!;
  });
  return found;
}

/**
 * The map as an undirected graphology graph, for whoever wants to go on computing. Nodes are keyed by paper id and carry
 * {@link PaperAttributes}, edges carry {@link SimilarityAttributes}; the graph's own attributes are the topics. Nodes and
 * edges come in the map's order.
 */
export function buildGraph(
  map: PaperMap,
  options: AttributeOptions = {},
): Graph<PaperAttributes, SimilarityAttributes, { topics: Topic[] }> {
  const graph = new Graph<PaperAttributes, SimilarityAttributes, { topics: Topic[] }>({ type: 'undirected' });
  const describer = describe(map, options);
  graph.setAttribute('topics', map.topics);
  map.papers.forEach((paper, i) => {
    graph.addNode(paper.id, describer.paper(i));
  });
  for (let k = 0; k < map.edges.weights.length; k++)
    graph.addUndirectedEdge(
      map.papers[map.edges.sources[k]!]!.id,
      map.papers[map.edges.targets[k]!]!.id,
      describer.edge(k),
    );
  return graph;
}
