import type { ByteSink } from '../decode.ts';
import { type ArchiveContext, collect, describeDamage } from './archive.ts';

/** The end of one stream and the beginning of another, without the padding between them. */
const streamEnd = [0x59, 0x5a];
const streamStart = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0];

/**
 * Creates a sink that decompresses xz. The compressed file is collected first: the decompressor reads one stream at a time,
 * so a stream inside a stream would wait for it forever.
 */
export function createUnxz(name: string, context: ArchiveContext): ByteSink {
  return collect(name, 'an xz file', context, async (bytes) => {
    const content = context.openEntry(name);
    try {
      for (const stream of splitStreams(bytes)) await decompressStream(stream, content, context);
    } catch (error) {
      if (!context.budget.isExceeded) context.problem(name, describeDamage(error));
    }
    await content.end();
  });
}

async function decompressStream(bytes: Uint8Array, content: ByteSink, context: ArchiveContext): Promise<void> {
  const { XzReadableStream } = await loadXz();
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
  const reader = new XzReadableStream(source).getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    if (!context.budget.addOutput(next.value.length)) return reader.cancel();
    await content.push(next.value);
  }
}

/** Loads the decompressor, which Node gives as the default export and bundlers as named exports. */
async function loadXz(): Promise<typeof import('xz-decompress')> {
  const module: typeof import('xz-decompress') & { default?: typeof import('xz-decompress') } = await import(
    'xz-decompress'
  );
  return module.default ?? module;
}

/** Splits concatenated streams. A stream ends with "YZ", and padding is a multiple of four zeros. */
function splitStreams(bytes: Uint8Array): Uint8Array[] {
  const streams: Uint8Array[] = [];
  let start = 0;
  const matches = (expected: number[], offset: number) => expected.every((byte, i) => bytes[offset + i] === byte);
  for (let offset = bytes.indexOf(0xfd, 1); offset > 0; offset = bytes.indexOf(0xfd, offset + 1)) {
    if (!matches(streamStart, offset)) continue;
    let end = offset;
    while (end > start && matches([0, 0, 0, 0], end - 4)) end -= 4;
    if (!matches(streamEnd, end - 2)) continue;
    streams.push(bytes.subarray(start, end));
    start = offset;
  }
  streams.push(bytes.subarray(start));
  return streams;
}
