import { describeMap, type MapDescriber } from '../graph/attributes.ts';
import type { PaperMap } from '../model/map.ts';
import type { Paper } from '../model/paper.ts';
import { type Column, type ContentOptions, EDGE_COLUMNS, listNodeColumns, type PaperNode } from './columns.ts';
import { type Selection, selectEdges, selectPapers } from './selection.ts';

/** An edge of the map, with the ids of its papers. */
export interface MapEdge {
  /** Index of the edge. */
  index: number;
  source: string;
  target: string;
  weight: number;
  terms: ReturnType<MapDescriber['edge']>['terms'];
}

/** The weight and the other attributes of edges, for formats that have no syntax of their own for the weight. */
export const WEIGHTED_EDGE_COLUMNS: readonly Column<MapEdge>[] = [
  { name: 'weight', type: 'double', value: ({ weight }) => weight },
  ...EDGE_COLUMNS,
];

/** The selected papers and edges of a map, in the order of the map. */
export interface SelectedGraph {
  columns: Column<PaperNode>[];
  nodes(): Generator<PaperNode>;
  edges(): Generator<MapEdge>;
}

/** Selects papers and edges of a map for export. Attributes are computed while they are read. */
export function selectGraph(map: PaperMap, options: Selection & ContentOptions): SelectedGraph {
  const { terms } = options;
  const describer = describeMap(map, terms === undefined ? {} : { terms });
  const selected = selectPapers(map, options);
  const papers: Paper[] = Array.from(selected, (i) => map.papers[i]!);
  return {
    columns: listNodeColumns(papers, options),
    *nodes() {
      for (const i of selected) yield { paper: map.papers[i]!, attributes: describer.paper(i) };
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
