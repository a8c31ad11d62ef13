import { type ContingencyTable, computeContingency, computeGroupSizes, listGroupMembers } from '../graph/partition.ts';
import { isPauseDue, mapItems, pause } from '../util/pause.ts';

/** How well a partition is reproduced by other runs. */
export interface PartitionStability {
  /**
   * Stability of each item's assignment, 0..1: the fraction of the other members of its group that are also in its group of
   * a run, averaged over the runs.
   */
  ofItems: Float32Array;
  /** Stability of each group, 0..1: its highest Jaccard index with a group of a run, averaged over the runs (Hennig 2007). */
  ofGroups: Float64Array;
}

/**
 * Measures how well runs reproduce a partition. Takes time linear in the number of items times runs.
 * @throws the reason of the signal if it is aborted
 */
export async function measureStability(
  partition: Uint32Array,
  runs: readonly Uint32Array[],
  signal?: AbortSignal,
): Promise<PartitionStability> {
  const members = listGroupMembers(partition);
  const itemSums = new Float64Array(partition.length);
  const ofGroups = new Float64Array(members.length);
  for (const run of runs) {
    if (isPauseDue()) await pause(signal);
    const table = computeContingency(partition, run);
    computeMaxJaccard(table).forEach((jaccard, group) => {
      ofGroups[group]! += jaccard / runs.length;
    });
    const { rows, columns, counts, columnSums } = table;
    /** Fraction of the other members of the current group, by group of the run. */
    const sharedFraction = new Float64Array(columnSums.length);
    let cell = 0;
    members.forEach((items, group) => {
      for (; rows[cell] === group; cell++)
        sharedFraction[columns[cell]!] = items.length > 1 ? (counts[cell]! - 1) / (items.length - 1) : 1;
      for (const item of items) itemSums[item]! += sharedFraction[run[item]!]!;
    });
  }
  return { ofItems: Float32Array.from(itemSums, (sum) => sum / runs.length), ofGroups };
}

/** Returns the highest Jaccard index of each row's group with a column's group. */
function computeMaxJaccard({ rows, columns, counts, rowSums, columnSums }: ContingencyTable): Float64Array {
  const maxJaccard = new Float64Array(rowSums.length);
  for (let k = 0; k < counts.length; k++) {
    const group = rows[k]!;
    const shared = counts[k]!;
    maxJaccard[group] = Math.max(maxJaccard[group]!, shared / (rowSums[group]! + columnSums[columns[k]!]! - shared));
  }
  return maxJaccard;
}

/**
 * Measures the stability of subtopics, 0..1: the highest Jaccard index of each subtopic with a group on any level of a run,
 * averaged over the runs. All levels count because subtopics are finer than the final partitions.
 * @param runs The levels of each run.
 * @throws the reason of the signal if it is aborted
 */
export async function measureSubtopicStability(
  partition: Uint32Array,
  runs: readonly (readonly Uint32Array[])[],
  signal?: AbortSignal,
): Promise<Float64Array> {
  const stability = new Float64Array(computeGroupSizes(partition).length);
  for (const levels of runs) {
    const maxJaccardByLevel = await mapItems(levels, signal, (level) =>
      computeMaxJaccard(computeContingency(partition, level)),
    );
    for (let group = 0; group < stability.length; group++)
      stability[group]! += Math.max(...maxJaccardByLevel.map((maxJaccard) => maxJaccard[group]!)) / runs.length;
  }
  return stability;
}
