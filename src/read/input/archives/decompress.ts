import type { ByteSink } from '../decode.ts';
import { type ArchiveContext, type ArchiveHandler, Budget } from './archive.ts';
import { createGunzip } from './gzip.ts';
import { createParquetReader } from './parquet.ts';
import { createUntar, isTarHeader } from './tar.ts';
import { createUnxz } from './xz.ts';
import { createUnzip } from './zip.ts';
import { createPackageReader, isPackageStart } from './zip-package.ts';

/** Maximum depth of archives inside archives. */
const maxDepth = 3;
/** Number of bytes by which a format is detected: the header of a tar archive. */
const headLength = 512;

type CreateReader = (name: string, context: ArchiveContext) => ByteSink;

/** Creates a sink that unpacks a file if its first bytes are those of an archive, and passes on any other file unchanged. */
export function createDecompressor(name: string, handler: ArchiveHandler): ByteSink {
  const budget = new Budget((reason) => handler.problem(name, reason));
  const sink = createSink(name, handler, budget, 0);
  return {
    push(bytes) {
      budget.addInput(bytes.length);
      return sink.push(bytes);
    },
    end: () => sink.end(),
  };
}

function createSink(name: string, handler: ArchiveHandler, budget: Budget, depth: number): ByteSink {
  let head = new Uint8Array(0);
  let sink: ByteSink | undefined;
  const start = () => {
    const createReader = detectArchive(head);
    if (createReader && depth >= maxDepth) {
      handler.problem(name, `archives are nested more than ${maxDepth} levels deep; extract the inner ones first`);
      sink = { push: () => {}, end: () => {} };
    } else if (createReader) {
      const openEntry = (entry: string) => createSink(entry, handler, budget, depth + 1);
      sink = createReader(name, { ...handler, budget, openEntry });
    } else sink = handler.open(name);
    return sink.push(head);
  };
  return {
    push(bytes) {
      if (sink) return sink.push(bytes);
      const joined = new Uint8Array(head.length + bytes.length);
      joined.set(head);
      joined.set(bytes, head.length);
      head = joined;
      return head.length >= headLength ? start() : undefined;
    },
    end() {
      const started = sink ? undefined : start();
      return started ? started.then(() => sink!.end()) : sink!.end();
    },
  };
}

function detectArchive(head: Uint8Array): CreateReader | undefined {
  const startsWith = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);
  if (startsWith(0x1f, 0x8b)) return createGunzip;
  if (startsWith(0x50, 0x4b, 3)) return isPackageStart(head) ? createPackageReader : createUnzip;
  if (startsWith(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0)) return createUnxz;
  if (startsWith(0x50, 0x41, 0x52, 0x31)) return createParquetReader;
  return isTarHeader(head) ? createUntar : undefined;
}
