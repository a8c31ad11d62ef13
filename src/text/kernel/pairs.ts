import { freeWordTokens, keyOf, paperCount, paperEnds, partTokens, rowStart } from './corpus';
import { BYTES, getByte, getInt, INTS, output, setInt, zeroed } from './memory';
import { hashPair, PairTable } from './pair-table';
import { ADJACENT, gapOf, idOf } from './tokens';

/**
 * For each part token, the pair of keys that starts there: first its hash, and after {@link countPairs} its id + 1. 0
 * means that no pair starts there.
 */
export let pairAtToken: usize = 0;

const pairs = new PairTable();

/** Hash counts saturate at the largest uint8. */
const MAX_COUNT = 255;

/** Frees {@link pairAtToken}: after the terms are counted it is not needed any more. */
export function freePairs(): void {
  if (pairAtToken !== 0) heap.free(pairAtToken);
  pairAtToken = 0;
}

/** Returns the key of the part token at index `k`. */
function keyAt(k: i32): i32 {
  return getInt(keyOf, idOf(getInt(partTokens, k)));
}

/**
 * Counts pairs of adjacent keys by the low bits of their hashes and outputs the counts. Most pairs occur once; this
 * small table rules out most of them, so that {@link countPairs} only stores pairs that may be frequent.
 * @param isEligible Whether a key may be part of a pair (uint8).
 * @param size Size of the table of counts, a power of two.
 */
export function countPairHashes(isEligible: usize, _keys: i32, size: i32): void {
  const counts = zeroed(size);
  const mask = size - 1;
  const tokenCount = paperCount() > 0 ? getInt(paperEnds.items, paperCount() - 1) : 0;
  freeWordTokens();
  pairAtToken = zeroed((<usize>tokenCount) << 2);
  for (let paper = 0; paper < paperCount(); paper++) {
    let previousKey = -1;
    for (let k = rowStart(paperEnds, paper); k < getInt(paperEnds.items, paper); k++) {
      const token = getInt(partTokens, k);
      const key = getInt(keyOf, idOf(token));
      if (getByte(isEligible, key) === 0) {
        previousKey = -1;
        continue;
      }
      if (previousKey >= 0 && gapOf(token) === ADJACENT) {
        let hash = hashPair(previousKey, key);
        // 0 means that there is no pair.
        if (hash === 0) hash = 1;
        setInt(pairAtToken, k - 1, hash);
        const address = counts + <usize>(hash & mask);
        const count = <i32>load<u8>(address);
        if (count < MAX_COUNT) store<u8>(address, count + 1);
      }
      previousKey = key;
    }
  }
  output(BYTES, counts, size);
}

/**
 * Outputs the two keys of each pair whose hash count is at least `minDocuments`, and the number of papers that contain
 * the pair, and of its occurrences.
 * @param hashCounts The sums of all kernels' {@link countPairHashes}, saturated at 255.
 */
export function countPairs(hashCounts: usize, size: i32, minDocuments: i32): void {
  const mask = size - 1;
  const minCount = min(minDocuments, MAX_COUNT);
  for (let paper = 0; paper < paperCount(); paper++)
    for (let k = rowStart(paperEnds, paper); k < getInt(paperEnds.items, paper); k++) {
      const hash = getInt(pairAtToken, k);
      if (hash === 0) continue;
      let entry = 0;
      if (getByte(hashCounts, hash & mask) >= minCount) {
        const pair = pairs.findOrAdd(keyAt(k), keyAt(k + 1));
        pairs.countOccurrence(pair, paper);
        entry = pair + 1;
      }
      setInt(pairAtToken, k, entry);
    }
  outputPairs(pairs);
}

/**
 * Outputs the triples of keys in which both overlapping pairs are frequent: the id of the first pair, the third key,
 * the number of papers that contain the triple, and the number of its occurrences.
 * @param isFrequent Whether a pair is frequent (uint8).
 */
export function countTriples(isFrequent: usize, _pairs: i32): void {
  const triples = new PairTable();
  for (let paper = 0; paper < paperCount(); paper++)
    for (let k = rowStart(paperEnds, paper) + 2; k < getInt(paperEnds.items, paper); k++) {
      const first = getInt(pairAtToken, k - 2) - 1;
      const second = getInt(pairAtToken, k - 1) - 1;
      if (first < 0 || second < 0 || getByte(isFrequent, first) === 0 || getByte(isFrequent, second) === 0) continue;
      triples.countOccurrence(triples.findOrAdd(first, keyAt(k)), paper);
    }
  outputPairs(triples);
}

function outputPairs(table: PairTable): void {
  output(INTS, table.prefixes.items, table.prefixes.length);
  output(INTS, table.words.items, table.words.length);
  output(INTS, table.documents.items, table.documents.length);
  output(INTS, table.occurrences.items, table.occurrences.length);
}
