import { gzipSync } from 'fflate';
import { BLOCK_SIZE, type BlockEntry, createFooter, createTable, START_MEMBER } from './block-format.ts';
import { crc32 } from './crc32.ts';

/** Compression level, 1..9: higher ones take much longer and save a few percent. */
const LEVEL = 4;

/**
 * Compresses bytes to blocks that can be read separately: see block-format.ts. Equal bytes give equal blocks on all platforms.
 * @returns what `chunks` returns
 */
export function* compressBlocks<Result>(
  chunks: Generator<Uint8Array, Result, undefined>,
): Generator<Uint8Array, Result, undefined> {
  yield START_MEMBER;
  const blocks: BlockEntry[] = [];
  let offset = START_MEMBER.length;
  let size = 0;
  const { split, result } = splitBlocks(chunks);
  for (const block of split) {
    const member = gzipSync(block, { level: LEVEL, mtime: 0 });
    const trailer = new DataView(member.buffer, member.byteOffset + member.length - 8, 8);
    blocks.push({ size: member.length, crc: trailer.getUint32(0, true) });
    offset += member.length;
    size += block.length;
    yield member;
  }
  const table = createTable(blocks);
  yield table;
  yield createFooter({ size, tableStart: offset, tableCrc: crc32(table) });
  return result();
}

/** Cuts and joins chunks to blocks of {@link BLOCK_SIZE}; the last block may be smaller. */
function splitBlocks<Result>(chunks: Generator<Uint8Array, Result, undefined>) {
  let returned: { value: Result } | undefined;
  function* split(): Generator<Uint8Array> {
    const block = new Uint8Array(BLOCK_SIZE);
    let length = 0;
    for (let next = chunks.next(); ; next = chunks.next()) {
      if (next.done) {
        returned = next;
        break;
      }
      for (let chunk = next.value; chunk.length > 0; ) {
        const part = chunk.subarray(0, BLOCK_SIZE - length);
        block.set(part, length);
        length += part.length;
        chunk = chunk.subarray(part.length);
        if (length < BLOCK_SIZE) continue;
        yield block;
        length = 0;
      }
    }
    if (length > 0) yield block.subarray(0, length);
  }
  return { split: split(), result: () => returned!.value };
}
