import { getNetworkName } from '../../map-file/networks.ts';
import type { PaperMap } from '../../model/map.ts';
import type { NetworkName, ReferenceStatistics } from '../../model/network.ts';
import type { Stage } from '../../model/options.ts';
import type { PaperVectors } from '../../model/vectors.ts';
import { countLanguages } from '../../text/language/text-languages.ts';
import type { MapDifference } from '../../update/diff-maps.ts';

/** Statistics of a build, as written by `--report`. */
export interface BuildReport {
  /** Number of records read: papers + merged + problems. */
  records: number;
  /** Number of papers, also if authors, keywords, or other nodes take their place in the map. */
  papers: number;
  /** Number of records merged into another record of the same paper. */
  merged: number;
  withoutAbstract: number;
  /** Number of papers with an abstract in each language, by ISO 639-1 code. */
  languages: Record<string, number>;
  problems: PaperMap['problems'];
  /** Warnings that did not lose a record, such as possible duplicates that were not merged. */
  notes: PaperMap['notes'];
  terms: number;
  edges: number;
  topics: { id: number; label: string; size: number }[];
  modularity: number;
  /** Seconds by stage. The total includes the time between stages. */
  seconds: Partial<Record<Stage, number>> & { total: number };
  /**
   * Seconds by stage during which at most one thread was busy. A stage with one thread counts in full; the total is their sum. More threads make
   * only the rest shorter.
   */
  singleThreadSeconds: Partial<Record<Stage, number>> & { total: number };
  /** Number of threads by stage. */
  threads: Partial<Record<Stage, number>>;
  /** What worked differently than requested, one line each; also printed on stderr. */
  warnings: string[];
  /** Peak memory of the whole process, in bytes. */
  peakMemoryBytes: number;
  /** Hash of the map. */
  hash: string;
  /** The networks of the map, if there are several or it is not the similarity of texts. */
  networks?: NetworkReport[];
  /** The vectors of `--vectors`; only of maps with vectors. */
  vectors?: {
    file: string;
    dimensions: number;
    /** Number of papers with a vector. */
    matched: number;
    /** Number of vectors that belong to no paper. */
    unmatched: number;
    papersWithout: number;
  };
  /** What has changed since the earlier map; only of updates. */
  update?: MapDifference;
}

/** A network of a map. */
export interface NetworkReport {
  network: NetworkName;
  nodes: number;
  edges: number;
  topics: number;
  /** How the references were matched; only of networks that are made from references. */
  references?: ReferenceStatistics;
}

/** Returns the report of one of the networks of a map. */
export function reportNetwork(map: PaperMap): NetworkReport {
  return {
    network: getNetworkName(map),
    nodes: map.papers.length,
    edges: map.edges.weights.length,
    topics: map.topics.filter(({ parent }) => parent === undefined).length,
    ...(map.network?.references && { references: map.network.references }),
  };
}

/** Returns the report of a map and of the run that built it. */
export function createReport(
  map: PaperMap,
  { hash, ...run }: Pick<BuildReport, 'seconds' | 'singleThreadSeconds' | 'threads' | 'warnings' | 'hash'>,
): BuildReport {
  const papers = map.sourcePapers ?? map.papers;
  return {
    records: map.records,
    papers: papers.length,
    merged: map.merged,
    withoutAbstract: papers.filter((paper) => !paper.abstract).length,
    languages: Object.fromEntries(countLanguages(papers)),
    problems: map.problems,
    notes: map.notes,
    terms: map.vocabulary.keys.length,
    edges: map.edges.weights.length,
    topics: map.topics.flatMap(({ id, label, size, parent }) => (parent === undefined ? [{ id, label, size }] : [])),
    modularity: map.quality.modularity,
    ...(map.vectors && { vectors: reportVectors(map.vectors, papers.length) }),
    ...run,
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
    hash,
  };
}

const reportVectors = ({ file, dimensions, matched, unmatched }: PaperVectors, papers: number) => ({
  file,
  dimensions,
  matched,
  unmatched,
  papersWithout: papers - matched,
});

/** Rounds to milliseconds. */
export const roundSeconds = (seconds: number) => Math.round(seconds * 1000) / 1000;
