import type { Lexicon } from './lexicon.ts';
import { hashOf, PhraseTree } from './phrases.ts';
import { CLOSE } from './tokenize.ts';

/** Pairs of counting words that follow each other, and where. */
export interface Pairs {
  /** Its first nodes are the lexicon's keys; the pairs' are counted by papers. Some are rarer than was asked for. */
  tree: PhraseTree;
  /** For each place of the stream the node of the pair that begins there; 0 for none. */
  at: Int32Array;
}

/** No pairs at all. */
export const noPairs = ({ keys, stream }: Lexicon): Pairs => ({
  tree: new PhraseTree(keys.length),
  at: new Int32Array(stream.length),
});

/** All pairs that stand in at least `least` papers, of words that do; `documents` says how many papers hold a key. */
export function findPairs(lexicon: Lexicon, documents: Int32Array, least: number): Pairs {
  const { stream, starts, keyOf, counts } = lexicon;
  const fits = counts.map((counts, key) => (counts === 1 && documents[key]! >= least ? 1 : 0));
  const at = new Int32Array(stream.length);
  const often = countHashes(lexicon, fits, at);
  const tree = new PhraseTree(counts.length);
  for (let paper = 0; paper + 1 < starts.length; paper++)
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) {
      if (at[k] === 0) continue;
      if (often[at[k]! & (often.length - 1)]! < Math.min(least, MOST)) at[k] = 0;
      else {
        at[k] = tree.grow(keyOf[stream[k]! >> 2]!, keyOf[stream[k + 1]! >> 2]!);
        tree.count(at[k]!, paper);
      }
    }
  return { tree, at };
}

/** What a byte counts to. */
const MOST = 255;

/**
 * Writes each pair's hash to where it begins (0: no pair), and counts pairs by the last bits of their hashes: most pairs
 * are seen once, and this small table tells most of those from what may be frequent, so that they need no nodes.
 */
function countHashes({ stream, starts, keyOf }: Lexicon, fits: Uint8Array, hashes: Int32Array): Uint8Array {
  const counts = new Uint8Array(2 ** Math.ceil(Math.log2(stream.length / 4 + 2)));
  const mask = counts.length - 1;
  for (let paper = 0; paper + 1 < starts.length; paper++) {
    let before = -1;
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) {
      const entry = stream[k]!;
      const key = keyOf[entry >> 2]!;
      const fit = fits[key] === 1;
      if (fit && before >= 0 && (entry & 3) === CLOSE) {
        const hash = hashOf(before, key) || 1;
        hashes[k - 1] = hash;
        if (counts[hash & mask]! < MOST) counts[hash & mask]!++;
      }
      before = fit ? key : -1;
    }
  }
  return counts;
}
