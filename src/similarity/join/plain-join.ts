import type { TermRows } from '../../model/sparse.ts';
import { emptyNearest, type Nearest, offer } from './top-k.ts';

/** Multiply-adds between two chances to report and to be stopped: some hundredths of a second. */
const BREATH = 2e7;

/**
 * The join in plain TypeScript, where no WebAssembly with vectors is to be had, and the measure of the fast one.
 * An inverted index grows paper by paper: each paper meets those before it, so that every pair is met once.
 * Sums run blindly into an array with an entry a paper (a branch a posting would cost more than it saves).
 * Yields the number of papers done, now and then; returns the nearest of each.
 */
export function* plainJoin(rows: TermRows, size: number, least: number): Generator<number, Nearest> {
  const { starts, ids, values } = rows;
  const papers = starts.length - 1;
  const lists = postingStarts(ids);
  const ends = lists.slice();
  const postings = new Uint32Array(ids.length);
  const weights = new Uint16Array(ids.length);
  const sums = new Int32Array(papers);
  const nearest = emptyNearest(papers, size);
  let work = 0;
  for (let paper = 0; paper < papers; paper++) {
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) {
      const term = ids[k]!;
      const weight = values[k]!;
      const end = ends[term]!;
      for (let p = lists[term]!; p < end; p++) sums[postings[p]!]! += weights[p]! * weight;
      work += end - lists[term]!;
      postings[end] = paper;
      weights[end] = weight;
      ends[term] = end + 1;
    }
    for (let other = 0; other < paper; other++) {
      const dot = sums[other]!;
      if (dot >= least) {
        offer(nearest, paper, other, dot);
        offer(nearest, other, paper, dot);
      }
      sums[other] = 0;
    }
    work += paper;
    if (work > BREATH) {
      work = 0;
      yield paper + 1;
    }
  }
  return nearest;
}

/** Where each term's postings begin when they lie one after the other. */
function postingStarts(ids: Uint32Array): Uint32Array {
  let terms = 0;
  for (const id of ids) if (id >= terms) terms = id + 1;
  const starts = new Uint32Array(terms + 1);
  for (const id of ids) starts[id + 1]!++;
  for (let term = 0; term < terms; term++) starts[term + 1]! += starts[term]!;
  return starts;
}
