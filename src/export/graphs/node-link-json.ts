import type { PaperMap } from '../../model/map.ts';
import { checkOptions, type OptionTable } from '../../model/option-table.ts';
import { CONTENT_OPTIONS, type ContentOptions, type PaperNode } from '../columns.ts';
import { formatJson, joinChunks } from '../escape.ts';
import { selectGraph } from '../nodes.ts';
import { SELECTION_OPTIONS, type Selection } from '../selection.ts';
import { toPaperObject } from '../tables/papers.ts';

/** Options of {@link writeNodeLinkJson}. */
export interface NodeLinkJsonOptions extends Selection, ContentOptions {}

/** The options of {@link NodeLinkJsonOptions}. */
export const NODE_LINK_JSON_OPTIONS: OptionTable<NodeLinkJsonOptions> = { ...SELECTION_OPTIONS, ...CONTENT_OPTIONS };

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
  const graph = selectGraph(map, options);
  yield `{"directed":false,"multigraph":false,\n"graph":${formatJson(describeGraph(map))},\n"nodes":[`;
  let separator = '\n';
  for (const node of graph.nodes()) {
    yield separator + formatJson(toNodeObject(node, options));
    separator = ',\n';
  }
  yield '\n],\n"edges":[';
  separator = '\n';
  for (const { index: _, ...edge } of graph.edges()) {
    yield separator + formatJson(edge);
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** Returns the topics, with terms and papers by name, the quality and the options of a map. */
export function describeGraph({ topics, vocabulary, papers, resolution, quality, options }: PaperMap): object {
  const namedTopics = topics.map((topic) => ({
    ...topic,
    terms: topic.terms.map((term) => vocabulary.forms[term]),
    central: topic.central.map((paper) => papers[paper]!.id),
  }));
  return { topics: namedTopics, resolution, quality, options };
}

/** Returns the fields of a paper and the attributes that the map gives it, as a JSON object. */
export function toNodeObject({ paper, attributes, measures }: PaperNode, { abstracts = true }: ContentOptions): object {
  const { label, topic, topicLabel, subtopic, subtopicLabel, confidence, secondTopic, secondTopicLabel } = attributes;
  const { neighbors, x, y, size, color } = attributes;
  const { abstract, other_abstracts, ...fields } = toPaperObject(paper);
  return {
    label,
    topic,
    topic_label: topicLabel,
    subtopic,
    subtopic_label: subtopicLabel,
    confidence,
    second_topic: secondTopic,
    second_topic_label: secondTopicLabel,
    neighbors,
    ...(measures && {
      weighted_degree: measures.weightedDegree,
      betweenness: measures.betweenness,
      page_rank: measures.pageRank,
      burst_weight: measures.burst?.weight,
      burst_from: measures.burst?.from,
      burst_to: measures.burst?.to,
    }),
    x,
    y,
    size,
    color,
    ...fields,
    ...(abstracts && { abstract, other_abstracts }),
  };
}
