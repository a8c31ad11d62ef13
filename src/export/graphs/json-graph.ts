import type { PaperMap } from '../../model/map.ts';
import { checkOptions, type OptionTable } from '../../model/option-table.ts';
import { CONTENT_OPTIONS, type ContentOptions } from '../columns.ts';
import { formatJson, joinChunks } from '../escape.ts';
import { selectGraph } from '../nodes.ts';
import { SELECTION_OPTIONS, type Selection } from '../selection.ts';
import { describeGraph, toNodeObject } from './node-link-json.ts';

/** Options of {@link writeJsonGraph}. */
export interface JsonGraphOptions extends Selection, ContentOptions {}

/** The options of {@link JsonGraphOptions}. */
export const JSON_GRAPH_OPTIONS: OptionTable<JsonGraphOptions> = { ...SELECTION_OPTIONS, ...CONTENT_OPTIONS };

/** Writes the map in the JSON Graph Format 2 (jsongraphformat.info), in chunks. All attributes are in `metadata`. */
export function writeJsonGraph(map: PaperMap, options: JsonGraphOptions = {}): Iterable<string> {
  checkOptions(JSON_GRAPH_OPTIONS, options, 'writeJsonGraph');
  return joinChunks(lines(map, options));
}

function* lines(map: PaperMap, options: JsonGraphOptions): Generator<string> {
  const graph = selectGraph(map, options);
  yield `{"graph":{"type":"papergraph map","directed":false,"metadata":${formatJson(describeGraph(map))},\n"nodes":{`;
  let separator = '\n';
  for (const node of graph.nodes()) {
    const { label } = node.attributes;
    yield `${separator}${formatJson(node.paper.id)}:${formatJson({ label, metadata: toNodeObject(node, options) })}`;
    separator = ',\n';
  }
  yield '\n},"edges":[';
  separator = '\n';
  for (const { index: _, source, target, ...metadata } of graph.edges()) {
    yield separator + formatJson({ source, target, relation: graph.relation, metadata });
    separator = ',\n';
  }
  yield '\n]}}\n';
}
