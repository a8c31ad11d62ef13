/** Initial thresholds. Without them the first rows of a block would need the exact dot products of nearly all pairs. */
import { addRow, clearBatch } from './batch';
import { commonEnds, HITS, headerField, LANES, laneAddress, loadWord, MAXIMA, NEIGHBORS, SUMS } from './memory';
import { raiseThreshold } from './neighbor-lists';
import { dotProduct } from './products';
import { scatter } from './scatter';

/** Candidates are taken from 64 residue classes of columns, which suffices for at most this many neighbors. */
const MAX_NEIGHBORS: usize = 40;

/**
 * Gives each paper of a block an initial threshold: the smallest similarity among as many papers of the block as it has
 * neighbors, chosen by their rare terms. The final neighbors cannot be less similar, whichever papers are chosen.
 */
export function seedThresholds(firstColumn: i32, columns: i32, bits: usize, lists: usize): void {
  if (headerField(NEIGHBORS) > MAX_NEIGHBORS) return;
  for (let row = 0; row < columns; row += LANES) {
    const end = min(row + LANES, columns);
    for (let paper = row; paper < end; paper++)
      addRow(firstColumn + paper, paper - row, loadWord(commonEnds, firstColumn + paper));
    scatter(bits, lists, lists + 4);
    for (let paper = row; paper < end; paper++) store<i16>(laneAddress(SUMS + ((<usize>paper) << 4), paper - row), 0);
    extractMaxima(columns);
    for (let paper = row; paper < end; paper++) seedRow(firstColumn, firstColumn + paper, paper - row);
    clearBatch();
  }
}

/**
 * Finds the largest sum among the columns with the same number modulo 64. Its last six bits are replaced by the number of the
 * column divided by 64. Clears the sums.
 */
function extractMaxima(columns: i32): void {
  memory.fill(MAXIMA, 0, 1024);
  for (let column = 0; column < columns; column++) {
    const sums = SUMS + ((<usize>column) << 4);
    const maxima = MAXIMA + ((<usize>(column & 63)) << 4);
    const keys = v128.or(v128.and(v128.load(sums), i16x8.splat(-64)), i16x8.splat(<i16>(column >> 6)));
    v128.store(maxima, i16x8.max_s(v128.load(maxima), keys));
    v128.store(sums, i16x8.splat(0));
  }
}

/** Computes 1.5 times as many exact dot products as a row has neighbors and sorts them, using the buffer of hits. */
function seedRow(firstColumn: i32, row: i32, lane: i32): void {
  const size = headerField(NEIGHBORS);
  const candidates = size + (size >> 1);
  for (let n: usize = 0; n < candidates; n++) {
    const residue = findMaximum(lane);
    const maximum = laneAddress(MAXIMA + ((<usize>residue) << 4), lane);
    const key = <i32>load<i16>(maximum);
    const dot = key < 64 ? 0 : dotProduct(row, lane, firstColumn + ((key & 63) << 6) + residue);
    store<i16>(maximum, 0);
    let slot = HITS + (n << 2);
    for (; slot > HITS && load<i32>(slot - 4) < dot; slot -= 4) store<i32>(slot, load<i32>(slot - 4));
    store<i32>(slot, dot);
  }
  raiseThreshold(row, load<i32>(HITS + ((size - 1) << 2)));
}

/** Returns the residue class with the largest key of a lane. */
function findMaximum(lane: i32): i32 {
  let maxKey = 0;
  let residue = 0;
  for (let i = 0; i < 64; i++) {
    const key = <i32>load<i16>(laneAddress(MAXIMA + ((<usize>i) << 4), lane));
    if (key > maxKey) {
      maxKey = key;
      residue = i;
    }
  }
  return residue;
}
