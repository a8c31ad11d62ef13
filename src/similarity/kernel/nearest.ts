/** The list of nearest papers that each paper has, as ../nearest.ts keeps it, and the threshold that its last place sets. */
import { header, MOST, thresholds, word } from './memory';

/** A paper's threshold in units of the sums, rounded down. */
export function threshold(paper: i32): i16 {
  return <i16>min(word(thresholds, paper) >> 15, MOST);
}

/** As `offer` in ../nearest.ts; returns the paper's threshold, which a full list raises. */
export function offer(paper: i32, other: i32, dot: i32): i16 {
  const size = <usize>header(14);
  const ids = header(15);
  const dots = header(16);
  const first = (<usize>paper * size) << 2;
  const last = first + ((size - 1) << 2);
  let slot = last;
  if (comesBefore(load<i32>(dots + slot), load<i32>(ids + slot), dot, other)) return threshold(paper);
  while (slot > first && !comesBefore(load<i32>(dots + slot - 4), load<i32>(ids + slot - 4), dot, other)) {
    store<i32>(dots + slot, load<i32>(dots + slot - 4));
    store<i32>(ids + slot, load<i32>(ids + slot - 4));
    slot -= 4;
  }
  store<i32>(dots + slot, dot);
  store<i32>(ids + slot, other);
  raise(paper, load<i32>(dots + last));
  return threshold(paper);
}

function comesBefore(dot: i32, id: i32, otherDot: i32, otherId: i32): bool {
  return dot > otherDot || (dot === otherDot && id < otherId);
}

export function raise(paper: i32, least: i32): void {
  const at = thresholds + ((<usize>paper) << 2);
  store<i32>(at, max(load<i32>(at), least));
}
