import type { Concepts } from '../../model/concepts.ts';
import type { PaperMap } from '../../model/map.ts';
import { joinChunks, removeInvalidCharacters } from '../escape.ts';
import { PREFIXES, type Resource, resources, type Value } from './rdf.ts';

/** Writes the knowledge graph as JSON-LD 1.1 (w3.org/TR/json-ld11), in chunks, with the same statements as Turtle. */
export function writeJsonLd(map: PaperMap, concepts: Concepts): Iterable<string> {
  return joinChunks(lines(map, concepts));
}

function* lines(map: PaperMap, concepts: Concepts): Generator<string> {
  yield `{"@context":${JSON.stringify(PREFIXES)},\n"@graph":[`;
  let separator = '\n';
  for (const resource of resources(map, concepts)) {
    yield separator + JSON.stringify(nodeObject(resource));
    separator = ',\n';
  }
  yield '\n]}\n';
}

function nodeObject({ iri, types, properties }: Resource): Record<string, unknown> {
  const values = new Map<string, unknown[]>();
  for (const [name, value] of properties) values.set(name, [...(values.get(name) ?? []), toJson(value)]);
  return { '@id': iri, ...(types.length > 0 && { '@type': types }), ...Object.fromEntries(values) };
}

function toJson(value: Value): unknown {
  if (typeof value === 'string') return removeInvalidCharacters(value);
  if (typeof value === 'number') return value;
  if ('decimal' in value) return { '@value': value.decimal, '@type': 'xsd:decimal' };
  return { '@id': 'iri' in value ? value.iri : value.name };
}
