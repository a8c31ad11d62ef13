import { InputError } from '../model/errors.ts';
import type { Edges } from '../model/map.ts';
import { type TermRows, UNIT } from '../model/sparse.ts';
import type { Incidence, LinkList, OnLinks } from './links.ts';
import type { NetworkInput } from './network-parts.ts';
import { type SelectedLinks, selectLinks } from './select-links.ts';

/**
 * Combines the similarity of texts with bibliographic coupling. The strength of a link is (1 - w) times the cosine of the texts plus w times
 * the cosine of the references: their number in common divided by the geometric mean of the papers' numbers of references. Pairs that are
 * an edge of the similarity graph or share a reference are links.
 * @param coupling The links of papers that share references.
 * @param incidence The references of the papers.
 */
export function combineSimilarity(
  { similarity, rows }: NetworkInput,
  coupling: LinkList,
  { starts }: Incidence,
  couplingWeight: number,
): Promise<SelectedLinks> {
  if (!similarity) throw new InputError('the network "combination" needs the edges of the similarity graph');
  const sizeOf = (paper: number) => starts[paper + 1]! - starts[paper]!;
  const getCosine = createCosine(rows);
  return selectLinks(unitePairs(similarity, coupling), (count, a, b) => {
    const shared = count > 0 ? count / Math.sqrt(sizeOf(a) * sizeOf(b)) : 0;
    return (1 - couplingWeight) * getCosine(a, b) + couplingWeight * shared;
  });
}

/** Lists the pairs that are in either graph, with the counts of coupling, 0 for none. */
function unitePairs({ sources, targets }: Edges, { totals, visit }: LinkList): LinkList {
  const pairs = new Uint32Array(totals.length);
  const visitPairs = (onLinks: OnLinks) => {
    // Edges are sorted by source.
    let edge = 0;
    return visit((source, coupled, countOf) => {
      pairs.set(coupled);
      let count = coupled.length;
      for (; edge < sources.length && sources[edge]! <= source; edge++)
        if (countOf[targets[edge]!] === 0) pairs[count++] = targets[edge]!;
      onLinks(source, pairs.subarray(0, count), countOf);
    });
  };
  return { totals, visit: visitPairs };
}

/** Returns a function that computes the cosine of two papers, fast if the first one is the same as in the call before. */
function createCosine({ starts, ids, values }: TermRows): (a: number, b: number) => number {
  const valueOfTerm = new Float64Array(ids.reduce((max, id) => Math.max(max, id), 0) + 1);
  let unpacked = -1;
  const unpack = (paper: number) => {
    if (unpacked >= 0) for (let k = starts[unpacked]!; k < starts[unpacked + 1]!; k++) valueOfTerm[ids[k]!] = 0;
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) valueOfTerm[ids[k]!] = values[k]!;
    unpacked = paper;
  };
  return (a, b) => {
    if (a !== unpacked) unpack(a);
    let product = 0;
    for (let k = starts[b]!; k < starts[b + 1]!; k++) product += valueOfTerm[ids[k]!]! * values[k]!;
    return product / UNIT / UNIT;
  };
}
