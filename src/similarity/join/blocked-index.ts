import type { TermRows } from '../../model/sparse.ts';

/** Terms that may be deferred: the commonest. The kernel counts on this number. */
const COMMON = 128;
/** Of those, terms whose lengths a first bound takes together, and a second. */
const GROUP = 32;
const FINE_GROUP = 8;
/** How much a row may defer: at most this many hundredths of the similarity at its last place, as length. */
const DEFERRAL = 150;
/** Columns that one call sums side by side: their sums, lengths and thresholds stay in the near caches. */
export const TILE = 4096;
/** Rows that the kernel joins at once. */
const BLOCK = 8;
/** Entries beyond the last paper's that the kernel may read, as it works on several columns at once. */
const MARGIN = 64;
/** Below it lie the sums, what the block defers and the header, at the addresses that kernel/memory.ts names. */
const FIRST_FREE = 93952;
const HEADER = 67584;
/** The least weight that the sums know: the root of half a unit times a whole one, rounded up. */
const FAINT = 182;
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
 * term, common terms once more as dense rows of int16, and the lengths of these, group by group. Thresholds begin at `least`.
 * `tile` is a number of papers up to 4,096.
 */
export function imageOf(rows: TermRows, size: number, least: number, tile = TILE): Image {
  const papers = rows.starts.length - 1;
  const columns = columnsOf(rows);
  const entries = columns.documents.reduce((sum, documents) => sum + documents, 0);
  const tiles = Math.ceil(papers / tile);
  const united = 1 + entriesOfBlock(rows);
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
    lengths: reserve(2 * (COMMON / GROUP) * (papers + MARGIN)),
    fine: reserve((COMMON / FINE_GROUP) * (papers + MARGIN)),
    thresholds: reserve(4 * papers),
    end: top,
    nearestIds: reserve(4 * papers * size),
    nearestDots: reserve(4 * papers * size),
    cursors: reserve(4 * columns.count),
    slots: reserve(4 * columns.count),
    union: reserve(4 * united),
    blockWeights: reserve(16 * united),
    found: reserve(16 * united),
  };
  const bytes = new Uint8Array(at.end);
  const words = (address: number, length: number) => new Uint32Array(bytes.buffer, address, length);
  const shorts = (address: number, length: number) => new Uint16Array(bytes.buffer, address, length);
  words(HEADER, 24).set([papers, tile, columns.count, COMMON, DEFERRAL, at.starts, at.commonEnds, at.terms, at.lists]);
  words(HEADER, 24).set([at.weights, at.postings, at.dense, at.lengths, at.thresholds, size], 9);
  words(HEADER, 24).set([at.nearestIds, at.nearestDots, at.cursors, at.slots, at.union, at.blockWeights], 15);
  words(HEADER, 24).set([at.found, 2 * (papers + MARGIN), at.fine], 21);
  words(at.thresholds, papers).fill(least);
  const sorted = {
    starts: words(at.starts, papers + 1),
    commonEnds: words(at.commonEnds, papers),
    terms: words(at.terms, entries),
    weights: shorts(at.weights, entries),
  };
  sortRows(rows, columns, sorted);
  const fine = new Uint8Array(bytes.buffer, at.fine, (COMMON / FINE_GROUP) * papers);
  spread(sorted, shorts(at.dense, COMMON * papers));
  measure(sorted, shorts(at.lengths, (COMMON / GROUP) * (papers + MARGIN)), fine);
  for (let first = 0, list = at.lists; first < papers; first += tile, list += 4 * (columns.count + 1))
    post(sorted, first, Math.min(papers, first + tile), words(list, columns.count + 1), words(at.postings, entries));
  const { thresholds, nearestIds, nearestDots } = at;
  const layout = { papers, pages: Math.ceil(top / 65536), thresholds, nearestIds, nearestDots, slots: papers * size };
  return { layout, bytes };
}

/** The most entries that eight papers in a row have. */
function entriesOfBlock({ starts }: TermRows): number {
  let most = 0;
  for (let i = 0; i < starts.length; i++)
    most = Math.max(most, starts[Math.min(i + BLOCK, starts.length - 1)]! - starts[i]!);
  return most;
}

/** The kernel's own numbers for terms: first those that may be deferred, then the rest that matter; both commonest first. */
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
  const shared = [...documents.keys()]
    .filter((term) => documents[term]! > 1)
    .sort((a, b) => documents[b]! - documents[a]! || a - b);
  // The dense rows hold signed 16 bits, which the weight of a paper's only term may overflow.
  const common = shared.filter((term) => heaviest[term]! < 32768).slice(0, COMMON);
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

/** Writes the common columns of every row densely. */
function spread({ starts, commonEnds, terms, weights }: SortedRows, dense: Uint16Array): void {
  for (let paper = 0; paper < commonEnds.length; paper++)
    for (let k = starts[paper]!; k < commonEnds[paper]!; k++) dense[paper * COMMON + terms[k]!] = weights[k]!;
}

/** Writes the lengths of the common columns in 128ths, rounded up: group by group for all papers, and paper by paper for all fine groups. */
function measure({ starts, commonEnds, terms, weights }: SortedRows, lengths: Uint16Array, fine: Uint8Array): void {
  const papers = commonEnds.length;
  const fineGroups = COMMON / FINE_GROUP;
  const squares = new Float64Array(fineGroups);
  for (let paper = 0; paper < papers; paper++) {
    squares.fill(0);
    for (let k = starts[paper]!; k < commonEnds[paper]!; k++)
      squares[Math.floor(terms[k]! / FINE_GROUP)]! += weights[k]! * weights[k]!;
    for (let group = 0, sum = 0; group < fineGroups; group++) {
      fine[paper * fineGroups + group] = Math.ceil(Math.sqrt(squares[group]!) / 256);
      sum += squares[group]!;
      if ((group + 1) % (GROUP / FINE_GROUP)) continue;
      lengths[Math.floor((group * FINE_GROUP) / GROUP) * (papers + MARGIN) + paper] = Math.ceil(Math.sqrt(sum) / 256);
      sum = 0;
    }
  }
}

/** Writes the postings of the papers from `first` to `last` term by term: the weight as the sums know it, then sixteen times the place in the tile. */
function post(rows: SortedRows, first: number, last: number, lists: Uint32Array, postings: Uint32Array): void {
  const { starts, terms, weights } = rows;
  for (let k = starts[first]!; k < starts[last]!; k++) lists[terms[k]! + 1]!++;
  lists[0] = starts[first]!;
  for (let term = 1; term < lists.length; term++) lists[term]! += lists[term - 1]!;
  const next = lists.slice();
  for (let paper = first; paper < last; paper++)
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++)
      postings[next[terms[k]!]!++] = Math.min(Math.max(weights[k]!, FAINT), 32767) * 65536 + 16 * (paper - first);
}
