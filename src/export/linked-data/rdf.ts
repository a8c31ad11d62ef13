import { type KnowledgeEdge, knowledgeEdges } from '../../concepts/knowledge-graph.ts';
import type { Concepts } from '../../model/concepts.ts';
import type { PaperMap } from '../../model/map.ts';
import { boolean, defineOption, type OptionTable } from '../../model/option-table.ts';
import { CONTENT_OPTIONS, type ContentOptions } from '../columns.ts';
import { iriOf } from './iri.ts';
import { nodeResources } from './nodes.ts';
import {
  decimal,
  isDefined,
  PREDICATES,
  type PrefixedName,
  type Property,
  type Resource,
  type Value,
} from './terms.ts';

/** Options of {@link writeTurtle} and {@link writeJsonLd}. */
export interface RdfOptions extends Pick<ContentOptions, 'abstracts'> {
  /**
   * Whether each edge is also an rdf:Statement with its evidence: terms, weight, places, and sentence. The file is then about five times
   * as large. Default false.
   */
  evidence?: boolean;
}

/** The options of {@link RdfOptions}. */
export const RDF_OPTIONS: OptionTable<RdfOptions> = {
  abstracts: CONTENT_OPTIONS.abstracts,
  evidence: defineOption('write the terms, places, and sentences that the edges are based on', boolean, false),
};

/**
 * Yields the knowledge graph as RDF resources: the nodes, then their edges as properties, consecutive ones of a node together.
 * Similarities are also resources, with their weight. With evidence, all other edges that have some are also statements.
 */
export function* resources(map: PaperMap, concepts: Concepts, options: RdfOptions): Generator<Resource> {
  const { evidence = false } = options;
  yield* nodeResources(map, concepts, options);
  let edgeCount = 0;
  for (const edges of groupBySource(knowledgeEdges(map, concepts, { evidence }))) {
    const properties = edges.flatMap(({ type, target }) =>
      PREDICATES[type].map((name): Property => [name, { iri: iriOf(target) }]),
    );
    yield { iri: iriOf(edges[0]!.source), types: [], properties };
    for (const edge of edges) {
      edgeCount++;
      if (edge.type === 'similar-to') yield similarityOf(edge, edgeCount);
      else if (evidence) yield* statementOf(edge, edgeCount);
    }
  }
}

/** Yields consecutive edges with the same source together. */
function* groupBySource(edges: Iterable<KnowledgeEdge>): Generator<KnowledgeEdge[]> {
  let group: KnowledgeEdge[] = [];
  for (const edge of edges) {
    if (group.length > 0 && group[0]!.source !== edge.source) {
      yield group;
      group = [];
    }
    group.push(edge);
  }
  if (group.length > 0) yield group;
}

const similarityOf = (edge: KnowledgeEdge, number: number): Resource => ({
  iri: iriOf(`edge:${number}`),
  types: [],
  properties: [
    ['pg:between', { iri: iriOf(edge.source) }],
    ['pg:between', { iri: iriOf(edge.target) }],
    ...evidenceOf(edge),
  ],
});

function* statementOf(edge: KnowledgeEdge, number: number): Generator<Resource> {
  const evidence = evidenceOf(edge);
  if (evidence.length === 0) return;
  yield {
    iri: iriOf(`edge:${number}`),
    types: ['rdf:Statement'],
    properties: [
      ['rdf:subject', { iri: iriOf(edge.source) }],
      ['rdf:predicate', { name: PREDICATES[edge.type][0]! }],
      ['rdf:object', { iri: iriOf(edge.target) }],
      ...evidence,
    ],
  };
}

function evidenceOf({ weight, terms, places, sentence, short, long, line }: KnowledgeEdge): Property[] {
  const properties: [PrefixedName, Value | undefined][] = [
    ['pg:weight', weight === undefined ? undefined : decimal(weight)],
    ['pg:terms', terms],
    ['pg:places', places],
    ['pg:sentence', sentence],
    ['pg:short', short],
    ['pg:long', long],
    ['pg:line', line],
  ];
  return properties.filter(isDefined);
}
