import { codeUnitAddress } from './characters';
import { getInt, INTS, IntList, output, SHORTS, zeroed } from './memory';

/**
 * Assigns ids to distinct words in order of appearance: a hash table with open addressing and linear probing over a
 * pool that holds the characters of all words.
 */

/** Number of distinct words. */
let wordCount: i32 = 0;

/**
 * Slots of four int32, at these byte offsets (the hash is at offset 0), so that a slot lies within one cache line. Id +
 * 1 of an empty slot is 0.
 */
const ID: usize = 4;
const POOL_OFFSET: usize = 8;
const LENGTH: usize = 12;
/** The language of a word is in the highest bits of its length. */
const LANGUAGE_SHIFT = 26;
let slots: usize = zeroed(1 << 18);
/** Number of slots (a power of two) minus 1. */
let mask: i32 = (1 << 14) - 1;

/** The code units of all words, one word after the other, and the end of each word. */
let pool: usize = heap.alloc(1 << 18);
let poolCapacity: i32 = 1 << 17;
let poolLength: i32 = 0;
const wordEnds = new IntList();
const wordLanguages = new IntList();

/** The words that {@link outputNewWords} already returned, and the length of their characters. */
let outputCount: i32 = 0;
let outputLength: i32 = 0;
const newWordEnds = new IntList();

function slotAddress(slot: i32): usize {
  return slots + ((<usize>(slot & mask)) << 4);
}

/** The low bits of FNV hashes cluster, so the high bits are mixed in. */
function firstSlot(hash: i32): i32 {
  return hash ^ (hash >>> 15);
}

/** Loads the first slot of a hash into the cache. The return value is never negative. */
export function prefetchWord(hash: i32): i32 {
  return load<i32>(slotAddress(firstSlot(hash)), ID);
}

/**
 * Returns the id of the word in [start, end) of the current text, whose FNV-1a hash is `hash`. Adds the word if it is
 * new. The same word in two languages has two ids.
 */
export function findOrAddWord(start: i32, end: i32, hash: i32, language: i32): i32 {
  const length = (end - start) | (language << LANGUAGE_SHIFT);
  let slot = firstSlot(hash);
  let address = slotAddress(slot);
  for (let id = load<i32>(address, ID); id !== 0; id = load<i32>(address, ID)) {
    if (
      load<i32>(address) === hash &&
      load<i32>(address, LENGTH) === length &&
      equalsPool(load<i32>(address, POOL_OFFSET), start, end)
    )
      return id - 1;
    address = slotAddress(++slot);
  }
  return addWord(start, end, hash, language, address);
}

/** Tells whether the pool holds the code units in [start, end) of the current text at `offset`. */
function equalsPool(offset: i32, start: i32, end: i32): bool {
  let stored = pool + ((<usize>offset) << 1);
  let current = codeUnitAddress(start);
  let remaining = end - start;
  for (; remaining >= 4; remaining -= 4, stored += 8, current += 8)
    if (load<u64>(stored) !== load<u64>(current)) return false;
  for (; remaining > 0; remaining--, stored += 2, current += 2)
    if (load<u16>(stored) !== load<u16>(current)) return false;
  return true;
}

function addWord(start: i32, end: i32, hash: i32, language: i32, address: usize): i32 {
  const length = end - start;
  if (poolLength + length > poolCapacity) {
    poolCapacity = max(poolCapacity << 1, poolLength + length);
    pool = heap.realloc(pool, (<usize>poolCapacity) << 1);
  }
  memory.copy(pool + ((<usize>poolLength) << 1), codeUnitAddress(start), (<usize>length) << 1);
  store<i32>(address, hash);
  store<i32>(address, ++wordCount, ID);
  store<i32>(address, poolLength, POOL_OFFSET);
  store<i32>(address, length | (language << LANGUAGE_SHIFT), LENGTH);
  poolLength += length;
  wordEnds.push(poolLength);
  wordLanguages.push(language);
  if (wordCount << 1 > mask) rehash();
  return wordCount - 1;
}

/** Doubles the number of slots. */
function rehash(): void {
  const oldSlots = slots;
  const oldSize = mask + 1;
  mask = (oldSize << 1) - 1;
  slots = zeroed((<usize>oldSize) << 5);
  for (let k = 0; k < oldSize; k++) {
    const oldAddress = oldSlots + ((<usize>k) << 4);
    if (load<i32>(oldAddress, ID) === 0) continue;
    let slot = firstSlot(load<i32>(oldAddress));
    while (load<i32>(slotAddress(slot), ID) !== 0) slot++;
    memory.copy(slotAddress(slot), oldAddress, 16);
  }
}

/** Outputs the words added since the last call: their code units, the end of each word within them, and their languages. */
export function outputNewWords(): void {
  const count = wordCount - outputCount;
  newWordEnds.length = 0;
  for (let k = 0; k < count; k++) newWordEnds.push(getInt(wordEnds.items, outputCount + k) - outputLength);
  output(SHORTS, pool + ((<usize>outputLength) << 1), poolLength - outputLength);
  output(INTS, newWordEnds.items, count);
  output(INTS, wordLanguages.items + ((<usize>outputCount) << 2), count);
  outputCount = wordCount;
  outputLength = poolLength;
}
