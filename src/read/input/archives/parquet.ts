import type { AsyncBuffer, Compressors, FileMetaData } from 'hyparquet';
import type { ByteSink } from '../decode.ts';
import type { Json } from '../json.ts';
import { type ArchiveContext, type Budget, collect, messageOf } from './archive.ts';

/** Number of rows that are passed on at once. */
const rowsPerBlock = 4096;

/** Creates a sink that reads an Apache Parquet file and passes on its rows as JSON Lines; the line of a row is its number. */
export function createParquetReader(name: string, context: ArchiveContext): ByteSink {
  return collect(name, 'a Parquet file', context, async (bytes) => {
    try {
      await readParquet(name, bytes, context);
    } catch (error) {
      if (!context.budget.isExceeded) {
        // The library meets forged counts and lengths with errors of its own code.
        const reason = error instanceof TypeError ? 'it is damaged' : messageOf(error);
        context.problem(name, `this Parquet file cannot be read: ${reason}`);
      }
    }
  });
}

async function readParquet(name: string, bytes: Uint8Array, context: ArchiveContext): Promise<void> {
  const { parquetMetadata, parquetReadObjects } = await import('hyparquet');
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  // Looking for columns of places does not end in a schema with a negative number of children.
  const metadata = parquetMetadata(file, { geoparquet: false });
  const compressors = await loadCompressors(metadata, context.budget);
  // Opened with the first rows: a file whose rows cannot be read is one problem.
  let content: ByteSink | undefined;
  const encoder = new TextEncoder();
  try {
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      // Repeated values take almost no space in a file.
      if (!context.budget.addOutput((rowEnd - rowStart) * group.columns.length)) return;
      const rows = await parquetReadObjects({ file: guardedFile(file), metadata, compressors, rowStart, rowEnd });
      for (let start = 0; start < rows.length; start += rowsPerBlock) {
        content ??= context.open(name, 'Parquet');
        const block = rows.slice(start, start + rowsPerBlock);
        await content.push(encoder.encode(block.map((row) => `${JSON.stringify(toJson(row))}\n`).join('')));
      }
      rowStart = rowEnd;
    }
  } finally {
    await content?.end();
  }
  if (!content) context.problem(name, 'a Parquet file without rows');
}

/**
 * Returns a file for the library. It reads all columns at once and, if the schema is damaged, fails before it waits for them: columns that fail later would be
 * unhandled rejections, which end a process of Node.
 */
const guardedFile = (file: ArrayBuffer): AsyncBuffer => ({
  byteLength: file.byteLength,
  slice: (start, end) => handleRejections(Promise.resolve(file.slice(start, end))),
});

/** Marks the rejection of a promise, and of all promises that `then` makes of it, as handled. Who waits for them still learns of it. */
function handleRejections<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {});
  const then = promise.then.bind(promise);
  // The declared type of `then` is generic, which a function with the same parameters is not.
  // biome-ignore lint/suspicious/noThenProperty: a promise has this property; a subclass would be replaced by a plain promise
  promise.then = ((...handlers: Parameters<typeof then>) => handleRejections(then(...handlers))) as typeof promise.then;
  return promise;
}

/** Returns decompressors for the codecs of a file, which count what they return. */
async function loadCompressors({ row_groups }: FileMetaData, budget: Budget): Promise<Compressors> {
  const [{ snappyUncompress }, { gunzipSync }, { decompress }] = await Promise.all([
    import('hyparquet'),
    import('fflate'),
    import('fzstd'),
  ]);
  const allocate = (length: number) => {
    if (!budget.addOutput(length)) throw new Error('possible decompression bomb');
    return new Uint8Array(length);
  };
  const compressors: Compressors = {
    UNCOMPRESSED: (input) => input,
    SNAPPY(input, length) {
      const output = allocate(length);
      snappyUncompress(input, output);
      return output;
    },
    GZIP: (input, length) => gunzipSync(input, { out: allocate(length) }),
    ZSTD: (input, length) => decompress(input, allocate(length)),
  };
  const codecs = row_groups.flatMap(({ columns }) => columns.map((column) => column.meta_data?.codec));
  const unknown = codecs.find((codec) => codec && !(codec in compressors));
  if (unknown) throw new Error(`it is compressed with ${unknown}; write it with Snappy, gzip, or Zstandard`);
  return compressors;
}

/** Converts a value to JSON: dates to ISO 8601, bytes to nothing. */
function toJson(value: unknown): Json {
  if (value === null || value === undefined || value instanceof Uint8Array) return null;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value as ArrayLike<unknown>, toJson);
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toJson(member)]));
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
