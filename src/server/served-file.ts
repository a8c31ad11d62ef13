import { constants } from 'node:fs';
import { type FileHandle, lstat, open, realpath } from 'node:fs/promises';
import { Readable } from 'node:stream';

/** Size of the parts in which a file is read. */
const PART_SIZE = 1 << 18;

/**
 * A file that is served. It stays open, so that nobody can make the server read another file by putting a link in its place;
 * when another regular file of the same owner takes its place, as when a map is built again, that one is served.
 */
export class ServedFile {
  readonly #path: string;
  #current: OpenFile | undefined;

  private constructor(path: string) {
    this.#path = path;
  }

  /** Opens the file at a path, which may be a link, if there is one. */
  static async open(path: string): Promise<ServedFile> {
    const file = new ServedFile(await realpath(path).catch(() => path));
    await file.#update();
    return file;
  }

  /** Returns the file to read from, or undefined if there is none. */
  async acquire(): Promise<OpenFile | undefined> {
    await this.#update();
    this.#current?.retain();
    return this.#current;
  }

  /** Closes the file when nobody reads it anymore. */
  async close(): Promise<void> {
    await this.#current?.release();
    this.#current = undefined;
  }

  /** Opens the file that is at the path now, if it is another one. */
  async #update(): Promise<void> {
    const found = await lstat(this.#path, { bigint: true }).catch(() => undefined);
    const previous = this.#current;
    if (!found?.isFile() || (previous && (previous.inode === found.ino || previous.owner !== found.uid))) return;
    // O_NOFOLLOW is not defined on Windows.
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);
    const handle = await open(this.#path, flags).catch(() => undefined);
    if (!handle) return;
    const { ino, uid } = await handle.stat({ bigint: true });
    if (this.#current !== previous) return handle.close();
    this.#current = new OpenFile(handle, ino, uid);
    await previous?.release();
  }
}

/** An open file that several requests read. */
export class OpenFile {
  #users = 1;

  constructor(
    private readonly handle: FileHandle,
    readonly inode: bigint,
    readonly owner: bigint,
  ) {}

  /** Keeps the file open until {@link release} is called. */
  retain(): void {
    this.#users++;
  }

  /** Closes the file if nobody else uses it. */
  async release(): Promise<void> {
    if (--this.#users === 0) await this.handle.close();
  }

  stat() {
    return this.handle.stat({ bigint: true });
  }

  /** Returns the bytes of a range, both ends included. Releases the file at the end. */
  read(start: number, end: number): Readable {
    const stream = Readable.from(this.#readParts(start, end + 1), { objectMode: false });
    stream.once('close', () => void this.release());
    return stream;
  }

  /** Yields the bytes from `start` to `end` in parts. A stream made by the handle would leave a listener on it for every request. */
  async *#readParts(start: number, end: number): AsyncGenerator<Uint8Array> {
    for (let position = start; position < end; ) {
      const part = new Uint8Array(Math.min(PART_SIZE, end - position));
      const { bytesRead } = await this.handle.read(part, 0, part.length, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield part.subarray(0, bytesRead);
    }
  }
}
