import TinyQueue from 'tinyqueue';
import type { TermRows } from '../../model/sparse.ts';
import { isPauseDue, pause } from '../../util/pause.ts';
import { countColumns } from '../../util/transpose.ts';

/** A paper that may be selected next. */
interface Candidate {
  paper: number;
  /** Position among the candidates; decides ties. */
  position: number;
  /** Highest similarity to the first `compared` selected papers. */
  redundancy: number;
  compared: number;
  /** Upper bound of the relevance, which only decreases. Exact if the paper was compared with all selected papers. */
  relevance: number;
}

/**
 * Reranks candidates by maximal marginal relevance (Carbonell and Goldstein 1998): each next paper has the highest
 * (1 - diversity) × score - diversity × highest similarity to the papers selected before it. Ties go to the better candidate.
 *
 * A candidate is compared with the selected papers only when it comes first (lazy greedy algorithm, Minoux 1978); most
 * candidates never do.
 * @param candidates Papers to choose from, best first.
 * @param scores Score of each paper of the collection, in the unit of dot products of the rows.
 * @param count Maximum number of papers to select.
 * @param diversity Weight of dissimilarity, 0..1.
 * @throws the reason of the signal if it is aborted
 */
export async function diversify(
  rows: TermRows,
  candidates: readonly number[],
  scores: ArrayLike<number>,
  count: number,
  diversity: number,
  signal?: AbortSignal,
): Promise<number[]> {
  const getRelevance = (paper: number, redundancy: number) => (1 - diversity) * scores[paper]! - diversity * redundancy;
  const queue = new TinyQueue<Candidate>(
    candidates.map((paper, position) => ({
      paper,
      position,
      redundancy: 0,
      compared: 0,
      relevance: getRelevance(paper, 0),
    })),
    (a, b) => b.relevance - a.relevance || a.position - b.position,
  );
  const computeRedundancy = createRedundancyFunction(rows);
  const selected: number[] = [];
  while (selected.length < count) {
    if (isPauseDue()) await pause(signal);
    const first = queue.pop();
    if (!first) break;
    if (first.compared === selected.length) {
      selected.push(first.paper);
      continue;
    }
    first.redundancy = Math.max(first.redundancy, computeRedundancy(first.paper, selected, first.compared));
    first.compared = selected.length;
    first.relevance = getRelevance(first.paper, first.redundancy);
    queue.push(first);
  }
  return selected;
}

/** Creates a function that returns the highest dot product of a paper with those from `start` in a list. */
function createRedundancyFunction({ starts, ids, values }: TermRows) {
  /** The row of the paper; 0 elsewhere. */
  const weights = new Uint16Array(countColumns(ids));
  return (paper: number, others: readonly number[], start: number): number => {
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) weights[ids[k]!] = values[k]!;
    let highest = 0;
    for (let n = start; n < others.length; n++) {
      const end = starts[others[n]! + 1]!;
      let dot = 0;
      for (let k = starts[others[n]!]!; k < end; k++) dot += weights[ids[k]!]! * values[k]!;
      if (dot > highest) highest = dot;
    }
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) weights[ids[k]!] = 0;
    return highest;
  };
}
