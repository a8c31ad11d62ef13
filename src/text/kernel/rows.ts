import { papers, startIn } from './corpus';
import { nodeEnds, nodes, timesOf } from './count';
import { at, give, INTS, put, SHORTS, zeros } from './memory';

/** The weight 1, as ../../types.ts has it. */
const UNIT: f64 = 32768;

/** A row at hand: its terms, ascending, and their weights. */
let terms: usize = 0;
let weights: usize = 0;

function weightAt(k: i32): f64 {
  return load<f64>(weights + ((<usize>k) << 3));
}

function setWeight(k: i32, weight: f64): void {
  store<f64>(weights + ((<usize>k) << 3), weight);
}

function real(array: usize, i: i32): f64 {
  return load<f64>(array + ((<usize>i) << 3));
}

/**
 * The rows of all papers: words and phrases brought to unit length, then joined by the paper's authors as `addAuthors` of ../authors.ts says.
 * @param idOf The term of each node, -1 for those that are none.
 * @param factors Each term's weight before it counts how often it stands in a paper.
 * @param tf What each number of occurrences weighs.
 * @param byline Where each paper's authors end in `authors`.
 * @param authors Their terms, ascending.
 * @param idf What each author weighs, from `firstAuthor` on.
 * @param share How much shared authors can add to a similarity.
 * Gives where each row ends, its terms and its weights.
 */
export function writeRows(
  idOf: usize,
  _nodes: i32,
  factors: usize,
  count: i32,
  tf: usize,
  _tf: i32,
  byline: usize,
  _bylines: i32,
  authors: usize,
  authorCount: i32,
  idf: usize,
  idfCount: i32,
  share: f64,
): void {
  const most = nodes.length + authorCount;
  const rowEnds = zeros((<usize>papers()) << 2);
  const ids = heap.alloc((<usize>most) << 2);
  const values = heap.alloc((<usize>most) << 1);
  const marks = zeros(((<usize>count >> 6) + 1) << 3);
  const groups = ((count >> 6) >> 6) + 1;
  const groupMarks = zeros((<usize>groups) << 3);
  const times = zeros((<usize>count) << 2);
  terms = heap.alloc((<usize>count + <usize>idfCount) << 2);
  weights = heap.alloc((<usize>count + <usize>idfCount) << 3);
  const byWords = Math.sqrt(1 - share) / UNIT;
  let end = 0;
  for (let paper = 0; paper < papers(); paper++) {
    // Terms are marked in a set of bits and come out of it in order.
    for (let e = startIn(nodeEnds, paper); e < at(nodeEnds.items, paper); e++) {
      const id = at(idOf, at(nodes.items, e));
      if (id < 0) continue;
      put(times, id, at(timesOf.items, e));
      mark(marks, id);
      mark(groupMarks, id >> 6);
    }
    let length = 0;
    for (let group = 0; group < groups; group++) {
      let words = load<u64>(groupMarks + ((<usize>group) << 3));
      if (words === 0) continue;
      store<u64>(groupMarks + ((<usize>group) << 3), 0);
      for (; words !== 0; words &= words - 1) {
        const word = (group << 6) + <i32>ctz(words);
        const place = marks + ((<usize>word) << 3);
        for (let bits = load<u64>(place); bits !== 0; bits &= bits - 1) {
          const id = (word << 6) + <i32>ctz(bits);
          put(terms, length, id);
          setWeight(length++, real(tf, at(times, id)) * real(factors, id));
        }
        store<u64>(place, 0);
      }
    }
    const start = end;
    end = writeUnitRow(length, ids, values, start);
    const firstAuthor = paper === 0 ? 0 : at(byline, paper - 1);
    const lastAuthor = at(byline, paper);
    if (end > start && lastAuthor > firstAuthor) {
      length = 0;
      for (let k = start; k < end; k++) {
        put(terms, length, at(ids, k));
        setWeight(length++, <f64>load<u16>(values + ((<usize>k) << 1)) * byWords);
      }
      let square: f64 = 0;
      for (let a = firstAuthor; a < lastAuthor; a++) {
        const weight = real(idf, at(authors, a) - count);
        square += weight * weight;
      }
      const byAuthors = Math.sqrt(share / square);
      for (let a = firstAuthor; a < lastAuthor; a++) {
        put(terms, length, at(authors, a));
        setWeight(length++, real(idf, at(authors, a) - count) * byAuthors);
      }
      end = writeUnitRow(length, ids, values, start);
    }
    put(rowEnds, paper, end);
  }
  give(INTS, rowEnds, papers());
  give(INTS, ids, end);
  give(SHORTS, values, end);
}

function mark(marks: usize, id: i32): void {
  const place = marks + ((<usize>id >> 6) << 3);
  store<u64>(place, load<u64>(place) | ((<u64>1) << (<u64>id & 63)));
}

/** Writes the row at hand as `writeUnitRow` of ../weights.ts does; returns where it ends. */
function writeUnitRow(length: i32, ids: usize, values: usize, start: i32): i32 {
  let square: f64 = 0;
  for (let k = 0; k < length; k++) square += weightAt(k) * weightAt(k);
  const scale = square > 0 ? UNIT / Math.sqrt(square) : 0;
  let end = start;
  let sum: f64 = 0;
  for (let k = 0; k < length; k++) {
    const value = Math.round(weightAt(k) * scale);
    if (value === 0) continue;
    put(ids, end, at(terms, k));
    store<u16>(values + ((<usize>end) << 1), <u16>value);
    end++;
    sum += value * value;
  }
  while (sum > UNIT * UNIT) {
    let largest = start;
    for (let k = start + 1; k < end; k++) if (valueAt(values, k) > valueAt(values, largest)) largest = k;
    const value = valueAt(values, largest);
    sum -= 2 * <f64>value - 1;
    store<u16>(values + ((<usize>largest) << 1), <u16>(value - 1));
  }
  return end;
}

function valueAt(values: usize, k: i32): i32 {
  return <i32>load<u16>(values + ((<usize>k) << 1));
}
