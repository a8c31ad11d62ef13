import type { ConceptList } from '../concepts/search/concept-source.ts';
import type { Concepts, TextPlace } from '../model/concepts.ts';
import { InputError } from '../model/errors.ts';
import type { PaperMap } from '../model/map.ts';
import type { Paper } from '../model/paper.ts';
import type { SparseRows } from '../model/sparse.ts';
import type { Vocabulary } from '../model/vocabulary.ts';
import type { MapConcepts, MapFacts, MapNodes, MapSummary, MentionLine } from './format.ts';
import { type ByteSource, type OpenMapOptions, openParts } from './sections.ts';

export type { ByteSource, OpenMapOptions } from './sections.ts';

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
  /** The papers from `from` up to, not including, `to`, as {@link paper} gives them, in one reading. */
  stretch(from: number, to: number): Promise<Paper[]>;
  problems(): Promise<Pick<PaperMap, 'problems' | 'notes'>>;
  /** Whether concepts were asked for when the map was built; where not, the two methods below throw {@link InputError}. */
  hasConcepts: boolean;
  /** Everything about concepts but where in the texts they stand. */
  concepts(): Promise<ConceptList>;
  /** Where a paper mentions each of its concepts, in the order of its row. Its few bytes have no checksum of their own. */
  mentions(index: number): Promise<TextPlace[][]>;
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
  const { hash, has, json, array, line, lines, stretch } = await openParts(source, options);
  const hasConcepts = has('concepts');

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
  const concepts = async () => {
    if (!hasConcepts)
      throw new InputError(`${options.name ?? 'map'} has no concepts: build the map again, without --no-concepts`);
    const { introductions, definitions, ...columns } = await json<MapConcepts>('concepts');
    return {
      concepts: listedConcepts(columns),
      rows: {
        starts: new Uint32Array(await array('conceptStarts')),
        ids: new Uint32Array(await array('conceptIds')),
        values: new Uint16Array(await array('conceptValues')),
      },
      introductions,
      definitions,
    };
  };
  const allConcepts = async (): Promise<Concepts> => {
    const { concepts: list, ...rest } = await concepts();
    return { concepts: list, ...rest, mentions: joinedMentions(await lines<MentionLine>('mentions')) };
  };
  const whole = async (): Promise<PaperMap> => {
    const { records, merged, topics, resolution, quality, options } = await summary();
    const { topicOf, subtopicOf, confidence, secondTopic, positions } = await nodes();
    return {
      papers: await lines('papers'),
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
      ...(hasConcepts && { concepts: await allConcepts() }),
      options,
    };
  };
  return {
    hash,
    summary,
    nodes,
    facts,
    edges,
    neighbours,
    vocabulary,
    rows,
    paper: (index) => line('papers', index),
    stretch: (from, to) => stretch('papers', from, to),
    problems,
    hasConcepts,
    concepts,
    mentions: async (index) => {
      if (!hasConcepts) await concepts();
      return (await line<MentionLine>('mentions', index)).map(placesOf);
    },
    whole,
  };
}

function listedConcepts(columns: Omit<MapConcepts, 'introductions' | 'definitions'>): Concepts['concepts'] {
  return columns.ids.map((id, k) => ({
    id,
    name: columns.names[k]!,
    kind: columns.kinds[k]!,
    variants: columns.variants[k]!,
    abbreviations: columns.abbreviations[k]!,
    documents: columns.documents[k]!,
    ...(columns.firsts[k] !== 0 && { first: columns.firsts[k]! }),
  }));
}

/** The places of one entry of a {@link MentionLine}. */
function placesOf([titles = 0, ...numbers]: readonly number[]): TextPlace[] {
  return Array.from({ length: numbers.length / 2 }, (_, k) => ({
    field: k < titles ? 'title' : 'abstract',
    from: numbers[2 * k]!,
    to: numbers[2 * k]! + numbers[2 * k + 1]!,
  }));
}

/** All lines as the arrays that {@link Concepts} has. */
function joinedMentions(lines: readonly MentionLine[]): Concepts['mentions'] {
  const entries = lines.flat();
  const starts = new Uint32Array(entries.length + 1);
  entries.forEach((places, entry) => {
    starts[entry + 1] = starts[entry]! + (places.length - 1) / 2;
  });
  const count = starts.at(-1)!;
  const mentions = { starts, fields: new Uint8Array(count), from: new Uint32Array(count), to: new Uint32Array(count) };
  entries.forEach((places, entry) => {
    for (let k = 1, m = starts[entry]!; k < places.length; k += 2, m++) {
      mentions.fields[m] = k < 1 + 2 * places[0]! ? 0 : 1;
      mentions.from[m] = places[k]!;
      mentions.to[m] = places[k]! + places[k + 1]!;
    }
  });
  return mentions;
}
