import type { TermRows } from '../../model/sparse.ts';
import { forEachRange, isPauseDue, pause } from '../../util/pause.ts';
import { assignColumns } from './columns.ts';
import {
  COLUMN_PADDING,
  COMMON_TERMS,
  countBitWords,
  GROUP_SIZE,
  HEADER,
  HEADER_FIELDS,
  layOutMemory,
  SUBGROUP_SIZE,
} from './memory-layout.ts';
import { countLists, createListWriter } from './posting-lists.ts';
import { createRowWriter, writeDenseRows, writeLengths } from './sorted-rows.ts';

/** Maximum number of papers in a block: the sums, lengths and thresholds of so many columns fit the L2 cache. */
export const BLOCK_SIZE = 4096;

/** Maximum length of the deferred terms of a row, in percent of the row's threshold. */
const DEFERRAL_PERCENT = 150;
/** Number of rows that the kernel joins at a time. */
const BATCH_SIZE = 8;
/** Number of papers that are processed between two checks whether a pause is due. */
const PAPERS_PER_RANGE = 1 << 11;

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
  const blocks = Math.ceil(papers / blockSize);
  const lists = await countLists(rows, columns, blockSize, signal);
  const { addresses, indexBytes, memoryBytes } = layOutMemory({
    papers,
    entries,
    columns: columns.count,
    blocks,
    lists,
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
  const writeLists = createListWriter(columns.count, {
    bits: words(addresses.listBits, 2 * (blocks * countBitWords(columns.count) + 1)),
    starts: words(addresses.listStarts, lists + blocks),
    postings: words(addresses.postings, entries),
  });
  for (let start = 0; start < papers; start += blockSize) {
    if (isPauseDue()) await pause(signal);
    await writeLists(sorted, start, Math.min(papers, start + blockSize), signal);
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
