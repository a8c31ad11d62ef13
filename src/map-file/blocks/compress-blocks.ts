import type { Hooks } from '../../model/options.ts';
import { isPauseDue, pause } from '../../util/pause.ts';
import { openTaskPool } from '../../workers/task-pool.ts';
import { BlockCompressor } from './block-compressor.ts';
import { BLOCK_SIZE, type BlockEntry, createFooter, createTable, START_MEMBER } from './block-format.ts';
import { crc32 } from './crc32.ts';

/** Number of blocks that a worker compresses at once. */
const BATCH_BLOCKS = 4;

/** Number of batches for each worker that wait or are being compressed. */
const MAX_PENDING = 3;

/** The chunks of a map, and what their generator returns. */
type Chunks<Result> = Generator<Uint8Array, Result, undefined>;

/**
 * Compresses bytes to blocks that can be read separately: see block-format.ts. Equal bytes give equal blocks with the same
 * compressor.
 * @returns what `chunks` returns
 */
export function* compressBlocks<Result>(chunks: Chunks<Result>, compressor = new BlockCompressor()): Chunks<Result> {
  const table = new TableBuilder();
  yield START_MEMBER;
  const batches = splitBatches(chunks, BLOCK_SIZE);
  let batch = batches.next();
  for (; !batch.done; batch = batches.next())
    for (const member of compressor.compress(batch.value)) yield table.add(member, batch.value.length);
  yield table.finish();
  return batch.value;
}

/**
 * Like {@link compressBlocks}, on several threads; the blocks are the same.
 * @throws the reason of the signal if it is aborted
 */
export async function* compressInThreads<Result>(
  chunks: Chunks<Result>,
  threads: number,
  hooks: Hooks,
): AsyncGenerator<Uint8Array, Result, undefined> {
  const pool = await openTaskPool('map-file', () => new BlockCompressor(), threads, hooks);
  hooks.onThreads?.('write', pool.threads);
  try {
    const table = new TableBuilder();
    yield START_MEMBER;
    const batches = splitBatches(chunks, BATCH_BLOCKS * BLOCK_SIZE);
    const pending: { size: number; members: Promise<Uint8Array[]> }[] = [];
    let worker = 0;
    let batch = batches.next();
    while (!batch.done || pending.length > 0) {
      while (!batch.done && pending.length < MAX_PENDING * pool.size) {
        if (isPauseDue()) await pause(hooks.signal);
        const members = pool.call(worker, 'compress', batch.value);
        // The result is awaited below; until then a rejection must not be reported as unhandled.
        members.catch(() => {});
        pending.push({ size: batch.value.length, members });
        worker = (worker + 1) % pool.size;
        batch = batches.next();
      }
      const { size, members } = pending.shift()!;
      let rest = size;
      for (const member of await members) {
        yield table.add(member, Math.min(rest, BLOCK_SIZE));
        rest -= BLOCK_SIZE;
      }
    }
    yield table.finish();
    return batch.value;
  } finally {
    pool.close();
  }
}

/** Collects the table of the blocks. */
class TableBuilder {
  readonly #blocks: BlockEntry[] = [];
  #offset = START_MEMBER.length;
  #size = 0;

  /** Adds a block of `size` bytes and returns its member. */
  add(member: Uint8Array, size: number): Uint8Array {
    const trailer = new DataView(member.buffer, member.byteOffset + member.length - 8, 8);
    this.#blocks.push({ size: member.length, crc: trailer.getUint32(0, true) });
    this.#offset += member.length;
    this.#size += size;
    return member;
  }

  /** Returns the table and the footer. */
  finish(): Uint8Array {
    const table = createTable(this.#blocks);
    const footer = createFooter({ size: this.#size, tableStart: this.#offset, tableCrc: crc32(table) });
    return Uint8Array.from([...table, ...footer]);
  }
}

/** Cuts and joins chunks to batches of `batchSize` bytes; the last one may be smaller. Returns what `chunks` returns. */
function* splitBatches<Result>(chunks: Chunks<Result>, batchSize: number): Chunks<Result> {
  let batch = new Uint8Array(batchSize);
  let length = 0;
  let next = chunks.next();
  for (; !next.done; next = chunks.next())
    for (let chunk = next.value; chunk.length > 0; ) {
      const part = chunk.subarray(0, batchSize - length);
      batch.set(part, length);
      length += part.length;
      chunk = chunk.subarray(part.length);
      if (length < batchSize) continue;
      yield batch;
      batch = new Uint8Array(batchSize);
      length = 0;
    }
  if (length > 0) yield batch.slice(0, length);
  return next.value;
}
