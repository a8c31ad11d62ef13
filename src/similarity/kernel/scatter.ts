/** The blind part of the join: walks the postings of the block's terms and adds up products, column by column. */
import { united } from './block';
import { blockWeights, found, MOST, postings, SUMS, starts, terms, union, word } from './memory';

/** The least weight whose square rounds to a whole unit. */
const FAINT: i16 = 182;

/** Adds the products of the block's entries with all postings of their terms. */
export function scatter(begins: usize, ends: usize): void {
  // All lists are looked up, and their first postings touched, before any is walked: so the waits for memory overlap.
  let top = found;
  for (let slot: u32 = 1; slot <= united; slot++) {
    const term = word(union, slot);
    const begin = word(begins, term);
    const end = word(ends, term);
    store<u32>(top, begin);
    store<u32>(top, end, 4);
    store<u32>(top, slot, 8);
    store<u32>(top, word(postings, begin), 12);
    top += (<usize>i32(end > begin)) << 4;
  }
  for (let list = found; list < top; list += 16) {
    const exact = v128.load(blockWeights + (load<u32>(list, 8) << 4));
    const fitting = i16x8.min_u(i16x8.max_u(exact, i16x8.splat(FAINT)), i16x8.splat(MOST));
    const weight = v128.and(fitting, i16x8.ne(exact, i16x8.splat(0)));
    const end = postings + (load<u32>(list, 4) << 2);
    let at = postings + (load<u32>(list) << 2);
    for (; at + 16 <= end; at += 16) {
      add(at, weight);
      add(at + 4, weight);
      add(at + 8, weight);
      add(at + 12, weight);
    }
    for (; at < end; at += 4) add(at, weight);
  }
}

/** A posting: byte offset of the column's sums, then weight, 16 bits each. */
function add(posting: usize, weight: v128): void {
  const sum = SUMS + <usize>load<u16>(posting);
  const product = i16x8.q15mulr_sat_s(v128.load16_splat(posting, 2), weight);
  v128.store(sum, i16x8.add_sat_s(v128.load(sum), product));
}

/** Within a tile a row meets only those after it: moves its own postings out of the lists' fronts. */
export function passBy(row: i32, begins: usize): void {
  const last = word(starts, row + 1);
  for (let entry = word(starts, row); entry < last; entry++) {
    const begin = begins + (word(terms, entry) << 2);
    store<u32>(begin, load<u32>(begin) + 1);
  }
}
