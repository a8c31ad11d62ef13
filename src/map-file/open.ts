import type { Concepts } from '../model/concepts.ts';
import { InputError } from '../model/errors.ts';
import type { MapUpdate, PaperMap, UpdatableMap } from '../model/map.ts';
import { NETWORK_NODES, type Network, type NetworkName } from '../model/network.ts';
import type { Paper } from '../model/paper.ts';
import type { PaperVectors } from '../model/vectors.ts';
import type { Vocabulary } from '../model/vocabulary.ts';
import { loadVocabularyLanguages } from '../text/language/vocabulary-languages.ts';
import { decodeNumbers } from './arrays.ts';
import { type ByteSource, toByteSource } from './byte-source.ts';
import {
  areConceptColumnsValid,
  areConceptsValid,
  areProblemsValid,
  isMentionLineValid,
  isNetworkValid,
  isPaperValid,
  isUpdateValid,
} from './check-content.ts';
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
import type {
  LinesSection,
  MapConcepts,
  MapMetadata,
  MapNetwork,
  MapNodes,
  MapSummary,
  MapVectors,
  MentionLine,
} from './format.ts';
import type { MapFile } from './map-file.ts';
import { areNetworksValid, type NetworkSections } from './networks.ts';
import { type OpenMapOptions, openSections, type SectionReader } from './sections.ts';

export type { ByteSource } from './byte-source.ts';
export type { MapFile } from './map-file.ts';
export type { OpenMapOptions } from './sections.ts';

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
  const problems = async () => {
    const content = await json<Pick<PaperMap, 'problems' | 'notes'>>('problems');
    return checked('problems', content, areProblemsValid(content));
  };
  const numbers = (name: string, stored: unknown) =>
    decodeNumbers(stored) ?? throwDamaged(options.name ?? 'map', `is damaged in section "${name}"`);
  const update = async (): Promise<MapUpdate | undefined> => {
    if (!has('update')) return undefined;
    const stored = await json<Stored<MapUpdate>>('update');
    const content = { ...stored, positions: new Float32Array(numbers('update', stored?.positions)) };
    return checked('update', content, isUpdateValid(content, (await counts()).papers));
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
    const columns = await json<MapConcepts>('concepts');
    checked('concepts', columns, areConceptColumnsValid(columns));
    const { introductions, definitions } = columns;
    const content = {
      concepts: parseConcepts(columns),
      rows: {
        starts: new Uint32Array(await array('conceptStarts')),
        ids: new Uint32Array(await array('conceptIds')),
        values: new Uint16Array(await array('conceptValues')),
      },
      introductions,
      definitions,
    };
    return checked('concepts', content, areConceptsValid(content, (await counts()).papers));
  };
  const conceptsWithMentions = async (): Promise<Concepts> => {
    const withoutMentions = await concepts();
    const lists = await lines<MentionLine>('mentions');
    const { starts } = withoutMentions.rows;
    const isComplete =
      lists.length === starts.length - 1 &&
      lists.every((list, row) => isMentionLineValid(list) && list.length === starts[row + 1]! - starts[row]!);
    return { ...withoutMentions, mentions: joinMentions(checked('mentions', lists, isComplete)) };
  };
  const readPaper = async (section: LinesSection, index: number) =>
    checkPapers(section, [await line<Paper>(section, index)])[0]!;
  const checkPapers = (section: LinesSection, papers: Paper[]) => checked(section, papers, papers.every(isPaperValid));
  const network = async (): Promise<Network | undefined> => {
    if (!has('network')) return undefined;
    const { labels, ...stored } = await json<MapNetwork>('network');
    const content = {
      ...stored,
      shared: {
        labels,
        starts: new Uint32Array(await array('networkStarts')),
        ids: new Uint32Array(await array('networkIds')),
      },
      counts: new Float64Array(await array('networkCounts')),
      totals: new Float64Array(await array('networkTotals')),
    };
    return checked('network', content, isNetworkValid(content, await counts()));
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
  /** Reads what an update needs of the map, and the rest of the same sections. */
  const readPart = async () => {
    const { records, merged, topics, options, resolution, quality } = await summary();
    const { topicOf, subtopicOf, positions, confidence, secondTopic } = await nodes();
    const papers = checkPapers('papers', await lines<Paper>('papers'));
    const needed: UpdatableMap = {
      papers: checked('papers', papers, papers.length === topicOf.length),
      records,
      merged,
      ...(await problems()),
      topics,
      topicOf,
      subtopicOf,
      positions,
      ...(has('network') && { network: (await network())! }),
      ...(has('sourcePapers') && { sourcePapers: checkPapers('sourcePapers', await lines<Paper>('sourcePapers')) }),
      options,
      resolution,
    };
    return { needed, rest: { quality, confidence, secondTopic } };
  };
  const readForUpdate = async (): Promise<UpdatableMap> => (await readPart()).needed;
  const readAll = async (): Promise<PaperMap> => {
    const { needed, rest } = await readPart();
    return {
      ...needed,
      ...rest,
      vocabulary: await vocabulary(),
      rows: await rows(),
      neighbors: await neighbors(),
      edges: await edges(),
      ...(hasConcepts && { concepts: await conceptsWithMentions() }),
      ...(has('update') && { update: (await update())! }),
      ...(has('vectors') && { vectors: (await vectors())! }),
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
    paper: (index) => readPaper('papers', index),
    sourcePaper: (index) => readPaper(has('sourcePapers') ? 'sourcePapers' : 'papers', index),
    papers: async (start, end) => checkPapers('papers', await lineRange<Paper>('papers', start, end)),
    problems,
    update,
    network,
    vectors,
    hasConcepts,
    concepts,
    mentions: async (index) => {
      if (!hasConcepts) await concepts();
      const mentions = await line<MentionLine>('mentions', index);
      return checked('mentions', mentions, isMentionLineValid(mentions)).map(parseSpans);
    },
    readForUpdate,
    readAll,
    networks,
    openNetwork,
  };
}
