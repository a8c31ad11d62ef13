import { paperCount, rowStart } from './corpus';
import { getInt, INTS, output, SHORTS, setInt, zeroed } from './memory';
import { freePairs } from './pairs';
import { frequencyIds, nodeEnds, nodes } from './term-counts';

/** The fixed-point representation of 1, as in src/model/sparse.ts. */
const UNIT: f64 = 32768;

/** The current row before normalization: its terms in ascending order, and their weights. */
let rowTerms: usize = 0;
let rowWeights: usize = 0;
let rowLength: i32 = 0;

/**
 * The terms of the current paper: a bit set, and a bit set of its non-zero 64-bit words. Iteration yields the terms in
 * ascending order.
 */
let termBits: usize = 0;
let wordBits: usize = 0;
let wordBitsLength: i32 = 0;

/** The frequency id of each term in the current paper. */
let frequencyIdOf: usize = 0;

function getFloat(array: usize, i: i32): f64 {
  return load<f64>(array + ((<usize>i) << 3));
}

function getShort(array: usize, i: i32): i32 {
  return <i32>load<u16>(array + ((<usize>i) << 1));
}

function setShort(array: usize, i: i32, value: i32): void {
  store<u16>(array + ((<usize>i) << 1), <u16>value);
}

function addToRow(term: i32, weight: f64): void {
  setInt(rowTerms, rowLength, term);
  store<f64>(rowWeights + ((<usize>rowLength) << 3), weight);
  rowLength++;
}

/**
 * Outputs the rows of all papers: the end of each row, its terms, and its values. Words and phrases are scaled to unit
 * length and then combined with the paper's authors, as described in src/text/weighting/authors.ts.
 * @param termOf The term id of each node, or -1.
 * @param factors The weight of each term before its frequency is taken into account.
 * @param tf The term-frequency weight of each frequency id.
 * @param authorEnds The end of each paper's authors in `authors`.
 * @param authors The term ids of the authors, ascending within each paper.
 * @param authorIdf The weight of each author, starting at term id `termCount`.
 * @param authorWeight The share of the authors in a row's squared length.
 */
export function buildRows(
  termOf: usize,
  _nodes: i32,
  factors: usize,
  termCount: i32,
  tf: usize,
  _tf: i32,
  authorEnds: usize,
  _authorEnds: i32,
  authors: usize,
  authorsLength: i32,
  authorIdf: usize,
  authorCount: i32,
  authorWeight: f64,
): void {
  const maxLength = nodes.length + authorsLength;
  const rowEnds = zeroed((<usize>paperCount()) << 2);
  freePairs();
  const ids = heap.alloc((<usize>maxLength) << 2);
  const values = heap.alloc((<usize>maxLength) << 1);
  rowTerms = heap.alloc((<usize>termCount + <usize>authorCount) << 2);
  rowWeights = heap.alloc((<usize>termCount + <usize>authorCount) << 3);
  termBits = zeroed(((<usize>termCount >> 6) + 1) << 3);
  wordBitsLength = ((termCount >> 6) >> 6) + 1;
  wordBits = zeroed((<usize>wordBitsLength) << 3);
  frequencyIdOf = zeroed((<usize>termCount) << 2);
  let end = 0;
  for (let paper = 0; paper < paperCount(); paper++) {
    const start = end;
    collectTerms(paper, termOf);
    weighTerms(tf, factors);
    end = writeUnitRow(ids, values, start);
    const firstAuthor = paper === 0 ? 0 : getInt(authorEnds, paper - 1);
    const authorEnd = getInt(authorEnds, paper);
    if (end > start && authorEnd > firstAuthor) {
      rowLength = 0;
      const textFactor = Math.sqrt(1 - authorWeight) / UNIT;
      for (let k = start; k < end; k++) addToRow(getInt(ids, k), <f64>getShort(values, k) * textFactor);
      weighAuthors(authors, firstAuthor, authorEnd, authorIdf, termCount, authorWeight);
      end = writeUnitRow(ids, values, start);
    }
    setInt(rowEnds, paper, end);
  }
  output(INTS, rowEnds, paperCount());
  output(INTS, ids, end);
  output(SHORTS, values, end);
}

/** Adds the terms of a paper to the bit set. */
function collectTerms(paper: i32, termOf: usize): void {
  for (let e = rowStart(nodeEnds, paper); e < getInt(nodeEnds.items, paper); e++) {
    const term = getInt(termOf, getInt(nodes.items, e));
    if (term < 0) continue;
    setInt(frequencyIdOf, term, getInt(frequencyIds.items, e));
    setBit(termBits, term);
    setBit(wordBits, term >> 6);
  }
}

function setBit(bits: usize, i: i32): void {
  const address = bits + ((<usize>i >> 6) << 3);
  store<u64>(address, load<u64>(address) | ((<u64>1) << (<u64>i & 63)));
}

/** Fills the row with the terms in the bit set, in ascending order, and clears the bit set. */
function weighTerms(tf: usize, factors: usize): void {
  rowLength = 0;
  for (let group = 0; group < wordBitsLength; group++) {
    let words = load<u64>(wordBits + ((<usize>group) << 3));
    if (words === 0) continue;
    store<u64>(wordBits + ((<usize>group) << 3), 0);
    for (; words !== 0; words &= words - 1) {
      const word = (group << 6) + <i32>ctz(words);
      const address = termBits + ((<usize>word) << 3);
      for (let bits = load<u64>(address); bits !== 0; bits &= bits - 1) {
        const term = (word << 6) + <i32>ctz(bits);
        addToRow(term, getFloat(tf, getInt(frequencyIdOf, term)) * getFloat(factors, term));
      }
      store<u64>(address, 0);
    }
  }
}

/** Adds authors [start, end) to the row, scaled so that their squared weights sum to `authorWeight`. */
function weighAuthors(
  authors: usize,
  start: i32,
  end: i32,
  authorIdf: usize,
  firstAuthorTerm: i32,
  authorWeight: f64,
): void {
  let squaredLength: f64 = 0;
  for (let a = start; a < end; a++) {
    const weight = getFloat(authorIdf, getInt(authors, a) - firstAuthorTerm);
    squaredLength += weight * weight;
  }
  const authorFactor = Math.sqrt(authorWeight / squaredLength);
  for (let a = start; a < end; a++) {
    const author = getInt(authors, a);
    addToRow(author, getFloat(authorIdf, author - firstAuthorTerm) * authorFactor);
  }
}

/**
 * Writes the row scaled to unit length, like `unitRow` of src/text/weighting/unit-row.ts, from index `start` on.
 * Returns its end.
 */
function writeUnitRow(ids: usize, values: usize, start: i32): i32 {
  let squaredLength: f64 = 0;
  for (let k = 0; k < rowLength; k++) squaredLength += getFloat(rowWeights, k) * getFloat(rowWeights, k);
  const scale = squaredLength > 0 ? UNIT / Math.sqrt(squaredLength) : 0;
  let end = start;
  let sumOfSquares: f64 = 0;
  for (let k = 0; k < rowLength; k++) {
    const value = Math.round(getFloat(rowWeights, k) * scale);
    if (value === 0) continue;
    setInt(ids, end, getInt(rowTerms, k));
    setShort(values, end, <i32>value);
    end++;
    sumOfSquares += value * value;
  }
  while (sumOfSquares > UNIT * UNIT) {
    let largest = start;
    for (let k = start + 1; k < end; k++) if (getShort(values, k) > getShort(values, largest)) largest = k;
    const value = getShort(values, largest);
    sumOfSquares -= 2 * <f64>value - 1;
    setShort(values, largest, value - 1);
  }
  return end;
}
