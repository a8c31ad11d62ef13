import { getPaperMentions } from '../../src/concepts/search/passages.ts';
import { buildMetadata, buildNodes, buildSummary } from '../../src/map-file/format.ts';
import { getNetworkName } from '../../src/map-file/networks.ts';
import type { ByteSource, MapFile } from '../../src/map-file/open.ts';
import type { Concepts } from '../../src/model/concepts.ts';
import { InputError } from '../../src/model/errors.ts';
import type { PaperMap } from '../../src/model/map.ts';
import { strings } from '../strings/strings.ts';

/** An open map: in memory, or a file whose sections are read when they are needed. */
export interface OpenMap extends Omit<MapFile, 'hash'> {
  /** Whether papers are loaded over a network, so that reading all of them takes long. */
  isRemote: boolean;
}

/** Returns the interface of an open map for a map in memory. */
export function openInMemory(map: PaperMap): OpenMap {
  const getConcepts = (): Concepts => {
    if (!map.concepts) throw new InputError(strings.errors.noConcepts);
    return map.concepts;
  };
  return {
    isRemote: false,
    summary: async () => buildSummary(map),
    nodes: async () => buildNodes(map),
    metadata: async () => buildMetadata(map),
    problems: async () => map,
    update: async () => map.update,
    network: async () => map.network,
    vectors: async () => map.vectors,
    paper: async (index) => map.papers[index]!,
    sourcePaper: async (index) => (map.sourcePapers ?? map.papers)[index]!,
    papers: async (start, end) => map.papers.slice(start, end),
    vocabulary: async () => map.vocabulary,
    rows: async () => map.rows,
    neighbors: async () => map.neighbors,
    edges: async () => map.edges,
    hasConcepts: map.concepts !== undefined,
    concepts: async () => getConcepts(),
    mentions: async (index) => getPaperMentions(getConcepts(), index),
    readForUpdate: async () => map,
    readAll: async () => map,
    networks: async () => [getNetworkName(map)],
    // A map in memory has one network.
    openNetwork: () => Promise.reject(new InputError(strings.errors.noMap)),
  };
}

/** Returns a map that reads each section at most once. Single papers are not cached. */
export function cacheSections(map: OpenMap): OpenMap {
  const cached = <T>(read: () => Promise<T>): (() => Promise<T>) => {
    let result: Promise<T> | undefined;
    return () => {
      result ??= read().catch((error: unknown) => {
        // A failed read may succeed later, for example after a network error.
        result = undefined;
        throw error;
      });
      return result;
    };
  };
  return {
    ...map,
    summary: cached(map.summary),
    nodes: cached(map.nodes),
    metadata: cached(map.metadata),
    vocabulary: cached(map.vocabulary),
    rows: cached(map.rows),
    neighbors: cached(map.neighbors),
    edges: cached(map.edges),
    concepts: cached(map.concepts),
    network: cached(map.network),
    vectors: cached(map.vectors),
    readAll: cached(map.readAll),
  };
}

/** Returns a source that reads from a file or blob. */
export const blobSource = (blob: Blob): ByteSource => ({
  size: blob.size,
  read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
});

/**
 * Returns a source that reads from a URL with range requests. If the server does not support them, the whole file is loaded.
 *
 * @throws {Error} with the HTTP status if the server cannot deliver the file; reading, if it has been replaced meanwhile or arrives incompletely twice
 */
export async function urlSource(url: string): Promise<ByteSource> {
  const response = await fetch(url, { headers: { range: 'bytes=0-0' } });
  if (!response.ok) throw new Error(describeFailure(url, response));
  const size = Number(/\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1]);
  if (response.status !== 206 || !size) return blobSource(await response.blob());
  const version = response.headers.get('etag');
  const readPart = async (start: number, end: number, cache: RequestCache) => {
    const part = await fetch(url, { headers: { range: `bytes=${start}-${end - 1}` }, cache });
    if (part.headers.get('etag') !== version) throw new InputError(strings.errors.mapReplaced);
    if (part.status !== 206) throw new Error(describeFailure(url, part));
    return new Uint8Array(await part.arrayBuffer());
  };
  return {
    size,
    read: async (start, requestedEnd) => {
      const end = Math.min(requestedEnd, size);
      if (end <= start) return new Uint8Array();
      const bytes = await readPart(start, end, 'default');
      if (bytes.length === end - start) return bytes;
      // Browsers have delivered parts of a busy server incompletely; the cache may have kept such a part.
      const again = await readPart(start, end, 'reload');
      if (again.length !== end - start) throw new Error(strings.errors.incompletePart(url));
      return again;
    },
  };
}

/** Returns whether the server of a URL runs on this machine, as that of `papergraph open` does. */
export const isLoopback = (url: string): boolean =>
  /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);

const describeFailure = (url: string, { status }: Response) => `Could not read ${url} (HTTP status ${status}).`;
