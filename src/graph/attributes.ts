import type { PaperMap, Topic } from '../model/map.ts';
import { MAP_RADIUS } from '../model/map.ts';
import { explain } from '../similarity/explain.ts';
import { topicColour } from './colors.ts';
import { degrees, sizes } from './node-sizes.ts';

/** What a node of the graph says of its paper. What is not known is absent. */
export interface PaperAttributes {
  /** The title. */
  label: string;
  year?: number;
  /** As exact as known: 2024, 2024-05 or 2024-05-17. */
  date?: string;
  /** "First Last", joined by "; ". */
  authors?: string;
  venue?: string;
  doi?: string;
  /** The paper's own address, else that of its DOI, else that at arXiv. */
  url?: string;
  /** Topic id; absent when the paper is in none. */
  topic?: number;
  topicLabel?: string;
  subtopic?: number;
  subtopicLabel?: string;
  /** How often the paper keeps its company over other seeds, 0..1. */
  confidence?: number;
  /** Number of edges in the whole map. */
  neighbours: number;
  /** Within {@link MAP_RADIUS} of the origin; x and y are absent for papers that are not placed (no abstract). */
  x?: number;
  y?: number;
  /** Radius of the paper's disc, in the unit of x and y. */
  size: number;
  /** The topic's colour, #rrggbb. */
  color: string;
}

/** A term and what it adds to a similarity. */
export interface TermShare {
  term: string;
  share: number;
}

/** What an edge of the graph says of two papers' similarity. */
export interface SimilarityAttributes {
  /** The similarity, 0..1. */
  weight: number;
  /** The terms that add most to it, largest share first. */
  terms: TermShare[];
}

/** How much edges say. */
export interface AttributeOptions {
  /** How many terms to give for each edge, at most; whole number, 0 and above. Default 5. */
  terms?: number;
}

/** Describes papers (by index) and edges (by index) of a map. */
export interface Describer {
  paper(index: number): PaperAttributes;
  edge(index: number): SimilarityAttributes;
}

/** Works out once what all descriptions need, so that each costs little. */
export function describe(map: PaperMap, options: AttributeOptions = {}): Describer {
  const { terms = 5 } = options;
  const neighbours = degrees(map.edges, map.papers.length);
  const radii = sizes(map.edges, map.papers.length, MAP_RADIUS);
  const topics = new Map<number, Topic>(map.topics.map((topic) => [topic.id, topic]));
  return {
    paper(index) {
      const { title, year, date, authors, venue, doi } = map.papers[index]!;
      const [x, y] = map.positions.subarray(2 * index, 2 * index + 2);
      const topic = topics.get(map.topicOf[index]!);
      const subtopic = topics.get(map.subtopicOf[index]!);
      const url = addressOf(map, index);
      return {
        label: title,
        ...(year !== undefined && { year }),
        ...(date !== undefined && { date }),
        ...(authors?.length && { authors: authors.join('; ') }),
        ...(venue !== undefined && { venue }),
        ...(doi !== undefined && { doi }),
        ...(url !== undefined && { url }),
        ...(topic && { topic: topic.id, topicLabel: topic.label, confidence: map.confidence[index]! }),
        ...(subtopic && { subtopic: subtopic.id, subtopicLabel: subtopic.label }),
        neighbours: neighbours[index]!,
        ...(!Number.isNaN(x) && { x: x!, y: y! }),
        size: radii[index]!,
        color: topicColour(map.topicOf[index]!),
      };
    },
    edge(index) {
      const { sources, targets, weights } = map.edges;
      const shares = terms > 0 ? explain(map.rows, sources[index]!, targets[index]!).slice(0, terms) : [];
      return {
        weight: weights[index]!,
        terms: shares.map(({ term, share }) => ({ term: map.vocabulary.forms[term]!, share })),
      };
    },
  };
}

/** Where a paper can be read: its own address, else its DOI's, else arXiv's. */
export function addressOf(map: PaperMap, index: number): string | undefined {
  const { url, doi, arxiv } = map.papers[index]!;
  if (url !== undefined) return url;
  if (doi !== undefined) return `https://doi.org/${encodeURIComponent(doi).replaceAll('%2F', '/')}`;
  return arxiv === undefined ? undefined : `https://arxiv.org/abs/${arxiv}`;
}
