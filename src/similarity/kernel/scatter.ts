/** Approximate sums: traverses the posting lists of the batch's terms and adds the products to the sums of the columns. */
import { slotCount } from './batch';
import {
  activeLists,
  batchWeights,
  loadWord,
  MAX_I16,
  postings,
  rowStarts,
  rowTerms,
  SUMS,
  termOfSlot,
} from './memory';

/** Smallest weight whose square rounds to a unit of the sums. */
const MIN_WEIGHT: i16 = 182;

/**
 * Returns the number of a term's posting list in a block. If the block has none, it is that of the next term that has one.
 * @param entry Address of the bits of the block that has the term, and of the number of lists before.
 */
function listOf(entry: usize, term: u32): u32 {
  return load<u32>(entry, 4) + <u32>popcnt(load<u32>(entry) & ((1 << (term & 31)) - 1));
}

/** Returns the address of the bits of a block that has a term. */
function bitsOf(bits: usize, term: u32): usize {
  return bits + ((<usize>(term >> 5)) << 3);
}

/**
 * Adds the products of the batch with the postings of its terms to the sums.
 * @param bits Address of the bits of the block: see PostingLists in ../join/blocked-index.ts.
 * @param starts Address of the start of each posting list.
 * @param ends Address of the end of each posting list.
 */
export function scatter(bits: usize, starts: usize, ends: usize): void {
  // Reading the first posting of all lists before traversing any of them lets the cache misses overlap.
  let listsEnd = activeLists;
  for (let slot: u32 = 1; slot <= slotCount; slot++) {
    const term = loadWord(termOfSlot, slot);
    const entry = bitsOf(bits, term);
    const list = listOf(entry, term);
    const start = loadWord(starts, list);
    const end = loadWord(ends, list);
    store<u32>(listsEnd, start);
    store<u32>(listsEnd, end, 4);
    store<u32>(listsEnd, slot, 8);
    store<u32>(listsEnd, loadWord(postings, start), 12);
    const isInBlock = (load<u32>(entry) >> (term & 31)) & 1;
    listsEnd += (<usize>(isInBlock & u32(end > start))) << 4;
  }
  for (let list = activeLists; list < listsEnd; list += 16) {
    const exact = v128.load(batchWeights + (load<u32>(list, 8) << 4));
    const clamped = i16x8.min_u(i16x8.max_u(exact, i16x8.splat(MIN_WEIGHT)), i16x8.splat(MAX_I16));
    const weights = v128.and(clamped, i16x8.ne(exact, i16x8.splat(0)));
    const end = postings + (load<u32>(list, 4) << 2);
    let posting = postings + (load<u32>(list) << 2);
    for (; posting + 16 <= end; posting += 16) {
      addPosting(posting, weights);
      addPosting(posting + 4, weights);
      addPosting(posting + 8, weights);
      addPosting(posting + 12, weights);
    }
    for (; posting < end; posting += 4) addPosting(posting, weights);
  }
}

/** Adds the products with one posting: the byte offset of the column's sums, then the weight, 16 bits each. */
function addPosting(posting: usize, weights: v128): void {
  const sums = SUMS + <usize>load<u16>(posting);
  const products = i16x8.q15mulr_sat_s(v128.load16_splat(posting, 2), weights);
  v128.store(sums, i16x8.add_sat_s(v128.load(sums), products));
}

/**
 * Removes the first posting of each of a row's terms. Within its own block a row is joined only with later rows, whose postings
 * follow its own.
 */
export function skipPostings(row: i32, bits: usize, starts: usize): void {
  const end = loadWord(rowStarts, row + 1);
  for (let entry = loadWord(rowStarts, row); entry < end; entry++) {
    const term = loadWord(rowTerms, entry);
    const start = starts + ((<usize>listOf(bitsOf(bits, term), term)) << 2);
    store<u32>(start, load<u32>(start) + 1);
  }
}
