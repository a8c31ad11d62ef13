import { knowledgeEdges, knowledgeNodes } from '../../concepts/knowledge-graph.ts';
import type { Concepts } from '../../model/concepts.ts';
import type { PaperMap } from '../../model/map.ts';
import { capitalize } from '../../util/text/capitalize.ts';
import { joinChunks } from '../escape.ts';
import { type Cell, formatRow } from './cells.ts';

/** Separator of list items that neo4j-admin expects. */
const LIST_SEPARATOR = ';';

/** Converts an edge type to a relationship type in the style of Cypher: "similar-to" to "SIMILAR_TO". */
const toRelationshipType = (type: string) => type.toUpperCase().replaceAll('-', '_');

/** Puts a text on one line, because neo4j-admin expects one line per record by default. */
const toSingleLine = (text: string) => text.replace(/\s+/g, ' ');

/** Formats a row on one line, whatever its texts contain. */
const formatLine = (cells: readonly Cell[]) => formatRow(cells, toSingleLine);

/** Writes the nodes of the knowledge graph for `neo4j-admin database import full --nodes`, in chunks. */
export function writeNeo4jNodes(map: PaperMap, concepts: Concepts): Iterable<string> {
  return joinChunks(nodeRows(map, concepts));
}

/** Writes the edges of the knowledge graph for `neo4j-admin database import full --relationships`, in chunks. */
export function writeNeo4jEdges(map: PaperMap, concepts: Concepts): Iterable<string> {
  return joinChunks(edgeRows(map, concepts));
}

function* nodeRows(map: PaperMap, concepts: Concepts): Generator<string> {
  yield ':ID,:LABEL,name,kind,variants:string[],documents:int,year:int,date,doi,url,abstract\r\n';
  for (const { id, type, label, kind, variants, documents, year, date, doi, url, abstract } of knowledgeNodes(
    map,
    concepts,
  )) {
    const list = variants?.map((variant) => variant.replaceAll(LIST_SEPARATOR, ',')).join(LIST_SEPARATOR);
    yield formatLine([id, capitalize(type), label, kind, list, documents, year, date, doi, url, abstract]);
  }
}

function* edgeRows(map: PaperMap, concepts: Concepts): Generator<string> {
  yield ':START_ID,:END_ID,:TYPE,weight:double,terms,places,sentence,short,long,line:int\r\n';
  for (const edge of knowledgeEdges(map, concepts)) {
    const { source, target, type, weight, terms, places, sentence, short, long, line } = edge;
    yield formatLine([source, target, toRelationshipType(type), weight, terms, places, sentence, short, long, line]);
  }
}
