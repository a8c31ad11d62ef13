import { abstractStarts, keyOf, paperCount, paperEnds, partTokens, rowStart } from './corpus';
import { addInt, filledInts, getByte, getInt, INTS, IntList, output, setInt } from './memory';
import { findPair, PairTable } from './pair-table';
import { pairAtToken } from './pairs';
import { addExample, initializeExamples } from './phrase-examples';
import { ADJACENT, gapOf, idOf, SENTENCE_START } from './tokens';

/**
 * Occurrences of a term in a paper are packed into an int32: those in the title times 2^20, plus those in the abstract.
 */
const TITLE_SHIFT = 20;

/**
 * The term frequencies of all papers, paper by paper: nodes of the phrase trie, the id of each frequency, and the end
 * of each paper's row.
 */
export const nodes = new IntList();
export const frequencyIds = new IntList();
export const nodeEnds = new IntList();

/** The distinct pairs of (occurrences in the title, occurrences in the abstract). */
const frequencies = new PairTable();

/**
 * Counts the terms of every paper and collects examples of how phrases are written. Outputs the number of papers that
 * contain each node, the number of those that have it in the title, and the distinct frequencies: occurrences in titles,
 * and occurrences in abstracts.
 * @param isTerm Whether a node is a candidate term (uint8).
 * @param hasChildren Whether a node has children (uint8).
 * @param slots The hash table of the phrase trie; its length is a power of two.
 * @param nodeOfPair The trie node of each of this kernel's pairs, or -1.
 * @param hasForm Whether a part has a surface form (uint8). Parts of expanded abbreviations have none.
 * @param ranks The rank of each paper in the order of all papers' ids.
 * @param rootCount Number of root nodes, which are the keys.
 */
export function countTerms(
  isTerm: usize,
  nodeCount: i32,
  hasChildren: usize,
  _hasChildren: i32,
  slots: usize,
  slotsLength: i32,
  nodeOfPair: usize,
  _pairs: i32,
  hasForm: usize,
  _parts: i32,
  ranks: usize,
  _ranks: i32,
  rootCount: i32,
): void {
  const mask = slotsLength - 1;
  const documents = filledInts(nodeCount, 0);
  const titles = filledInts(nodeCount, 0);
  // The packed occurrences of each node in the current paper.
  const occurrences = filledInts(nodeCount, 0);
  initializeExamples(nodeCount - rootCount);
  // About a third of the tokens are the first of their term in a paper.
  const tokenCount = paperCount() > 0 ? getInt(paperEnds.items, paperCount() - 1) : 0;
  nodes.reserve(tokenCount >> 1);
  frequencyIds.reserve(tokenCount >> 1);
  nodeEnds.reserve(paperCount());
  for (let paper = 0; paper < paperCount(); paper++) {
    const start = rowStart(paperEnds, paper);
    const end = getInt(paperEnds.items, paper);
    const abstractStart = getInt(abstractStarts.items, paper);
    const firstNode = nodes.length;
    const rank = getInt(ranks, paper);
    for (let k = start; k < end; k++) {
      const increment = k < abstractStart ? 1 << TITLE_SHIFT : 1;
      const token = getInt(partTokens, k);
      const key = getInt(keyOf, idOf(token));
      if (getByte(isTerm, key) === 1) addOccurrence(occurrences, key, increment);
      const pair = getInt(pairAtToken, k);
      let node = pair > 0 ? getInt(nodeOfPair, pair - 1) : -1;
      for (let last = k + 1; node >= 0; ) {
        if (getByte(isTerm, node) === 1) {
          addOccurrence(occurrences, node, increment);
          if (getByte(hasForm, idOf(token)) === 1 && getByte(hasForm, idOf(getInt(partTokens, last))) === 1) {
            const isMidSentence = increment === 1 && gapOf(token) !== SENTENCE_START;
            addExample(node - rootCount, last - k + 1, rank, k - start, k, isMidSentence);
          }
        }
        if (getByte(hasChildren, node) === 0 || ++last === end || gapOf(getInt(partTokens, last)) !== ADJACENT) break;
        node = findPair(slots, mask, node, getInt(keyOf, idOf(getInt(partTokens, last))));
      }
    }
    for (let e = firstNode; e < nodes.length; e++) {
      const node = getInt(nodes.items, e);
      const packed = getInt(occurrences, node);
      frequencyIds.push(frequencies.findOrAdd(packed >>> TITLE_SHIFT, packed & ((1 << TITLE_SHIFT) - 1)));
      setInt(occurrences, node, 0);
      addInt(documents, node, 1);
      if (packed >>> TITLE_SHIFT > 0) addInt(titles, node, 1);
    }
    nodeEnds.push(nodes.length);
  }
  output(INTS, documents, nodeCount);
  output(INTS, titles, nodeCount);
  output(INTS, frequencies.prefixes.items, frequencies.prefixes.length);
  output(INTS, frequencies.words.items, frequencies.words.length);
}

/**
 * Adds to the occurrences of a node in the current paper, and adds the node to the paper's row when it is the first.
 */
function addOccurrence(occurrences: usize, node: i32, increment: i32): void {
  const previous = getInt(occurrences, node);
  if (previous === 0) nodes.push(node);
  setInt(occurrences, node, previous + increment);
}
