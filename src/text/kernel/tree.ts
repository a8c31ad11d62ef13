import { add, at, filled, Ints, put } from './memory';

/** Numbers in a slot (a power of two), and the place of the child among them; as ../phrases.ts. */
const SLOT = 4;
const CHILD = 2;

/** A hash of a node (or word) and the word after it, every bit of which depends on all of theirs. */
export function hashOf(node: i32, word: i32): i32 {
  let hash = (node * <i32>0x9e3779b1) ^ (word * <i32>0x85ebca6b);
  hash = (hash ^ (hash >>> 15)) * <i32>0x2c1b3c6d;
  return hash ^ (hash >>> 13);
}

/** Where in a tree's table the child's slot is, or the free one where it belongs. */
function slotIn(slots: usize, mask: i32, node: i32, word: i32): usize {
  let slot = (hashOf(node, word) * SLOT) & mask;
  let place = slots + ((<usize>slot) << 2);
  while (at(place, CHILD) >= 0 && (at(place, 0) !== node || at(place, 1) !== word)) {
    slot = (slot + SLOT) & mask;
    place = slots + ((<usize>slot) << 2);
  }
  return place;
}

/** The node for `word` after `node` in a table; -1 where there is none. */
export function childIn(slots: usize, mask: i32, node: i32, word: i32): i32 {
  return at(slotIn(slots, mask, node, word), CHILD);
}

/** Pairs of a node and the word after it, numbered as they come, in one open-addressed table; each counts the papers that hold it. */
export class Tree {
  readonly nodes: Ints = new Ints();
  readonly words: Ints = new Ints();
  readonly documents: Ints = new Ints();
  private last: Ints = new Ints();
  private slots: usize = filled(1 << 14, -1);
  private mask: i32 = (1 << 14) - 1;

  /** The number of a pair; a new one where there is none. */
  grow(node: i32, word: i32): i32 {
    const place = slotIn(this.slots, this.mask, node, word);
    const found = at(place, CHILD);
    if (found >= 0) return found;
    const made = this.nodes.length;
    this.nodes.push(node);
    this.words.push(word);
    this.documents.push(0);
    this.last.push(-1);
    put(place, 0, node);
    put(place, 1, word);
    put(place, CHILD, made);
    if ((made + 1) * 2 * SLOT > this.mask) this.rehash();
    return made;
  }

  /** Counts a paper for a pair, once. */
  count(pair: i32, paper: i32): void {
    if (at(this.last.items, pair) === paper) return;
    put(this.last.items, pair, paper);
    add(this.documents.items, pair, 1);
  }

  private rehash(): void {
    const length = (this.mask + 1) * 2;
    this.slots = filled(length, -1);
    this.mask = length - 1;
    for (let pair = 0; pair < this.nodes.length; pair++) {
      const node = at(this.nodes.items, pair);
      const word = at(this.words.items, pair);
      const place = slotIn(this.slots, this.mask, node, word);
      put(place, 0, node);
      put(place, 1, word);
      put(place, CHILD, pair);
    }
  }
}
