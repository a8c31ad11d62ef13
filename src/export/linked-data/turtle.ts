import type { Concepts } from '../../model/concepts.ts';
import type { PaperMap } from '../../model/map.ts';
import { clean, pieces } from '../escape.ts';
import { PREFIXES, type Resource, resources, type Value } from './rdf.ts';

/** The knowledge graph as Turtle (w3.org/TR/turtle), in pieces: schema.org for papers, SKOS for topics and concepts. */
export function turtle(map: PaperMap, concepts: Concepts): Iterable<string> {
  return pieces(lines(map, concepts));
}

function* lines(map: PaperMap, concepts: Concepts): Generator<string> {
  for (const [prefix, iri] of Object.entries(PREFIXES)) yield `@prefix ${prefix}: <${iri}> .\n`;
  yield '\n';
  for (const resource of resources(map, concepts)) yield block(resource);
}

function block({ iri, types, properties }: Resource): string {
  const said = [
    ...(types.length > 0 ? [`a ${types.join(', ')}`] : []),
    ...properties.map(([name, value]) => `${name} ${written(value)}`),
  ];
  return `<${iri}> ${said.join(' ;\n  ')} .\n`;
}

function written(value: Value): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return literal(value);
  if ('decimal' in value) return value.decimal;
  return 'iri' in value ? `<${value.iri}>` : value.name;
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const literal = (text: string) => `"${clean(text).replace(/[\\"\n\r\t]/g, (character) => ESCAPES[character]!)}"`;
