import { InputError } from '../../model/errors.ts';

/** A message through a pipe: the length of the header, the header as JSON, and arrays of bytes whose lengths the header has. */
export interface Message {
  header: Record<string, unknown>;
  arrays: Uint8Array[];
}

/** Bytes of the length of a header. */
const PREFIX_BYTES = 4;
/** Longest header; a longer one is no message. */
const MAX_HEADER_BYTES = 1 << 20;

/** Yields the bytes of a message. */
export function* writeMessage({ header, arrays }: Message): Generator<Uint8Array> {
  const text = new TextEncoder().encode(JSON.stringify({ ...header, lengths: arrays.map(({ length }) => length) }));
  const prefix = new Uint8Array(PREFIX_BYTES);
  new DataView(prefix.buffer).setUint32(0, text.length, true);
  yield prefix;
  yield text;
  yield* arrays;
}

/**
 * Reads a message. Each array has a buffer of its own, so that it can be viewed as numbers.
 * @throws {InputError} if the input ends too soon, has bytes after its end, or is no message
 */
export async function readMessage(input: AsyncIterable<Uint8Array>): Promise<Message> {
  const chunks = input[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);
  const read = async (length: number): Promise<Uint8Array> => {
    const bytes = new Uint8Array(length);
    for (let filled = 0; filled < length; ) {
      if (rest.length === 0) {
        const { done, value } = await chunks.next();
        if (done) throw new InputError('the blocks on stdin end too soon: the program that sends them has stopped');
        rest = value;
      }
      const part = rest.subarray(0, length - filled);
      bytes.set(part, filled);
      filled += part.length;
      rest = rest.subarray(part.length);
    }
    return bytes;
  };
  const headerBytes = new DataView((await read(PREFIX_BYTES)).buffer).getUint32(0, true);
  const header = headerBytes <= MAX_HEADER_BYTES ? parseHeader(await read(headerBytes)) : undefined;
  const lengths: unknown = header?.lengths;
  if (!header || !Array.isArray(lengths) || !lengths.every((length) => Number.isInteger(length) && length >= 0))
    throw new InputError('stdin has no blocks: "papergraph join-blocks" is started by the join on Spark');
  const arrays: Uint8Array[] = [];
  for (const length of lengths as number[]) arrays.push(await read(length));
  return { header, arrays };
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : undefined;
  } catch {
    return undefined;
  }
}
