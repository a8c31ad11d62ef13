import { MAP_RADIUS, OTHER_TOPIC, type PaperMap, type Topic } from '../model/map.ts';
import { defineOption, integer, type OptionTable } from '../model/option-table.ts';
import { withDefaults } from '../model/options.ts';
import type { TermShare } from '../model/sparse.ts';
import { explainLink } from '../networks/explain-link.ts';
import { measureLink } from '../networks/strengths.ts';
import { toWellFormed } from '../util/text/well-formed.ts';
import { topicColor } from './colors.ts';
import { computeDegrees, computeNodeSizes } from './node-sizes.ts';

/** Attributes of a node of the graph, which describe a paper. Unknown values are absent. */
export interface PaperAttributes {
  /** Title of the paper. */
  label: string;
  year?: number;
  /** ISO 8601 date, as precise as known: 2024, 2024-05 or 2024-05-17. */
  date?: string;
  /** Names in the form "First Last", joined by "; ". */
  authors?: string;
  venue?: string;
  doi?: string;
  /** Address of the paper: its URL, else that of its DOI, else that of its arXiv id. */
  url?: string;
  /** Topic id; 0, called Other, for papers that fit no topic; absent for papers without a position. */
  topic?: number;
  topicLabel?: string;
  /** Id of the topic that fits second best, or best for papers in Other; absent if there is none. */
  secondTopic?: number;
  secondTopicLabel?: string;
  /** Subtopic id; absent for papers without a subtopic. */
  subtopic?: number;
  subtopicLabel?: string;
  /** How well the paper fits its topic, 0..1; of a paper in Other, how well it fits the nearest topic. */
  confidence?: number;
  /** Degree: number of edges of the paper in the whole map. */
  neighbors: number;
  /** Coordinates, within {@link MAP_RADIUS} of the origin; absent for papers without a position (no abstract). */
  x?: number;
  y?: number;
  /** Radius of the node, in the unit of x and y. */
  size: number;
  /** Color of the topic, #rrggbb. */
  color: string;
}

/** Attributes of an edge of the graph: the similarity of two papers, or the link of two nodes of another network. */
export interface SimilarityAttributes {
  /** Similarity, 0..1; in other networks s / (s + median strength) for the strength s. */
  weight: number;
  /** Number of shared things, or the sum of their fractions; absent for similarities. */
  count?: number;
  /** Association strength of the link; absent for similarities. */
  strength?: number;
  /** What contributes most to the weight, largest share first: terms, references, or papers. */
  terms: TermShare[];
}

/** Options for the attributes of edges. */
export interface AttributeOptions {
  /** Maximum number of terms per edge. Integer, at least 0. Default 5. */
  terms?: number;
}

/** Defaults of {@link AttributeOptions}. */
const ATTRIBUTE_DEFAULTS: Required<AttributeOptions> = { terms: 5 };

/** The options of {@link AttributeOptions}. */
export const ATTRIBUTE_OPTIONS: OptionTable<AttributeOptions> = {
  terms: defineOption('maximum number of terms per edge', integer(0), ATTRIBUTE_DEFAULTS.terms),
};

/** Returns the attributes of the papers and edges of a map, by index. */
export interface MapDescriber {
  paper(index: number): PaperAttributes;
  edge(index: number): SimilarityAttributes;
}

/** Creates a describer of a map. Precomputes what the attributes have in common. */
export function describeMap(map: PaperMap, options: AttributeOptions = {}): MapDescriber {
  const { terms } = withDefaults(ATTRIBUTE_DEFAULTS, options);
  const degrees = computeDegrees(map.edges, map.papers.length);
  const radii = computeNodeSizes(map.edges, map.papers.length, MAP_RADIUS);
  const topics = new Map<number, Topic>(map.topics.map((topic) => [topic.id, topic]));
  return {
    paper(index) {
      const { title, year, date, authors, venue, doi } = map.papers[index]!;
      const [x, y] = map.positions.subarray(2 * index, 2 * index + 2);
      const isOnMap = !Number.isNaN(x);
      const topic = topics.get(map.topicOf[index]!) ?? (isOnMap ? OTHER_TOPIC : undefined);
      const secondTopic = topics.get(map.secondTopic[index]!);
      const subtopic = topics.get(map.subtopicOf[index]!);
      const url = getPaperUrl(map, index);
      return {
        label: title,
        ...(year !== undefined && { year }),
        ...(date !== undefined && { date }),
        ...(authors?.length && { authors: authors.join('; ') }),
        ...(venue !== undefined && { venue }),
        ...(doi !== undefined && { doi }),
        ...(url !== undefined && { url }),
        ...(topic && { topic: topic.id, topicLabel: topic.label, confidence: map.confidence[index]! }),
        ...(secondTopic && { secondTopic: secondTopic.id, secondTopicLabel: secondTopic.label }),
        ...(subtopic && { subtopic: subtopic.id, subtopicLabel: subtopic.label }),
        neighbors: degrees[index]!,
        ...(isOnMap && { x: x!, y: y! }),
        size: radii[index]!,
        color: topicColor(map.topicOf[index]!),
      };
    },
    edge(index) {
      const { sources, targets, weights } = map.edges;
      const [a, b, weight] = [sources[index]!, targets[index]!, weights[index]!];
      const shares = terms > 0 ? explainLink(map, a, b, weight).shared.slice(0, terms) : [];
      return {
        weight,
        ...(map.network && measureLink(map.network, index, a, b)),
        terms: shares,
      };
    },
  };
}

/** Returns the address of a paper: its URL, else that of its DOI, else that of its arXiv id. */
export function getPaperUrl(map: PaperMap, index: number): string | undefined {
  const { url, doi, arxiv } = map.papers[index]!;
  if (url !== undefined) return url;
  if (doi !== undefined) return `https://doi.org/${encodeURIComponent(toWellFormed(doi)).replaceAll('%2F', '/')}`;
  return arxiv === undefined ? undefined : `https://arxiv.org/abs/${arxiv}`;
}
