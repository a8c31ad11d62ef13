import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { buffer, text } from 'node:stream/consumers';
import { type ByteSource, type MapFile, openMap } from '../map-file/open.ts';
import { InputError } from '../model/errors.ts';
import { NETWORK_NODES, type NetworkName } from '../model/network.ts';
import { getErrorReason, UsageError } from './errors.ts';

/** A map file that stays open, so that its content does not change when another file takes its place. */
export interface OpenMapFile extends MapFile {
  /** Closes the file. Calls of other methods that have not ended, and later ones, throw {@link InputError}. */
  close(): Promise<void>;
}

const openOptions = { hasher: () => createHash('sha256') };

/** Closes the files of maps that nobody uses anymore and nobody has closed. */
const forgottenFiles = new FinalizationRegistry<FileHandle>((file) => void file.close().catch(() => {}));

/** Opens a map file. Throws {@link InputError} if it cannot be read or is not a map. */
export async function openMapFile(path: string): Promise<OpenMapFile> {
  const file = await open(path).catch((error: unknown) => {
    throw new InputError(`cannot read ${path}: ${getErrorReason(error)}`);
  });
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new InputError(`${path} is not a file: give a map written by "papergraph build"`);
    const source = new FileSource(file, path, stats.size);
    const map = await openMap(source, { ...openOptions, name: path });
    // All methods of the map refer to the source.
    forgottenFiles.register(source, file, source);
    return {
      ...map,
      close() {
        forgottenFiles.unregister(source);
        return source.close();
      },
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/**
 * Opens a map file, or the map on stdin, passes it to `use`, and closes it. Throws {@link InputError} if it cannot be read.
 * @param network The network to pass. Default: the first one of the file.
 */
export async function withMap<T>(path: string, use: (map: MapFile) => Promise<T>, network?: NetworkName): Promise<T> {
  const select = async (map: MapFile) => use(network === undefined ? map : await map.openNetwork(network));
  if (path === '-') return select(await openMap(await buffer(process.stdin), { ...openOptions, name: 'stdin' }));
  const map = await openMapFile(path);
  return select(map).finally(() => map.close());
}

/** Opens the first network of a map whose nodes are papers. Throws {@link InputError} if it has none. */
export async function openPapers(map: MapFile, path: string): Promise<MapFile> {
  const names = await map.networks();
  const found = names.find((name) => NETWORK_NODES[name] === 'papers');
  if (found) return map.openNetwork(found);
  throw new InputError(
    `${path} has no network of papers, only ${names.join(', ')}: build it with another one as well, such as --network similarity,${names[0]}`,
  );
}

/** Reads the bytes of an open file. */
class FileSource implements ByteSource {
  #isClosed = false;

  constructor(
    private readonly file: FileHandle,
    private readonly path: string,
    readonly size: number,
  ) {}

  async read(start: number, end: number): Promise<Uint8Array> {
    this.checkOpen();
    const bytes = new Uint8Array(end - start);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await this.file.read(bytes, length, bytes.length - length, start + length);
      if (bytesRead === 0) return bytes.subarray(0, length);
      length += bytesRead;
    }
    return bytes;
  }

  checkOpen(): void {
    if (this.#isClosed) throw new InputError(`${this.path} is closed: open it again`);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.file.close();
  }
}

/**
 * Returns a function that returns an argument, or the text on stdin for -. It throws {@link UsageError} if stdin is already
 * read as one of the inputs or for another argument.
 */
export function createStdinReader(...inputs: readonly string[]): (arg: string) => Promise<string> {
  let isUsed = inputs.includes('-');
  return async (arg) => {
    if (arg !== '-') return arg;
    if (isUsed) throw new UsageError('stdin (-) can be read for one argument only: give the others as files or texts');
    isUsed = true;
    return (await text(process.stdin)).trim();
  };
}
