import type { EdgeType, NodeType } from '../../concepts/knowledge-graph.ts';

const NODE_NAMESPACES: Record<Exclude<NodeType, 'paper' | 'concept'> | 'p' | 'c' | 'edge', string> = {
  // The most frequent ones are short, for the size of the file.
  p: 'urn:papergraph:paper:',
  c: 'urn:papergraph:concept:',
  topic: 'urn:papergraph:topic:',
  author: 'urn:papergraph:author:',
  venue: 'urn:papergraph:venue:',
  organization: 'urn:papergraph:organization:',
  repository: 'urn:papergraph:repository:',
  listing: 'urn:papergraph:listing:',
  reference: 'urn:papergraph:reference:',
  edge: 'urn:papergraph:edge:',
};

/** Namespace prefixes. pg is papergraph's own vocabulary, docs/ontology/papergraph.ttl, for terms that the others lack. */
export const PREFIXES = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  fabio: 'http://purl.org/spar/fabio/',
  cito: 'http://purl.org/spar/cito/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  pg: 'urn:papergraph:vocabulary:',
  ...NODE_NAMESPACES,
} as const;

/** A prefixed name such as "schema:name". */
export type PrefixedName = `${keyof typeof PREFIXES}:${string}`;

/** The value of a property: another resource, a typed literal, a text, or an integer. */
export type Value =
  | { iri: string }
  | { name: PrefixedName }
  | { literal: string; datatype: Datatype }
  | string
  | number;

type Datatype = 'xsd:decimal' | 'xsd:date' | 'xsd:gYear' | 'xsd:gYearMonth' | 'xsd:gMonthDay';

/** A property and its value. */
export type Property = [PrefixedName, Value];

/** A resource with its types and properties. */
export interface Resource {
  iri: string;
  types: PrefixedName[];
  properties: Property[];
}

/** The properties that edges are written as. */
export const PREDICATES: Record<EdgeType, PrefixedName[]> = {
  'similar-to': ['pg:similarTo'],
  'in-topic': ['schema:about'],
  'part-of': ['skos:broader'],
  mentions: ['schema:mentions'],
  introduces: ['pg:introduces'],
  defines: ['pg:defines'],
  'has-code': ['pg:hasCode'],
  'written-by': ['schema:author'],
  'published-in': ['schema:isPartOf'],
  from: ['schema:sourceOrganization'],
  'listed-on': ['pg:listedOn'],
  cites: ['schema:citation', 'cito:cites'],
};

/** Properties whose values are resources. */
export const RESOURCE_PROPERTIES: readonly PrefixedName[] = [
  ...Object.values(PREDICATES).flat(),
  'schema:sameAs',
  'schema:url',
  'pg:between',
  'rdf:subject',
  'rdf:predicate',
  'rdf:object',
];

/** Datatypes of properties that have only one. */
export const PROPERTY_DATATYPES: Partial<Record<PrefixedName, Datatype>> = {
  'fabio:hasPublicationYear': 'xsd:gYear',
  'pg:firstYear': 'xsd:gYear',
  'pg:confidence': 'xsd:decimal',
  'pg:weight': 'xsd:decimal',
};

/** Creates a decimal number. Four digits after the point are more than the precision of weights. */
export const decimal = (value: number): Value => ({ literal: value.toFixed(4), datatype: 'xsd:decimal' });

/** Returns whether a property has a value that is not empty. */
export const isDefined = (property: [PrefixedName, Value | '' | undefined]): property is Property =>
  property[1] !== undefined && property[1] !== '';
