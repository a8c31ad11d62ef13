import type { TermRows } from '../../model/sparse.ts';
import { countColumns } from '../../util/transpose.ts';

/** Returns the largest weight of each term in the papers of a block. Terms beyond the last one have the weight 0. */
export function findMaxWeights({ ids, values }: TermRows): Uint16Array {
  const maxWeights = new Uint16Array(countColumns(ids));
  ids.forEach((term, k) => {
    if (values[k]! > maxWeights[term]!) maxWeights[term] = values[k]!;
  });
  return maxWeights;
}

/**
 * Returns whether a paper could have a neighbor in another block: whether the sum of its weights times the largest weights there reaches
 * its threshold. No dot product with a paper of that block is larger than this sum. Two blocks need not be joined if neither
 * can have neighbors in the other one.
 * @param thresholds Smallest dot product that can enter the neighbors of each paper; at least 1.
 * @param maxWeights Largest weight of each term in the other block, as returned by {@link findMaxWeights}.
 */
export function canHaveNeighbors(
  { starts, ids, values }: TermRows,
  thresholds: Int32Array,
  maxWeights: Uint16Array,
): boolean {
  return thresholds.some((threshold, paper) => {
    let bound = 0;
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) bound += values[k]! * (maxWeights[ids[k]!] ?? 0);
    return bound >= threshold;
  });
}
