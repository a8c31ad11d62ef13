import { open } from 'node:fs/promises';
import type { ExportFormatName } from '../../export/registry.ts';
import { identifyOwnOutput, ownOutputHeadLength, ownOutputs } from '../../read/identify/own-outputs.ts';

/** The kinds of files that papergraph writes. Some export formats consist of several files. */
export type FileKind =
  | 'map'
  | 'report'
  | 'papers'
  | 'blocks'
  | Exclude<ExportFormatName, 'csv' | 'neo4j' | 'parquet'>
  | 'csv-nodes'
  | 'csv-edges'
  | 'parquet-nodes'
  | 'parquet-edges'
  | 'vosviewer-map'
  | 'vosviewer-network'
  | 'neo4j-nodes'
  | 'neo4j-edges';

/** Recognizes files of each kind. */
const RECOGNIZERS: Record<FileKind, (head: string) => boolean> = ownOutputs;

/** Returns whether a file can be replaced without loss: it is empty, or papergraph wrote it. False if unreadable. */
export async function isReplaceable(path: string, kind: FileKind): Promise<boolean> {
  const head = await readHead(path).catch(() => undefined);
  return head !== undefined && (head === '' || RECOGNIZERS[kind](head));
}

/** Tells which output of papergraph a file is; undefined for any other file and for reference lists. */
export async function identifyOutput(path: string): Promise<string | undefined> {
  return identifyOwnOutput(await readHead(path).catch(() => ''));
}

async function readHead(path: string, length = ownOutputHeadLength): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
