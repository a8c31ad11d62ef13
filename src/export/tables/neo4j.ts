import { knowledgeEdges, knowledgeNodes } from '../../concepts/knowledge-graph.ts';
import type { Concepts } from '../../model/concepts.ts';
import type { PaperMap } from '../../model/map.ts';
import { pieces } from '../escape.ts';
import { line } from './csv.ts';

/** Between the parts of a list, as neo4j-admin expects it. */
const LIST = ';';

/** "paper" -> "Paper", "similar-to" -> "SIMILAR_TO": the ways of writing that Cypher is used to. */
const labelOf = (type: string) => type[0]!.toUpperCase() + type.slice(1);
const relationOf = (type: string) => type.toUpperCase().replaceAll('-', '_');

/** neo4j-admin reads a line a record unless told otherwise. */
const oneLine = (text: string | undefined) => text?.replace(/\s+/g, ' ');

/** The nodes of the knowledge graph for `neo4j-admin database import full --nodes`, in pieces. */
export function neo4jNodes(map: PaperMap, concepts: Concepts): Iterable<string> {
  return pieces(nodeLines(map, concepts));
}

/** The edges for `neo4j-admin database import full --relationships`, in pieces. */
export function neo4jEdges(map: PaperMap, concepts: Concepts): Iterable<string> {
  return pieces(edgeLines(map, concepts));
}

function* nodeLines(map: PaperMap, concepts: Concepts): Generator<string> {
  yield ':ID,:LABEL,name,kind,variants:string[],documents:int,year:int,date,doi,url,abstract\r\n';
  for (const { id, type, label, kind, variants, documents, year, date, doi, url, abstract } of knowledgeNodes(
    map,
    concepts,
  )) {
    const list = variants?.map((variant) => oneLine(variant)!.replaceAll(LIST, ',')).join(LIST);
    yield line([
      oneLine(id),
      labelOf(type),
      oneLine(label),
      kind,
      list,
      documents,
      year,
      date,
      doi,
      url,
      oneLine(abstract),
    ]);
  }
}

function* edgeLines(map: PaperMap, concepts: Concepts): Generator<string> {
  yield ':START_ID,:END_ID,:TYPE,weight:double,terms,places,sentence,short,long,line:int\r\n';
  for (const edge of knowledgeEdges(map, concepts)) {
    const { source, target, type, weight, terms, places, sentence, short, long } = edge;
    const texts = [terms, places, sentence, short, long].map(oneLine);
    yield line([oneLine(source), oneLine(target), relationOf(type), weight, ...texts, edge.line]);
  }
}
