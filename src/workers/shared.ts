type NumberArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/**
 * Returns a copy of an array that workers read without further copies where the platform shares memory: see {@link createSharedFloats}.
 * Elsewhere it returns the array itself.
 */
export function shareArray<Numbers extends NumberArray>(array: Numbers): Numbers {
  if (typeof SharedArrayBuffer !== 'function') return array;
  // The constructor of an array creates an array of the same type.
  const shared = new (array.constructor as new (buffer: SharedArrayBuffer) => Numbers)(
    new SharedArrayBuffer(array.byteLength),
  );
  shared.set(array);
  return shared;
}

/**
 * Creates an array that workers read without a copy where the platform shares memory: in Node, and in browsers on pages that are isolated
 * from other origins. Elsewhere it is an ordinary array, which is copied to workers. Write to it only while no worker reads it.
 */
export const createSharedFloats = (length: number): Float32Array =>
  typeof SharedArrayBuffer === 'function'
    ? new Float32Array(new SharedArrayBuffer(4 * length))
    : new Float32Array(length);
