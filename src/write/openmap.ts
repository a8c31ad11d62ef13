import type { Paper, PaperMap, SparseRows, Vocabulary } from '../types.ts';
import type { MapFacts, MapNodes, MapSummary } from './map.ts';
import { type ByteSource, type OpenMapOptions, openParts } from './parts.ts';

export type { ByteSource, OpenMapOptions } from './parts.ts';

/**
 * A map file opened for reading in parts. Each method reads, checks and decodes its part only, anew on every call, and
 * throws {@link InputError} when the file is damaged there.
 */
export interface MapFile {
  /** Speaks for the whole map: equal hashes, equal maps. SHA-256 in hexadecimal. */
  hash: string;
  summary(): Promise<MapSummary>;
  nodes(): Promise<MapNodes>;
  facts(): Promise<MapFacts>;
  edges(): Promise<PaperMap['edges']>;
  neighbours(): Promise<SparseRows>;
  vocabulary(): Promise<Vocabulary>;
  rows(): Promise<PaperMap['rows']>;
  /** One paper with all its fields, by its place in {@link MapNodes}. Its few bytes have no checksum of their own. */
  paper(index: number): Promise<Paper>;
  problems(): Promise<Pick<PaperMap, 'problems' | 'notes'>>;
  /** The whole map, checked throughout. */
  whole(): Promise<PaperMap>;
}

/** How JSON gives back an object of typed arrays: as lists, with null for NaN. */
type Listed<T> = { [K in keyof T]: T[K] extends ArrayBufferView ? number[] : T[K] };

/**
 * Opens a map file; reads only its first and last line. Throws {@link InputError} when it is no map file, one of a newer
 * papergraph, or cut short.
 */
export async function openMap(source: ByteSource, options: OpenMapOptions = {}): Promise<MapFile> {
  const { hash, json, array, paper, papers } = await openParts(source, options);

  const summary = () => json<MapSummary>('summary');
  const facts = () => json<MapFacts>('facts');
  const problems = () => json<Pick<PaperMap, 'problems' | 'notes'>>('problems');
  const nodes = async (): Promise<MapNodes> => {
    const { ids, titles, ...listed } = await json<Listed<MapNodes>>('nodes');
    return {
      ids,
      titles,
      years: Int32Array.from(listed.years),
      topicOf: Uint32Array.from(listed.topicOf),
      subtopicOf: Uint32Array.from(listed.subtopicOf),
      confidence: Float32Array.from(listed.confidence),
      secondTopic: Uint32Array.from(listed.secondTopic),
      degrees: Uint32Array.from(listed.degrees),
      positions: Float32Array.from(listed.positions, (coordinate) => coordinate ?? Number.NaN),
    };
  };
  const edges = async () => ({
    sources: new Uint32Array(await array('edgeSources')),
    targets: new Uint32Array(await array('edgeTargets')),
    weights: new Float64Array(await array('edgeWeights')),
  });
  const neighbours = async () => ({
    starts: new Uint32Array(await array('neighbourStarts')),
    ids: new Uint32Array(await array('neighbourIds')),
    values: new Float64Array(await array('neighbourValues')),
  });
  const rows = async () => ({
    starts: new Uint32Array(await array('rowStarts')),
    ids: new Uint32Array(await array('rowIds')),
    values: new Uint16Array(await array('rowValues')),
  });
  const vocabulary = async (): Promise<Vocabulary> => {
    type Pairs = [key: string, longForm: string][];
    const listed = await json<Listed<Omit<Vocabulary, 'longForms'>> & { longForms: Pairs }>('vocabulary');
    return {
      ...listed,
      documents: Uint32Array.from(listed.documents),
      idf: Float64Array.from(listed.idf),
      longForms: new Map(listed.longForms),
    };
  };
  const whole = async (): Promise<PaperMap> => {
    const { records, merged, topics, resolution, quality, options } = await summary();
    const { topicOf, subtopicOf, confidence, secondTopic, positions } = await nodes();
    return {
      papers: await papers(),
      records,
      merged,
      ...(await problems()),
      vocabulary: await vocabulary(),
      rows: await rows(),
      neighbours: await neighbours(),
      edges: await edges(),
      topics,
      topicOf,
      subtopicOf,
      confidence,
      secondTopic,
      resolution,
      positions,
      quality,
      options,
    };
  };
  return { hash, summary, nodes, facts, edges, neighbours, vocabulary, rows, paper, problems, whole };
}
