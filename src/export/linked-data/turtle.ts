import type { Concepts } from '../../model/concepts.ts';
import type { PaperMap } from '../../model/map.ts';
import { joinChunks, removeInvalidCharacters } from '../escape.ts';
import { PREFIXES, type Resource, resources, type Value } from './rdf.ts';

/**
 * Writes the knowledge graph as Turtle (w3.org/TR/turtle), in chunks, with the vocabulary of schema.org for papers and of
 * SKOS for topics and concepts.
 */
export function writeTurtle(map: PaperMap, concepts: Concepts): Iterable<string> {
  return joinChunks(lines(map, concepts));
}

function* lines(map: PaperMap, concepts: Concepts): Generator<string> {
  for (const [prefix, iri] of Object.entries(PREFIXES)) yield `@prefix ${prefix}: <${iri}> .\n`;
  yield '\n';
  for (const resource of resources(map, concepts)) yield formatResource(resource);
}

function formatResource({ iri, types, properties }: Resource): string {
  const statements = [
    ...(types.length > 0 ? [`a ${types.join(', ')}`] : []),
    ...properties.map(([name, value]) => `${name} ${formatValue(value)}`),
  ];
  return `<${iri}> ${statements.join(' ;\n  ')} .\n`;
}

function formatValue(value: Value): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return formatLiteral(value);
  if ('decimal' in value) return value.decimal;
  return 'iri' in value ? `<${value.iri}>` : value.name;
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const formatLiteral = (text: string) =>
  `"${removeInvalidCharacters(text).replace(/[\\"\n\r\t]/g, (character) => ESCAPES[character]!)}"`;
