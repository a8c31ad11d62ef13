import type { TermRows } from '../model/sparse.ts';
import { selectTopK } from '../util/top-k.ts';

/** What the neighborhoods of papers are computed from. */
export interface NeighborhoodData {
  /** By term, the papers that contain it: the transposed rows of the papers. */
  postings: TermRows;
  /** Interleaved x and y of each paper. */
  positions: Float32Array;
  /** The papers that are compared. */
  placed: Uint32Array;
  /** Number k of nearest neighbors. */
  neighborhood: number;
}

/** A paper and its terms. */
export interface SampledPaper {
  paper: number;
  ids: TermRows['ids'];
  values: TermRows['values'];
}

/** Compares the neighborhoods of papers in the layout with those by similarity. An instance runs in a worker or on the calling thread. */
export class NeighborhoodTasks {
  #data!: NeighborhoodData;
  /** The similarity of each paper to the current one, and minus its squared distance. Reused, because they are long. */
  #products = new Float64Array(0);
  #closeness = new Float64Array(0);

  /** Prepares the comparison. */
  start(data: NeighborhoodData): void {
    this.#data = data;
    this.#products = new Float64Array(data.positions.length / 2);
    this.#closeness = new Float64Array(data.placed.length);
  }

  /** Returns by how much the ranks of the papers' nearest neighbors in the layout exceed k, in total: an integer. */
  measure(papers: readonly SampledPaper[]): number {
    const { neighborhood } = this.#data;
    let penalty = 0;
    for (const paper of papers) {
      this.#computeProducts(paper);
      const nearest = this.#findNearestInLayout(paper.paper);
      for (const rank of this.#rankBySimilarity(paper.paper, nearest)) penalty += Math.max(0, rank - neighborhood);
    }
    return penalty;
  }

  /** Computes the dot products of a paper with all papers. */
  #computeProducts({ ids, values }: SampledPaper): void {
    const { postings } = this.#data;
    const products = this.#products;
    products.fill(0);
    for (let k = 0; k < ids.length; k++) {
      const term = ids[k]!;
      const value = values[k]!;
      const end = postings.starts[term + 1]!;
      for (let p = postings.starts[term]!; p < end; p++) products[postings.ids[p]!]! += postings.values[p]! * value;
    }
  }

  /** Returns the k papers that are closest to a paper in the layout, closest first. */
  #findNearestInLayout(paper: number): number[] {
    const { placed, positions, neighborhood } = this.#data;
    const closeness = this.#closeness;
    const [x, y] = [positions[2 * paper]!, positions[2 * paper + 1]!];
    for (let index = 0; index < placed.length; index++) {
      const other = placed[index]!;
      const squaredDistance = (positions[2 * other]! - x) ** 2 + (positions[2 * other + 1]! - y) ** 2;
      closeness[index] = other === paper ? Number.NEGATIVE_INFINITY : -squaredDistance;
    }
    return selectTopK(closeness, neighborhood, Number.NEGATIVE_INFINITY).map((index) => placed[index]!);
  }

  /**
   * Returns the ranks of some papers among all papers by similarity to `paper`, from 1, in any order. Looks at each paper once and compares it
   * first with the least similar of the others: most are less similar than all of them.
   */
  #rankBySimilarity(paper: number, others: readonly number[]): number[] {
    const { placed } = this.#data;
    const products = this.#products;
    const sorted = [...others].sort((a, b) => products[b]! - products[a]! || a - b);
    /** Number of papers that precede exactly the others from each position on. */
    const preceding = new Uint32Array(sorted.length + 1);
    for (let index = 0; index < placed.length; index++) {
      const i = placed[index]!;
      const product = products[i]!;
      let position = sorted.length;
      for (; position > 0; position--) {
        const other = sorted[position - 1]!;
        if (product < products[other]! || (product === products[other] && i >= other)) break;
      }
      if (i !== paper) preceding[position]!++;
    }
    let rank = 1;
    return sorted.map((_, position) => {
      rank += preceding[position]!;
      return rank;
    });
  }
}
