import { type Contingency, contingency, membersByGroup, sizesOf } from '../graph/partition.ts';
import { adjustedMutualInformation } from './adjusted-mutual-information.ts';

/** What many runs say about one of them. */
export interface Consensus {
  /** Which run agrees best with all others; the first of equals. */
  chosen: number;
  /** Its mean adjusted mutual information with the others, at most 1; 1 when there are none. */
  stability: number;
}

/** Finds the run that is most central: the one whose mean adjusted mutual information with the others is highest. */
export function mostCentral(runs: readonly Uint32Array[]): Consensus {
  if (runs.length < 2) return { chosen: 0, stability: 1 };
  const sums = new Float64Array(runs.length);
  for (let a = 0; a < runs.length; a++)
    for (let b = 0; b < a; b++) {
      const agreement = adjustedMutualInformation(runs[a]!, runs[b]!);
      sums[a]! += agreement;
      sums[b]! += agreement;
    }
  let chosen = 0;
  for (let a = 1; a < runs.length; a++) if (sums[a]! > sums[chosen]!) chosen = a;
  // Rounding leaves runs that agree to the last paper a little off 1.
  return { chosen, stability: Math.round((sums[chosen]! / (runs.length - 1)) * 1e9) / 1e9 };
}

/** How sure a partition is, by the runs. */
export interface Sureness {
  /** For each thing: the share of its group that it meets again in its group of a run, meant over the runs, 0..1. */
  confidence: Float32Array;
  /** For each group: the best Jaccard index that a group of a run has with it, meant over the runs (Hennig 2007), 0..1. */
  stability: Float64Array;
}

/** Compares a partition with every run, in time that grows with things times runs. */
export function sureness(partition: Uint32Array, runs: readonly Uint32Array[]): Sureness {
  const members = membersByGroup(partition);
  const kept = new Float64Array(partition.length);
  const stability = new Float64Array(members.length);
  for (const run of runs) {
    const table = contingency(partition, run);
    bestJaccard(table).forEach((best, group) => {
      stability[group]! += best / runs.length;
    });
    const { first, second, shared, secondSizes } = table;
    const company = new Float64Array(secondSizes.length);
    let cell = 0;
    members.forEach((own, group) => {
      for (; first[cell] === group; cell++)
        company[second[cell]!] = own.length > 1 ? (shared[cell]! - 1) / (own.length - 1) : 1;
      for (const i of own) kept[i]! += company[run[i]!]!;
    });
  }
  return { confidence: Float32Array.from(kept, (sum) => sum / runs.length), stability };
}

/** For each first group the highest Jaccard index that a second one has with it. */
function bestJaccard({ first, second, shared, firstSizes, secondSizes }: Contingency): Float64Array {
  const best = new Float64Array(firstSizes.length);
  for (let k = 0; k < shared.length; k++) {
    const group = first[k]!;
    const both = shared[k]!;
    best[group] = Math.max(best[group]!, both / (firstSizes[group]! + secondSizes[second[k]!]! - both));
  }
  return best;
}

/**
 * For each group of a partition that is finer than the runs' results: the best Jaccard index that a group on any level of a run has with it,
 * meant over the runs, 0..1.
 * @param runs The levels of each run.
 */
export function stabilityOnAnyLevel(partition: Uint32Array, runs: readonly (readonly Uint32Array[])[]): Float64Array {
  const sums = new Float64Array(sizesOf(partition).length);
  for (const levels of runs) {
    const found = levels.map((level) => bestJaccard(contingency(partition, level)));
    for (let group = 0; group < sums.length; group++)
      sums[group]! += Math.max(...found.map((best) => best[group]!)) / runs.length;
  }
  return sums;
}
