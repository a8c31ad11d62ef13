import type { ConceptSource } from '../../concepts/search/concept-source.ts';
import { createConceptLookup } from '../../concepts/search/lookup.ts';
import { type Adjacency, buildAdjacency } from '../../graph/adjacency.ts';
import type { MapFile } from '../../map-file/open.ts';
import type { ExplainableLinks } from '../../networks/explain-link.ts';
import { createIndex, type InvertedIndex } from '../../similarity/query/find-related.ts';
import { createPaperNames, type PaperNames } from './paper-names.ts';

/** A map whose sections are read once and kept, with the indexes that queries need. */
export interface QueryableMap extends MapFile {
  index(): Promise<InvertedIndex>;
  adjacency(): Promise<Adjacency>;
  names(): Promise<PaperNames>;
  /** What explains links. */
  links(): Promise<ExplainableLinks>;
  conceptLookup(): Promise<(name: string) => number>;
  conceptSource: ConceptSource;
  /** Prepares everything, so that no call has to wait for it. */
  prepare(): Promise<void>;
}

/** Number of papers that are read at once. */
const PAPERS_PER_STEP = 2000;

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let value: Promise<T> | undefined;
  return () => {
    value ??= load();
    return value;
  };
}

/** Returns a map that keeps what it has read. */
export function openForQueries(file: MapFile): QueryableMap {
  const map: MapFile = {
    ...file,
    summary: once(file.summary),
    nodes: once(file.nodes),
    metadata: once(file.metadata),
    edges: once(file.edges),
    neighbors: once(file.neighbors),
    network: once(file.network),
    vectors: once(file.vectors),
    vocabulary: once(file.vocabulary),
    rows: once(file.rows),
    concepts: once(file.concepts),
  };
  const queryable: QueryableMap = {
    ...map,
    index: once(async () => createIndex(await map.rows(), (await map.vocabulary()).keys.length)),
    adjacency: once(async () => {
      const { ids } = await map.nodes();
      return buildAdjacency({ order: ids.length, edges: await file.edges() });
    }),
    names: once(async () => {
      const { ids, titles } = await map.nodes();
      const names = createPaperNames(ids, titles);
      for (let start = 0; start < ids.length; start += PAPERS_PER_STEP)
        names.add(start, await file.papers(start, Math.min(ids.length, start + PAPERS_PER_STEP)));
      return names;
    }),
    links: once(async () => {
      const [{ ids, titles }, { options }, network, vectors] = [
        await map.nodes(),
        await map.summary(),
        await map.network(),
        await map.vectors(),
      ];
      return {
        papers: ids.map((id, i) => ({ id, title: titles[i]! })),
        rows: await map.rows(),
        vocabulary: await map.vocabulary(),
        neighbors: await map.neighbors(),
        options,
        ...(network && { network }),
        ...(vectors && { vectors }),
      };
    }),
    conceptLookup: once(async () => createConceptLookup((await map.concepts()).concepts)),
    conceptSource: map,
    async prepare() {
      for (const load of [map.nodes, map.metadata, queryable.index, map.neighbors, map.vectors, queryable.adjacency])
        await load();
      if (map.hasConcepts) {
        await queryable.conceptLookup();
        // The positions of the mentions are read with the first paper.
        if ((await map.nodes()).ids.length > 0) await map.mentions(0);
      }
      await queryable.names();
    },
  };
  return queryable;
}
