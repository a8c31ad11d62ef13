/**
 * The format of map files: one JSON object that standard tools can parse, after decompression of large ones, and that the explorer reads in
 * sections. Unless it is small, it is compressed in blocks that can be read separately: see blocks/store-map.ts and blocks/block-format.ts.
 *
 *     {"format":"papergraph map","version":3,
 *     "summary":{...},
 *     "nodes":{...},
 *     ...
 *     "papers":[
 *     {"id":...},
 *     {"id":...}
 *     ],
 *     ...
 *     "index":{"sections":{"summary":[start,end,"sha256"],...},"hash":"..."}}
 *
 * The sections "concepts" to "mentionLengths" are optional: a map can be built without concepts. Only maps that were updated have
 * the section "update", only maps with vectors "vectors" and its arrays. A file of several networks has "networks": see networks.ts. Readers ignore sections that they do not know, so that new ones do not need a new version.
 *
 * Each section occupies complete lines. Sections needed for drawing come first. The last line has the range of bytes and the
 * SHA-256 checksum of each section, before compression. The hash of the map is the SHA-256 checksum of the JSON text of
 * "sections". It therefore covers the whole file, while each section can still be verified separately.
 *
 * Long arrays of numbers are stored in base64: see arrays.ts.
 */

import { sha256 } from '@noble/hashes/sha2.js';
import { computeDegrees } from '../graph/node-sizes.ts';
import type { Concept, Concepts } from '../model/concepts.ts';
import { MAP_FILE_START, type PaperMap } from '../model/map.ts';
import type { Network } from '../model/network.ts';
import type { PaperVectors } from '../model/vectors.ts';
import { countLanguages } from '../text/language/text-languages.ts';
import { ENGLISH } from '../util/language/languages.ts';

export { MAP_FILE_START };

/** Version of the format. It is increased when older versions of papergraph can no longer read the file. */
export const VERSION = 3;

/** Maps of up to this number of bytes, some hundred papers, are stored without compression, so that every program can read them. */
export const MAX_PLAIN_SIZE = 1 << 21;

/** Start of the last line, which is the index of the sections. */
export const INDEX_START = '"index":';

/** Byte range [start, end) of a section and the SHA-256 checksum of these bytes, in hexadecimal. */
export type SectionRange = [start: number, end: number, sha256: string];

/** An incremental SHA-256 computation. Node's `createHash('sha256')` implements it and is faster than the default. */
export interface Sha256 {
  /** Adds bytes to the input. */
  update(bytes: Uint8Array): unknown;
  /** Returns the hash of all input. */
  digest(): Uint8Array;
}

/** Counts, topics and quality: the section "summary". */
export interface MapSummary
  extends Pick<PaperMap, 'records' | 'merged' | 'topics' | 'resolution' | 'quality' | 'options'> {
  /** Number of papers. The next four fields are counts as well. */
  papers: number;
  withoutAbstract: number;
  edges: number;
  terms: number;
  problems: number;
  /** Number of papers in each language, most frequent first; absent if all are in English. */
  languages?: [code: string, papers: number][];
}

/** The data needed to draw a map: the section "nodes". The arrays have one entry per paper. */
export interface MapNodes extends Pick<PaperMap, 'topicOf' | 'subtopicOf' | 'confidence' | 'secondTopic'> {
  ids: string[];
  titles: string[];
  /** 0 if unknown. */
  years: Int32Array;
  /** Number of edges of each paper. */
  degrees: Uint32Array;
  /** Coordinates: x and y of paper i are elements 2i and 2i + 1; NaN for papers without a position. */
  positions: Float32Array;
}

/**
 * The data needed by filters and search besides {@link MapNodes}: the section "metadata". The arrays have one entry per paper,
 * except `venues`, `files` and `coded`.
 */
export interface MapMetadata {
  /** Empty if unknown. */
  authors: string[][];
  /** Distinct venues. The first one is '' for papers without a venue. */
  venues: string[];
  /** Index into `venues`. */
  venueOf: number[];
  /** Citation counts, -1 if unknown. */
  citations: number[];
  /** Distinct source files. */
  files: string[];
  /** Indexes into `files`, ascending. */
  filesOf: number[][];
  /** Indexes of the papers that give the address of their code, ascending; absent in older maps. */
  coded?: number[];
}

/**
 * The section "concepts". The arrays have one entry per concept, except `introductions` and `definitions`. The matrix of
 * papers and concepts is stored in the sections conceptStarts, conceptIds and conceptValues, the mentions in "mentions".
 */
export interface MapConcepts extends Pick<Concepts, 'introductions' | 'definitions'> {
  ids: string[];
  names: string[];
  kinds: Concept['kind'][];
  variants: string[][];
  abbreviations: string[][];
  documents: number[];
  /** Earliest year, 0 if unknown. */
  firsts: number[];
}

/** The section "network". Its arrays are stored in sections of their own. */
export interface MapNetwork extends Omit<Network, 'shared' | 'counts' | 'totals'> {
  /** Labels of the shared things. */
  labels: string[];
}

/** The section "vectors". Its arrays are stored in sections of their own. */
export type MapVectors = Omit<PaperVectors, 'values' | 'termRanks' | 'vectorRanks'>;

/**
 * A line of the section "mentions": for each concept of a paper, in the order of its row, the number of mentions in the
 * title, followed by the start and length of each mention, those in the title first.
 */
export type MentionLine = number[][];

/** The sections that consist of an array. */
export type ArraySection =
  | 'edgeSources'
  | 'edgeTargets'
  | 'edgeWeights'
  | `${'neighbor' | 'row' | 'concept'}${'Starts' | 'Ids' | 'Values'}`
  | `network${'Starts' | 'Ids' | 'Counts' | 'Totals'}`
  | 'vectorValues'
  | `neighbor${'Term' | 'Vector'}Ranks`;

/** Returns the text before and after the value of a section that is not stored in lines. */
export const jsonFrame = (name: string) => [`"${name}":`, ',\n'] as const;

/**
 * The sections with one value per line, so that a line can be read separately. Each is mapped to the section with the byte
 * lengths of its lines.
 */
export const LINE_SECTIONS = {
  papers: 'paperLengths',
  mentions: 'mentionLengths',
  sourcePapers: 'sourcePaperLengths',
} as const;

/** Name of a section with one value per line. */
export type LinesSection = keyof typeof LINE_SECTIONS;

/** Returns the text before and after the lines of a section. Each line is one value; all but the last end in a comma. */
export const linesFrame = (name: string) => [`"${name}":[\n`, '],\n'] as const;

/** Formats bytes in hexadecimal. */
export const toHex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Computes the hash of a map from the ranges and checksums of its sections. */
export const hashSections = (sections: Record<string, SectionRange>) =>
  toHex(sha256(new TextEncoder().encode(JSON.stringify(sections))));

/** Builds the section "summary". */
export function buildSummary(map: PaperMap): MapSummary {
  const { records, merged, topics, resolution, quality, options } = map;
  const languages = countLanguages(map.papers);
  return {
    records,
    merged,
    papers: map.papers.length,
    withoutAbstract: map.papers.filter((paper) => !paper.abstract).length,
    problems: map.problems.length,
    edges: map.edges.weights.length,
    terms: map.vocabulary.keys.length,
    ...(languages.some(([code]) => code !== ENGLISH) && { languages }),
    resolution,
    quality,
    options,
    topics,
  };
}

/** Builds the section "nodes". */
export function buildNodes(map: PaperMap): MapNodes {
  const { topicOf, subtopicOf, confidence, secondTopic, positions } = map;
  return {
    ids: map.papers.map((paper) => paper.id),
    titles: map.papers.map((paper) => paper.title),
    years: Int32Array.from(map.papers, (paper) => paper.year ?? 0),
    topicOf,
    subtopicOf,
    confidence,
    secondTopic,
    degrees: computeDegrees(map.edges, map.papers.length),
    positions,
  };
}

/** Builds the section "metadata". */
export function buildMetadata(map: PaperMap): MapMetadata {
  const venues = new Map([['', 0]]);
  const files = new Map<string, number>();
  const findOrAdd = (ids: Map<string, number>, name: string) => {
    const known = ids.get(name);
    if (known === undefined) ids.set(name, ids.size);
    return known ?? ids.size - 1;
  };
  const venueOf = map.papers.map((paper) => findOrAdd(venues, paper.venue ?? ''));
  const filesOf = map.papers.map(({ sources }) => {
    const own = sources.map((source) => findOrAdd(files, source.file));
    return own.length > 1 ? [...new Set(own)].sort((a, b) => a - b) : own;
  });
  return {
    authors: map.papers.map((paper) => paper.authors ?? []),
    venues: [...venues.keys()],
    venueOf,
    citations: map.papers.map((paper) => paper.citations ?? -1),
    files: [...files.keys()],
    filesOf,
    coded: map.papers.flatMap(({ code = [] }, i) => (code.length > 0 ? [i] : [])),
  };
}

/** Builds the section "concepts". */
export function buildConcepts({ concepts, introductions, definitions }: Concepts): MapConcepts {
  return {
    ids: concepts.map(({ id }) => id),
    names: concepts.map(({ name }) => name),
    kinds: concepts.map(({ kind }) => kind),
    variants: concepts.map(({ variants }) => variants),
    abbreviations: concepts.map(({ abbreviations }) => abbreviations),
    documents: concepts.map(({ documents }) => documents),
    firsts: concepts.map(({ first }) => first ?? 0),
    introductions,
    definitions,
  };
}
