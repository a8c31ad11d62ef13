import type { TermRows } from '../../model/sparse.ts';
import { forEachRange, isPauseDue, pause } from '../../util/pause.ts';
import { sortItems } from '../../util/sort.ts';
import { countColumns } from '../../util/transpose.ts';
import {
  COLUMN_PADDING,
  COMMON_TERMS,
  GROUP_SIZE,
  HEADER,
  HEADER_FIELDS,
  layOutMemory,
  SUBGROUP_SIZE,
} from './memory-layout.ts';

/** Maximum number of papers in a block: the sums, lengths and thresholds of so many columns fit the L2 cache. */
export const BLOCK_SIZE = 4096;

/** Maximum length of the deferred terms of a row, in percent of the row's threshold. */
const DEFERRAL_PERCENT = 150;
/** Number of rows that the kernel joins at a time. */
const BATCH_SIZE = 8;
/** Smallest weight in postings: the square root of half a unit of the sums, rounded up. */
const MIN_WEIGHT = 182;
/** Number of papers, and of entries, that are processed between two checks whether a pause is due. */
const PAPERS_PER_RANGE = 1 << 11;
const ENTRIES_PER_RANGE = 1 << 18;
/** Column of terms that no two papers share. */
const NO_COLUMN = 0xffffffff;

/** Rows and their inverted index in the form that the kernel reads. */
export interface BlockedIndex {
  /** The start of the kernel's memory. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Size of the memory that the kernel needs, including scratch buffers and results, in bytes. */
  memoryBytes: number;
}

/** What the index is built for. */
export interface BlockedIndexOptions {
  /** Number of neighbors to find for each row. */
  neighbors: number;
  /** Smallest dot product that counts. */
  minDotProduct: number;
  /** Number of papers in a block, at most {@link BLOCK_SIZE}. */
  blockSize: number;
}

/**
 * Builds the index: rows with their common terms first, postings by block and within a block by term, the common terms
 * also as dense rows of int16, and the lengths of the common terms by group.
 * @throws {InputError} if the kernel would need more memory than WebAssembly can address
 * @throws the reason of the signal if it is aborted
 */
export async function buildBlockedIndex(
  rows: TermRows,
  options: BlockedIndexOptions,
  signal?: AbortSignal,
): Promise<BlockedIndex> {
  const { neighbors, minDotProduct, blockSize } = options;
  const papers = rows.starts.length - 1;
  const columns = await assignColumns(rows, signal);
  const entries = columns.documents.reduce((sum, documents) => sum + documents, 0);
  const { addresses, indexBytes, memoryBytes } = layOutMemory({
    papers,
    entries,
    columns: columns.count,
    blocks: Math.ceil(papers / blockSize),
    slots: 1 + maxBatchEntries(rows),
    neighbors,
  });
  const bytes = new Uint8Array(indexBytes);
  const words = (address: number, length: number) => new Uint32Array(bytes.buffer, address, length);
  const shorts = (address: number, length: number) => new Uint16Array(bytes.buffer, address, length);
  const header = {
    ...addresses,
    papers,
    blockSize,
    terms: columns.count,
    deferralPercent: DEFERRAL_PERCENT,
    neighbors,
    lengthStride: 2 * (papers + COLUMN_PADDING),
  };
  words(HEADER, HEADER_FIELDS.length).set(HEADER_FIELDS.map((field) => header[field]));
  words(addresses.thresholds, papers).fill(minDotProduct);
  const sorted = {
    starts: words(addresses.rowStarts, papers + 1),
    commonEnds: words(addresses.commonEnds, papers),
    terms: words(addresses.rowTerms, entries),
    weights: shorts(addresses.rowWeights, entries),
  };
  const denseRows = shorts(addresses.denseRows, COMMON_TERMS * papers);
  const lengths = shorts(addresses.lengths, (COMMON_TERMS / GROUP_SIZE) * (papers + COLUMN_PADDING));
  const fineLengths = new Uint8Array(bytes.buffer, addresses.fineLengths, (COMMON_TERMS / SUBGROUP_SIZE) * papers);
  const writeRow = createRowWriter(rows, columns, sorted);
  await forEachRange(papers, PAPERS_PER_RANGE, signal, (start, end) => {
    for (let paper = start; paper < end; paper++) writeRow(paper);
    writeDenseRows(sorted, start, end, denseRows);
    writeLengths(sorted, start, end, lengths, fineLengths);
  });
  const postings = words(addresses.postings, entries);
  for (let start = 0, list = addresses.postingStarts; start < papers; start += blockSize) {
    if (isPauseDue()) await pause(signal);
    const postingStarts = words(list, columns.count + 1);
    await writePostings(sorted, start, Math.min(papers, start + blockSize), postingStarts, postings, signal);
    list += postingStarts.byteLength;
  }
  return { bytes, memoryBytes };
}

/** Returns the largest number of entries in a batch of consecutive rows. */
function maxBatchEntries({ starts }: TermRows): number {
  let max = 0;
  for (let i = 0; i < starts.length; i++)
    max = Math.max(max, starts[Math.min(i + BATCH_SIZE, starts.length - 1)]! - starts[i]!);
  return max;
}

/** Column numbers of terms: first the common terms, then the other terms that papers share; both most frequent first. */
interface Columns {
  count: number;
  /** Column of each term, or {@link NO_COLUMN}. */
  columnOf: Uint32Array;
  /** Document frequency of each column. */
  documents: Uint32Array;
}

async function assignColumns({ ids, values }: TermRows, signal: AbortSignal | undefined): Promise<Columns> {
  const terms = countColumns(ids);
  const termDocuments = new Uint32Array(terms);
  const maxWeights = new Uint16Array(terms);
  await forEachRange(ids.length, ENTRIES_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) {
      const term = ids[k]!;
      termDocuments[term]!++;
      if (values[k]! > maxWeights[term]!) maxWeights[term] = values[k]!;
    }
  });
  const shared = await sortItems(
    [...termDocuments.keys()].filter((term) => termDocuments[term]! > 1),
    (a, b) => termDocuments[b]! - termDocuments[a]! || a - b,
    signal,
  );
  // Dense rows hold int16, which the weight 32,768 of a row with a single term exceeds.
  const common = shared.filter((term) => maxWeights[term]! < 32768).slice(0, COMMON_TERMS);
  const columnOf = new Uint32Array(terms).fill(NO_COLUMN);
  for (const [column, term] of common.entries()) columnOf[term] = column;
  let count = COMMON_TERMS;
  for (const term of shared) if (columnOf[term] === NO_COLUMN) columnOf[term] = count++;
  const documents = new Uint32Array(count);
  for (const term of shared) documents[columnOf[term]!] = termDocuments[term]!;
  return { count, columnOf, documents };
}

/** Rows whose terms are columns. */
interface SortedRows {
  starts: Uint32Array;
  /** End of the common columns of each row, which come first. */
  commonEnds: Uint32Array;
  terms: Uint32Array;
  weights: Uint16Array;
}

/**
 * Creates a function that writes the row of a paper; it must be called for all papers in order. The common columns of a row are
 * ordered by squared length per posting, smallest first: deferring these pays most.
 */
function createRowWriter(
  rows: TermRows,
  { columnOf, documents }: Columns,
  { starts, commonEnds, terms, weights }: SortedRows,
): (paper: number) => void {
  const { ids, values } = rows;
  const commonEntries = new Uint32Array(COMMON_TERMS);
  const costs = new Float64Array(COMMON_TERMS);
  let end = 0;
  const append = (k: number) => {
    terms[end] = columnOf[ids[k]!]!;
    weights[end++] = values[k]!;
  };
  return (paper) => {
    let commonCount = 0;
    for (let k = rows.starts[paper]!; k < rows.starts[paper + 1]!; k++) {
      const column = columnOf[ids[k]!]!;
      if (column >= COMMON_TERMS) continue;
      // A row has few common terms, so that insertion sort is fast.
      const cost = (values[k]! * values[k]!) / documents[column]!;
      let position = commonCount++;
      for (; position > 0 && costs[position - 1]! > cost; position--) {
        costs[position] = costs[position - 1]!;
        commonEntries[position] = commonEntries[position - 1]!;
      }
      costs[position] = cost;
      commonEntries[position] = k;
    }
    for (let c = 0; c < commonCount; c++) append(commonEntries[c]!);
    commonEnds[paper] = end;
    for (let k = rows.starts[paper]!; k < rows.starts[paper + 1]!; k++) {
      const column = columnOf[ids[k]!]!;
      if (column >= COMMON_TERMS && column !== NO_COLUMN) append(k);
    }
    starts[paper + 1] = end;
  };
}

/** Writes the common columns of a range of rows as dense rows. */
function writeDenseRows(
  { starts, commonEnds, terms, weights }: SortedRows,
  firstPaper: number,
  endPaper: number,
  denseRows: Uint16Array,
): void {
  for (let paper = firstPaper; paper < endPaper; paper++)
    for (let k = starts[paper]!; k < commonEnds[paper]!; k++) denseRows[paper * COMMON_TERMS + terms[k]!] = weights[k]!;
}

/**
 * Writes the lengths of a range of rows in the common columns, in units of 1/128, rounded up: groups × papers to `lengths` and papers ×
 * subgroups to `fineLengths`.
 */
function writeLengths(
  { starts, commonEnds, terms, weights }: SortedRows,
  firstPaper: number,
  endPaper: number,
  lengths: Uint16Array,
  fineLengths: Uint8Array,
): void {
  const papers = commonEnds.length;
  const subgroups = COMMON_TERMS / SUBGROUP_SIZE;
  const subgroupsPerGroup = GROUP_SIZE / SUBGROUP_SIZE;
  const squares = new Float64Array(subgroups);
  for (let paper = firstPaper; paper < endPaper; paper++) {
    squares.fill(0);
    for (let k = starts[paper]!; k < commonEnds[paper]!; k++)
      squares[Math.floor(terms[k]! / SUBGROUP_SIZE)]! += weights[k]! * weights[k]!;
    for (let subgroup = 0, groupSquares = 0; subgroup < subgroups; subgroup++) {
      fineLengths[paper * subgroups + subgroup] = Math.ceil(Math.sqrt(squares[subgroup]!) / 256);
      groupSquares += squares[subgroup]!;
      if ((subgroup + 1) % subgroupsPerGroup !== 0) continue;
      const group = Math.floor(subgroup / subgroupsPerGroup);
      lengths[group * (papers + COLUMN_PADDING) + paper] = Math.ceil(Math.sqrt(groupSquares) / 256);
      groupSquares = 0;
    }
  }
}

/**
 * Writes the postings of the papers of one block, term by term. A posting holds the clamped weight in its upper 16 bits and the
 * offset of the column's sums (16 times the number of the paper in the block) in its lower 16 bits.
 */
async function writePostings(
  { starts, terms, weights }: SortedRows,
  firstPaper: number,
  endPaper: number,
  postingStarts: Uint32Array,
  postings: Uint32Array,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (let k = starts[firstPaper]!; k < starts[endPaper]!; k++) postingStarts[terms[k]! + 1]!++;
  postingStarts[0] = starts[firstPaper]!;
  for (let term = 1; term < postingStarts.length; term++) postingStarts[term]! += postingStarts[term - 1]!;
  const nextSlots = postingStarts.slice();
  await forEachRange(endPaper - firstPaper, PAPERS_PER_RANGE, signal, (start, end) => {
    for (let paper = start; paper < end; paper++)
      for (let k = starts[firstPaper + paper]!; k < starts[firstPaper + paper + 1]!; k++) {
        const weight = Math.min(Math.max(weights[k]!, MIN_WEIGHT), 32767);
        postings[nextSlots[terms[k]!]!++] = weight * 65536 + 16 * paper;
      }
  });
}
