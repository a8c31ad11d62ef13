import { bodies, ends, keyOf, papers, startIn, stream } from './corpus';
import { add, at, byteAt, filled, give, INTS, Ints, put, zeros } from './memory';
import { pairAt } from './pairs';
import { CLOSE, SENTENCE } from './tokens';
import { childIn, Tree } from './tree';

/** Occurrences of a term in a paper: in the title x 2^20 + in the abstract. */
const TITLE_BITS = 20;

/** The terms of all papers: nodes of the candidates' tree, paper by paper, and how often each stands there as a number of `times`. */
export const nodes = new Ints();
export const timesOf = new Ints();
export const nodeEnds = new Ints();

/** The different numbers of occurrences, in the title and in the abstract. */
const times = new Tree();

/** Written examples kept of a phrase, to see how people write it. */
const EXAMPLES = 9;

/** Examples of each phrase: EXAMPLES pairs of a hash (as chance has it, ascending) and a place of the stream + 1; 0 for none. */
let examples: usize = 0;
/** One from elsewhere than inside a sentence of an abstract, in case there is none from there. */
let outside: usize = 0;
/** Parts of each phrase. */
let lengths: usize = 0;
let phrases: i32 = 0;

/**
 * Counts the terms of every paper.
 * @param isTerm Whether a node is a term.
 * @param opens Whether any phrase goes on from a node.
 * @param slots The tree's table.
 * @param nodeOfPair The node of each pair, -1 for none.
 * @param beginsOther Whether a key begins a phrase whose first two words are no pair.
 * @param written Whether anybody wrote a part; an abbreviation stands for it otherwise.
 * @param ranks Each paper's place among all, whatever their order.
 * @param roots How many of the nodes are keys.
 * Gives in how many papers each node stands, and the different numbers of occurrences in titles and in abstracts.
 */
export function countTerms(
  isTerm: usize,
  size: i32,
  opens: usize,
  _opens: i32,
  slots: usize,
  slotCount: i32,
  nodeOfPair: usize,
  _pairs: i32,
  beginsOther: usize,
  _keys: i32,
  written: usize,
  _parts: i32,
  ranks: usize,
  _ranks: i32,
  roots: i32,
): void {
  const mask = slotCount - 1;
  const documents = filled(size, 0);
  const here = filled(size, 0);
  phrases = size - roots;
  examples = zeros(<usize>phrases * EXAMPLES * 8);
  outside = zeros(<usize>phrases * 8);
  lengths = zeros(<usize>phrases);
  for (let paper = 0; paper < papers(); paper++) {
    const first = startIn(ends, paper);
    const end = at(ends.items, paper);
    const body = at(bodies.items, paper);
    const firstNode = nodes.length;
    const rank = at(ranks, paper);
    for (let k = first; k < end; k++) {
      const once = k < body ? 1 << TITLE_BITS : 1;
      const entry = at(stream, k);
      const key = at(keyOf, entry >> 2);
      if (byteAt(isTerm, key) === 1) meet(here, key, once);
      const pair = at(pairAt, k);
      let node = pair > 0 ? at(nodeOfPair, pair - 1) : -1;
      if (byteAt(beginsOther, key) === 1)
        node =
          k + 1 < end && (at(stream, k + 1) & 3) === CLOSE
            ? childIn(slots, mask, key, at(keyOf, at(stream, k + 1) >> 2))
            : -1;
      for (let last = k + 1; node >= 0; ) {
        if (byteAt(isTerm, node) === 1) {
          meet(here, node, once);
          if (byteAt(written, entry >> 2) === 1 && byteAt(written, at(stream, last) >> 2) === 1) {
            store<u8>(lengths + <usize>(node - roots), <u8>(last - k + 1));
            keep(node - roots, rank, k - first, k, once === 1 && (entry & 3) !== SENTENCE);
          }
        }
        if (byteAt(opens, node) === 0 || ++last === end || (at(stream, last) & 3) !== CLOSE) break;
        node = childIn(slots, mask, node, at(keyOf, at(stream, last) >> 2));
      }
    }
    for (let e = firstNode; e < nodes.length; e++) {
      const node = at(nodes.items, e);
      const found = at(here, node);
      timesOf.push(times.grow(found >>> TITLE_BITS, found & ((1 << TITLE_BITS) - 1)));
      put(here, node, 0);
      add(documents, node, 1);
    }
    nodeEnds.push(nodes.length);
  }
  give(INTS, documents, size);
  give(INTS, times.nodes.items, times.nodes.length);
  give(INTS, times.words.items, times.words.length);
}

function meet(here: usize, node: i32, once: i32): void {
  const before = at(here, node);
  if (before === 0) nodes.push(node);
  put(here, node, before + once);
}

/** Keeps an example if its hash is among the lowest: a choice by chance that the order of the papers and their threads does not change. */
function keep(phrase: i32, rank: i32, offset: i32, place: i32, inside: bool): void {
  const hash = mixed(rank, offset);
  if (!inside) {
    const slot = outside + ((<usize>phrase) << 3);
    if (at(slot, 1) !== 0 && load<u32>(slot) <= hash) return;
    store<u32>(slot, hash);
    put(slot, 1, place + 1);
    return;
  }
  const first = examples + <usize>phrase * EXAMPLES * 8;
  let slot = first + (EXAMPLES - 1) * 8;
  if (at(slot, 1) !== 0 && load<u32>(slot) <= hash) return;
  for (; slot > first; slot -= 8) {
    const before = slot - 8;
    if (at(before, 1) !== 0 && load<u32>(before) <= hash) break;
    store<u64>(slot, load<u64>(before));
  }
  store<u32>(slot, hash);
  put(slot, 1, place + 1);
}

/** A hash of a place in a paper. */
function mixed(rank: i32, offset: i32): u32 {
  let hash = (rank * <i32>0x9e3779b1) ^ (offset * <i32>0x85ebca6b);
  hash = (hash ^ (hash >>> 16)) * <i32>0x7feb352d;
  hash = (hash ^ (hash >>> 15)) * <i32>0x846ca68b;
  return <u32>(hash ^ (hash >>> 16));
}

/**
 * Gives the examples of the phrases that are wanted. Of each: the phrase, its hash, 1 if it is from inside a sentence of an abstract, and its parts.
 * @param wanted Whether a phrase is.
 */
export function giveExamples(wanted: usize, _phrases: i32): void {
  const found = new Ints();
  for (let phrase = 0; phrase < phrases; phrase++) {
    if (byteAt(wanted, phrase) === 0) continue;
    const first = examples + <usize>phrase * EXAMPLES * 8;
    for (let e = 0; e < EXAMPLES && at(first + ((<usize>e) << 3), 1) !== 0; e++)
      write(found, phrase, first + ((<usize>e) << 3), 1);
    const other = outside + ((<usize>phrase) << 3);
    if (at(other, 1) !== 0) write(found, phrase, other, 0);
  }
  give(INTS, found.items, found.length);
}

function write(found: Ints, phrase: i32, slot: usize, inside: i32): void {
  found.push(phrase);
  found.push(at(slot, 0));
  found.push(inside);
  const from = at(slot, 1) - 1;
  const length = byteAt(lengths, phrase);
  for (let k = from; k < from + length; k++) found.push(at(stream, k) >> 2);
}
