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
export type Chunks<Result> = Generator<Uint8Array, Result, undefined>;

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
    const batches = splitBatchesWithPauses(chunks, BATCH_BLOCKS * BLOCK_SIZE, hooks.signal);
    const pending: { size: number; members: Promise<Uint8Array[]> }[] = [];
    let worker = 0;
    let batch = await batches.next();
    while (!batch.done || pending.length > 0) {
      while (!batch.done && pending.length < MAX_PENDING * pool.size) {
        const members = pool.call(worker, 'compress', batch.value);
        // The result is awaited below; until then a rejection must not be reported as unhandled.
        members.catch(() => {});
        pending.push({ size: batch.value.length, members });
        worker = (worker + 1) % pool.size;
        batch = await batches.next();
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

/** Cuts and joins chunks to batches. */
class Batches {
  readonly #size: number;
  #batch: Uint8Array;
  #length = 0;

  /** @param size Number of bytes of a batch; the last one may be smaller. */
  constructor(size: number) {
    this.#size = size;
    this.#batch = new Uint8Array(size);
  }

  /** Adds a chunk, and yields the batches that it completes. */
  *add(chunk: Uint8Array): Generator<Uint8Array> {
    for (let rest = chunk; rest.length > 0; ) {
      const part = rest.subarray(0, this.#size - this.#length);
      this.#batch.set(part, this.#length);
      this.#length += part.length;
      rest = rest.subarray(part.length);
      if (this.#length < this.#size) continue;
      yield this.#batch;
      this.#batch = new Uint8Array(this.#size);
      this.#length = 0;
    }
  }

  /** Yields the batch that is not complete, if it is not empty. */
  *rest(): Generator<Uint8Array> {
    if (this.#length > 0) yield this.#batch.slice(0, this.#length);
  }
}

/** Cuts and joins chunks to batches of `size` bytes. Returns what `chunks` returns. */
function* splitBatches<Result>(chunks: Chunks<Result>, size: number): Chunks<Result> {
  const batches = new Batches(size);
  for (;;) {
    const next = chunks.next();
    if (!next.done) yield* batches.add(next.value);
    else {
      yield* batches.rest();
      return next.value;
    }
  }
}

/** Does the same, and pauses between chunks when it is due: a section of the map takes some time before its first chunk. */
async function* splitBatchesWithPauses<Result>(
  chunks: Chunks<Result>,
  size: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, Result, undefined> {
  const batches = new Batches(size);
  for (;;) {
    if (isPauseDue()) await pause(signal);
    const next = chunks.next();
    if (!next.done) yield* batches.add(next.value);
    else {
      yield* batches.rest();
      return next.value;
    }
  }
}
