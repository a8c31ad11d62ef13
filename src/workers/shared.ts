/**
 * Creates an array that workers read without a copy where the platform shares memory: in Node, and in browsers on pages that are isolated
 * from other origins. Elsewhere it is an ordinary array, which is copied to workers. Write to it only while no worker reads it.
 */
export const createSharedFloats = (length: number): Float32Array =>
  typeof SharedArrayBuffer === 'function'
    ? new Float32Array(new SharedArrayBuffer(4 * length))
    : new Float32Array(length);
