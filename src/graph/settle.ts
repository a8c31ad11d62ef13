import type { SparseRows, TermRows } from '../types.ts';
import type { Network } from './louvain.ts';

/** Rounds after which papers are left where they are; nearly all have settled by then. */
const ROUNDS = 3;
/** A paper with at least this part of its tie weight inside its topic stays: only a text that is half as near to it could move it. */
const AT_HOME = 0.75;

/**
 * Lets each paper settle in the topic that both its ties and its text speak for. Louvain moves whole groups of papers, so at its end
 * some papers sit with a group that they were once swept up with. Here each paper moves to the topic with the highest
 *
 *     share of the paper's tie weight that goes to the topic
 *     + cosine of the paper and the sum of the topic's rows, over the highest such cosine
 *
 * among those it has a tie with, all papers at once. Its own topic wins ties, then the lower number. In the next round those with a
 * tie to a paper that moved look again, until none moves (at most three rounds). On the ACM papers this raises modularity a
 * little and agreement with the venues a lot (bench/topics.ts).
 * @param papers The row of each node of the network.
 * @param topicOf The topic of each node, from 1; nodes with 0 stay there and pull nobody.
 */
export function settle(network: Network, rows: TermRows, papers: Uint32Array, topicOf: Uint32Array): Uint32Array {
  const ties = tiesOf(network);
  const now = topicOf.slice();
  let looking = Array.from(now.keys()).filter((node) => now[node]! > 0);
  for (let round = 0; round < ROUNDS && looking.length > 0; round++) {
    const choose = chooser(ties, rows, papers, now);
    const chosen = looking.map(choose);
    const again = new Uint8Array(now.length);
    looking.forEach((node, k) => {
      if (chosen[k] === now[node]) return;
      now[node] = chosen[k]!;
      for (let t = ties.starts[node]!; t < ties.starts[node + 1]!; t++) again[ties.ids[t]!] = 1;
    });
    looking = Array.from(now.keys()).filter((node) => again[node] && now[node]! > 0);
  }
  return now;
}

/** What gives a node its best topic as things stand. */
function chooser(ties: SparseRows, rows: TermRows, papers: Uint32Array, now: Uint32Array): (node: number) => number {
  const topics = now.reduce((most, topic) => Math.max(most, topic), 0) + 1;
  const cosine = cosinesWithTopics(rows, papers, now, topics);
  const pulls = new Float64Array(topics);
  return (node) => {
    const met: number[] = [];
    let total = 0;
    for (let k = ties.starts[node]!; k < ties.starts[node + 1]!; k++) {
      const topic = now[ties.ids[k]!]!;
      if (topic === 0) continue;
      if (pulls[topic] === 0) met.push(topic);
      pulls[topic]! += ties.values[k]!;
      total += ties.values[k]!;
    }
    if (pulls[now[node]!]! >= AT_HOME * total) {
      for (const topic of met) pulls[topic] = 0;
      return now[node]!;
    }
    const cosines: ArrayLike<number> = met.length > 1 ? cosine(papers[node]!, met) : [1];
    let highest = Number.MIN_VALUE;
    for (let m = 0; m < met.length; m++) highest = Math.max(highest, cosines[m]!);
    let chosen = now[node]!;
    let most = 0;
    met.forEach((topic, m) => {
      const score = pulls[topic]! / total + cosines[m]! / highest;
      pulls[topic] = 0;
      const wins = topic === now[node] || (chosen !== now[node] && topic < chosen);
      if (score > most || (score === most && wins)) {
        most = score;
        chosen = topic;
      }
    });
    return chosen;
  };
}

/** Each node's ties, in order of the edges. */
function tiesOf({ order, edges }: Network): SparseRows {
  const { sources, targets, weights } = edges;
  const starts = new Uint32Array(order + 1);
  for (const node of sources) starts[node + 1]!++;
  for (const node of targets) starts[node + 1]!++;
  for (let node = 0; node < order; node++) starts[node + 1]! += starts[node]!;
  const next = starts.slice();
  const ids = new Uint32Array(2 * weights.length);
  const values = new Float64Array(2 * weights.length);
  const add = (from: number, to: number, weight: number) => {
    ids[next[from]!] = to;
    values[next[from]!++] = weight;
  };
  for (let k = 0; k < weights.length; k++) {
    add(sources[k]!, targets[k]!, weights[k]!);
    add(targets[k]!, sources[k]!, weights[k]!);
  }
  return { starts, ids, values };
}

/** The cosines of a paper and the sums of some topics' rows, but for the paper's length, which is the same for all topics. */
function cosinesWithTopics(
  { starts, ids, values }: TermRows,
  papers: Uint32Array,
  topicOf: Uint32Array,
  topics: number,
) {
  let terms = 0;
  for (const id of ids) if (id >= terms) terms = id + 1;
  // By term, then topic: what a paper's few topics say of one term stands close together.
  const sums = new Float32Array(terms * topics);
  papers.forEach((paper, node) => {
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) sums[ids[k]! * topics + topicOf[node]!]! += values[k]!;
  });
  const squares = new Float64Array(topics);
  for (let cell = 0, term = 0; term < terms; term++)
    for (let topic = 0; topic < topics; topic++, cell++) squares[topic]! += sums[cell]! * sums[cell]!;
  // One walk over the row for all topics: each term's sums lie side by side.
  return (paper: number, asked: readonly number[]): Float64Array => {
    const products = new Float64Array(asked.length);
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) {
      const from = ids[k]! * topics;
      const value = values[k]!;
      for (let a = 0; a < asked.length; a++) products[a]! += value * sums[from + asked[a]!]!;
    }
    return products.map((product, a) => product / Math.sqrt(squares[asked[a]!]!));
  };
}
