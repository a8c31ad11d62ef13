import type { SparseRows, TermRows } from '../types.ts';
import { Profiles } from './profiles.ts';

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
 * @param ties Each node's ties.
 * @param papers The row of each node.
 * @param topicOf The topic of each node, from 1; nodes with 0 stay there and pull nobody.
 * @param rounds At least 1. Default 3.
 */
export function settle(
  ties: SparseRows,
  rows: TermRows,
  papers: Uint32Array,
  topicOf: Uint32Array,
  rounds = ROUNDS,
): Uint32Array {
  const now = topicOf.slice();
  const topics = now.reduce((most, topic) => Math.max(most, topic), 0) + 1;
  const profiles = new Profiles(rows, papers, now, topics);
  let looking = now.map((_, node) => node).filter((node) => now[node]! > 0);
  for (let round = 0; round < rounds && looking.length > 0; round++) {
    const lengths = profiles.squares().map(Math.sqrt);
    const pulls = new Float64Array(topics);
    const chosen = looking.map((node) => choose(node, papers[node]!, { ties, now, profiles, lengths, pulls }));
    const again = new Uint8Array(now.length);
    looking.forEach((node, k) => {
      if (chosen[k] === now[node]) return;
      profiles.move(papers[node]!, now[node]!, chosen[k]!);
      now[node] = chosen[k]!;
      for (let t = ties.starts[node]!; t < ties.starts[node + 1]!; t++) again[ties.ids[t]!] = 1;
    });
    looking = now.map((_, node) => node).filter((node) => again[node] && now[node]! > 0);
  }
  return now;
}

interface Round {
  ties: SparseRows;
  /** The topic of each node as things stand. */
  now: Uint32Array;
  profiles: Profiles;
  /** The length of each topic's profile. */
  lengths: Float64Array;
  /** Room to add up a node's ties by topic; left all 0. */
  pulls: Float64Array;
}

/** The best topic for a node as things stand. */
function choose(node: number, paper: number, { ties, now, profiles, lengths, pulls }: Round): number {
  const met: number[] = [];
  let total = 0;
  for (let k = ties.starts[node]!; k < ties.starts[node + 1]!; k++) {
    const topic = now[ties.ids[k]!]!;
    if (topic === 0) continue;
    if (pulls[topic] === 0) met.push(topic);
    pulls[topic]! += ties.values[k]!;
    total += ties.values[k]!;
  }
  const own = now[node]!;
  const shares = met.map((topic) => pulls[topic]! / total);
  const atHome = pulls[own]! >= AT_HOME * total;
  for (const topic of met) pulls[topic] = 0;
  if (atHome) return own;
  // But for the paper's length, which is the same for all topics.
  const cosines = profiles.products(paper, met).map((product, m) => product / lengths[met[m]!]!);
  const highest = cosines.reduce((most, cosine) => Math.max(most, cosine), Number.MIN_VALUE);
  let chosen = own;
  let most = 0;
  met.forEach((topic, m) => {
    const score = shares[m]! + cosines[m]! / highest;
    const wins = topic === own || (chosen !== own && topic < chosen);
    if (score > most || (score === most && wins)) {
      most = score;
      chosen = topic;
    }
  });
  return chosen;
}
