import type { Hooks } from '../../model/options.ts';
import { isPauseDue, pause } from '../../util/pause.ts';
import { MAX_PLAIN_SIZE } from '../format.ts';
import { type Chunks, compressBlocks, compressInThreads } from './compress-blocks.ts';

/** The beginning of the chunks of a map. */
class Beginning {
  readonly #chunks: Uint8Array[] = [];
  #size = 0;

  /** Adds a copy of a chunk, because its memory may be used again. Returns whether the map can still be a small one. */
  add(chunk: Uint8Array): boolean {
    this.#chunks.push(chunk.slice());
    this.#size += chunk.length;
    return this.#size <= MAX_PLAIN_SIZE;
  }

  /** Yields the chunks that were added, then the others, and returns what these return. */
  *followedBy<Result>(others: Chunks<Result>): Chunks<Result> {
    yield* this.#chunks;
    return yield* others;
  }

  /** Yields the chunks that were added. */
  *all(): Generator<Uint8Array> {
    yield* this.#chunks;
  }
}

/**
 * Yields what a map file contains: the bytes of a small map as they are, and those of others compressed to blocks.
 * @returns what `chunks` returns
 */
export function* storeMap<Result>(chunks: Chunks<Result>): Chunks<Result> {
  const beginning = new Beginning();
  for (;;) {
    const next = chunks.next();
    if (next.done) {
      yield* beginning.all();
      return next.value;
    }
    if (!beginning.add(next.value)) return yield* compressBlocks(beginning.followedBy(chunks));
  }
}

/**
 * Like {@link storeMap}, with compression on several threads; the bytes are the same.
 * @throws the reason of the signal if it is aborted
 */
export async function* storeInThreads<Result>(
  chunks: Chunks<Result>,
  threads: number,
  hooks: Hooks,
): AsyncGenerator<Uint8Array, Result, undefined> {
  const beginning = new Beginning();
  for (;;) {
    if (isPauseDue()) await pause(hooks.signal);
    const next = chunks.next();
    if (next.done) {
      hooks.onThreads?.('write', 1);
      yield* beginning.all();
      return next.value;
    }
    if (!beginning.add(next.value)) return yield* compressInThreads(beginning.followedBy(chunks), threads, hooks);
  }
}
