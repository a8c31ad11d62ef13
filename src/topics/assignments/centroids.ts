import { listGroupMembers } from '../../graph/partition.ts';
import type { TermRows } from '../../model/sparse.ts';
import { forEachRange } from '../../util/pause.ts';
import { countColumns } from '../../util/transpose.ts';

/** Number of papers that are processed between two checks whether a pause is due. */
const PAPERS_PER_RANGE = 1 << 12;

/** Pairs of a paper and a topic to compare; the arrays have one entry per pair. */
export interface PaperTopicPairs {
  papers: Uint32Array;
  topics: Uint32Array;
}

/**
 * Computes the cosine of each pair's paper and the centroid of its topic. The length of the paper's row is taken as 1,
 * because it is the same for all topics of the paper. Without a term in the paper or the topic, the cosine is 0.
 *
 * @param papers Papers that are assigned to topics.
 * @param topicOf Topic of each of these papers.
 * @param excludesOwn Whether a paper does not count in the centroid of its own topic. Default false.
 * @throws the reason of the signal if it is aborted
 */
export async function computeCentroidCosines(
  rows: TermRows,
  papers: Uint32Array,
  topicOf: Uint32Array,
  pairs: PaperTopicPairs,
  signal?: AbortSignal,
  excludesOwn = false,
): Promise<Float64Array> {
  const cosines = new Float64Array(pairs.topics.length);
  const members = listGroupMembers(topicOf);
  const isMember = new Uint8Array(rows.starts.length - 1);
  const sums = new Float32Array(countColumns(rows.ids));
  // One topic at a time: the sums of one topic fit the cache, those of all topics do not.
  for (const [topic, pairsOfTopic] of listGroupMembers(pairs.topics).entries()) {
    if (pairsOfTopic.length === 0) continue;
    const topicMembers = members[topic]!;
    sums.fill(0);
    await forEachRange(topicMembers.length, PAPERS_PER_RANGE, signal, (start, end) =>
      addRows(rows, papers, topicMembers.subarray(start, end), sums),
    );
    const norm = computeNorm(sums);
    if (excludesOwn) for (const member of topicMembers) isMember[papers[member]!] = 1;
    await forEachRange(pairsOfTopic.length, PAPERS_PER_RANGE, signal, (start, end) =>
      compareWithCentroid(rows, pairs.papers, pairsOfTopic.subarray(start, end), { sums, norm, isMember }, cosines),
    );
    if (excludesOwn) for (const member of topicMembers) isMember[papers[member]!] = 0;
  }
  return cosines;
}

/** Adds the rows of a topic's members to `sums`. */
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

/** The sum of a topic's rows. */
interface Centroid {
  sums: Float32Array;
  /** Euclidean norm of the sums. */
  norm: number;
  /** 1 for each paper whose row is taken out of the sums before it is compared. */
  isMember: Uint8Array;
}

/** Writes the cosines of a topic's pairs to `cosines`. */
function compareWithCentroid(
  { starts, ids, values }: TermRows,
  papers: Uint32Array,
  pairs: Uint32Array,
  { sums, norm, isMember }: Centroid,
  cosines: Float64Array,
): void {
  for (let p = 0; p < pairs.length; p++) {
    const paper = papers[pairs[p]!]!;
    const end = starts[paper + 1]!;
    let product = 0;
    let squares = 0;
    for (let k = starts[paper]!; k < end; k++) {
      product += values[k]! * sums[ids[k]!]!;
      squares += values[k]! ** 2;
    }
    cosines[pairs[p]!] =
      isMember[paper] === 0
        ? product / (norm || 1)
        : (product - squares) / (Math.sqrt(Math.max(squares, norm ** 2 - 2 * product + squares)) || 1);
  }
}

/** Returns the Euclidean norm of a vector. */
function computeNorm(vector: Float32Array): number {
  let squares = 0;
  for (let i = 0; i < vector.length; i++) squares += vector[i]! ** 2;
  return Math.sqrt(squares);
}
