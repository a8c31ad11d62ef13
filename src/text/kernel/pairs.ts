import { ends, keyOf, papers, startIn, stream } from './corpus';
import { at, BYTES, byteAt, give, INTS, put, zeros } from './memory';
import { CLOSE } from './tokens';
import { hashOf, Tree } from './tree';

/** Of each place of the stream the pair of words that begins there, counted from 1; 0 for none. */
export let pairAt: usize = 0;

const pairs = new Tree();

/** What a byte counts to. */
const MOST = 255;

/**
 * Counts pairs of close words by the last bits of their hashes and gives the counts: most pairs are seen once, and this small table
 * tells most of those from what may be frequent, so that they need no nodes.
 * @param fits Whether a key may be in a pair.
 * @param size Of the table, a power of two.
 */
export function countHashes(fits: usize, _keys: i32, size: i32): void {
  const counts = zeros(size);
  const mask = size - 1;
  const length = papers() > 0 ? at(ends.items, papers() - 1) : 0;
  pairAt = zeros((<usize>length) << 2);
  for (let paper = 0; paper < papers(); paper++) {
    let before = -1;
    for (let k = startIn(ends, paper); k < at(ends.items, paper); k++) {
      const entry = at(stream, k);
      const key = at(keyOf, entry >> 2);
      if (byteAt(fits, key) === 0) {
        before = -1;
        continue;
      }
      if (before >= 0 && (entry & 3) === CLOSE) {
        let hash = hashOf(before, key);
        // 0 stands for no pair.
        if (hash === 0) hash = 1;
        put(pairAt, k - 1, hash);
        const place = counts + <usize>(hash & mask);
        const count = <i32>load<u8>(place);
        if (count < MOST) store<u8>(place, count + 1);
      }
      before = key;
    }
  }
  give(BYTES, counts, size);
}

/** Gives the two keys of each pair whose hash is counted often enough, and in how many papers it stands. */
export function findPairs(often: usize, size: i32, least: i32): void {
  const mask = size - 1;
  const enough = min(least, MOST);
  for (let paper = 0; paper < papers(); paper++)
    for (let k = startIn(ends, paper); k < at(ends.items, paper); k++) {
      const hash = at(pairAt, k);
      if (hash === 0) continue;
      let number = 0;
      if (byteAt(often, hash & mask) >= enough) {
        const pair = pairs.grow(at(keyOf, at(stream, k) >> 2), at(keyOf, at(stream, k + 1) >> 2));
        pairs.count(pair, paper);
        number = pair + 1;
      }
      put(pairAt, k, number);
    }
  giveTree(pairs);
}

/**
 * Gives of each frequent pair that is followed by a word which makes another frequent pair with its second: the pair, the word, and in how
 * many papers they stand.
 * @param frequent Whether a pair is.
 */
export function countTriples(frequent: usize, _pairs: i32): void {
  const triples = new Tree();
  for (let paper = 0; paper < papers(); paper++)
    for (let k = startIn(ends, paper) + 2; k < at(ends.items, paper); k++) {
      const first = at(pairAt, k - 2) - 1;
      const second = at(pairAt, k - 1) - 1;
      if (first < 0 || second < 0 || byteAt(frequent, first) === 0 || byteAt(frequent, second) === 0) continue;
      triples.count(triples.grow(first, at(keyOf, at(stream, k) >> 2)), paper);
    }
  giveTree(triples);
}

function giveTree(tree: Tree): void {
  give(INTS, tree.nodes.items, tree.nodes.length);
  give(INTS, tree.words.items, tree.words.length);
  give(INTS, tree.documents.items, tree.documents.length);
}
