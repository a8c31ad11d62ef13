import { InputError } from '../../model/errors.ts';
import type { VectorSet } from '../../model/vectors.ts';
import { createDecompressor } from '../../read/input/archives/decompress.ts';
import { type ByteSink, createStreamDecoder } from '../../read/input/decode.ts';
import { createJsonListReader } from '../../read/input/json-list.ts';
import type { TextReader } from '../../read/record.ts';
import { concatenateBytes } from '../../util/bytes.ts';
import { isNpy, type NpyArray, parseNpy } from './npy.ts';
import { VectorList } from './vector-list.ts';
import { parseVectorRecord } from './vector-records.ts';

/** A file of vectors: its name, and its content at once or in chunks. */
export interface VectorFile {
  name: string;
  /** Returns the bytes in chunks of any size. */
  bytes(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Bytes by which a file is recognized. */
const HEAD_BYTES = 64;

/**
 * Reads vectors of papers: JSON Lines, JSON, CSV, or Parquet with an id and a vector per record, records of Semantic Scholar with an embedding,
 * a NumPy archive (.npz) with ids and vectors, or a NumPy file (.npy) with a file of ids. Compressed files are decompressed. Records without a vector
 * are left out; those without a DOI or another identifier that others use are also named by their title.
 * @param idFile The ids of the rows of a .npy file: one per line, or a JSON list.
 * @throws {InputError} if the file is none of these, or a vector is invalid; names the line or row
 */
export async function readVectors(file: VectorFile, idFile?: VectorFile): Promise<VectorSet> {
  const list = new VectorList();
  const arrays: (NpyArray & { name: string })[] = [];
  let failure: string | undefined;
  let records = 0;
  const fail = (message: string) => {
    failure ??= message;
  };
  const open = (name: string): ByteSink =>
    createContentSink({
      onArray(bytes) {
        try {
          arrays.push({ ...parseNpy(bytes, name), name });
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          fail(error.message);
        }
      },
      onRecord(record, line) {
        records++;
        const problem = failure === undefined ? list.add(parseVectorRecord(record)) : undefined;
        if (problem) fail(`${name}:${line}: ${problem}`);
      },
      onProblem: (line, reason) => fail(`${name}:${line}: ${reason}`),
    });
  const content = createDecompressor(file.name, {
    open,
    problem: (name, reason) => fail(`${name}: ${reason}`),
    note: () => {},
    isTable: () => true,
  });
  for await (const bytes of file.bytes()) if (failure === undefined) await content.push(bytes);
  await content.end();
  if (failure !== undefined) throw new InputError(failure);
  if (arrays.length > 0) return joinArrays(file.name, arrays, idFile && (await readIds(idFile)));
  const set = list.finish(file.name);
  if (set.ids.length === 0 && records > 0)
    throw new InputError(
      `${file.name}: none of the ${records} records has a vector: a list of numbers named vector or embedding`,
    );
  if (set.ids.length === 0)
    throw new InputError(`${file.name}: no vectors: give .npz, .npy, JSON Lines, CSV, or Parquet with ids and vectors`);
  return set;
}

interface ContentEvents {
  onArray(bytes: Uint8Array): void;
  onRecord(record: unknown, line: number): void;
  onProblem(line: number, reason: string): void;
}

/** Creates a sink that reads a file inside or outside of an archive. */
function createContentSink(events: ContentEvents): ByteSink {
  let head: Uint8Array = new Uint8Array(0);
  let sink: ByteSink | undefined;
  const start = (isLast: boolean) => {
    if (!isLast && head.length < HEAD_BYTES) return;
    sink = isNpy(head) ? collectBytes(events.onArray) : createTextSink(head, events);
    void sink.push(head);
  };
  return {
    push(bytes) {
      if (sink) return sink.push(bytes);
      head = concatenateBytes([head, bytes]);
      return start(false);
    },
    end() {
      if (!sink) start(true);
      return sink?.end();
    },
  };
}

function collectBytes(onEnd: (bytes: Uint8Array) => void): ByteSink {
  const chunks: Uint8Array[] = [];
  return { push: (bytes) => void chunks.push(bytes.slice()), end: () => onEnd(concatenateBytes(chunks)) };
}

function createTextSink(head: Uint8Array, events: ContentEvents): ByteSink {
  const isJson = /^[[{]/.test(new TextDecoder().decode(head).trimStart());
  const decode = createStreamDecoder(() => events.onProblem(1, 'this is neither text nor a file of vectors'));
  const reader = isJson ? createJsonReader(events) : createTableReader(events);
  return {
    push: (bytes) => reader.write(decode(bytes, false)),
    end() {
      reader.write(decode(new Uint8Array(0), true));
      return reader.end();
    },
  };
}

function createJsonReader({ onRecord, onProblem }: ContentEvents): TextReader {
  const sink = { record: () => {}, problem: onProblem, note: onProblem };
  return createJsonListReader(sink, (text, line) => {
    let record: unknown;
    try {
      record = JSON.parse(text);
    } catch {
      return onProblem(
        line,
        /\bNaN\b|\bInfinity\b/.test(text) ? 'a component of the vector is NaN or infinite' : 'malformed JSON',
      );
    }
    onRecord(record, line);
  });
}

/** Reads comma- or tab-separated text with names of columns in the first row. */
function createTableReader({ onRecord }: ContentEvents): TextReader {
  let text = '';
  return {
    write: (block) => {
      text += block;
    },
    async end() {
      const { default: Papa } = await import('papaparse');
      const [header = [], ...rows] = Papa.parse<string[]>(text, { skipEmptyLines: true }).data;
      rows.forEach((cells, i) => {
        onRecord(Object.fromEntries(header.map((name, k) => [name, cells[k] ?? ''])), i + 2);
      });
    },
  };
}

/** Joins the vectors and ids of a NumPy file or archive. */
function joinArrays(
  name: string,
  arrays: readonly (NpyArray & { name: string })[],
  givenIds: readonly string[] | undefined,
): VectorSet {
  const matrices = arrays.filter(({ values, shape }) => values instanceof Float32Array && shape.length === 2);
  const matrix = matrices.find(({ name }) => /(?:vectors|embeddings)\.npy$/i.test(name)) ?? matrices[0];
  if (!matrix || !(matrix.values instanceof Float32Array)) {
    const shapes = arrays.map(({ shape }) => `(${shape.join(', ')})`).join(' and ');
    throw new InputError(`${name}: arrays of the shape ${shapes}, no matrix of numbers with a row per paper`);
  }
  const stored = arrays.find(({ values }) => Array.isArray(values))?.values;
  const ids = givenIds ?? (Array.isArray(stored) ? stored : undefined);
  if (!ids)
    throw new InputError(
      `${name}: no ids: put one per line into ${name.replace(/\.np[yz]$/i, '')}.ids.txt, or use np.savez(FILE, ids=..., vectors=...)`,
    );
  const [rows = 0, dimensions = 0] = matrix.shape;
  if (ids.length !== rows) throw new InputError(`${name}: ${rows} vectors but ${ids.length} ids`);
  if (rows === 0 || dimensions === 0) throw new InputError(`${name}: the array of vectors is empty`);
  const invalid = matrix.values.findIndex((value) => !Number.isFinite(value));
  if (invalid >= 0)
    throw new InputError(
      `${name}: component ${(invalid % dimensions) + 1} of the vector in row ${Math.floor(invalid / dimensions) + 1} (${ids[Math.floor(invalid / dimensions)]}) is no finite number`,
    );
  return { name, ids, dimensions, values: matrix.values };
}

/** Reads ids: a JSON list, or one per line. */
async function readIds({ name, bytes }: VectorFile): Promise<string[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes()) chunks.push(chunk);
  const text = new TextDecoder().decode(concatenateBytes(chunks)).trim();
  if (!text.startsWith('[')) return text.split(/\r?\n/).map((line) => line.trim());
  try {
    const ids: unknown = JSON.parse(text);
    if (Array.isArray(ids) && ids.every((id) => typeof id === 'string' || typeof id === 'number'))
      return ids.map(String);
  } catch {
    // Reported below.
  }
  throw new InputError(`${name}: this is no JSON list of ids`);
}
