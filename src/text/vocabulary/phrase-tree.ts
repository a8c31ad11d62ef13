/** A tree of phrases, word by word, in one open-addressed table: (node, next word) -> node. Nodes up to `roots` are the words themselves. */
export class PhraseTree {
  /** Number of nodes, roots included. */
  size: number;
  /** How often each node was counted. Roots: their words. */
  counts: Int32Array;
  /** The last paper that was counted for each node, so that a paper counts once. */
  private lastPaper: Int32Array;
  /** Whether any phrase goes on from a node. */
  opens: Uint8Array;
  private parents: Int32Array;
  private words: Int32Array;
  /** Parent, word and node of a child, and one to spare, so that they lie in one cache line. -1 in place of a node is free. */
  private slots: Int32Array;

  constructor(readonly roots: number) {
    this.size = roots;
    const capacity = roots + (1 << 10);
    this.counts = new Int32Array(capacity);
    this.lastPaper = new Int32Array(capacity).fill(-1);
    this.opens = new Uint8Array(capacity);
    this.parents = new Int32Array(capacity).fill(-1);
    this.words = new Int32Array(capacity);
    this.slots = new Int32Array(1 << 12).fill(-1);
  }

  /** The node for `word` after `node`, -1 where there is none. */
  child(node: number, word: number): number {
    return this.slots[this.slotOf(node, word) + CHILD]!;
  }

  /** The same, made where there is none. */
  grow(node: number, word: number): number {
    const slot = this.slotOf(node, word);
    const found = this.slots[slot + CHILD]!;
    if (found >= 0) return found;
    const made = this.size++;
    if (made === this.counts.length) this.enlarge();
    this.parents[made] = node;
    this.opens[node] = 1;
    this.words[made] = word;
    this.put(slot, made);
    if ((this.size - this.roots) * 2 * SLOT > this.slots.length) this.rehash();
    return made;
  }

  /** Counts a paper for a node, once. */
  count(node: number, paper: number): void {
    if (this.lastPaper[node] === paper) return;
    this.lastPaper[node] = paper;
    this.counts[node]!++;
  }

  /** The table as it is: parent, word and node of a child, and one to spare; -1 in place of a node is free. Its length is a power of two. */
  get table(): Int32Array {
    return this.slots;
  }

  /** The words of a node, first to last. */
  path(node: number): number[] {
    const words: number[] = [];
    let at = node;
    for (; at >= this.roots; at = this.parents[at]!) words.push(this.words[at]!);
    words.push(at);
    return words.reverse();
  }

  /** Where the child's slot is, or the free one where it belongs. */
  private slotOf(node: number, word: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    let slot = Math.imul(hashOf(node, word), SLOT) & mask;
    while (slots[slot + CHILD]! >= 0 && (slots[slot] !== node || slots[slot + 1] !== word)) slot = (slot + SLOT) & mask;
    return slot;
  }

  private put(slot: number, child: number): void {
    this.slots[slot] = this.parents[child]!;
    this.slots[slot + 1] = this.words[child]!;
    this.slots[slot + CHILD] = child;
  }

  private enlarge(): void {
    const opens = new Uint8Array(this.opens.length * 2);
    opens.set(this.opens);
    this.opens = opens;
    const larger = (old: Int32Array, fill: number) => {
      const next = new Int32Array(old.length * 2).fill(fill);
      next.set(old);
      return next;
    };
    this.counts = larger(this.counts, 0);
    this.lastPaper = larger(this.lastPaper, -1);
    this.parents = larger(this.parents, -1);
    this.words = larger(this.words, 0);
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    for (let node = this.roots; node < this.size; node++)
      this.put(this.slotOf(this.parents[node]!, this.words[node]!), node);
  }
}

/** Numbers in a slot (a power of two), and the place of the child among them. */
const SLOT = 4;
const CHILD = 2;

/** A hash of a node (or word) and the word after it, every bit of which depends on all of theirs. */
function hashOf(node: number, word: number): number {
  let hash = Math.imul(node, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
