import type { PaperMap } from '../model/map.ts';

/** Which part of a map to write. */
export interface Selection {
  /** Indexes of papers, in any order. Default: all papers. */
  papers?: Iterable<number>;
  /** Edges below are left out, 0..1. Default 0: all edges. */
  minSimilarity?: number;
}

/** The selected papers, each once, in the map's order. */
export function selectedPapers(map: PaperMap, selection: Selection): Uint32Array {
  if (!selection.papers) return Uint32Array.from(map.papers.keys());
  return Uint32Array.from(new Set(selection.papers)).sort();
}

/** The edges, by index, between selected papers. */
export function* selectedEdges(map: PaperMap, selection: Selection): Generator<number> {
  const { minSimilarity = 0 } = selection;
  const { sources, targets, weights } = map.edges;
  const selected = new Uint8Array(map.papers.length);
  for (const paper of selectedPapers(map, selection)) selected[paper] = 1;
  for (let k = 0; k < weights.length; k++)
    if (weights[k]! >= minSimilarity && selected[sources[k]!] && selected[targets[k]!]) yield k;
}
