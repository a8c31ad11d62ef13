import { inflateSync } from 'fflate';
import { InputError } from '../../model/errors.ts';
import { isPauseDue, pause } from '../../util/pause.ts';
import { nodeZlib } from '../../workers/platform.ts';
import type { ByteSource } from '../byte-source.ts';
import { throwDamaged } from '../damage.ts';
import {
  BLOCK_SIZE,
  type BlockEntry,
  FOOTER_SIZE,
  isCompressedMap,
  isNewerForm,
  MAX_MEMBER_SIZE,
  MEMBER_FRAME,
  readFooter,
  readTable,
  START_MEMBER,
} from './block-format.ts';
import { crc32 } from './crc32.ts';

/**
 * Decompresses data in the format "deflate".
 * @param size number of decompressed bytes
 * @throws if the data is damaged
 */
export type Inflate = (data: Uint8Array, size: number) => Uint8Array;

/** Number of bytes at the end of a file that are read first: the footer, and the table of all but very large maps. */
const TAIL_SIZE = 1 << 16;

/** Number of decompressed blocks that are kept. Papers that are read one by one are often in the same ones. */
const MAX_CACHED = 32;

/** Decompresses with Node's zlib, or else with fflate, which takes three times as long. */
const defaultInflate: Inflate = (data, size) =>
  nodeZlib?.inflateRawSync(data, { maxOutputLength: size }) ?? inflateSync(data, { out: new Uint8Array(size) });

/**
 * Returns a source of the decompressed bytes of a compressed map; any other source is returned unchanged.
 * @param file name in error messages
 * @throws {InputError} if the source is cut short or damaged, or was written by a newer version; so does reading
 */
export async function openBlocks(source: ByteSource, file: string, inflate = defaultInflate): Promise<ByteSource> {
  const head = await source.read(0, Math.min(source.size, START_MEMBER.length));
  if (!isCompressedMap(head)) return source;
  if (isNewerForm(head)) throw new InputError(`${file} was written by a newer papergraph: update papergraph`);
  if (START_MEMBER.some((byte, i) => byte !== head[i])) throwDamaged(file, 'is cut short or damaged');
  const { size, blocks } = await readBlockTable(source, file);
  const starts = [START_MEMBER.length];
  for (const block of blocks) starts.push(starts[starts.length - 1]! + block.size);
  const cache = new Map<number, Promise<Uint8Array>>();

  const decompress = (index: number, member: Uint8Array): Uint8Array => {
    const { size: memberSize, crc } = blocks[index]!;
    const blockSize = Math.min(BLOCK_SIZE, size - index * BLOCK_SIZE);
    if (member.length !== memberSize) throwDamaged(file, 'is cut short or damaged');
    const data = member.subarray(MEMBER_FRAME.before, member.length - MEMBER_FRAME.after);
    const block = tryInflate(inflate, data, blockSize);
    if (block?.length !== blockSize || crc32(block) !== crc) throwDamaged(file, `is damaged at byte ${starts[index]}`);
    return block;
  };
  /** Reads consecutive blocks at once. */
  const readBlocks = async (first: number, end: number): Promise<Uint8Array[]> => {
    const bytes = await source.read(starts[first]!, starts[end]!);
    const decompressed: Uint8Array[] = [];
    for (let index = first; index < end; index++) {
      if (isPauseDue()) await pause(undefined);
      const offset = starts[index]! - starts[first]!;
      decompressed.push(decompress(index, bytes.subarray(offset, offset + blocks[index]!.size)));
    }
    return decompressed;
  };
  const readCached = (index: number): Promise<Uint8Array> => {
    const block = cache.get(index) ?? readBlocks(index, index + 1).then(([only]) => only!);
    // The block that was used last is the last one.
    cache.delete(index);
    cache.set(index, block);
    // A failed read may succeed later, for example after a network error.
    block.catch(() => cache.delete(index));
    if (cache.size > MAX_CACHED) cache.delete(cache.keys().next().value!);
    return block;
  };
  return {
    size,
    async read(start, end) {
      source.checkOpen?.();
      const first = Math.floor(start / BLOCK_SIZE);
      const endBlock = Math.ceil(Math.min(end, size) / BLOCK_SIZE);
      if (endBlock <= first) return new Uint8Array();
      const parts = endBlock - first === 1 ? [await readCached(first)] : await readBlocks(first, endBlock);
      return cut(parts, start - first * BLOCK_SIZE, Math.min(end, size) - first * BLOCK_SIZE);
    },
  };
}

function tryInflate(inflate: Inflate, data: Uint8Array, size: number): Uint8Array | undefined {
  try {
    return inflate(data, size);
  } catch {
    return undefined;
  }
}

/** Returns the bytes [start, end) of consecutive blocks. */
function cut(blocks: readonly Uint8Array[], start: number, end: number): Uint8Array {
  if (blocks.length === 1) return blocks[0]!.slice(start, end);
  const bytes = new Uint8Array(end - start);
  blocks.forEach((block, i) => {
    const offset = i * BLOCK_SIZE - start;
    const part = block.subarray(Math.max(0, -offset), Math.min(block.length, end - i * BLOCK_SIZE));
    bytes.set(part, Math.max(0, offset));
  });
  return bytes;
}

async function readBlockTable(source: ByteSource, file: string): Promise<{ size: number; blocks: BlockEntry[] }> {
  const tail = await source.read(Math.max(0, source.size - TAIL_SIZE), source.size);
  const footer = readFooter(tail.subarray(Math.max(0, tail.length - FOOTER_SIZE)));
  const tableEnd = source.size - FOOTER_SIZE;
  if (!footer || footer.tableStart > tableEnd) throwDamaged(file, 'is cut short or damaged');
  const { size, tableStart, tableCrc } = footer;
  const tailStart = source.size - tail.length;
  const table =
    tableStart >= tailStart
      ? tail.subarray(tableStart - tailStart, tail.length - FOOTER_SIZE)
      : await source.read(tableStart, tableEnd);
  const blocks = crc32(table) === tableCrc ? readTable(table, Math.ceil(size / BLOCK_SIZE)) : undefined;
  const isValid =
    blocks?.every((block) => block.size <= MAX_MEMBER_SIZE) &&
    blocks.reduce((sum, block) => sum + block.size, START_MEMBER.length) === tableStart;
  if (!blocks || !isValid) throwDamaged(file, 'is damaged in its table of blocks');
  return { size, blocks };
}
