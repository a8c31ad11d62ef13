import { Gunzip, Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import type { ByteSink } from './decode.ts';

/** What to do with the content of a file: name is the file's, or archive/entry for what a zip holds. */
export interface Unpacked {
  open(name: string): ByteSink;
  problem(name: string, reason: string): void;
}

/** Text that packs better than this is a bomb, once there is enough of it to hurt. */
const ratioLimit = 200;
const harmless = 64 * 1024 * 1024;
/** Archives in archives in archives are not read. */
const depthLimit = 3;
/** Packed bytes are unpacked in pieces this long, so that one piece never gives more than some megabytes. */
const pieceLength = 1 << 14;

/** What file systems and archivers add by themselves. */
const clutter = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)|\/$/i;

/** Takes a file as it is and hands over what it holds: gzip and zip, told by their first bytes, are unpacked on the way. */
export function unpacker(name: string, out: Unpacked, depth = 0): ByteSink {
  let head = new Uint8Array(0);
  let sink: ByteSink | undefined;
  const start = () => {
    const packed =
      head[0] === 0x1f && head[1] === 0x8b
        ? gunzip
        : head[0] === 0x50 && head[1] === 0x4b && head[2] === 3
          ? unzip
          : undefined;
    if (packed && depth >= depthLimit) {
      out.problem(name, `archives nest more than ${depthLimit} deep`);
      sink = { push: () => {}, end: () => {} };
    } else sink = packed ? packed(name, out, depth) : out.open(name);
    sink.push(head);
  };
  return {
    push(bytes) {
      if (sink) return sink.push(bytes);
      const joined = new Uint8Array(head.length + bytes.length);
      joined.set(head);
      joined.set(bytes, head.length);
      head = joined;
      if (head.length >= 4) start();
    },
    end() {
      if (!sink) start();
      sink!.end();
    },
  };
}

/** Feeds packed bytes in small pieces, and stops at damage or at a bomb. What was unpacked until then counts. */
function careful(name: string, out: Unpacked, feed: (piece: Uint8Array, last: boolean) => void, onEnd: () => void) {
  let packed = 0;
  let unpacked = 0;
  let stopped = false;
  const fail = (reason: string) => {
    if (!stopped) out.problem(name, reason);
    stopped = true;
  };
  const attempt = (piece: Uint8Array, last: boolean) => {
    try {
      feed(piece, last);
    } catch (error) {
      fail(
        `damaged archive: ${error instanceof Error ? error.message : String(error)}; what came before the damage was read`,
      );
    }
  };
  const sink: ByteSink = {
    push(bytes) {
      for (let at = 0; at < bytes.length && !stopped; at += pieceLength) {
        const piece = bytes.subarray(at, at + pieceLength);
        packed += piece.length;
        attempt(piece, false);
      }
    },
    end() {
      if (!stopped) attempt(new Uint8Array(0), true);
      onEnd();
    },
  };
  const count = (bytes: number) => {
    unpacked += bytes;
    if (unpacked > harmless && unpacked > ratioLimit * packed)
      fail(`unpacks to more than ${ratioLimit} times its size; a bomb? The rest was not read`);
    return !stopped;
  };
  return { sink, count, fail, isStopped: () => stopped };
}

function gunzip(name: string, out: Unpacked, depth: number): ByteSink {
  const inner = unpacker(name, out, depth + 1);
  const stream = new Gunzip((data) => {
    if (guard.count(data.length)) inner.push(data);
  });
  const guard = careful(
    name,
    out,
    (piece, last) => stream.push(piece, last),
    () => inner.end(),
  );
  return guard.sink;
}

function unzip(name: string, out: Unpacked, depth: number): ByteSink {
  let entries = 0;
  const openEntries = new Set<ByteSink>();
  const stream = new Unzip((file: UnzipFile) => {
    entries++;
    if (clutter.test(file.name) || guard.isStopped()) return;
    if (/^xl\/workbook\.xml$/.test(file.name)) return guard.fail('a spreadsheet; save it as CSV');
    const entry = `${name}/${file.name.replace(/[\u0000-\u001f]/g, '?')}`;
    const inner = unpacker(entry, out, depth + 1);
    openEntries.add(inner);
    file.ondata = (error, data, final) => {
      if (error) out.problem(entry, `damaged archive entry: ${error.message}`);
      else if (guard.count(data.length)) inner.push(data);
      if ((error || final) && openEntries.delete(inner) && !error) inner.end();
    };
    try {
      file.start();
    } catch (error) {
      openEntries.delete(inner);
      out.problem(
        entry,
        `this archive entry cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  });
  stream.register(UnzipInflate);
  const guard = careful(
    name,
    out,
    (piece, last) => stream.push(piece, last),
    () => {
      for (const inner of openEntries) inner.end();
      if (openEntries.size) guard.fail('the archive ends inside an entry');
      if (!entries) guard.fail('an empty or damaged zip archive');
    },
  );
  return guard.sink;
}
