import type { PaperMap } from '../model/map.ts';
import { defineOption, number, type OptionTable, objects } from '../model/option-table.ts';

/** The part of a map to export. */
export interface Selection {
  /** Indexes of papers, in any order. Default: all papers. */
  papers?: Iterable<number>;
  /** Minimum similarity of exported edges, 0..1. Default 0: all edges. */
  minSimilarity?: number;
}

/** The options of {@link Selection}. */
export const SELECTION_OPTIONS: OptionTable<Selection> = {
  papers: defineOption(
    'indexes of the papers to export',
    objects('indexes of papers', (value) => Symbol.iterator in value),
    '<all papers>',
  ),
  minSimilarity: defineOption('omit edges of lower weight', number(0, 1), 0),
};

/** Returns the indexes of the selected papers without duplicates, in the order of the map. */
export function selectPapers(map: Pick<PaperMap, 'papers'>, selection: Selection): Uint32Array {
  if (!selection.papers) return Uint32Array.from(map.papers.keys());
  return Uint32Array.from(new Set(selection.papers)).sort();
}

/** Yields the indexes of the edges between selected papers that are similar enough. */
export function* selectEdges(map: PaperMap, selection: Selection): Generator<number> {
  const { minSimilarity = 0 } = selection;
  const { sources, targets, weights } = map.edges;
  const selected = new Uint8Array(map.papers.length);
  for (const paper of selectPapers(map, selection)) selected[paper] = 1;
  for (let k = 0; k < weights.length; k++)
    if (weights[k]! >= minSimilarity && selected[sources[k]!] && selected[targets[k]!]) yield k;
}
