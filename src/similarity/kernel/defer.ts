/**
 * Deferred terms: common terms that cost the most time and contribute the least. The sums leave them out; their contribution
 * to a dot product is bounded by the lengths of both rows in these terms.
 */
import { addEntry } from './batch';
import {
  commonEnds,
  DEFERRAL_PERCENT,
  DEFERRED_FINE_LENGTHS,
  DEFERRED_LENGTHS,
  DEFERRED_WEIGHTS,
  DENSE_BYTES,
  headerField,
  laneAddress,
  loadWord,
  rowStarts,
  rowTerms,
  rowWeights,
  SPLITS,
  SQUARES,
  slotOfTerm,
  thresholds,
} from './memory';

/** A row defers less than half of the unit length, so that products of lengths fit 16 bits. */
const MAX_SQUARED_LENGTH: f64 = 16383.0 * 16383.0;

/**
 * Returns the first entry of a row that is not deferred. Common terms are deferred in their order (most work saved per
 * length first) while their length stays below a share of the row's threshold.
 */
export function selectDeferred(row: i32, lane: i32): u32 {
  const maxLength = <f64>loadWord(thresholds, row) * <f64>headerField(DEFERRAL_PERCENT) * (1.0 / 100.0 / 32768.0);
  const budget = <i32>min(maxLength * maxLength, MAX_SQUARED_LENGTH);
  const end = loadWord(commonEnds, row);
  let entry = loadWord(rowStarts, row);
  for (let squares = 0; entry < end; entry++) {
    const weight = <i32>load<u16>(rowWeights + (entry << 1));
    squares += weight * weight;
    if (squares > budget) break;
  }
  store<u32>(SPLITS + ((<usize>lane) << 2), entry);
  return entry;
}

/**
 * Stores the deferred weights of a row and their lengths. Terms that another row of the batch does not defer are added to the
 * batch instead: their posting lists are traversed anyway.
 */
export function storeDeferred(row: i32, lane: i32): void {
  memory.fill(SQUARES, 0, 64);
  const split = loadWord(SPLITS, lane);
  for (let entry = loadWord(rowStarts, row); entry < split; entry++) {
    const term = loadWord(rowTerms, entry);
    if (loadWord(slotOfTerm, term)) {
      addEntry(entry, lane);
      continue;
    }
    const weight = <i32>load<u16>(rowWeights + (entry << 1));
    const squares = SQUARES + ((term >> 3) << 2);
    store<i32>(squares, load<i32>(squares) + weight * weight);
    store<i16>(laneAddress(DEFERRED_WEIGHTS + <usize>lane * DENSE_BYTES, term), <i16>weight);
  }
  for (let group: u32 = 0; group < 4; group++) {
    let groupSquares: u32 = 0;
    for (let subgroup = group << 2; subgroup < (group << 2) + 4; subgroup++) {
      const squares = loadWord(SQUARES, subgroup);
      groupSquares += squares;
      store<u8>(DEFERRED_FINE_LENGTHS + ((<usize>lane) << 4) + subgroup, <u8>computeLength(squares));
    }
    store<u16>(laneAddress(DEFERRED_LENGTHS + (group << 4), lane), computeLength(groupSquares));
  }
}

/** Returns a length in units of 1/256, rounded up. Lengths of columns have units of 1/128, so that products have the unit of the sums. */
function computeLength(squares: u32): u16 {
  return <u16>Math.ceil(Math.sqrt(<f64>squares) * (1.0 / 128.0));
}
