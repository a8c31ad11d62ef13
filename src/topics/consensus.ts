import { isPauseDue, pause } from '../util/pause.ts';
import { adjustedMutualInformation } from './adjusted-mutual-information.ts';

/** The most representative of several runs. */
export interface Consensus {
  /** Index of the run; the lowest in case of ties. */
  run: number;
  /** Mean adjusted mutual information of the run with the others, at most 1; 1 if there are no others. */
  stability: number;
}

/**
 * Finds the run with the highest mean adjusted mutual information with all others.
 * @throws the reason of the signal if it is aborted
 */
export async function findConsensusRun(runs: readonly Uint32Array[], signal?: AbortSignal): Promise<Consensus> {
  if (runs.length < 2) return { run: 0, stability: 1 };
  const sums = new Float64Array(runs.length);
  for (let a = 0; a < runs.length; a++)
    for (let b = 0; b < a; b++) {
      if (isPauseDue()) await pause(signal);
      const score = adjustedMutualInformation(runs[a]!, runs[b]!);
      sums[a]! += score;
      sums[b]! += score;
    }
  let run = 0;
  for (let a = 1; a < runs.length; a++) if (sums[a]! > sums[run]!) run = a;
  // Without rounding, runs that agree perfectly could score slightly above or below 1.
  return { run, stability: Math.round((sums[run]! / (runs.length - 1)) * 1e9) / 1e9 };
}
