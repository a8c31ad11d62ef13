import { InputError } from '../model/errors.ts';

/** Random access to the bytes of a map: a file, a Blob, or a server that supports range requests. */
export interface ByteSource {
  /** In bytes. */
  size: number;
  /** Reads the bytes [start, end), or fewer if the source ends before. */
  read(start: number, end: number): Promise<Uint8Array>;
  /** Throws if the source is closed. Called before parts that are still in memory are used again. */
  checkOpen?(): void;
}

/**
 * Returns a source that reads a Blob or bytes; returns a source unchanged.
 * @throws {InputError} if the value is none of these
 */
export function toByteSource(value: ByteSource | Blob | Uint8Array): ByteSource {
  if (value instanceof Uint8Array)
    return { size: value.length, read: async (start, end) => value.subarray(start, end) };
  if (value instanceof Blob)
    return {
      size: value.size,
      read: async (start, end) => new Uint8Array(await value.slice(start, end).arrayBuffer()),
    };
  if (typeof value === 'object' && value !== null && typeof value.size === 'number' && typeof value.read === 'function')
    return value;
  const advice = typeof value === 'string' ? '; openMap of papergraph/node opens a path' : '';
  throw new InputError(`openMap: the map must be a Blob, a Uint8Array, or an object with size and read${advice}`);
}
