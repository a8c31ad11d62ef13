import type { Edges, SparseRows } from '../types.ts';
import { membersByGroup } from './partition.ts';

/** Nodes 0 to order - 1 (papers, or groups of papers) and their weighted ties; a tie of a node with itself is a loop. */
export interface Network {
  order: number;
  edges: Edges;
}

/** Each node's ties side by side, in order of the edges; a loop stands there twice. */
export function tiesOf({ order, edges }: Network): SparseRows {
  const { sources, targets, weights } = edges;
  const starts = new Uint32Array(order + 1);
  for (let k = 0; k < weights.length; k++) {
    starts[sources[k]! + 1]!++;
    starts[targets[k]! + 1]!++;
  }
  for (let node = 0; node < order; node++) starts[node + 1]! += starts[node]!;
  const next = starts.slice();
  const ids = new Uint32Array(2 * weights.length);
  const values = new Float64Array(2 * weights.length);
  const add = (from: number, to: number, weight: number) => {
    const at = next[from]!++;
    ids[at] = to;
    values[at] = weight;
  };
  for (let k = 0; k < weights.length; k++) {
    add(sources[k]!, targets[k]!, weights[k]!);
    add(targets[k]!, sources[k]!, weights[k]!);
  }
  return { starts, ids, values };
}

/** The network of a partition's groups: ties between two groups add up to one, ties inside a group to its loop. */
export function contract({ starts, ids, values }: SparseRows, groupOf: Uint32Array): Network {
  const members = membersByGroup(groupOf);
  const sums = new Float64Array(members.length);
  const sources: number[] = [];
  const targets: number[] = [];
  const weights: number[] = [];
  members.forEach((nodes, group) => {
    const met: number[] = [];
    for (const node of nodes)
      for (let k = starts[node]!; k < starts[node + 1]!; k++) {
        const other = groupOf[ids[k]!]!;
        if (other < group) continue;
        if (sums[other] === 0) met.push(other);
        // A tie inside the group is met from both its ends.
        sums[other]! += other === group ? values[k]! / 2 : values[k]!;
      }
    for (const other of met.sort((a, b) => a - b)) {
      sources.push(group);
      targets.push(other);
      weights.push(sums[other]!);
      sums[other] = 0;
    }
  });
  return networkOf(members.length, sources, targets, weights);
}

/** The network among some nodes alone, numbered in their order; without loops. */
export function restricted({ starts, ids, values }: SparseRows, members: Uint32Array): Network {
  // One more than the number within the members; 0 for nodes outside.
  const numbers = new Uint32Array(starts.length - 1);
  members.forEach((node, number) => {
    numbers[node] = number + 1;
  });
  const sources: number[] = [];
  const targets: number[] = [];
  const weights: number[] = [];
  members.forEach((node, number) => {
    for (let k = starts[node]!; k < starts[node + 1]!; k++) {
      const other = numbers[ids[k]!]! - 1;
      if (other <= number) continue;
      sources.push(number);
      targets.push(other);
      weights.push(values[k]!);
    }
  });
  return networkOf(members.length, sources, targets, weights);
}

const networkOf = (order: number, sources: number[], targets: number[], weights: number[]): Network => ({
  order,
  edges: {
    sources: Uint32Array.from(sources),
    targets: Uint32Array.from(targets),
    weights: Float64Array.from(weights),
  },
});
