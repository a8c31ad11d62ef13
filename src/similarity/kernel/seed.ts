/** Thresholds to begin with, so that the first rows of a tile do not have to finish nearly every pair. */
import { clearBlock, gather } from './block';
import { commonEnds, HITS, header, inLane, LANES, MAXIMA, SUMS, word } from './memory';
import { raise } from './nearest';
import { dotProduct } from './products';
import { scatter } from './scatter';

/**
 * Gives the papers of a tile thresholds to begin with: the last place among some neighbours in the tile that the rare
 * terms find. Whoever they are, the last place in the end is no worse.
 */
export function seed(firstColumn: i32, columns: i32, lists: usize): void {
  // 64 columns stand for all: enough for lists of up to 40.
  if (header(14) > 40) return;
  for (let row = 0; row < columns; row += LANES) {
    const after = min(row + LANES, columns);
    for (let paper = row; paper < after; paper++)
      gather(firstColumn + paper, paper - row, word(commonEnds, firstColumn + paper));
    scatter(lists, lists + 4);
    for (let paper = row; paper < after; paper++) store<i16>(inLane(SUMS + ((<usize>paper) << 4), paper - row), 0);
    takeMaxima(columns);
    for (let paper = row; paper < after; paper++) seedRow(firstColumn, firstColumn + paper, paper - row);
    clearBlock();
  }
}

/** Of all columns with the same number modulo 64 the largest sum, its last six bits replaced by the number over 64; clears the sums. */
function takeMaxima(columns: i32): void {
  memory.fill(MAXIMA, 0, 1024);
  for (let column = 0; column < columns; column++) {
    const sum = SUMS + ((<usize>column) << 4);
    const best = MAXIMA + ((<usize>(column & 63)) << 4);
    const key = v128.or(v128.and(v128.load(sum), i16x8.splat(-64)), i16x8.splat(<i16>(column >> 6)));
    v128.store(best, i16x8.max_s(v128.load(best), key));
    v128.store(sum, i16x8.splat(0));
  }
}

/** Half as many candidates again as a list is long; their exact dot products are sorted where hits will be. */
function seedRow(firstColumn: i32, row: i32, lane: i32): void {
  const size = <usize>header(14);
  const candidates = size + (size >> 1);
  for (let n: usize = 0; n < candidates; n++) {
    const place = bestPlace(lane);
    const maximum = inLane(MAXIMA + ((<usize>place) << 4), lane);
    const key = <i32>load<i16>(maximum);
    const dot = key < 64 ? 0 : dotProduct(row, lane, firstColumn + ((key & 63) << 6) + place);
    store<i16>(maximum, 0);
    let slot = HITS + (n << 2);
    for (; slot > HITS && load<i32>(slot - 4) < dot; slot -= 4) store<i32>(slot, load<i32>(slot - 4));
    store<i32>(slot, dot);
  }
  raise(row, load<i32>(HITS + ((size - 1) << 2)));
}

function bestPlace(lane: i32): i32 {
  let best = 0;
  let place = 0;
  for (let i = 0; i < 64; i++) {
    const key = <i32>load<i16>(inLane(MAXIMA + ((<usize>i) << 4), lane));
    if (key > best) {
      best = key;
      place = i;
    }
  }
  return place;
}
