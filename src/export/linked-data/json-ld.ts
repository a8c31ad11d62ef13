import type { Concepts } from '../../model/concepts.ts';
import type { PaperMap } from '../../model/map.ts';
import { checkOptions } from '../../model/option-table.ts';
import { joinChunks, removeInvalidCharacters } from '../escape.ts';
import { shortenIri } from './iri.ts';
import { RDF_OPTIONS, type RdfOptions, resources } from './rdf.ts';
import {
  PREFIXES,
  PROPERTY_DATATYPES,
  type PrefixedName,
  RESOURCE_PROPERTIES,
  type Resource,
  type Value,
} from './terms.ts';

/** Writes the knowledge graph as JSON-LD 1.1 (w3.org/TR/json-ld11), in chunks, with the same statements as Turtle. */
export function writeJsonLd(map: PaperMap, concepts: Concepts, options: RdfOptions = {}): Iterable<string> {
  checkOptions(RDF_OPTIONS, options, 'writeJsonLd');
  return joinChunks(lines(map, concepts, options));
}

/** Says which values are resources or have a datatype, so that each is only a text. */
const CONTEXT = {
  ...PREFIXES,
  ...Object.fromEntries(RESOURCE_PROPERTIES.map((name) => [name, { '@type': '@id' }])),
  ...Object.fromEntries(Object.entries(PROPERTY_DATATYPES).map(([name, datatype]) => [name, { '@type': datatype }])),
};

function* lines(map: PaperMap, concepts: Concepts, options: RdfOptions): Generator<string> {
  yield `{"@context":${JSON.stringify(CONTEXT)},\n"@graph":[`;
  let separator = '\n';
  for (const resource of resources(map, concepts, options)) {
    yield separator + JSON.stringify(nodeObject(resource));
    separator = ',\n';
  }
  yield '\n]}\n';
}

function nodeObject({ iri, types, properties }: Resource): Record<string, unknown> {
  const values = new Map<string, unknown[]>();
  for (const [name, value] of properties) {
    const known = values.get(name);
    if (known) known.push(toJson(name, value));
    else values.set(name, [toJson(name, value)]);
  }
  const unwrapped = Array.from(values, ([name, list]) => [name, list.length === 1 ? list[0] : list]);
  return { '@id': shortenIri(iri), ...(types.length > 0 && { '@type': types }), ...Object.fromEntries(unwrapped) };
}

function toJson(name: PrefixedName, value: Value): unknown {
  if (typeof value === 'string') return removeInvalidCharacters(value);
  if (typeof value === 'number') return value;
  if ('literal' in value)
    return PROPERTY_DATATYPES[name] ? value.literal : { '@value': value.literal, '@type': value.datatype };
  return 'iri' in value ? shortenIri(value.iri) : value.name;
}
