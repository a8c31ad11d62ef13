import { compact } from '../graph/partition.ts';
import type { SparseRows } from '../model/sparse.ts';
import { generator, shuffled } from '../util/random.ts';

/**
 * What Louvain (Blondel et al. 2008) does on each level: every node starts by itself and moves to the group of a neighbour where modularity gains most.
 * Nodes wait in a queue, in seeded random order at first; when one moves, its neighbours in other
 * groups queue again, until none waits (Traag, Waltman and van Eck 2019, "From Louvain to Leiden", fast local moves). Of equal gains the
 * node's own group wins, then the lower number. Gives each node's group, numbered from 0 as they come.
 * @param ties Each node's ties; loops twice.
 * @param resolution Above 0; higher gives more and smaller groups.
 */
export function gather({ starts, ids, values }: SparseRows, resolution: number, seed: number): Uint32Array {
  const order = starts.length - 1;
  const weight = new Float64Array(order);
  for (let node = 0; node < order; node++)
    for (let k = starts[node]!; k < starts[node + 1]!; k++) weight[node]! += values[k]!;
  const chance = resolution / weight.reduce((sum, one) => sum + one, 0);

  const groupOf = Uint32Array.from({ length: order }, (_, node) => node);
  /** The weight of all ties of a group's nodes. */
  const groupWeight = weight.slice();
  /** The weight of the ties of the node at hand with each group; 0 for groups that it has not met. */
  const pulls = new Float64Array(order);
  const met = new Uint32Array(order);
  const queue = shuffled(order, generator(seed));
  const waiting = new Uint8Array(order).fill(1);
  let head = 0;
  for (let queued = order; queued > 0; ) {
    const node = queue[head]!;
    head = (head + 1) % order;
    queued--;
    waiting[node] = 0;
    const own = groupOf[node]!;
    const [from, to] = [starts[node]!, starts[node + 1]!];
    let groups = 0;
    for (let k = from; k < to; k++) {
      // A loop goes with its node wherever that goes.
      if (ids[k] === node) continue;
      const group = groupOf[ids[k]!]!;
      if (pulls[group] === 0) met[groups++] = group;
      pulls[group]! += values[k]!;
    }
    groupWeight[own]! -= weight[node]!;
    const byChance = chance * weight[node]!;
    let best = own;
    let most = pulls[own]! - byChance * groupWeight[own]!;
    for (let m = 0; m < groups; m++) {
      const group = met[m]!;
      const gain = pulls[group]! - byChance * groupWeight[group]!;
      pulls[group] = 0;
      if (gain > most || (gain === most && best !== own && group < best)) {
        most = gain;
        best = group;
      }
    }
    groupWeight[best]! += weight[node]!;
    if (best === own) continue;
    groupOf[node] = best;
    for (let k = from; k < to; k++) {
      const other = ids[k]!;
      if (waiting[other] || groupOf[other] === best) continue;
      waiting[other] = 1;
      queue[(head + queued++) % order] = other;
    }
  }
  return compact(groupOf);
}
