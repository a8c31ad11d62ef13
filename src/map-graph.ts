import { CONCEPT_STAGE_OPTIONS, findConcepts } from './concepts/find-concepts.ts';
import { buildEdges } from './graph/build.ts';
import type { Edges } from './model/map.ts';
import { NETWORK_NODES, type Network } from './model/network.ts';
import { pickOptions } from './model/option-table.ts';
import type { Hooks } from './model/options.ts';
import type { Paper } from './model/paper.ts';
import type { SparseRows, TermRows } from './model/sparse.ts';
import type { PaperVectors } from './model/vectors.ts';
import { buildNetwork } from './networks/build-network.ts';
import { findStrongestNeighbors } from './networks/neighbors.ts';
import { NETWORK_OPTIONS, type NetworkOptions } from './networks/network-options.ts';
import { sumRows, toUnitRows } from './networks/nodes/items.ts';
import { createReplacer, replaceNames } from './networks/thesaurus.ts';
import type { Join } from './similarity/join/join.ts';
import { JOIN_DEFAULTS, JOIN_OPTIONS, type JoinOptions } from './similarity/join/join-options.ts';
import type { RunStage } from './stage-runner.ts';
import { findFusedNeighbors } from './vectors/fused-neighbors.ts';
import type { MatchedVectors } from './vectors/match-vectors.ts';
import { hasVector } from './vectors/quantize.ts';

/** The graph that a map shows. */
export interface MapGraph {
  /** The nodes: papers, or what stands for authors, keywords, concepts or cited works. */
  papers: readonly Paper[];
  /** Term rows of the nodes. */
  rows: TermRows;
  neighbors: SparseRows;
  edges: Edges;
  /** The edges with the weights that topics are found by. */
  weighted: Edges;
  /** Rows by whose cosines the layout is judged. */
  judged: TermRows;
  network?: Network;
  /** Vectors that the neighbors are fused with. */
  vectors?: Omit<PaperVectors, 'file'>;
}

/** Papers, weighed as the network needs them. */
interface WeighedPapers {
  papers: Paper[];
  rows: TermRows;
  /** Number of terms. */
  terms: number;
  /** Vectors of the papers, to fuse with the similarity of texts. */
  vectors?: MatchedVectors;
}

/**
 * Returns the papers as a network weighs them, with the authors that a thesaurus names. In other networks than the similarity of texts, papers without an abstract have a place on
 * the map; their titles stand for their texts. So they do for papers without an abstract that have a vector.
 */
export function toWeighablePapers(
  papers: Paper[],
  { network = 'similarity', thesaurus = [] }: NetworkOptions,
  vectors?: MatchedVectors,
): Paper[] {
  const replace = createReplacer(thesaurus);
  const named =
    thesaurus.length === 0
      ? papers
      : papers.map((paper) => (paper.authors ? { ...paper, authors: replaceNames(paper.authors, replace) } : paper));
  return network === 'similarity' && !vectors
    ? named
    : named.map((paper, i) =>
        paper.abstract || (vectors && !hasVector(vectors, i)) ? paper : { ...paper, abstract: paper.title },
      );
}

/** Builds the graph of a map: that of similarities, or another network. */
export async function buildMapGraph(
  { papers, rows, terms, vectors }: WeighedPapers,
  settings: NetworkOptions & JoinOptions & { concepts?: boolean },
  join: Join,
  hooks: Hooks,
  runStage: RunStage,
): Promise<MapGraph> {
  const options = pickOptions(NETWORK_OPTIONS, settings);
  const { network = 'similarity' } = options;
  if (vectors) {
    const fused = await runStage('join', () =>
      findFusedNeighbors(rows, vectors, pickOptions(JOIN_OPTIONS, settings), join, hooks),
    );
    const edges = await runStage('graph', () => buildEdges(fused.neighbors, hooks));
    const { neighbors, ...ranks } = fused;
    return { papers, rows, neighbors, edges, weighted: edges, judged: rows, vectors: { ...vectors, ...ranks } };
  }
  const hasPaperNodes = NETWORK_NODES[network] === 'papers';
  const neighbors = hasPaperNodes
    ? await runStage('join', () => join(rows, pickOptions(JOIN_OPTIONS, settings), hooks))
    : undefined;
  const similarity =
    neighbors && (network === 'similarity' || network === 'combination')
      ? await runStage('graph', () => buildEdges(neighbors, hooks))
      : undefined;
  if (network === 'similarity' && neighbors && similarity)
    return { papers, rows, neighbors, edges: similarity, weighted: similarity, judged: rows };
  const concepts =
    network === 'concepts' && settings.concepts !== false
      ? await runStage('concepts', () => findConcepts(papers, pickOptions(CONCEPT_STAGE_OPTIONS, settings), hooks))
      : undefined;
  return runStage('network', async () => {
    const name = network as Network['name'];
    const input = { papers, rows, ...(similarity && { similarity }), ...(concepts && { concepts }) };
    const built = await buildNetwork(input, { ...options, network: name }, hooks);
    const { edges, incidence, items = papers } = built;
    const weights = name === 'combination' ? edges.weights : built.network.counts;
    return {
      papers: items,
      rows: built.items ? await sumRows(rows, incidence, terms, hooks.signal) : rows,
      neighbors:
        neighbors ?? findStrongestNeighbors(edges, items.length, settings.neighbors ?? JOIN_DEFAULTS.neighbors),
      edges,
      weighted: { ...edges, weights },
      judged: name === 'combination' ? rows : toUnitRows(incidence),
      network: built.network,
    };
  });
}
