/** What rows put off: terms that cost most and weigh least, of which the sums know nothing but the lengths that bound them. */
import { place } from './block';
import {
  commonEnds,
  DEFERRED,
  DENSE,
  FINE,
  header,
  inLane,
  LENGTHS,
  SPLITS,
  SQUARES,
  slots,
  starts,
  terms,
  thresholds,
  weights,
  word,
} from './memory';

/** A row defers less than half a unit length, so that products of lengths fit 16 bits. */
const LONGEST: f64 = 16383.0 * 16383.0;

/**
 * How far a row's common terms may wait: in the order in which they stand (most work saved for least length first),
 * while their length stays below a share of the similarity that its last place asks for.
 */
export function defer(row: i32, lane: i32): u32 {
  const reach = <f64>word(thresholds, row) * <f64>header(4) * (1.0 / 100.0 / 32768.0);
  const budget = <i32>min(reach * reach, LONGEST);
  const common = word(commonEnds, row);
  let entry = word(starts, row);
  for (let squares = 0; entry < common; entry++) {
    const weight = <i32>load<u16>(weights + (entry << 1));
    squares += weight * weight;
    if (squares > budget) break;
  }
  store<u32>(SPLITS + ((<usize>lane) << 2), entry);
  return entry;
}

/** Common terms that another row of the block needs at once cost nothing more here: only the others are deferred. */
export function settle(row: i32, lane: i32): void {
  memory.fill(SQUARES, 0, 64);
  const split = word(SPLITS, lane);
  for (let entry = word(starts, row); entry < split; entry++) {
    const term = word(terms, entry);
    if (word(slots, term)) {
      place(entry, lane);
      continue;
    }
    const weight = <i32>load<u16>(weights + (entry << 1));
    const squares = SQUARES + ((term >> 3) << 2);
    store<i32>(squares, load<i32>(squares) + weight * weight);
    store<i16>(inLane(DEFERRED + <usize>lane * DENSE, term), <i16>weight);
  }
  for (let group: u32 = 0; group < 4; group++) {
    let all: u32 = 0;
    for (let fine = group << 2; fine < (group << 2) + 4; fine++) {
      all += word(SQUARES, fine);
      store<u8>(FINE + ((<usize>lane) << 4) + fine, <u8>length(word(SQUARES, fine)));
    }
    store<u16>(inLane(LENGTHS + (group << 4), lane), length(all));
  }
}

/** In 256ths, rounded up; columns carry 128ths, so that a product is in units of the sums. */
function length(squares: u32): u16 {
  return <u16>Math.ceil(Math.sqrt(<f64>squares) * (1.0 / 128.0));
}
