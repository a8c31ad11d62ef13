import type { TermRows } from '../types.ts';
import type { Network } from './louvain.ts';

/** Rounds after which papers are left where they are; nearly all have settled after three. */
const ROUNDS = 5;

/**
 * Lets each paper settle in the topic that both its ties and its text speak for. Louvain moves whole groups of papers, so at its end
 * some papers sit with a group that they were once swept up with. Here each paper moves to the topic with the highest
 *
 *     share of the paper's tie weight that goes to the topic
 *     + cosine of the paper and the topic's mean row, over the highest such cosine
 *
 * among those it has a tie with, all papers at once, until none moves (at most five rounds). Its own topic wins ties, then the
 * lower number. On the ACM papers this raises modularity a little and agreement with the venues a lot (bench/topics.ts).
 * @param papers The row of each node of the network.
 * @param topicOf The topic of each node, from 1; nodes with 0 stay there and pull nobody.
 */
export function settle(network: Network, rows: TermRows, papers: Uint32Array, topicOf: Uint32Array): Uint32Array {
  const topics = topicOf.reduce((most, topic) => Math.max(most, topic), 0) + 1;
  const ties = tiesOf(network);
  const pulls = new Float64Array(topics);
  let now = topicOf.slice();
  for (let round = 0; round < ROUNDS; round++) {
    const centres = centresOf(rows, papers, now, topics);
    let moved = 0;
    const next = now.map((own, node) => {
      if (own === 0) return 0;
      const chosen = best(node, own, now);
      if (chosen !== own) moved++;
      return chosen;
    });
    if (moved === 0) break;
    now = next;

    function best(node: number, own: number, now: Uint32Array): number {
      const met: number[] = [];
      let total = 0;
      for (let k = ties.starts[node]!; k < ties.starts[node + 1]!; k++) {
        const topic = now[ties.ids[k]!]!;
        if (topic === 0) continue;
        if (pulls[topic] === 0) met.push(topic);
        pulls[topic]! += ties.values[k]!;
        total += ties.values[k]!;
      }
      const cosines = met.map((topic) => centres.cosine(papers[node]!, topic));
      const highest = Math.max(...cosines, Number.MIN_VALUE);
      let chosen = own;
      let most = 0;
      met.forEach((topic, m) => {
        const score = pulls[topic]! / total + cosines[m]! / highest;
        pulls[topic] = 0;
        if (score > most || (score === most && (topic === own || (chosen !== own && topic < chosen)))) {
          most = score;
          chosen = topic;
        }
      });
      return chosen;
    }
  }
  return now;
}

/** Each node's ties, in order of the edges. */
function tiesOf({ order, edges }: Network): { starts: Uint32Array; ids: Uint32Array; values: Float64Array } {
  const { sources, targets, weights } = edges;
  const starts = new Uint32Array(order + 1);
  for (const node of sources) starts[node + 1]!++;
  for (const node of targets) starts[node + 1]!++;
  for (let node = 0; node < order; node++) starts[node + 1]! += starts[node]!;
  const next = starts.slice();
  const ids = new Uint32Array(2 * weights.length);
  const values = new Float64Array(2 * weights.length);
  for (let k = 0; k < weights.length; k++)
    for (const [from, to] of [[sources[k]!, targets[k]!] as const, [targets[k]!, sources[k]!] as const]) {
      ids[next[from]!] = to;
      values[next[from]!++] = weights[k]!;
    }
  return { starts, ids, values };
}

/** The sums of the topics' rows, and the cosine of a paper with one (but for the paper's length, which is the same for all). */
function centresOf(rows: TermRows, papers: Uint32Array, topicOf: Uint32Array, topics: number) {
  const { starts, ids, values } = rows;
  const terms = ids.reduce((most, id) => Math.max(most, id + 1), 0);
  // By term, then topic: what a paper's few topics say of one term stands close together.
  const sums = new Float32Array(terms * topics);
  papers.forEach((paper, node) => {
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) sums[ids[k]! * topics + topicOf[node]!]! += values[k]!;
  });
  const squares = new Float64Array(topics);
  for (let cell = 0, term = 0; term < terms; term++)
    for (let topic = 0; topic < topics; topic++, cell++) squares[topic]! += sums[cell]! * sums[cell]!;
  const cosine = (paper: number, topic: number) => {
    let product = 0;
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) product += values[k]! * sums[ids[k]! * topics + topic]!;
    return product / Math.sqrt(squares[topic]!);
  };
  return { cosine };
}
