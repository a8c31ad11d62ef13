import type { Candidates } from './choose.ts';
import { Ints } from './corpus.ts';
import type { Lexicon } from './lexicon.ts';
import { CLOSE, SENTENCE } from './tokenize.ts';

/** How many written examples of a phrase are looked at to see how people write it. */
export const EXAMPLES = 9;

/** How often each paper holds each term. */
export interface Counts {
  /** Paper i's entries are from[i] .. to[i]. */
  from: Int32Array;
  to: Int32Array;
  /** Nodes of the candidates' tree, in order of appearance. */
  nodes: Int32Array;
  /** Occurrences in the title, and in the abstract, of each entry: title x 2^16 + abstract. */
  times: Int32Array;
  /** In how many papers each node stands. */
  documents: Int32Array;
  /** Where in the stream examples of each phrase begin: EXAMPLES a phrase, from the first non-root; -1 for none. */
  examples: Int32Array;
}

const IN_TITLE = 1 << 16;

/** Counts the terms of every paper. Examples are taken in `order`, so that they do not depend on the order of the papers. */
export function countTerms(lexicon: Lexicon, candidates: Candidates, order: ArrayLike<number>): Counts {
  const { stream, starts, bodies, keyOf } = lexicon;
  const { tree, isTerm, pairAt, nodeOfPair, beginsOther } = candidates;
  const nodes = new Ints(new Int32Array(1 << 12));
  const times = new Ints(new Int32Array(1 << 12));
  const from = new Int32Array(bodies.length);
  const to = new Int32Array(bodies.length);
  const documents = new Int32Array(tree.size);
  const examples = new Int32Array((tree.size - tree.roots) * EXAMPLES).fill(-1);
  const here = new Int32Array(tree.size);
  // Where an abbreviation stands for a word nobody wrote it.
  const written = Uint8Array.from(lexicon.forms, (form) => (form ? 1 : 0));
  for (let n = 0; n < order.length; n++) {
    const paper = order[n]!;
    from[paper] = nodes.length;
    const end = starts[paper + 1]!;
    for (let k = starts[paper]!; k < end; k++) {
      const once = k < bodies[paper]! ? IN_TITLE : 1;
      const key = keyOf[stream[k]! >> 2]!;
      if (isTerm[key] === 1) {
        if (here[key] === 0) nodes.push(key);
        here[key]! += once;
      }
      let node = nodeOfPair[pairAt[k]!]!;
      if (beginsOther[key] === 1)
        node = k + 1 < end && (stream[k + 1]! & 3) === CLOSE ? tree.child(key, keyOf[stream[k + 1]! >> 2]!) : -1;
      for (let last = k + 1; node >= 0; ) {
        if (isTerm[node] === 1) {
          if (here[node] === 0) nodes.push(node);
          here[node]! += once;
          if (written[stream[k]! >> 2] === 1 && written[stream[last]! >> 2] === 1)
            keepExample(examples, node - tree.roots, documents[node]!, k, once === 1 && (stream[k]! & 3) !== SENTENCE);
        }
        if (tree.opens[node] === 0 || ++last === end || (stream[last]! & 3) !== CLOSE) break;
        node = tree.child(node, keyOf[stream[last]! >> 2]!);
      }
    }
    for (let e = from[paper]!; e < nodes.length; e++) {
      const node = nodes.items[e]!;
      times.push(here[node]!);
      here[node] = 0;
      documents[node]!++;
    }
    to[paper] = nodes.length;
  }
  return { from, to, nodes: nodes.items, times: times.items, documents, examples };
}

/**
 * Examples from inside sentences of abstracts come first; one from elsewhere is kept only until such a one turns up.
 * Of the `seen`-th and later ones each has the same chance to stay (reservoir sampling), by a hash in place of chance.
 */
function keepExample(examples: Int32Array, phrase: number, seen: number, at: number, inside: boolean): void {
  const from = phrase * EXAMPLES;
  if (!inside) {
    if (examples[from] === -1) examples[from] = -2 - at;
    return;
  }
  const slot = seen < EXAMPLES ? seen : (Math.imul(seen, 0x9e3779b1) >>> 8) % seen;
  if (slot < EXAMPLES) examples[from + slot] = at;
  else if (examples[from] === -1) examples[from] = at;
}
