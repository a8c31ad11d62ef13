import type { Sink, TextReader } from '../../record.ts';
import { createXmlReader, type Element, textContent } from './xml.ts';

/** A resource of an RDF/XML document. Names have no namespace prefix. */
export interface RdfNode {
  /** URI or blank node ID; undefined for nodes that nothing refers to. */
  id: string | undefined;
  /** Name of the element, such as "Article", or "Description". */
  type: string;
  line: number;
  /** Texts, nested nodes, and references by property name. */
  properties: Map<string, RdfValue[]>;
}

/** A text, a nested node, or a reference to a node by its ID. */
export type RdfValue = string | RdfNode | { reference: string };

/** The nodes of a document. */
export interface RdfGraph {
  /** All nodes that are not nested in others, in the order of the document. */
  nodes: RdfNode[];
  /** Returns the nodes that are values of a property, nested or referred to. */
  nodesOf(node: RdfNode, property: string): RdfNode[];
  /** Returns the texts of a property, trimmed, without empty ones; of a node its value or its ID. */
  textsOf(node: RdfNode, ...properties: string[]): string[];
}

/**
 * Creates a reader of RDF/XML that passes on the whole document at the end, since a node may refer to any other. Covers what
 * reference managers write: typed nodes, nested nodes, references by URI or ID, and containers such as rdf:Seq.
 */
export function createRdfReader(sink: Sink, onGraph: (graph: RdfGraph) => void): TextReader {
  const nodes: RdfNode[] = [];
  const nodesById = new Map<string, RdfNode>();
  const nestedById = new Map<string, RdfNode>();
  const reader = createXmlReader(
    sink,
    (_, parent) => parent === 'RDF',
    (element, line) => {
      const node = toNode(element, line);
      addNested(node, nestedById);
      const known = node.id === undefined ? undefined : nodesById.get(node.id);
      if (known) return mergeInto(known, node);
      nodes.push(node);
      if (node.id !== undefined) nodesById.set(node.id, node);
    },
  );
  return {
    write: (block) => reader.write(block),
    end() {
      reader.end();
      onGraph(createGraph(nodes, (id) => nodesById.get(id) ?? nestedById.get(id)));
    },
  };
}

/** Adds the nested nodes that others may refer to: programs describe an author or a journal where it occurs first. */
function addNested({ properties }: RdfNode, nestedById: Map<string, RdfNode>): void {
  for (const value of [...properties.values()].flat()) {
    if (typeof value === 'string' || 'reference' in value) continue;
    if (value.id !== undefined && value.properties.size && !nestedById.has(value.id)) nestedById.set(value.id, value);
    addNested(value, nestedById);
  }
}

/** Adds what another element says about the same resource. */
function mergeInto(known: RdfNode, node: RdfNode): void {
  if (known.type === 'Description') known.type = node.type;
  for (const [name, values] of node.properties)
    known.properties.set(name, [...(known.properties.get(name) ?? []), ...values]);
}

const isElement = (child: Element | string): child is Element => typeof child === 'object';

/** Converts a node element: its children are properties. */
function toNode({ name, attributes, children }: Element, line: number): RdfNode {
  const id = attributes.get('rdf:about') ?? attributes.get('rdf:nodeID') ?? attributes.get('rdf:ID');
  const properties = new Map<string, RdfValue[]>();
  for (const child of children.filter(isElement)) {
    const values = properties.get(child.name) ?? [];
    values.push(...toValues(child, line));
    properties.set(child.name, values);
  }
  return { id, type: name, line, properties };
}

/** Converts a property element: a reference, nested nodes, or text. */
function toValues(property: Element, line: number): RdfValue[] {
  const reference = property.attributes.get('rdf:resource') ?? property.attributes.get('rdf:nodeID');
  if (reference !== undefined) return [{ reference }];
  const nested = property.children.filter(isElement);
  if (nested.length) return nested.map((child) => toNode(child, line));
  return [textContent(property)?.trim() ?? ''];
}

function createGraph(nodes: RdfNode[], findNode: (id: string) => RdfNode | undefined): RdfGraph {
  const valuesOf = (node: RdfNode, property: string) => node.properties.get(property) ?? [];
  const resolve = (value: RdfValue): RdfNode | undefined => {
    if (typeof value === 'string') return undefined;
    if ('reference' in value) return findNode(value.reference);
    // An empty nested node with an ID is another way to refer to a node.
    const known = value.id !== undefined && !value.properties.size ? findNode(value.id) : undefined;
    return known ?? value;
  };
  const toText = (value: RdfValue): string => {
    if (typeof value === 'string') return value;
    if ('reference' in value) return value.reference;
    const text = valuesOf(value, 'value').find((item) => typeof item === 'string');
    return typeof text === 'string' ? text : (value.id ?? '');
  };
  return {
    nodes,
    nodesOf: (node, property) => valuesOf(node, property).flatMap((value) => resolve(value) ?? []),
    textsOf: (node, ...properties) =>
      properties.flatMap((property) =>
        valuesOf(node, property)
          .map((value) => toText(value).trim())
          .filter(Boolean),
      ),
  };
}
