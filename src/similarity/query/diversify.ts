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
  const selectedPapers = new SelectedPapers(rows, Math.min(count, candidates.length));
  const selected: number[] = [];
  while (selected.length < count) {
    if (isPauseDue()) await pause(signal);
    const first = queue.pop();
    if (!first) break;
    if (first.compared === selected.length) {
      selectedPapers.add(first.paper, selected.length);
      selected.push(first.paper);
      continue;
    }
    const redundancy = selectedPapers.maxDotProduct(first.paper, first.compared, selected.length);
    first.redundancy = Math.max(first.redundancy, redundancy);
    first.compared = selected.length;
    first.relevance = getRelevance(first.paper, first.redundancy);
    queue.push(first);
  }
  return selected;
}

/**
 * The inverted index of the selected papers. Two papers share few terms, so that following the postings takes a fraction of
 * the time of comparing rows.
 */
class SelectedPapers {
  readonly #rows: TermRows;
  readonly #postings: (Postings | undefined)[];
  /** Dot products; 0 between two calls. */
  readonly #dots: Int32Array;

  /** @param capacity Maximum number of papers. */
  constructor(rows: TermRows, capacity: number) {
    this.#rows = rows;
    this.#postings = new Array(countColumns(rows.ids));
    this.#dots = new Int32Array(capacity);
  }

  /** Adds a paper. Papers are numbered in the order in which they are added. */
  add(paper: number, number: number): void {
    const { starts, ids, values } = this.#rows;
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) {
      const postings = this.#postings[ids[k]!] ?? { numbers: [], weights: [] };
      postings.numbers.push(number);
      postings.weights.push(values[k]!);
      this.#postings[ids[k]!] = postings;
    }
  }

  /** Returns the highest dot product of a paper with the selected papers number `first` to `end - 1`; at least 0. */
  maxDotProduct(paper: number, first: number, end: number): number {
    const { starts, ids, values } = this.#rows;
    const dots = this.#dots;
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) {
      const postings = this.#postings[ids[k]!];
      if (!postings) continue;
      const { numbers, weights } = postings;
      for (let p = numbers.length - 1; p >= 0 && numbers[p]! >= first; p--)
        dots[numbers[p]!]! += values[k]! * weights[p]!;
    }
    let highest = 0;
    for (let number = first; number < end; number++) if (dots[number]! > highest) highest = dots[number]!;
    dots.fill(0, first, end);
    return highest;
  }
}

/** The selected papers that contain a term, ascending, and its weights. */
interface Postings {
  numbers: number[];
  weights: number[];
}
