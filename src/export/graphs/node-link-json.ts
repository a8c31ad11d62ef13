import { ATTRIBUTE_OPTIONS, type AttributeOptions, describeMap } from '../../graph/attributes.ts';
import type { PaperMap } from '../../model/map.ts';
import { checkOptions, type OptionTable } from '../../model/option-table.ts';
import { joinChunks, removeInvalidCharacters } from '../escape.ts';
import { SELECTION_OPTIONS, type Selection, selectEdges, selectPapers } from '../selection.ts';

/** Options of {@link writeNodeLinkJson}. */
export interface NodeLinkJsonOptions extends Selection, AttributeOptions {}

/** The options of {@link NodeLinkJsonOptions}. */
export const NODE_LINK_JSON_OPTIONS: OptionTable<NodeLinkJsonOptions> = { ...SELECTION_OPTIONS, ...ATTRIBUTE_OPTIONS };

/**
 * Writes the map as node-link JSON, in chunks. Nodes have all fields of the paper and the attributes of
 * `describeMap`, edges have the similarity and its terms, and `graph` has the topics and the options of the map.
 * networkx reads it with `node_link_graph(data, edges="edges")`.
 */
export function writeNodeLinkJson(map: PaperMap, options: NodeLinkJsonOptions = {}): Iterable<string> {
  checkOptions(NODE_LINK_JSON_OPTIONS, options, 'writeNodeLinkJson');
  return joinChunks(lines(map, options));
}

function* lines(map: PaperMap, options: NodeLinkJsonOptions): Generator<string> {
  const describer = describeMap(map, options);
  const { topics, resolution, quality } = map;
  const resolvedTopics = topics.map((topic) => ({
    ...topic,
    terms: topic.terms.map((term) => map.vocabulary.forms[term]),
    central: topic.central.map((paper) => map.papers[paper]!.id),
  }));
  yield '{"directed":false,"multigraph":false,\n';
  yield `"graph":${json({ topics: resolvedTopics, resolution, quality, options: map.options })},\n"nodes":[`;
  let separator = '\n';
  for (const i of selectPapers(map, options)) {
    yield separator + json({ ...describer.paper(i), ...map.papers[i] });
    separator = ',\n';
  }
  yield '\n],\n"edges":[';
  separator = '\n';
  for (const k of selectEdges(map, options)) {
    const [source, target] = [map.edges.sources[k]!, map.edges.targets[k]!].map((i) => map.papers[i]!.id);
    yield separator + json({ source, target, ...describer.edge(k) });
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** Stringifies a value without the characters that would not survive encoding as UTF-8. */
const json = (value: unknown) =>
  JSON.stringify(value, (_, field) => (typeof field === 'string' ? removeInvalidCharacters(field) : field));
