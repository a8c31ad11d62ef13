import type { Edges } from '../model/map.ts';
import type { SparseRows } from '../model/sparse.ts';
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
export function contract(ties: SparseRows, groupOf: Uint32Array): Network {
  const members = membersByGroup(groupOf);
  const sums = new Float64Array(members.length);
  const met = new Uint32Array(members.length);
  const edges = new Growing(ties.ids.length);
  members.forEach((nodes, group) => {
    const count = addTies(ties, groupOf, group, nodes, sums, met);
    for (const other of met.subarray(0, count).sort()) {
      edges.add(group, other, sums[other]!);
      sums[other] = 0;
    }
  });
  return { order: members.length, edges: edges.all() };
}

/** Adds up the ties of a group's nodes with it and with later groups, and lists the groups met, as they come; tells how many. */
function addTies(
  { starts, ids, values }: SparseRows,
  groupOf: Uint32Array,
  group: number,
  nodes: Uint32Array,
  sums: Float64Array,
  met: Uint32Array,
): number {
  let count = 0;
  for (let n = 0; n < nodes.length; n++) {
    const end = starts[nodes[n]! + 1]!;
    for (let k = starts[nodes[n]!]!; k < end; k++) {
      const other = groupOf[ids[k]!]!;
      if (other < group) continue;
      if (sums[other] === 0) met[count++] = other;
      // A tie inside the group is met from both its ends.
      sums[other]! += other === group ? values[k]! / 2 : values[k]!;
    }
  }
  return count;
}

/** The network among some nodes alone, numbered in their order; without loops. */
export function restricted({ starts, ids, values }: SparseRows, members: Uint32Array): Network {
  // One more than the number within the members; 0 for nodes outside.
  const numbers = new Uint32Array(starts.length - 1);
  let most = 0;
  members.forEach((node, number) => {
    numbers[node] = number + 1;
    most += starts[node + 1]! - starts[node]!;
  });
  const edges = new Growing(most);
  members.forEach((node, number) => {
    for (let k = starts[node]!; k < starts[node + 1]!; k++) {
      const other = numbers[ids[k]!]! - 1;
      if (other > number) edges.add(number, other, values[k]!);
    }
  });
  return { order: members.length, edges: edges.all() };
}

/** Edges as they come, at most `most`. */
class Growing {
  readonly #sources: Uint32Array;
  readonly #targets: Uint32Array;
  readonly #weights: Float64Array;
  #count = 0;

  constructor(most: number) {
    this.#sources = new Uint32Array(most);
    this.#targets = new Uint32Array(most);
    this.#weights = new Float64Array(most);
  }

  add(source: number, target: number, weight: number): void {
    this.#sources[this.#count] = source;
    this.#targets[this.#count] = target;
    this.#weights[this.#count++] = weight;
  }

  all(): Edges {
    const end = this.#count;
    return {
      sources: this.#sources.slice(0, end),
      targets: this.#targets.slice(0, end),
      weights: this.#weights.slice(0, end),
    };
  }
}
