import { mentionsOf } from '../../src/concepts/search/passages.ts';
import { factsOf, nodesOf, summaryOf } from '../../src/map-file/format.ts';
import type { ByteSource, MapFile } from '../../src/map-file/open.ts';
import type { Concepts } from '../../src/model/concepts.ts';
import { InputError } from '../../src/model/errors.ts';
import type { PaperMap } from '../../src/model/map.ts';
import { texts } from '../strings/strings.ts';

/** A map that the worker holds: whole, or as a file whose parts are read when they are asked for. */
export interface Holding extends Omit<MapFile, 'hash'> {
  /** Whether papers come one by one from a server. */
  remote: boolean;
}

/** Holds a map that is in memory as a whole. */
export function holdMap(map: PaperMap): Holding {
  const concepts = (): Concepts => {
    if (!map.concepts) throw new InputError(texts.errors.noConcepts);
    return map.concepts;
  };
  return {
    remote: false,
    summary: async () => summaryOf(map),
    nodes: async () => nodesOf(map),
    facts: async () => factsOf(map),
    problems: async () => map,
    paper: async (index) => map.papers[index]!,
    stretch: async (from, to) => map.papers.slice(from, to),
    vocabulary: async () => map.vocabulary,
    rows: async () => map.rows,
    neighbours: async () => map.neighbours,
    edges: async () => map.edges,
    hasConcepts: map.concepts !== undefined,
    concepts: async () => concepts(),
    mentions: async (index) => mentionsOf(concepts(), index),
    whole: async () => map,
  };
}

/** Reads every part at most once; single papers are not kept. */
export function remember(holding: Holding): Holding {
  const once = <T>(read: () => Promise<T>): (() => Promise<T>) => {
    let kept: Promise<T> | undefined;
    return () => {
      kept ??= read().catch((error: unknown) => {
        kept = undefined;
        throw error;
      });
      return kept;
    };
  };
  return {
    ...holding,
    summary: once(holding.summary),
    nodes: once(holding.nodes),
    facts: once(holding.facts),
    vocabulary: once(holding.vocabulary),
    rows: once(holding.rows),
    neighbours: once(holding.neighbours),
    edges: once(holding.edges),
    concepts: once(holding.concepts),
    whole: once(holding.whole),
  };
}

/** A file that was dropped. */
export const bytesOfBlob = (blob: Blob): ByteSource => ({
  size: blob.size,
  read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
});

/** A file on a server: read in pieces where the server answers range requests, at once where it does not. */
export async function bytesOfAddress(address: string): Promise<ByteSource> {
  const first = await fetch(address, { headers: { range: 'bytes=0-0' } });
  if (!first.ok) throw new Error(`${address}: ${first.status}`);
  const size = Number(/\/(\d+)$/.exec(first.headers.get('content-range') ?? '')?.[1]);
  if (first.status !== 206 || !size) return bytesOfBlob(await first.blob());
  return {
    size,
    read: async (start, end) => {
      const piece = await fetch(address, { headers: { range: `bytes=${start}-${Math.max(start, end - 1)}` } });
      if (piece.status !== 206) throw new Error(`${address}: ${piece.status}`);
      return new Uint8Array(await piece.arrayBuffer());
    },
  };
}
