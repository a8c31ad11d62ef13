/** The nearest neighbors of each paper, stored as in ../join/neighbor-lists.ts, and the thresholds that follow from them. */
import { headerField, loadWord, MAX_I16, NEIGHBOR_DOTS, NEIGHBOR_IDS, NEIGHBORS, thresholds } from './memory';

/** Returns the threshold of a paper in units of the sums, rounded down. */
export function getThreshold(paper: i32): i16 {
  return <i16>min(loadWord(thresholds, paper) >> 15, MAX_I16);
}

/** Inserts `other` into the neighbors of `paper` if it belongs there. Returns the threshold of the paper, which a full list raises. */
export function insertNeighbor(paper: i32, other: i32, dot: i32): i16 {
  const size = headerField(NEIGHBORS);
  const ids = headerField(NEIGHBOR_IDS);
  const dots = headerField(NEIGHBOR_DOTS);
  const first = (<usize>paper * size) << 2;
  const last = first + ((size - 1) << 2);
  let slot = last;
  if (ranksBefore(paper, load<i32>(dots + slot), load<i32>(ids + slot), dot, other)) return getThreshold(paper);
  while (slot > first && !ranksBefore(paper, load<i32>(dots + slot - 4), load<i32>(ids + slot - 4), dot, other)) {
    store<i32>(dots + slot, load<i32>(dots + slot - 4));
    store<i32>(ids + slot, load<i32>(ids + slot - 4));
    slot -= 4;
  }
  store<i32>(dots + slot, dot);
  store<i32>(ids + slot, other);
  raiseThreshold(paper, load<i32>(dots + last));
  return getThreshold(paper);
}

/**
 * Returns whether a neighbor of a paper comes before another one. Of equally similar papers the next ones come first, cyclically:
 * if those with the smallest ids did, they would be neighbors of all copies of a text.
 */
function ranksBefore(paper: i32, dot: i32, id: i32, otherDot: i32, otherId: i32): bool {
  return dot > otherDot || (dot === otherDot && <u32>(id - paper) < <u32>(otherId - paper));
}

/** Raises the threshold of a paper to a dot product if that is higher. */
export function raiseThreshold(paper: i32, dot: i32): void {
  const address = thresholds + ((<usize>paper) << 2);
  store<i32>(address, max(load<i32>(address), dot));
}
