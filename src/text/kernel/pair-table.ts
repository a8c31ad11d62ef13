import { addInt, filledInts, getInt, IntList, setInt } from './memory';

/**
 * Slots of four int32 (one is unused): prefix, word, and id at this index. Id of an empty slot is -1. Same layout as in
 * src/text/vocabulary/phrase-trie.ts.
 */
const SLOT_SIZE = 4;
const ID = 2;

/** Returns a hash of a pair, in which every bit depends on all bits of both numbers. */
export function hashPair(prefix: i32, word: i32): i32 {
  let hash = (prefix * <i32>0x9e3779b1) ^ (word * <i32>0x85ebca6b);
  hash = (hash ^ (hash >>> 15)) * <i32>0x2c1b3c6d;
  return hash ^ (hash >>> 13);
}

/**
 * Returns the address of the slot that holds a pair, or of the empty slot where it belongs. `mask` is the length of the
 * table minus 1.
 */
function findSlot(slots: usize, mask: i32, prefix: i32, word: i32): usize {
  let slot = (hashPair(prefix, word) * SLOT_SIZE) & mask;
  let address = slots + ((<usize>slot) << 2);
  while (getInt(address, ID) >= 0 && (getInt(address, 0) !== prefix || getInt(address, 1) !== word)) {
    slot = (slot + SLOT_SIZE) & mask;
    address = slots + ((<usize>slot) << 2);
  }
  return address;
}

/** Returns the id of a pair in a table, or -1 if it is missing. */
export function findPair(slots: usize, mask: i32, prefix: i32, word: i32): i32 {
  return getInt(findSlot(slots, mask, prefix, word), ID);
}

/**
 * Assigns ids to pairs of a prefix and the word after it, in order of appearance, and counts the papers that contain
 * each pair, and its occurrences.
 */
export class PairTable {
  readonly prefixes: IntList = new IntList();
  readonly words: IntList = new IntList();
  /** Number of papers that contain each pair. */
  readonly documents: IntList = new IntList();
  /** Number of occurrences of each pair. */
  readonly occurrences: IntList = new IntList();
  /** The last paper counted for each pair. */
  private lastPapers: IntList = new IntList();
  private slots: usize = filledInts(1 << 14, -1);
  private mask: i32 = (1 << 14) - 1;

  /** Returns the id of a pair. Adds the pair if it is new. */
  findOrAdd(prefix: i32, word: i32): i32 {
    const address = findSlot(this.slots, this.mask, prefix, word);
    const existing = getInt(address, ID);
    if (existing >= 0) return existing;
    const id = this.prefixes.length;
    this.prefixes.push(prefix);
    this.words.push(word);
    this.documents.push(0);
    this.occurrences.push(0);
    this.lastPapers.push(-1);
    setInt(address, 0, prefix);
    setInt(address, 1, word);
    setInt(address, ID, id);
    if ((id + 1) * 2 * SLOT_SIZE > this.mask) this.rehash();
    return id;
  }

  /** Counts an occurrence of a pair in a paper. Papers must come in order. */
  countOccurrence(pair: i32, paper: i32): void {
    addInt(this.occurrences.items, pair, 1);
    if (getInt(this.lastPapers.items, pair) === paper) return;
    setInt(this.lastPapers.items, pair, paper);
    addInt(this.documents.items, pair, 1);
  }

  private rehash(): void {
    const length = (this.mask + 1) * 2;
    heap.free(this.slots);
    this.slots = filledInts(length, -1);
    this.mask = length - 1;
    for (let pair = 0; pair < this.prefixes.length; pair++) {
      const prefix = getInt(this.prefixes.items, pair);
      const word = getInt(this.words.items, pair);
      const address = findSlot(this.slots, this.mask, prefix, word);
      setInt(address, 0, prefix);
      setInt(address, 1, word);
      setInt(address, ID, pair);
    }
  }
}
