import { renumberGroups } from '../../graph/partition.ts';
import type { SparseRows } from '../../model/sparse.ts';
import { forEachRange, isPauseDue, pause } from '../../util/pause.ts';
import { createRandom, randomPermutation } from '../../util/random.ts';

/** Number of nodes that are visited between two checks whether a pause is due. Groups of nodes have many neighbors. */
const NODES_PER_CHECK = 1 << 9;

/**
 * Runs the local moving phase of the Louvain method (Blondel et al. 2008) with the fast queue of Leiden (Traag, Waltman and
 * van Eck 2019).
 *
 * Each node starts in its own group and moves to the neighboring group with the largest gain in modularity. The queue
 * initially holds all nodes in random order; when a node moves, its neighbors in other groups are queued again. Ties are
 * resolved in favor of the node's current group, then of the lower group number.
 * @param adjacency The neighbors of each node; self-loops are listed twice.
 * @param resolution Above 0; higher values give more and smaller groups.
 * @param seed Seed of the node order. Whole number.
 * @returns The group of each node, numbered from 0 in order of first occurrence.
 * @throws the reason of the signal if it is aborted
 */
export async function runLocalMoving(
  { starts, ids, values }: SparseRows,
  resolution: number,
  seed: number,
  signal?: AbortSignal,
): Promise<Uint32Array> {
  const order = starts.length - 1;
  const degrees = new Float64Array(order);
  await forEachRange(order, NODES_PER_CHECK, signal, (start, end) => {
    for (let node = start; node < end; node++)
      for (let k = starts[node]!; k < starts[node + 1]!; k++) degrees[node]! += values[k]!;
  });
  const expectedFactor = resolution / degrees.reduce((sum, degree) => sum + degree, 0);

  const groupOf = Uint32Array.from({ length: order }, (_, node) => node);
  /** Sum of the weighted degrees of each group's nodes. */
  const groupDegrees = degrees.slice();
  /** Edge weight between the current node and each group; all 0 between iterations. */
  const weightToGroup = new Float64Array(order);
  const neighborGroups = new Uint32Array(order);
  const queue = randomPermutation(order, createRandom(seed));
  const isQueued = new Uint8Array(order).fill(1);
  if (isPauseDue()) await pause(signal);
  let head = 0;
  for (let queueSize = order, visits = 1; queueSize > 0; visits++) {
    if (visits % NODES_PER_CHECK === 0 && isPauseDue()) await pause(signal);
    const node = queue[head]!;
    head = (head + 1) % order;
    queueSize--;
    isQueued[node] = 0;
    const currentGroup = groupOf[node]!;
    const [start, end] = [starts[node]!, starts[node + 1]!];
    let neighborGroupCount = 0;
    for (let k = start; k < end; k++) {
      // A self-loop moves with its node, so it does not affect the gain.
      if (ids[k] === node) continue;
      const group = groupOf[ids[k]!]!;
      if (weightToGroup[group] === 0) neighborGroups[neighborGroupCount++] = group;
      weightToGroup[group]! += values[k]!;
    }
    groupDegrees[currentGroup]! -= degrees[node]!;
    const expectedWeight = expectedFactor * degrees[node]!;
    let bestGroup = currentGroup;
    let maxGain = weightToGroup[currentGroup]! - expectedWeight * groupDegrees[currentGroup]!;
    for (let g = 0; g < neighborGroupCount; g++) {
      const group = neighborGroups[g]!;
      const gain = weightToGroup[group]! - expectedWeight * groupDegrees[group]!;
      weightToGroup[group] = 0;
      if (gain > maxGain || (gain === maxGain && bestGroup !== currentGroup && group < bestGroup)) {
        maxGain = gain;
        bestGroup = group;
      }
    }
    groupDegrees[bestGroup]! += degrees[node]!;
    if (bestGroup === currentGroup) continue;
    groupOf[node] = bestGroup;
    for (let k = start; k < end; k++) {
      const neighbor = ids[k]!;
      if (isQueued[neighbor] || groupOf[neighbor] === bestGroup) continue;
      isQueued[neighbor] = 1;
      queue[(head + queueSize++) % order] = neighbor;
    }
  }
  return renumberGroups(groupOf);
}
