import { describeMap, type SimilarityAttributes } from '../graph/attributes.ts';
import { measureAtOnce, strongestBurst } from '../graph/measures/measures.ts';
import type { PaperMap } from '../model/map.ts';
import type { NetworkName } from '../model/network.ts';
import type { Paper } from '../model/paper.ts';
import {
  type Column,
  type ContentOptions,
  listEdgeColumns,
  listNodeColumns,
  type NodeMeasure,
  type PaperNode,
} from './columns.ts';
import { type Selection, selectEdges, selectPapers } from './selection.ts';

/** An edge of the map, with the ids of its papers. */
export interface MapEdge extends SimilarityAttributes {
  /** Index of the edge. */
  index: number;
  source: string;
  target: string;
}

const RELATIONS: Record<NetworkName, string> = {
  similarity: 'similar to',
  citation: 'cites or is cited by',
  coupling: 'shares references with',
  combination: 'similar to',
  'co-citation': 'cited together with',
  'co-authorship': 'wrote with',
  keywords: 'in the same papers as',
  concepts: 'in the same papers as',
};

const WEIGHT_COLUMN: Column<MapEdge> = { name: 'weight', type: 'double', value: ({ weight }) => weight };

/** The selected papers and edges of a map, in the order of the map. */
export interface SelectedGraph {
  columns: Column<PaperNode>[];
  /** Attributes of edges except their weight. */
  edgeColumns: readonly Column<MapEdge>[];
  /** The weight and the other attributes of edges, for formats that have no syntax of their own for the weight. */
  weightedEdgeColumns: readonly Column<MapEdge>[];
  /** What an edge means, for formats that name it. */
  relation: string;
  nodes(): Generator<PaperNode>;
  edges(): Generator<MapEdge>;
}

/** Selects papers and edges of a map for export. Attributes are computed while they are read. */
export function selectGraph(map: PaperMap, options: Selection & ContentOptions): SelectedGraph {
  const { terms } = options;
  const describer = describeMap(map, terms === undefined ? {} : { terms });
  const selected = selectPapers(map, options);
  const papers: Paper[] = Array.from(selected, (i) => map.papers[i]!);
  const edgeColumns = listEdgeColumns(map.network !== undefined);
  const measureOf = options.measures ? createMeasurer(map) : undefined;
  return {
    columns: listNodeColumns(papers, options),
    edgeColumns,
    relation: RELATIONS[map.network?.name ?? 'similarity'],
    weightedEdgeColumns: [WEIGHT_COLUMN, ...edgeColumns],
    *nodes() {
      for (const i of selected)
        yield {
          paper: map.papers[i]!,
          attributes: describer.paper(i),
          ...(measureOf && { measures: measureOf(i) }),
        };
    },
    *edges() {
      for (const index of selectEdges(map, options)) {
        const source = map.papers[map.edges.sources[index]!]!.id;
        const target = map.papers[map.edges.targets[index]!]!.id;
        yield { index, source, target, ...describer.edge(index) };
      }
    },
  };
}

/** Returns a function that returns the measures of a node. */
function createMeasurer(map: PaperMap): (index: number) => NodeMeasure {
  const { weightedDegrees, betweenness, pageRanks, bursts } = measureAtOnce(map);
  return (index) => {
    const burst = strongestBurst(bursts?.[index]);
    return {
      weightedDegree: weightedDegrees[index]!,
      betweenness: betweenness[index]!,
      pageRank: pageRanks[index]!,
      ...(burst && { burst }),
    };
  };
}
