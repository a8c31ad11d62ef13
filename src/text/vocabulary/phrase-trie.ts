import { copyInto, createFilled, forEachRange } from '../../util/pause.ts';

/** Number of nodes that are moved at once when the table grows. */
const NODES_PER_RANGE = 1 << 14;

/**
 * Slots of four int32 (one is unused, so that a slot lies within one cache line): parent, word, and node at this index.
 * The node of an empty slot is -1.
 */
const SLOT_SIZE = 4;
const NODE = 2;

/**
 * A trie of phrases whose edges are words. All edges are in one hash table with open addressing and linear probing:
 * (parent, word) → node. Nodes below {@link rootCount} are the roots, one per word; the other nodes are phrases of two
 * and more words.
 */
export class PhraseTrie {
  /** Number of nodes, including the roots. */
  size: number;
  /** Number of papers that contain each node's phrase, if they were counted. For roots: their words. */
  documents: Int32Array;
  /** The last paper that was counted for each node, plus 1. */
  #lastPapers: Int32Array;
  /** Number of occurrences of each node's phrase, if they were counted. */
  occurrences: Int32Array;
  /** Whether each node has children (0 or 1). */
  hasChildren: Uint8Array;
  #parents: Int32Array;
  #words: Int32Array;
  #slots: Int32Array;

  constructor(readonly rootCount: number) {
    this.size = rootCount;
    const capacity = rootCount + (1 << 10);
    this.documents = new Int32Array(capacity);
    this.occurrences = new Int32Array(capacity);
    this.#lastPapers = new Int32Array(capacity);
    this.hasChildren = new Uint8Array(capacity);
    this.#parents = new Int32Array(capacity);
    this.#words = new Int32Array(capacity);
    this.#slots = new Int32Array(1 << 12).fill(-1);
  }

  /** The hash table, for the kernel; its length is a power of two. */
  get table(): Int32Array {
    return this.#slots;
  }

  /** The parent of each node that is not a root, from the first of them on. */
  get parents(): Int32Array {
    return this.#parents.subarray(this.rootCount, this.size);
  }

  /** The last word of each node that is not a root, from the first of them on. */
  get lastWords(): Int32Array {
    return this.#words.subarray(this.rootCount, this.size);
  }

  /** Returns the child of a node for a word, or -1 if there is none. */
  find(node: number, word: number): number {
    return this.#slots[this.#findSlot(node, word) + NODE]!;
  }

  /** Returns the child of a node for a word. Adds it if there is none. */
  findOrAdd(node: number, word: number): number {
    const slot = this.#findSlot(node, word);
    const existing = this.#slots[slot + NODE]!;
    if (existing >= 0) return existing;
    const child = this.size++;
    if (child === this.documents.length) this.#enlarge();
    this.#parents[child] = node;
    this.#words[child] = word;
    this.hasChildren[node] = 1;
    this.#fillSlot(slot, child);
    if ((this.size - this.rootCount) * 2 * SLOT_SIZE > this.#slots.length) this.#rehash();
    return child;
  }

  /** Counts a paper for a node, once. Papers must come in order. */
  countPaper(node: number, paper: number): void {
    if (this.#lastPapers[node] === paper + 1) return;
    this.#lastPapers[node] = paper + 1;
    this.documents[node]!++;
  }

  /** Returns the words of a node's phrase, first to last. */
  path(node: number): number[] {
    const words: number[] = [];
    let current = node;
    for (; current >= this.rootCount; current = this.#parents[current]!) words.push(this.#words[current]!);
    words.push(current);
    return words.reverse();
  }

  /** Returns the phrase without its last word, or -1 for a root. */
  parentOf(node: number): number {
    return node < this.rootCount ? -1 : this.#parents[node]!;
  }

  /** Returns the slot of a child, or the empty slot where it belongs. */
  #findSlot(node: number, word: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = Math.imul(hashPair(node, word), SLOT_SIZE) & mask;
    while (slots[slot + NODE]! >= 0 && (slots[slot] !== node || slots[slot + 1] !== word))
      slot = (slot + SLOT_SIZE) & mask;
    return slot;
  }

  #fillSlot(slot: number, child: number): void {
    this.#slots[slot] = this.#parents[child]!;
    this.#slots[slot + 1] = this.#words[child]!;
    this.#slots[slot + NODE] = child;
  }

  #enlarge(): void {
    const hasChildren = new Uint8Array(this.hasChildren.length * 2);
    hasChildren.set(this.hasChildren);
    this.hasChildren = hasChildren;
    const doubled = (array: Int32Array) => {
      const larger = new Int32Array(array.length * 2);
      larger.set(array);
      return larger;
    };
    this.documents = doubled(this.documents);
    this.occurrences = doubled(this.occurrences);
    this.#lastPapers = doubled(this.#lastPapers);
    this.#parents = doubled(this.#parents);
    this.#words = doubled(this.#words);
  }

  /**
   * Makes room for more nodes, so that adding them takes little time. Pauses when it is due; the trie must not be used until
   * the promise is resolved.
   * @throws the reason of the signal if it is aborted
   */
  async reserve(count: number, signal: AbortSignal | undefined): Promise<void> {
    const size = this.size + count;
    let capacity = this.documents.length;
    while (capacity <= size) capacity *= 2;
    if (capacity > this.documents.length) {
      const enlarge = (array: Int32Array) => copyInto(array, new Int32Array(capacity), signal);
      const hasChildren = await copyInto(this.hasChildren, new Uint8Array(capacity), signal);
      const occurrences = await enlarge(this.occurrences);
      const lastPapers = await enlarge(this.#lastPapers);
      const parents = await enlarge(this.#parents);
      const words = await enlarge(this.#words);
      this.documents = await enlarge(this.documents);
      this.hasChildren = hasChildren;
      this.occurrences = occurrences;
      this.#lastPapers = lastPapers;
      this.#parents = parents;
      this.#words = words;
    }
    let slots = this.#slots.length;
    while ((size - this.rootCount) * 2 * SLOT_SIZE > slots) slots *= 2;
    if (slots === this.#slots.length) return;
    this.#slots = await createFilled(slots, -1, signal);
    await forEachRange(this.size - this.rootCount, NODES_PER_RANGE, signal, (start, end) =>
      this.#fillSlots(this.rootCount + start, this.rootCount + end),
    );
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    this.#fillSlots(this.rootCount, this.size);
  }

  #fillSlots(firstNode: number, endNode: number): void {
    for (let node = firstNode; node < endNode; node++)
      this.#fillSlot(this.#findSlot(this.#parents[node]!, this.#words[node]!), node);
  }
}

/**
 * Returns a hash of a node and a word, in which every bit depends on all bits of both. The kernel uses the same
 * function.
 */
function hashPair(node: number, word: number): number {
  let hash = Math.imul(node, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
