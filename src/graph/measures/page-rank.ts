import type { SparseRows } from '../../model/sparse.ts';
import type { Steps } from '../../util/pause.ts';

/** Probability of following a link instead of starting again at any node. */
const DAMPING = 0.85;

/** Maximum number of rounds; each reduces the error to {@link DAMPING} times that of the round before. */
const MAX_ROUNDS = 200;

/** Mean change of a rank, relative to the mean rank, below which the ranks are final. */
const TOLERANCE = 1e-9;

/**
 * Returns the PageRank of each node: the share of time that a walker spends there who follows links in proportion to their weights, and
 * starts again at any node with probability 0.15, or if a node has no links. The ranks add up to 1.
 * @param links the links that lead away from each node.
 */
export function* computePageRank({ starts, ids, values }: SparseRows): Steps<Float64Array> {
  const order = starts.length - 1;
  const totals = new Float64Array(order);
  for (let node = 0; node < order; node++)
    for (let k = starts[node]!; k < starts[node + 1]!; k++) totals[node]! += values[k]!;
  let ranks = new Float64Array(order).fill(1 / order);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    yield;
    const next = new Float64Array(order);
    let free = 0;
    for (let node = 0; node < order; node++) {
      if (totals[node] === 0) {
        free += ranks[node]!;
        continue;
      }
      const share = (DAMPING * ranks[node]!) / totals[node]!;
      for (let k = starts[node]!; k < starts[node + 1]!; k++) next[ids[k]!]! += share * values[k]!;
    }
    const base = (1 - DAMPING + DAMPING * free) / order;
    let change = 0;
    for (let node = 0; node < order; node++) {
      next[node]! += base;
      change += Math.abs(next[node]! - ranks[node]!);
    }
    ranks = next;
    if (change < TOLERANCE) break;
  }
  return ranks;
}
