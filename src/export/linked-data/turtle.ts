import type { Concepts } from '../../model/concepts.ts';
import type { PaperMap } from '../../model/map.ts';
import { checkOptions } from '../../model/option-table.ts';
import { joinChunks, removeInvalidCharacters } from '../escape.ts';
import { shortenIri } from './iri.ts';
import { RDF_OPTIONS, type RdfOptions, resources } from './rdf.ts';
import { PREFIXES, type Resource, type Value } from './terms.ts';

/**
 * Writes the knowledge graph as Turtle (w3.org/TR/turtle), in chunks, with the vocabularies of schema.org and FaBiO for papers,
 * CiTO for citations, and SKOS for topics and concepts.
 */
export function writeTurtle(map: PaperMap, concepts: Concepts, options: RdfOptions = {}): Iterable<string> {
  checkOptions(RDF_OPTIONS, options, 'writeTurtle');
  return joinChunks(lines(map, concepts, options));
}

function* lines(map: PaperMap, concepts: Concepts, options: RdfOptions): Generator<string> {
  for (const [prefix, iri] of Object.entries(PREFIXES)) yield `@prefix ${prefix}: <${iri}> .\n`;
  yield '\n';
  for (const resource of resources(map, concepts, options)) yield formatResource(resource);
}

function formatResource({ iri, types, properties }: Resource): string {
  const objects = new Map<string, string[]>();
  if (types.length > 0) objects.set('a', types);
  for (const [name, value] of properties) {
    const values = objects.get(name);
    if (values) values.push(formatValue(value));
    else objects.set(name, [formatValue(value)]);
  }
  const statements = Array.from(objects, ([name, values]) => `${name} ${values.join(',')}`);
  return `${formatIri(iri)} ${statements.join(';\n ')} .\n`;
}

function formatValue(value: Value): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return formatLiteral(value);
  if ('literal' in value)
    return value.datatype === 'xsd:decimal' ? value.literal : `"${value.literal}"^^${value.datatype}`;
  return 'iri' in value ? formatIri(value.iri) : value.name;
}

/** Writes an IRI as a prefixed name where this needs no escapes, which not all readers know. */
function formatIri(iri: string): string {
  const short = shortenIri(iri);
  return short !== iri && /^\w+:\w(?:[\w.%-]*[\w-])?$/.test(short) ? short : `<${iri}>`;
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const formatLiteral = (text: string) =>
  `"${removeInvalidCharacters(text).replace(/[\\"\n\r\t]/g, (character) => ESCAPES[character]!)}"`;
