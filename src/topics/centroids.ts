import { membersByGroup } from '../graph/partition.ts';
import type { TermRows } from '../model/sparse.ts';

/** Papers that are to be held against topics: entry k is a paper and a topic. */
export interface Pairs {
  papers: Uint32Array;
  topics: Uint32Array;
}

/**
 * The cosine of each pair's paper with the sum of its topic's rows, but for the paper's own length, which is the same for all topics.
 * @param papers Rows that count.
 * @param topicOf The topic of each of these papers.
 */
export function cosinesWithTopics(
  rows: TermRows,
  papers: Uint32Array,
  topicOf: Uint32Array,
  pairs: Pairs,
): Float64Array {
  const cosines = new Float64Array(pairs.topics.length);
  const members = membersByGroup(topicOf);
  const sums = new Float32Array(termsOf(rows));
  // Topic by topic: what one says of all terms stays in the cache, what all say does not.
  membersByGroup(pairs.topics).forEach((asked, topic) => {
    if (asked.length === 0) return;
    sums.fill(0);
    addRows(rows, papers, members[topic]!, sums);
    compare(rows, pairs.papers, asked, sums, cosines);
  });
  return cosines;
}

function addRows(
  { starts, ids, values }: TermRows,
  papers: Uint32Array,
  members: Uint32Array,
  sums: Float32Array,
): void {
  for (let m = 0; m < members.length; m++) {
    const end = starts[papers[members[m]!]! + 1]!;
    for (let k = starts[papers[members[m]!]!]!; k < end; k++) sums[ids[k]!]! += values[k]!;
  }
}

function compare(
  { starts, ids, values }: TermRows,
  papers: Uint32Array,
  asked: Uint32Array,
  sums: Float32Array,
  cosines: Float64Array,
): void {
  const length = lengthOf(sums);
  for (let a = 0; a < asked.length; a++) {
    const paper = papers[asked[a]!]!;
    const end = starts[paper + 1]!;
    let product = 0;
    for (let k = starts[paper]!; k < end; k++) product += values[k]! * sums[ids[k]!]!;
    cosines[asked[a]!] = product / length;
  }
}

function lengthOf(sums: Float32Array): number {
  let squares = 0;
  for (let term = 0; term < sums.length; term++) squares += sums[term]! ** 2;
  return Math.sqrt(squares);
}

/** One more than the last term that a row has. */
function termsOf({ starts, ids }: TermRows): number {
  let terms = 0;
  for (let i = 1; i < starts.length; i++)
    if (starts[i]! > starts[i - 1]!) terms = Math.max(terms, ids[starts[i]! - 1]! + 1);
  return terms;
}
