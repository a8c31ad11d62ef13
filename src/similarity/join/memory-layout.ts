import { InputError } from '../../model/errors.ts';

/** Number of common terms, which may be deferred. The kernel relies on this number. */
export const COMMON_TERMS = 128;
/** Number of common terms in a group, whose lengths the first bound uses. */
export const GROUP_SIZE = 32;
/** Number of common terms in a subgroup, whose lengths the second bound uses. */
export const SUBGROUP_SIZE = 8;
/** Number of columns beyond the last paper that the kernel may read, because it processes several columns at a time. */
export const COLUMN_PADDING = 64;
/** First address after the fixed part of the memory; see ../kernel/memory.ts. */
const FIRST_FREE = 93952;
/** Address of the header; see ../kernel/memory.ts. */
export const HEADER = 67584;
/** Bytes that WebAssembly can address. */
const MAX_BYTES = 2 ** 32 - 2 ** 16;

/** Fields of the header, in the order of ../kernel/memory.ts. */
export const HEADER_FIELDS = [
  'papers',
  'blockSize',
  'terms',
  'deferralPercent',
  'neighbors',
  'lengthStride',
  'rowStarts',
  'commonEnds',
  'rowTerms',
  'rowWeights',
  'listStarts',
  'postings',
  'denseRows',
  'lengths',
  'fineLengths',
  'thresholds',
  'neighborIds',
  'neighborDots',
  'cursors',
  'slotOfTerm',
  'termOfSlot',
  'batchWeights',
  'activeLists',
  'inbox',
  'listBits',
] as const;

/** Returns the number of words of 32 bits that hold a bit per column. */
export const countBitWords = (columns: number): number => Math.ceil(columns / 32);

/** Sizes that the memory layout depends on. */
export interface Dimensions {
  papers: number;
  entries: number;
  columns: number;
  blocks: number;
  /** Posting lists of all blocks that are not empty. */
  lists: number;
  /** Slots for the terms of a batch. */
  slots: number;
  neighbors: number;
}

/**
 * Assigns addresses to all arrays: first those that the index fills, then results and scratch buffers.
 * @throws {InputError} if the kernel would need more memory than WebAssembly can address
 */
export function layOutMemory({ papers, entries, columns, blocks, lists, slots, neighbors }: Dimensions) {
  let end = FIRST_FREE;
  const reserve = (bytes: number) => {
    const address = end;
    end = Math.ceil((end + bytes) / 64) * 64;
    return address;
  };
  const index = {
    rowStarts: reserve(4 * (papers + 1)),
    commonEnds: reserve(4 * papers),
    rowTerms: reserve(4 * entries),
    listBits: reserve(8 * (blocks * countBitWords(columns) + 1)),
    listStarts: reserve(4 * (lists + blocks)),
    rowWeights: reserve(2 * entries),
    postings: reserve(4 * entries),
    denseRows: reserve(2 * COMMON_TERMS * papers),
    lengths: reserve(2 * (COMMON_TERMS / GROUP_SIZE) * (papers + COLUMN_PADDING)),
    fineLengths: reserve((COMMON_TERMS / SUBGROUP_SIZE) * (papers + COLUMN_PADDING)),
    thresholds: reserve(4 * papers),
  };
  const indexBytes = end;
  const scratch = {
    neighborIds: reserve(4 * papers * neighbors),
    neighborDots: reserve(4 * papers * neighbors),
    cursors: reserve(4 * (columns + 1)),
    slotOfTerm: reserve(4 * columns),
    termOfSlot: reserve(4 * slots),
    batchWeights: reserve(16 * slots),
    activeLists: reserve(16 * slots),
    inbox: reserve(4 * papers),
  };
  if (end > MAX_BYTES)
    throw new InputError(
      `joining ${papers} papers takes ${(end / 2 ** 30).toFixed(1)} GiB of memory, but WebAssembly has 4 GiB: ` +
        'use fewer papers or fewer neighbors',
    );
  return { addresses: { ...index, ...scratch }, indexBytes, memoryBytes: end };
}
