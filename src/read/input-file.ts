import { InputError } from '../model/errors.ts';
import type { InputFile } from './record.ts';

/** Content of a file: text, bytes, or bytes in chunks. */
type Content = string | Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/**
 * What `readPapers` reads: a file of a browser or another Blob, or a name with the content or with a function that
 * returns the content.
 */
export type PaperInput = InputFile | Blob | NamedContent;

/** A name with its content. */
export interface NamedContent {
  /** File name for messages. */
  name: string;
  /** Size in bytes, for progress. Default: unknown. */
  size?: number;
  /** The content, or a function that returns it. */
  bytes: string | Uint8Array | (() => string | Uint8Array);
}

const FILE_TEXT = 'a File, a Blob, or an object { name, bytes } with a text or a Uint8Array';

/**
 * Converts the argument of `readPapers` to files. A list remains a list, so that the total size is known.
 * @throws {InputError} if an entry of a list is not a file; an async iterable throws when it comes to the entry
 */
export function toInputFiles(
  inputs: Iterable<PaperInput> | AsyncIterable<PaperInput>,
): Iterable<InputFile> | AsyncIterable<InputFile> {
  const isObject = typeof inputs === 'object' && inputs !== null && !ArrayBuffer.isView(inputs);
  if (isObject && Symbol.iterator in inputs) return Array.from(inputs, toInputFile);
  if (isObject && Symbol.asyncIterator in inputs) return convertEach(inputs);
  throw new InputError(`readPapers: the files must be a list, such as [file]; ${describeEntry(inputs)}`);
}

async function* convertEach(inputs: AsyncIterable<PaperInput>): AsyncGenerator<InputFile> {
  for await (const input of inputs) yield toInputFile(input);
}

function toInputFile(input: PaperInput): InputFile {
  if (input instanceof Blob) return { name: getBlobName(input), size: input.size, bytes: () => readBlob(input) };
  if (typeof input !== 'object' || input === null || typeof input.name !== 'string' || !('bytes' in input))
    throw new InputError(`readPapers: each file must be ${FILE_TEXT}; ${describeEntry(input)}`);
  const length = input.size ?? (typeof input.bytes === 'function' ? undefined : toBytes(input.bytes).length);
  return {
    name: input.name,
    ...(length !== undefined && { size: length }),
    bytes: () => toChunks(input.name, typeof input.bytes === 'function' ? input.bytes() : input.bytes),
  };
}

/** Returns the path of a file in the folder that was chosen in a browser, its name, or "input" for a Blob without a name. */
function getBlobName(blob: Blob & { name?: string; webkitRelativePath?: string }): string {
  return blob.webkitRelativePath || blob.name || 'input';
}

async function* readBlob(blob: Blob): AsyncGenerator<Uint8Array> {
  const reader = blob.stream().getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) yield chunk.value;
}

const toBytes = (content: string | Uint8Array) =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

function toChunks(name: string, content: Content): Iterable<Uint8Array> | AsyncIterable<Uint8Array> {
  if (typeof content === 'string' || content instanceof Uint8Array) return [toBytes(content)];
  if (typeof content === 'object' && content !== null)
    if (Symbol.iterator in content || Symbol.asyncIterator in content) return content;
  throw new InputError(`readPapers: the bytes of ${name} must be a text, a Uint8Array, or an iterable of Uint8Arrays`);
}

/** Says what a value is instead of what was expected. */
function describeEntry(value: unknown): string {
  if (typeof value !== 'string') return `this is ${value === null ? 'null' : `of type ${typeof value}`}`;
  return `${JSON.stringify(value.slice(0, 80))} is a text: readFiles of papergraph/node reads paths`;
}
