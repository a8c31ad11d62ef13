import type { SparseRows, TermRows } from '../model/sparse.ts';
import { cosinesWithTopics } from './centroids.ts';

/** Rounds after which papers are left where they are; nearly all have settled by then. */
const ROUNDS = 3;
/** A topic with so much less of a paper's tie weight than its strongest is out of the question: only a text twice as near could make up for it. */
const REACH = 0.5;

/**
 * Lets each paper settle in the topic that both its ties and its text speak for. Louvain moves whole groups of papers, so at its end
 * some papers sit with a group that they were once swept up with. Here each paper moves to the topic with the highest
 *
 *     share of the paper's tie weight that goes to the topic
 *     + cosine of the paper and the sum of the topic's rows, over the highest such cosine
 *
 * among those with nearly as strong ties as the strongest, all papers at once. Its own topic wins ties, then the lower number. In the next round those with a
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
  let looking = now.map((_, node) => node).filter((node) => now[node]! > 0);
  for (let round = 0; round < rounds && looking.length > 0; round++) {
    const open = undecided(looking, ties, now);
    const cosines = cosinesWithTopics(rows, papers, now, {
      papers: open.owners.map((node) => papers[node]!),
      topics: open.topics,
    });
    const chosen = choose(open, cosines, now);
    const again = new Uint8Array(now.length);
    chosen.forEach((topic, k) => {
      const node = open.nodes[k]!;
      if (topic === now[node]) return;
      now[node] = topic;
      for (let t = ties.starts[node]!; t < ties.starts[node + 1]!; t++) again[ties.ids[t]!] = 1;
    });
    looking = now.map((_, node) => node).filter((node) => again[node] && now[node]! > 0);
  }
  return now;
}

/** Nodes that their ties alone do not decide for, and the topics that come into question for them. */
interface Undecided {
  nodes: Uint32Array;
  /** The topics of node k are entries starts[k] .. starts[k + 1] of the arrays below. */
  starts: Uint32Array;
  topics: Uint32Array;
  /** The share of the node's tie weight that goes to the topic. */
  shares: Float64Array;
  /** The node once more. */
  owners: Uint32Array;
}

function undecided(looking: Uint32Array, ties: SparseRows, now: Uint32Array): Undecided {
  const topicsInAll = now.reduce((most, topic) => Math.max(most, topic), 0) + 1;
  const pulls = new Float64Array(topicsInAll);
  const met = new Uint32Array(topicsInAll);
  const nodes: number[] = [];
  const starts = [0];
  const topics: number[] = [];
  const shares: number[] = [];
  const owners: number[] = [];
  for (const node of looking) {
    const count = addPulls(node, ties, now, pulls, met);
    const { total, least } = contest(pulls, met, count);
    const first = topics.length;
    for (let m = 0; m < count; m++) {
      const topic = met[m]!;
      if (pulls[topic]! > least) {
        topics.push(topic);
        shares.push(pulls[topic]! / total);
        owners.push(node);
      }
      pulls[topic] = 0;
    }
    if (topics.length === first + 1 && topics[first] === now[node]) {
      topics.pop();
      shares.pop();
      owners.pop();
    } else {
      nodes.push(node);
      starts.push(topics.length);
    }
  }
  return {
    nodes: Uint32Array.from(nodes),
    starts: Uint32Array.from(starts),
    topics: Uint32Array.from(topics),
    shares: Float64Array.from(shares),
    owners: Uint32Array.from(owners),
  };
}

/** Adds up a node's ties by topic and lists the topics met, as they come; tells how many. `pulls` is all 0 before. */
function addPulls(
  node: number,
  { starts, ids, values }: SparseRows,
  now: Uint32Array,
  pulls: Float64Array,
  met: Uint32Array,
): number {
  let count = 0;
  const end = starts[node + 1]!;
  for (let k = starts[node]!; k < end; k++) {
    const topic = now[ids[k]!]!;
    if (topic === 0) continue;
    if (pulls[topic] === 0) met[count++] = topic;
    pulls[topic]! += values[k]!;
  }
  return count;
}

/** The weight of all a node's ties, and the weight that a topic needs more than to come into question. */
function contest(pulls: Float64Array, met: Uint32Array, count: number): { total: number; least: number } {
  let total = 0;
  let strongest = 0;
  for (let m = 0; m < count; m++) {
    total += pulls[met[m]!]!;
    strongest = Math.max(strongest, pulls[met[m]!]!);
  }
  return { total, least: strongest - REACH * total };
}

/** The best topic for each undecided node. */
function choose({ nodes, starts, topics, shares }: Undecided, cosines: Float64Array, now: Uint32Array): Uint32Array {
  return nodes.map((node, n) => {
    const own = now[node]!;
    let highest = Number.MIN_VALUE;
    for (let k = starts[n]!; k < starts[n + 1]!; k++) highest = Math.max(highest, cosines[k]!);
    let chosen = own;
    let most = 0;
    for (let k = starts[n]!; k < starts[n + 1]!; k++) {
      const topic = topics[k]!;
      const score = shares[k]! + cosines[k]! / highest;
      const wins = topic === own || (chosen !== own && topic < chosen);
      if (score > most || (score === most && wins)) {
        most = score;
        chosen = topic;
      }
    }
    return chosen;
  });
}
