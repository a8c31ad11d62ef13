import type { TermRows } from '../types.ts';

/** What each topic says of each term: the sums of its papers' rows. */
export class Profiles {
  readonly #rows: TermRows;
  readonly #topics: number;
  /** By term, then topic: what a paper's few topics say of one term stands close together. */
  readonly #sums: Float32Array;

  /**
   * @param papers Rows that count.
   * @param topicOf The topic of each of these papers, below `topics`.
   */
  constructor(rows: TermRows, papers: Uint32Array, topicOf: Uint32Array, topics: number) {
    this.#rows = rows;
    this.#topics = topics;
    let terms = 0;
    for (const id of rows.ids) if (id >= terms) terms = id + 1;
    this.#sums = new Float32Array(terms * topics);
    papers.forEach((paper, at) => {
      this.#add(paper, topicOf[at]!, 1);
    });
  }

  /** A paper goes from one topic to another. */
  move(paper: number, from: number, to: number): void {
    this.#add(paper, from, -1);
    this.#add(paper, to, 1);
  }

  #add(paper: number, topic: number, times: number): void {
    const { starts, ids, values } = this.#rows;
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++)
      this.#sums[ids[k]! * this.#topics + topic]! += times * values[k]!;
  }

  /** The squared length of each topic's sum. */
  squares(): Float64Array {
    const squares = new Float64Array(this.#topics);
    for (let cell = 0; cell < this.#sums.length; )
      for (let topic = 0; topic < this.#topics; topic++, cell++) squares[topic]! += this.#sums[cell]! ** 2;
    return squares;
  }

  /** The products of a paper's row with the sums of some topics, in their order. */
  products(paper: number, topics: ArrayLike<number>): Float64Array {
    const { starts, ids, values } = this.#rows;
    const products = new Float64Array(topics.length);
    // One walk over the row for all topics: each term's sums lie side by side.
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) {
      const from = ids[k]! * this.#topics;
      const value = values[k]!;
      for (let t = 0; t < topics.length; t++) products[t]! += value * this.#sums[from + topics[t]!]!;
    }
    return products;
  }
}
