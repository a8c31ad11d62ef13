import { gzipSync } from 'fflate';
import { nodeZlib } from '../../workers/platform.ts';
import { BLOCK_SIZE, MAX_MEMBER_SIZE } from './block-format.ts';

/** Compresses bytes to one member of a gzip file. Equal bytes give equal members. */
type Gzip = (bytes: Uint8Array) => Uint8Array;

/** Compression level in Node, 1..9. Level 1 takes 0.8 of the time and adds 6%, level 5 1.3 times the time and saves 2%. */
const NODE_LEVEL = 4;

/** Compression level of fflate, 1..9. Level 6 takes 1.4 times as long and saves 2%. */
const FFLATE_LEVEL = 3;

/** Position in a member of two bytes that differ between compressors: the level that was asked for, and the operating system. */
const HINTS = { start: 8, bytes: [0, 255] };

/** Compresses with fflate, which runs everywhere. */
export const gzipWithFflate: Gzip = (bytes) => withoutHints(gzipSync(bytes, { level: FFLATE_LEVEL, mtime: 0 }));

/** Compresses with Node's zlib, which takes a quarter of the time. */
const gzipWithNode =
  (zlib: NonNullable<typeof nodeZlib>): Gzip =>
  (bytes) =>
    // A copy, because the result is a part of a larger buffer, which would be sent to other threads as a whole.
    withoutHints(new Uint8Array(zlib.gzipSync(bytes, { level: NODE_LEVEL, chunkSize: MAX_MEMBER_SIZE })));

function withoutHints(member: Uint8Array): Uint8Array {
  member.set(HINTS.bytes, HINTS.start);
  return member;
}

/** Compresses blocks, also in workers. */
export class BlockCompressor {
  /** @param gzip Default: the fastest of the platform. */
  constructor(private readonly gzip: Gzip = nodeZlib ? gzipWithNode(nodeZlib) : gzipWithFflate) {}

  /** Compresses bytes to one member for each {@link BLOCK_SIZE}. */
  compress(bytes: Uint8Array): Uint8Array[] {
    const members: Uint8Array[] = [];
    for (let start = 0; start < bytes.length; start += BLOCK_SIZE)
      members.push(this.gzip(bytes.subarray(start, start + BLOCK_SIZE)));
    return members;
  }
}
