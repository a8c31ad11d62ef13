import { computeGroupSizes } from '../graph/partition.ts';
import type { SparseRows } from '../model/sparse.ts';

/**
 * Returns the default minimum size of a topic: a quarter of the square root of the number of papers, at least 3. For example,
 * 5 for 257 papers, 25 for 10,000 and 78 for 97,000.
 */
export function getDefaultMinTopicSize(papers: number): number {
  return Math.max(3, Math.ceil(Math.sqrt(papers) / 4));
}

/**
 * Merges each group smaller than `minSize` into the large group with which it shares the most edge weight. Groups that share
 * no edge with a large group are kept.
 * @param parentOf A coarser partition: groups merge only within the same parent, and the largest group of each parent is
 * always kept. Default: all nodes have the same parent.
 */
export function mergeSmallGroups(
  adjacency: SparseRows,
  groupOf: Uint32Array,
  minSize: number,
  parentOf: Uint32Array = new Uint32Array(groupOf.length),
): Uint32Array {
  const sizes = computeGroupSizes(groupOf);
  const groupParents = new Uint32Array(sizes.length);
  groupOf.forEach((group, node) => {
    groupParents[group] = parentOf[node]!;
  });
  const isLarge = findLargeGroups(sizes, groupParents, minSize);
  /** Edge weight between a small and a large group, by `small * sizes.length + large`. */
  const sharedWeights = new Map<number, number>();
  groupOf.forEach((small, node) => {
    if (isLarge[small]) return;
    for (let k = adjacency.starts[node]!; k < adjacency.starts[node + 1]!; k++) {
      const group = groupOf[adjacency.ids[k]!]!;
      if (!isLarge[group] || groupParents[small] !== groupParents[group]) continue;
      const pair = small * sizes.length + group;
      sharedWeights.set(pair, (sharedWeights.get(pair) ?? 0) + adjacency.values[k]!);
    }
  });
  const targets = Uint32Array.from(sizes, (_, group) => group);
  const maxWeights = new Float64Array(sizes.length);
  for (const pair of Float64Array.from(sharedWeights.keys()).sort()) {
    const small = Math.floor(pair / sizes.length);
    const weight = sharedWeights.get(pair)!;
    if (weight > maxWeights[small]!) {
      maxWeights[small] = weight;
      targets[small] = pair % sizes.length;
    }
  }
  return groupOf.map((group) => targets[group]!);
}

/** Marks the groups that have the minimum size or are the largest of their parent. */
function findLargeGroups(sizes: Uint32Array, groupParents: Uint32Array, minSize: number): Uint32Array {
  const maxSizes = new Map<number, number>();
  sizes.forEach((size, group) => {
    const parent = groupParents[group]!;
    maxSizes.set(parent, Math.max(size, maxSizes.get(parent) ?? 0));
  });
  return sizes.map((size, group) => (size >= Math.min(minSize, maxSizes.get(groupParents[group]!)!) ? 1 : 0));
}

/**
 * Renumbers groups from 1 by descending size; groups of equal size are ordered by their first member. Groups smaller than
 * `minSize` get 0. If all groups are smaller, those of the largest size are numbered.
 */
export function numberBySize(groupOf: Uint32Array, minSize = 1): Uint32Array {
  const sizes = computeGroupSizes(groupOf);
  const maxSize = sizes.reduce((max, size) => Math.max(max, size), 0);
  const firstMembers = new Map<number, number>();
  groupOf.forEach((group, i) => {
    if (!firstMembers.has(group)) firstMembers.set(group, i);
  });
  const groups = [...firstMembers.keys()].filter((group) => sizes[group]! >= Math.min(minSize, maxSize));
  groups.sort((a, b) => sizes[b]! - sizes[a]! || firstMembers.get(a)! - firstMembers.get(b)!);
  const numbers = new Uint32Array(sizes.length);
  groups.forEach((group, k) => {
    numbers[group] = k + 1;
  });
  return groupOf.map((group) => numbers[group]!);
}
