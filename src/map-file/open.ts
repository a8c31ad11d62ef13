import type { ConceptList } from '../concepts/search/concept-source.ts';
import type { Concepts, TextSpan } from '../model/concepts.ts';
import { InputError } from '../model/errors.ts';
import type { MapUpdate, PaperMap } from '../model/map.ts';
import { NETWORK_NODES, type Network, type NetworkName } from '../model/network.ts';
import type { Paper } from '../model/paper.ts';
import type { SparseRows } from '../model/sparse.ts';
import type { PaperVectors } from '../model/vectors.ts';
import type { Vocabulary } from '../model/vocabulary.ts';
import { loadVocabularyLanguages } from '../text/language/vocabulary-languages.ts';
import { decodeNumbers } from './arrays.ts';
import { type ByteSource, toByteSource } from './byte-source.ts';
import {
  areEdgesValid,
  areNodesValid,
  areRowsValid,
  areVectorsValid,
  isMetadataValid,
  isSummaryValid,
  isVocabularyValid,
} from './check-sections.ts';
import { joinMentions, parseConcepts, parseSpans } from './concept-sections.ts';
import { throwDamaged } from './damage.ts';
import type { MapConcepts, MapMetadata, MapNetwork, MapNodes, MapSummary, MapVectors, MentionLine } from './format.ts';
import { areNetworksValid, type NetworkSections } from './networks.ts';
import { type OpenMapOptions, openSections, type SectionReader } from './sections.ts';

export type { ByteSource } from './byte-source.ts';
export type { OpenMapOptions } from './sections.ts';

/**
 * An open map file. Each method reads, verifies and decodes only the sections it needs, again on every call, and throws
 * {@link InputError} if they are damaged.
 */
export interface MapFile {
  /** SHA-256 hash of the whole map, in hexadecimal. */
  hash: string;
  /** Reads the counts, topics, quality and options. */
  summary(): Promise<MapSummary>;
  /** Reads the titles, years, topics and positions of all papers. */
  nodes(): Promise<MapNodes>;
  /** Reads the authors, venues, citation counts and source files of all papers. */
  metadata(): Promise<MapMetadata>;
  /** Reads the edges. */
  edges(): Promise<PaperMap['edges']>;
  /** Reads the nearest neighbors of each paper. */
  neighbors(): Promise<SparseRows>;
  /** Reads the terms. */
  vocabulary(): Promise<Vocabulary>;
  /** Reads the weighted terms of each paper. */
  rows(): Promise<PaperMap['rows']>;
  /** Reads one paper with all its fields, by its index in {@link MapNodes}. Single papers have no checksum. */
  paper(index: number): Promise<Paper>;
  /** Reads the papers [start, end) at once. They have no checksum. */
  papers(start: number, end: number): Promise<Paper[]>;
  /** Reads the problems and notes of the build. */
  problems(): Promise<Pick<PaperMap, 'problems' | 'notes'>>;
  /** Reads how the map differs from the one that it was updated from; undefined if it was built anew. */
  update(): Promise<MapUpdate | undefined>;
  /** Reads the network that the edges come from; undefined if they come from the similarity of texts. */
  network(): Promise<Network | undefined>;
  /** Reads the vectors that the neighbors are fused with; undefined if the map was built without. */
  vectors(): Promise<PaperVectors | undefined>;
  /** Whether the map was built with concepts. If not, the next two methods throw {@link InputError}. */
  hasConcepts: boolean;
  /** Reads the concepts without their mentions. */
  concepts(): Promise<ConceptList>;
  /** Reads the mentions of each concept of a paper, in the order of its row. They have no checksum. */
  mentions(index: number): Promise<TextSpan[][]>;
  /** Reads and verifies the whole map. Of a file of several networks, the one that the other methods read. */
  readAll(): Promise<PaperMap>;
  /** Reads the names of the networks that the file has, first the one that the other methods read unless another one was opened. */
  networks(): Promise<NetworkName[]>;
  /** Opens another network of the same file. Throws {@link InputError} if the file does not have it. */
  openNetwork(network: NetworkName): Promise<MapFile>;
}

/** The type of an object with typed arrays as it is stored: see `decodeNumbers`. */
type Stored<T> = { [K in keyof T]: T[K] extends ArrayBufferView ? unknown : T[K] };

/**
 * Opens a map file: a Blob such as a browser's File, its bytes, or any source of bytes. Reads only its first and last line.
 * @throws {InputError} if the source is not a map file, is cut short or damaged, or was written by a newer version
 */
export async function openMap(source: ByteSource | Blob | Uint8Array, options: OpenMapOptions = {}): Promise<MapFile> {
  return openReader(await openSections(toByteSource(source), options), options);
}

/** @param first Sections of the first network of the file, if others are read. */
function openReader(sections: SectionReader, options: OpenMapOptions, first = sections): MapFile {
  const { hash, has, json, array, line, lines, lineRange } = sections;
  const hasConcepts = has('concepts');

  /** Returns the content of a section if it is valid: a checksum does not prove who wrote it. */
  const checked = <T>(name: string, content: T, isValid: boolean): T =>
    isValid ? content : throwDamaged(options.name ?? 'map', `has invalid values in section "${name}"`);
  let summaryRead: Promise<MapSummary> | undefined;
  const readSummary = async () => {
    const content = await json<MapSummary>('summary');
    return checked('summary', content, isSummaryValid(content));
  };
  /** The counts are needed to check other sections. */
  const counts = (): Promise<MapSummary> => {
    summaryRead ??= readSummary().catch((error: unknown) => {
      // A failed read may succeed later, for example after a network error.
      summaryRead = undefined;
      throw error;
    });
    return summaryRead;
  };
  const summary = readSummary;
  const metadata = async () => {
    const content = await json<MapMetadata>('metadata');
    return checked('metadata', content, isMetadataValid(content, await counts()));
  };
  const problems = () => json<Pick<PaperMap, 'problems' | 'notes'>>('problems');
  const numbers = (name: string, stored: unknown) =>
    decodeNumbers(stored) ?? throwDamaged(options.name ?? 'map', `is damaged in section "${name}"`);
  const update = async (): Promise<MapUpdate | undefined> => {
    if (!has('update')) return undefined;
    const stored = await json<Stored<MapUpdate>>('update');
    return { ...stored, positions: new Float32Array(numbers('update', stored.positions)) };
  };
  const nodes = async (): Promise<MapNodes> => {
    const { ids, titles, ...arrays } = await json<Stored<MapNodes>>('nodes');
    const nodes = {
      ids,
      titles,
      years: new Int32Array(numbers('nodes', arrays.years)),
      topicOf: new Uint32Array(numbers('nodes', arrays.topicOf)),
      subtopicOf: new Uint32Array(numbers('nodes', arrays.subtopicOf)),
      confidence: new Float32Array(numbers('nodes', arrays.confidence)),
      secondTopic: new Uint32Array(numbers('nodes', arrays.secondTopic)),
      degrees: new Uint32Array(numbers('nodes', arrays.degrees)),
      positions: new Float32Array(numbers('nodes', arrays.positions)),
    };
    return checked('nodes', nodes, areNodesValid(nodes, await counts()));
  };
  const edges = async () => {
    const content = {
      sources: new Uint32Array(await array('edgeSources')),
      targets: new Uint32Array(await array('edgeTargets')),
      weights: new Float64Array(await array('edgeWeights')),
    };
    return checked('edges', content, areEdgesValid(content, await counts()));
  };
  const neighbors = async () => {
    const content = {
      starts: new Uint32Array(await array('neighborStarts')),
      ids: new Uint32Array(await array('neighborIds')),
      values: new Float64Array(await array('neighborValues')),
    };
    const { papers } = await counts();
    return checked('neighbors', content, areRowsValid(content, papers, papers));
  };
  const rows = async () => {
    const content = {
      starts: new Uint32Array(await array('rowStarts')),
      ids: new Uint32Array(await array('rowIds')),
      values: new Uint16Array(await array('rowValues')),
    };
    const { papers, terms } = await counts();
    return checked('rows', content, areRowsValid(content, papers, terms));
  };
  const vocabulary = async (): Promise<Vocabulary> => {
    type Pairs = [key: string, longForm: string][];
    const stored = await json<Stored<Omit<Vocabulary, 'longForms'>> & { longForms: Pairs }>('vocabulary');
    const columns = {
      ...stored,
      documents: new Uint32Array(numbers('vocabulary', stored.documents)),
      idf: new Float64Array(numbers('vocabulary', stored.idf)),
      longForms: new Map<string, string>(),
    };
    checked('vocabulary', columns, isVocabularyValid(columns, stored.longForms, await counts()));
    const vocabulary = { ...columns, longForms: new Map(stored.longForms) };
    await loadVocabularyLanguages(vocabulary);
    return vocabulary;
  };
  const concepts = async () => {
    if (!hasConcepts)
      throw new InputError(`${options.name ?? 'map'} has no concepts: build the map again, without --no-concepts`);
    const { introductions, definitions, ...columns } = await json<MapConcepts>('concepts');
    return {
      concepts: parseConcepts(columns),
      rows: {
        starts: new Uint32Array(await array('conceptStarts')),
        ids: new Uint32Array(await array('conceptIds')),
        values: new Uint16Array(await array('conceptValues')),
      },
      introductions,
      definitions,
    };
  };
  const conceptsWithMentions = async (): Promise<Concepts> => {
    const withoutMentions = await concepts();
    return { ...withoutMentions, mentions: joinMentions(await lines<MentionLine>('mentions')) };
  };
  const network = async (): Promise<Network | undefined> => {
    if (!has('network')) return undefined;
    const { labels, ...stored } = await json<MapNetwork>('network');
    return {
      ...stored,
      shared: {
        labels,
        starts: new Uint32Array(await array('networkStarts')),
        ids: new Uint32Array(await array('networkIds')),
      },
      counts: new Float64Array(await array('networkCounts')),
      totals: new Float64Array(await array('networkTotals')),
    };
  };
  const vectors = async (): Promise<PaperVectors | undefined> => {
    if (!has('vectors')) return undefined;
    const content = {
      ...(await json<MapVectors>('vectors')),
      values: new Int8Array(await array('vectorValues')),
      termRanks: new Uint16Array(await array('neighborTermRanks')),
      vectorRanks: new Uint16Array(await array('neighborVectorRanks')),
    };
    return checked('vectors', content, areVectorsValid(content, await counts()));
  };
  const readAll = async (): Promise<PaperMap> => {
    const { records, merged, topics, resolution, quality, options } = await summary();
    const { topicOf, subtopicOf, confidence, secondTopic, positions } = await nodes();
    return {
      papers: await lines('papers'),
      records,
      merged,
      ...(await problems()),
      vocabulary: await vocabulary(),
      rows: await rows(),
      neighbors: await neighbors(),
      edges: await edges(),
      topics,
      topicOf,
      subtopicOf,
      confidence,
      secondTopic,
      resolution,
      positions,
      quality,
      ...(hasConcepts && { concepts: await conceptsWithMentions() }),
      ...(has('update') && { update: (await update())! }),
      ...(has('network') && { network: (await network())! }),
      ...(has('vectors') && { vectors: (await vectors())! }),
      ...(has('sourcePapers') && { sourcePapers: await lines<Paper>('sourcePapers') }),
      options,
    };
  };
  const readNetworks = async (): Promise<NetworkSections[]> => {
    if (!first.has('networks')) return [];
    const content = await first.json<NetworkSections[]>('networks');
    return checked('networks', content, areNetworksValid(content));
  };
  const networks = async () => {
    const { options } = await first.json<MapSummary>('summary');
    const isKnown = (value: unknown): value is NetworkName => Object.hasOwn(NETWORK_NODES, String(value));
    const name = isKnown(options.network) ? options.network : 'similarity';
    return [name, ...(await readNetworks()).map((entry) => entry.network)];
  };
  const openNetwork = async (name: NetworkName) => {
    const names = await networks();
    if (!names.includes(name))
      throw new InputError(`${options.name ?? 'map'} has no network "${name}"; its networks: ${names.join(', ')}`);
    const found = (await readNetworks()).find((entry) => entry.network === name);
    return openReader(found ? first.select(found.sections) : first, options, first);
  };
  return {
    hash,
    summary,
    nodes,
    metadata,
    edges,
    neighbors,
    vocabulary,
    rows,
    paper: (index) => line('papers', index),
    papers: (start, end) => lineRange('papers', start, end),
    problems,
    update,
    network,
    vectors,
    hasConcepts,
    concepts,
    mentions: async (index) => {
      if (!hasConcepts) await concepts();
      return (await line<MentionLine>('mentions', index)).map(parseSpans);
    },
    readAll,
    networks,
    openNetwork,
  };
}
