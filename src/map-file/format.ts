/**
 * The map file: one JSON object that common tools read whole, and that the explorer reads in parts.
 *
 *     {"format":"papergraph map","version":1,
 *     "summary":{...},
 *     "nodes":{...},
 *     ...
 *     "papers":[
 *     {"id":...},
 *     {"id":...}
 *     ],
 *     ...
 *     "index":{"parts":{"summary":[start,end,"sha256"],...},"hash":"..."}}
 *
 * A map may lack the parts "concepts" to "mentionLengths": concepts are found only where they are asked for.
 *
 * Every part stands on lines of its own, what is drawn first comes first, and the last line tells where each begins and
 * ends, in bytes, with the SHA-256 of exactly these bytes. The map's hash is the SHA-256 of the text of "parts", so it
 * speaks for the whole file, yet whoever reads one part can check that part alone.
 *
 * Long arrays of numbers are {"dtype":"<u4","base64":"..."}: little-endian, dtype in numpy's words. In Python:
 * numpy.frombuffer(base64.b64decode(part["base64"]), part["dtype"]).
 */
import { sha256 } from '@noble/hashes/sha2.js';
import type { Concept, Concepts } from '../model/concepts.ts';
import type { PaperMap } from '../model/map.ts';

/** The first bytes of every map file. */
export const FORMAT = '{"format":"papergraph map","version":';

/** Raised when a reader of an older version could not make sense of the file. */
export const VERSION = 1;

/** What the last line begins with. */
export const INDEX = '"index":';

/** A part's first byte, the byte after its last, and the SHA-256 of what lies between, in hexadecimal. */
export type PartRange = [start: number, end: number, sha256: string];

/** Something that computes SHA-256; Node's `createHash('sha256')` is one, and faster than the default. */
export interface Sha256 {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

/** Numbers and topics: what a title bar, a legend and a report need. */
export interface MapSummary
  extends Pick<PaperMap, 'records' | 'merged' | 'topics' | 'resolution' | 'quality' | 'options'> {
  /** How many there are of each. */
  papers: number;
  withoutAbstract: number;
  edges: number;
  terms: number;
  problems: number;
}

/** What drawing needs, one entry a paper in each array. */
export interface MapNodes extends Pick<PaperMap, 'topicOf' | 'subtopicOf' | 'confidence' | 'secondTopic'> {
  ids: string[];
  titles: string[];
  /** 0 when unknown. */
  years: Int32Array;
  /** Number of edges. */
  degrees: Uint32Array;
  /** x and y of paper i at 2i and 2i + 1; NaN for papers that are not placed. */
  positions: Float32Array;
}

/** What filters and search need beyond {@link MapNodes}, one entry a paper in each array but `venues` and `files`. */
export interface MapFacts {
  /** Empty when unknown. */
  authors: string[][];
  /** The different venues; '' first. */
  venues: string[];
  /** Index in `venues`. */
  venueOf: number[];
  /** -1 when unknown. */
  citations: number[];
  /** The different files that listed papers. */
  files: string[];
  /** Indexes in `files`, ascending. */
  filesOf: number[][];
  /** Papers that give the address of their code, ascending; absent in older maps. */
  coded?: number[];
}

/**
 * What papers mention, one entry a concept in each array but the last two. Which papers mention it stands in the arrays
 * conceptStarts, conceptIds and conceptValues, and where in the lines "mentions".
 */
export interface MapConcepts extends Pick<Concepts, 'introductions' | 'definitions'> {
  ids: string[];
  names: string[];
  kinds: Concept['kind'][];
  variants: string[][];
  abbreviations: string[][];
  documents: number[];
  /** 0 when unknown. */
  firsts: number[];
}

/**
 * Where one paper mentions its concepts, in the order of its row: how many of the places stand in the title, then the
 * first character and the length of each place, those of the title first.
 */
export type MentionLine = number[][];

/** The arrays that are written as base64: what they hold, and as which of numpy's types. */
const ARRAYS = {
  edgeSources: '<u4',
  edgeTargets: '<u4',
  edgeWeights: '<f8',
  neighbourStarts: '<u4',
  neighbourIds: '<u4',
  neighbourValues: '<f8',
  rowStarts: '<u4',
  rowIds: '<u4',
  rowValues: '<u2',
  conceptStarts: '<u4',
  conceptIds: '<u4',
  conceptValues: '<u2',
} as const;
export type ArrayPart = keyof typeof ARRAYS;

/** How an array's part begins and ends in the file. */
export const arrayFrame = (name: ArrayPart) => [`"${name}":{"dtype":"${ARRAYS[name]}","base64":"`, '"},\n'] as const;

/** How any other part begins and ends in the file. */
export const jsonFrame = (name: string) => [`"${name}":`, ',\n'] as const;

/** The parts that hold a value a line, so that a line can be read by itself, and the parts that hold the lengths of these lines. */
export const LINES = { papers: 'paperLengths', mentions: 'mentionLengths' } as const;
export type LinesPart = keyof typeof LINES;

/** How a part of lines begins and ends in the file; between them a value a line, with a comma after each but the last. */
export const linesFrame = (name: LinesPart) => [`"${name}":[\n`, '],\n'] as const;

/** Bytes in hexadecimal. */
export const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The hash of a map whose parts are these. */
export const hashOfParts = (parts: Record<string, PartRange>) =>
  hex(sha256(new TextEncoder().encode(JSON.stringify(parts))));

export function summaryOf(map: PaperMap): MapSummary {
  const { records, merged, topics, resolution, quality, options } = map;
  return {
    records,
    merged,
    papers: map.papers.length,
    withoutAbstract: map.papers.filter((paper) => !paper.abstract).length,
    problems: map.problems.length,
    edges: map.edges.weights.length,
    terms: map.vocabulary.keys.length,
    resolution,
    quality,
    options,
    topics,
  };
}

export function nodesOf(map: PaperMap): MapNodes {
  const degrees = new Uint32Array(map.papers.length);
  for (const ends of [map.edges.sources, map.edges.targets]) for (const paper of ends) degrees[paper]!++;
  const { topicOf, subtopicOf, confidence, secondTopic, positions } = map;
  return {
    ids: map.papers.map((paper) => paper.id),
    titles: map.papers.map((paper) => paper.title),
    years: Int32Array.from(map.papers, (paper) => paper.year ?? 0),
    topicOf,
    subtopicOf,
    confidence,
    secondTopic,
    degrees,
    positions,
  };
}

export function factsOf(map: PaperMap): MapFacts {
  const venues = new Map([['', 0]]);
  const files = new Map<string, number>();
  const number = (names: Map<string, number>, name: string) => {
    const known = names.get(name) ?? names.size;
    names.set(name, known);
    return known;
  };
  const venueOf = map.papers.map((paper) => number(venues, paper.venue ?? ''));
  const filesOf = map.papers.map((paper) =>
    [...new Set(paper.sources.map((source) => number(files, source.file)))].sort((a, b) => a - b),
  );
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

export function conceptsOf({ concepts, introductions, definitions }: Concepts): MapConcepts {
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
