import type { TermRows } from '../types.ts';

/** Terms that may be deferred: the commonest. More save more sums and let more pairs through the bound. A multiple of 16. */
const COMMON = 128;
/** How much a row may defer: at most this many hundredths of the similarity at its last place, as length. */
const DEFERRAL = 150;
/** Columns that one call sums side by side: their sums, lengths and thresholds stay in the nearest caches. */
export const TILE = 4096;
/** Below it lie the sums, the row's deferred terms and the header, at the addresses that assembly/kernel.ts names. */
const FIRST_FREE = 67072;
const HEADER = 66560;
/** Stands for a term that no two papers share. */
const NONE = 0xffffffff;

/** Where in the kernel's memory to find what a thread exchanges. Addresses in bytes. */
export interface Layout {
  /** WebAssembly pages of 64 KiB in all. */
  pages: number;
  papers: number;
  thresholds: number;
  nearestIds: number;
  nearestDots: number;
  /** Entries in each of the two arrays of nearest. */
  slots: number;
}

/** The kernel's memory as it is before the first call, without the zeros at its end. */
export interface Image {
  layout: Layout;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Lays rows out for the kernel: each row with its common terms first, postings tile by tile and in each tile term by
 * term, common terms once more as dense rows of int16, and both halves' lengths of these. Thresholds begin at `least`.
 * `tile` is a number of papers up to 16,368.
 */
export function imageOf(rows: TermRows, size: number, least: number, tile = TILE): Image {
  const papers = rows.starts.length - 1;
  const columns = columnsOf(rows);
  const entries = columns.documents.reduce((sum, documents) => sum + documents, 0);
  const tiles = Math.ceil(papers / tile);
  let top = FIRST_FREE;
  const reserve = (bytes: number) => {
    const address = top;
    top = Math.ceil((top + bytes) / 64) * 64;
    return address;
  };
  const at = {
    starts: reserve(4 * (papers + 1)),
    commonEnds: reserve(4 * papers),
    terms: reserve(4 * entries),
    lists: reserve(4 * tiles * (columns.count + 1)),
    weights: reserve(2 * entries),
    postings: reserve(4 * entries),
    dense: reserve(2 * COMMON * papers),
    lengths: reserve(4 * (papers + 16)),
    thresholds: reserve(4 * (papers + 16)),
    end: top,
    nearestIds: reserve(4 * papers * size),
    nearestDots: reserve(4 * papers * size),
    cursors: reserve(4 * columns.count),
  };
  const bytes = new Uint8Array(at.end);
  const words = (address: number, length: number) => new Uint32Array(bytes.buffer, address, length);
  const shorts = (address: number, length: number) => new Uint16Array(bytes.buffer, address, length);
  words(HEADER, 18).set([papers, tile, columns.count, COMMON, DEFERRAL, at.starts, at.commonEnds, at.terms, at.lists]);
  words(HEADER, 18).set([at.weights, at.postings, at.dense, at.lengths, at.thresholds, size], 9);
  words(HEADER, 18).set([at.nearestIds, at.nearestDots, at.cursors], 15);
  words(at.thresholds, papers).fill(least);
  const sorted = {
    starts: words(at.starts, papers + 1),
    commonEnds: words(at.commonEnds, papers),
    terms: words(at.terms, entries),
    weights: shorts(at.weights, entries),
  };
  sortRows(rows, columns, sorted);
  spread(sorted, shorts(at.dense, COMMON * papers), shorts(at.lengths, 2 * papers));
  for (let first = 0, list = at.lists; first < papers; first += tile, list += 4 * (columns.count + 1))
    post(sorted, first, Math.min(papers, first + tile), words(list, columns.count + 1), words(at.postings, entries));
  const { thresholds, nearestIds, nearestDots } = at;
  const layout = { papers, pages: Math.ceil(top / 65536), thresholds, nearestIds, nearestDots, slots: papers * size };
  return { layout, bytes };
}

/** The kernel's own numbers for terms: first those that may be deferred, commonest first, then the rest that matter. */
interface Columns {
  count: number;
  /** By term id. */
  of: Uint32Array;
  /** In how many papers a column stands. */
  documents: Uint32Array;
}

function columnsOf(rows: TermRows): Columns {
  const { ids, values } = rows;
  let terms = 0;
  for (let k = 0; k < ids.length; k++) if (ids[k]! >= terms) terms = ids[k]! + 1;
  const documents = new Uint32Array(terms);
  const heaviest = new Uint16Array(terms);
  for (let k = 0; k < ids.length; k++) {
    const id = ids[k]!;
    documents[id]!++;
    if (values[k]! > heaviest[id]!) heaviest[id] = values[k]!;
  }
  const shared = [...documents.keys()].filter((term) => documents[term]! > 1);
  // The dense rows hold signed 16 bits, which the weight of a paper's only term may overflow.
  const common = shared
    .filter((term) => heaviest[term]! < 32768)
    .sort((a, b) => documents[b]! - documents[a]! || a - b)
    .slice(0, COMMON);
  const of = new Uint32Array(terms).fill(NONE);
  for (const [column, term] of common.entries()) of[term] = column;
  let count = COMMON;
  for (const term of shared) if (of[term] === NONE) of[term] = count++;
  const byColumn = new Uint32Array(count);
  for (const term of shared) byColumn[of[term]!] = documents[term]!;
  return { count, of, documents: byColumn };
}

/** Rows with columns for terms. */
interface SortedRows {
  starts: Uint32Array;
  /** Where the common columns of a row end, which come first. */
  commonEnds: Uint32Array;
  terms: Uint32Array;
  weights: Uint16Array;
}

/** Copies the rows; the common columns of each come in the order in which deferring them pays. */
function sortRows(
  rows: TermRows,
  { of, documents }: Columns,
  { starts, commonEnds, terms, weights }: SortedRows,
): void {
  const { ids, values } = rows;
  const entries = new Uint32Array(COMMON);
  const prices = new Float64Array(COMMON);
  let end = 0;
  const append = (k: number) => {
    terms[end] = of[ids[k]!]!;
    weights[end++] = values[k]!;
  };
  for (let paper = 0; paper + 1 < starts.length; paper++) {
    let common = 0;
    for (let k = rows.starts[paper]!; k < rows.starts[paper + 1]!; k++) {
      const column = of[ids[k]!]!;
      if (column >= COMMON) continue;
      // Put in where its price belongs: a row has few common terms.
      const price = (values[k]! * values[k]!) / documents[column]!;
      let at = common++;
      for (; at > 0 && prices[at - 1]! > price; at--) {
        prices[at] = prices[at - 1]!;
        entries[at] = entries[at - 1]!;
      }
      prices[at] = price;
      entries[at] = k;
    }
    for (let c = 0; c < common; c++) append(entries[c]!);
    commonEnds[paper] = end;
    for (let k = rows.starts[paper]!; k < rows.starts[paper + 1]!; k++) {
      const column = of[ids[k]!]!;
      if (column >= COMMON && column !== NONE) append(k);
    }
    starts[paper + 1] = end;
  }
}

/** Writes the common columns of every row densely, and half the lengths, rounded up, of their first and second half. */
function spread({ starts, commonEnds, terms, weights }: SortedRows, dense: Uint16Array, lengths: Uint16Array): void {
  for (let paper = 0; paper < commonEnds.length; paper++) {
    const squares = [0, 0];
    for (let k = starts[paper]!; k < commonEnds[paper]!; k++) {
      dense[paper * COMMON + terms[k]!] = weights[k]!;
      squares[terms[k]! < COMMON / 2 ? 0 : 1]! += weights[k]! * weights[k]!;
    }
    lengths[2 * paper] = Math.ceil(Math.sqrt(squares[0]!) / 2);
    lengths[2 * paper + 1] = Math.ceil(Math.sqrt(squares[1]!) / 2);
  }
}

/** Writes the postings of the papers from `first` to `last` term by term: the weight, then four times the place in the tile. */
function post(rows: SortedRows, first: number, last: number, lists: Uint32Array, postings: Uint32Array): void {
  const { starts, terms, weights } = rows;
  for (let k = starts[first]!; k < starts[last]!; k++) lists[terms[k]! + 1]!++;
  lists[0] = starts[first]!;
  for (let term = 1; term < lists.length; term++) lists[term]! += lists[term - 1]!;
  const next = lists.slice();
  for (let paper = first; paper < last; paper++)
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++)
      postings[next[terms[k]!]!++] = weights[k]! * 65536 + 4 * (paper - first);
}
