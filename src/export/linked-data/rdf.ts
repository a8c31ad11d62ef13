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
import { removeInvalidCharacters } from '../escape.ts';

/** Namespace prefixes. pg is papergraph's own vocabulary for terms that schema.org and SKOS lack. */
export const PREFIXES = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  pg: 'urn:papergraph:vocabulary:',
} as const;

/** A prefixed name such as "schema:name". */
export type PrefixedName = `${keyof typeof PREFIXES}:${string}`;

/** The value of a property: another resource, a decimal number, a text, or an integer. */
export type Value = { iri: string } | { name: PrefixedName } | { decimal: string } | string | number;

/** A resource with its types and properties. */
export interface Resource {
  iri: string;
  types: PrefixedName[];
  properties: [PrefixedName, Value][];
}

const TYPES: Record<NodeType, PrefixedName[]> = {
  paper: ['schema:ScholarlyArticle'],
  topic: ['skos:Concept', 'pg:Topic'],
  concept: ['skos:Concept', 'pg:Concept'],
  author: ['schema:Person'],
  venue: ['schema:Periodical'],
  organization: ['schema:Organization'],
  repository: ['schema:SoftwareSourceCode'],
  listing: ['schema:WebPage'],
  reference: ['schema:CreativeWork'],
};

const PREDICATES: Record<EdgeType, PrefixedName> = {
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
 * Yields the knowledge graph as RDF resources, one per node and edge. An edge with evidence is written twice: as a property
 * of its source, and as an rdf:Statement with the evidence.
 */
export function* resources(map: PaperMap, concepts: Concepts): Generator<Resource> {
  for (const node of knowledgeNodes(map, concepts)) yield resourceOf(node);
  let edgeCount = 0;
  for (const edge of knowledgeEdges(map, concepts)) {
    const [iri, object] = [iriOf(edge.source), { iri: iriOf(edge.target) }];
    yield { iri, types: [], properties: [[PREDICATES[edge.type], object]] };
    const evidence = evidenceOf(edge);
    edgeCount++;
    if (evidence.length === 0) continue;
    yield {
      iri: `urn:papergraph:edge:${edgeCount}`,
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
  const properties: [PrefixedName, Value | undefined][] = [
    [isSkos ? 'skos:prefLabel' : 'schema:name', label],
    ...variants.map((variant): [PrefixedName, Value] => ['skos:altLabel', variant]),
    ['pg:kind', kind],
    ['pg:documents', documents],
    [isSkos ? 'pg:firstYear' : 'schema:datePublished', isSkos ? year : (date ?? year?.toString())],
    ['schema:sameAs', doi && { iri: toIri(`https://doi.org/${doi}`) }],
    ['schema:url', url && /^https?:\/\//i.test(url) ? { iri: toIri(url) } : undefined],
    ['schema:abstract', abstract],
  ];
  return { iri: iriOf(node.id), types: TYPES[type], properties: properties.filter(isDefined) };
}

function evidenceOf({ weight, terms, places, sentence, short, long, line }: KnowledgeEdge): [PrefixedName, Value][] {
  const properties: [PrefixedName, Value | undefined][] = [
    ['pg:weight', weight === undefined ? undefined : { decimal: weight.toFixed(6) }],
    ['pg:terms', terms],
    ['pg:places', places],
    ['pg:sentence', sentence],
    ['pg:short', short],
    ['pg:long', long],
    ['pg:line', line],
  ];
  return properties.filter(isDefined);
}

const isDefined = (property: [PrefixedName, Value | '' | undefined]): property is [PrefixedName, Value] =>
  property[1] !== undefined && property[1] !== '';

/** Returns the IRI of a node: a URN whose parts are percent-encoded, so that text cannot break out of it. */
function iriOf(id: string): string {
  const colon = id.indexOf(':');
  return `urn:papergraph:${id.slice(0, colon)}:${encodeUrnPart(id.slice(colon + 1))}`;
}

/**
 * Percent-encodes text for a URN. encodeURIComponent throws for lone surrogates, so these are removed before, and it leaves
 * some characters that are encoded here.
 */
const encodeUrnPart = (text: string) =>
  encodeURIComponent(removeInvalidCharacters(text)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Percent-encodes the characters of a URL that are not allowed in an IRI. */
function toIri(url: string): string {
  return removeInvalidCharacters(url).replace(
    /[^!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]|%(?![0-9A-Fa-f]{2})/gu,
    encodeURIComponent,
  );
}
