import {
  type EdgeType,
  type KnowledgeEdge,
  type KnowledgeNode,
  knowledgeEdges,
  knowledgeNodes,
  type NodeType,
} from '../../concepts/knowledge-graph.ts';
import type { Concepts } from '../../model/concepts.ts';
import type { PaperMap } from '../../model/map.ts';
import { clean } from '../escape.ts';

/** What abbreviated names stand for. pg is papergraph's own vocabulary, for what schema.org and SKOS have no word for. */
export const PREFIXES = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  pg: 'urn:papergraph:vocabulary:',
} as const;

/** "schema:name" and the like. */
export type Name = `${keyof typeof PREFIXES}:${string}`;

/** What a property holds: another resource, text, a decimal fraction, or a whole number. */
export type Value = { iri: string } | { name: Name } | { decimal: string } | string | number;

/** A resource and what is said of it. */
export interface Resource {
  iri: string;
  types: Name[];
  properties: [Name, Value][];
}

const TYPES: Record<NodeType, Name[]> = {
  paper: ['schema:ScholarlyArticle'],
  topic: ['skos:Concept', 'pg:Topic'],
  concept: ['skos:Concept', 'pg:Concept'],
  author: ['schema:Person'],
  venue: ['schema:Periodical'],
  organisation: ['schema:Organization'],
  repository: ['schema:SoftwareSourceCode'],
  listing: ['schema:WebPage'],
  reference: ['schema:CreativeWork'],
};

const PREDICATES: Record<EdgeType, Name> = {
  'similar-to': 'pg:similarTo',
  'in-topic': 'schema:about',
  'part-of': 'skos:broader',
  mentions: 'schema:mentions',
  introduces: 'pg:introduces',
  defines: 'pg:defines',
  'has-code': 'pg:hasCode',
  'written-by': 'schema:author',
  'published-in': 'schema:isPartOf',
  from: 'schema:sourceOrganization',
  'listed-on': 'pg:listedOn',
  cites: 'schema:citation',
};

/**
 * The knowledge graph as RDF resources, one a node, one an edge. An edge with evidence comes twice: as a plain property
 * of its source, and as an rdf:Statement that carries the evidence.
 */
export function* resources(map: PaperMap, concepts: Concepts): Generator<Resource> {
  for (const node of knowledgeNodes(map, concepts)) yield resourceOf(node);
  let edges = 0;
  for (const edge of knowledgeEdges(map, concepts)) {
    const [iri, object] = [iriOf(edge.source), { iri: iriOf(edge.target) }];
    yield { iri, types: [], properties: [[PREDICATES[edge.type], object]] };
    const evidence = evidenceOf(edge);
    edges++;
    if (evidence.length === 0) continue;
    yield {
      iri: `urn:papergraph:edge:${edges}`,
      types: ['rdf:Statement'],
      properties: [
        ['rdf:subject', { iri }],
        ['rdf:predicate', { name: PREDICATES[edge.type] }],
        ['rdf:object', object],
        ...evidence,
      ],
    };
  }
}

function resourceOf(node: KnowledgeNode): Resource {
  const { type, label, kind, variants = [], documents, year, date, doi, url, abstract } = node;
  const isSkos = type === 'topic' || type === 'concept';
  const properties: [Name, Value | undefined][] = [
    [isSkos ? 'skos:prefLabel' : 'schema:name', label],
    ...variants.map((variant): [Name, Value] => ['skos:altLabel', variant]),
    ['pg:kind', kind],
    ['pg:documents', documents],
    [isSkos ? 'pg:firstYear' : 'schema:datePublished', isSkos ? year : (date ?? year?.toString())],
    ['schema:sameAs', doi && { iri: webIri(`https://doi.org/${doi}`) }],
    ['schema:url', url && /^https?:\/\//i.test(url) ? { iri: webIri(url) } : undefined],
    ['schema:abstract', abstract],
  ];
  return { iri: iriOf(node.id), types: TYPES[type], properties: properties.filter(isKnown) };
}

function evidenceOf({ weight, terms, places, sentence, short, long, line }: KnowledgeEdge): [Name, Value][] {
  const properties: [Name, Value | undefined][] = [
    ['pg:weight', weight === undefined ? undefined : { decimal: weight.toFixed(6) }],
    ['pg:terms', terms],
    ['pg:places', places],
    ['pg:sentence', sentence],
    ['pg:short', short],
    ['pg:long', long],
    ['pg:line', line],
  ];
  return properties.filter(isKnown);
}

const isKnown = (property: [Name, Value | '' | undefined]): property is [Name, Value] =>
  property[1] !== undefined && property[1] !== '';

/** The IRI of a node: a urn whose parts are percent-encoded, so that no text can leave it. */
function iriOf(id: string): string {
  const colon = id.indexOf(':');
  return `urn:papergraph:${id.slice(0, colon)}:${encode(id.slice(colon + 1))}`;
}

/** encodeURIComponent throws at lone surrogates, which {@link clean} takes away. Some letters it leaves that a urn must not have. */
const encode = (text: string) =>
  encodeURIComponent(clean(text)).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** An address with what an IRI must not hold percent-encoded. */
function webIri(url: string): string {
  return clean(url).replace(/[^!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]|%(?![0-9A-Fa-f]{2})/gu, encodeURIComponent);
}
