import { InputError } from '../model/errors.ts';
import type { ByteSource } from './sections.ts';

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
