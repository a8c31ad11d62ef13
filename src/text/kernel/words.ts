import { placeOf } from './characters';
import { at, give, INTS, Ints, put, SHORTS, zeros } from './memory';

/** Distinct words, numbered as they come: an open-addressed table over one pool of characters, as ../words.ts. */
let size: i32 = 0;
/** Hash, number + 1, place in the pool and length of each word, so that they lie in one cache line; 0 in place of a number is free. */
let slots: usize = zeros(1 << 18);
let mask: i32 = (1 << 14) - 1;
/** Where each word ends in the pool. */
const ends = new Ints();
let pool: usize = heap.alloc(1 << 18);
let poolRoom: i32 = 1 << 17;
let poolLength: i32 = 0;
/** How many words the caller knows, and where their characters end. */
let told: i32 = 0;
let toldLength: i32 = 0;

function slotAt(slot: i32): usize {
  return slots + ((<usize>(slot & mask)) << 4);
}

/** Fetches what the number of a word with this hash is found by: several are fetched at once, when none waits for another. */
export function fetch(hash: i32): i32 {
  return load<i32>(slotAt(hash ^ (hash >>> 15)), 4);
}

/** The number of the text's word from `start` to `end`, whose FNV-1a is `hash`; a new one where the word is new. */
export function numberOf(start: i32, end: i32, hash: i32): i32 {
  let slot = hash ^ (hash >>> 15);
  let place = slotAt(slot);
  for (let number = load<i32>(place, 4); number !== 0; number = load<i32>(place, 4)) {
    if (load<i32>(place) === hash && load<i32>(place, 12) === end - start && equals(load<i32>(place, 8), start, end))
      return number - 1;
    place = slotAt(++slot);
  }
  return append(start, end, hash, place);
}

function equals(from: i32, start: i32, end: i32): bool {
  let known = pool + ((<usize>from) << 1);
  let found = placeOf(start);
  let left = end - start;
  for (; left >= 4; left -= 4, known += 8, found += 8) if (load<u64>(known) !== load<u64>(found)) return false;
  for (; left > 0; left--, known += 2, found += 2) if (load<u16>(known) !== load<u16>(found)) return false;
  return true;
}

function append(start: i32, end: i32, hash: i32, place: usize): i32 {
  const length = end - start;
  if (poolLength + length > poolRoom) {
    poolRoom = max(poolRoom << 1, poolLength + length);
    pool = heap.realloc(pool, (<usize>poolRoom) << 1);
  }
  memory.copy(pool + ((<usize>poolLength) << 1), placeOf(start), (<usize>length) << 1);
  store<i32>(place, hash);
  store<i32>(place, ++size, 4);
  store<i32>(place, poolLength, 8);
  store<i32>(place, length, 12);
  poolLength += length;
  ends.push(poolLength);
  if (size << 1 > mask) enlarge();
  return size - 1;
}

function enlarge(): void {
  const old = slots;
  const count = mask + 1;
  mask = (count << 1) - 1;
  slots = zeros((<usize>count) << 5);
  for (let k = 0; k < count; k++) {
    const from = old + ((<usize>k) << 4);
    if (load<i32>(from, 4) === 0) continue;
    const hash = load<i32>(from);
    let slot = hash ^ (hash >>> 15);
    while (load<i32>(slotAt(slot), 4) !== 0) slot++;
    memory.copy(slotAt(slot), from, 16);
  }
}

/** Gives the words that are new since the last time: their characters, and where each ends among these. */
export function giveNewWords(): void {
  const count = size - told;
  const places = heap.alloc((<usize>count) << 2);
  for (let k = 0; k < count; k++) put(places, k, at(ends.items, told + k) - toldLength);
  give(SHORTS, pool + ((<usize>toldLength) << 1), poolLength - toldLength);
  give(INTS, places, count);
  told = size;
  toldLength = poolLength;
}
