import { type AttributeOptions, describe } from '../../graph/attributes.ts';
import type { PaperMap } from '../../model/map.ts';
import { clean, pieces } from '../escape.ts';
import { type Selection, selectedEdges, selectedPapers } from '../selection.ts';

/** What to write as node-link JSON. */
export interface JsonOptions extends Selection, AttributeOptions {}

/**
 * The map as node-link JSON, in pieces: nodes hold all that is known of a paper besides what {@link describe} says, edges
 * the similarity and its terms, `graph` the topics and how the map was made. networkx reads it with
 * `node_link_graph(data, edges="edges")`.
 */
export function nodeLinkJson(map: PaperMap, options: JsonOptions = {}): Iterable<string> {
  return pieces(lines(map, options));
}

function* lines(map: PaperMap, options: JsonOptions): Generator<string> {
  const describer = describe(map, options);
  const { topics, resolution, quality } = map;
  const named = topics.map((topic) => ({ ...topic, terms: topic.terms.map((term) => map.vocabulary.forms[term]) }));
  const central = named.map((topic) => ({ ...topic, central: topic.central.map((paper) => map.papers[paper]!.id) }));
  yield '{"directed":false,"multigraph":false,\n';
  yield `"graph":${json({ topics: central, resolution, quality, options: map.options })},\n"nodes":[`;
  let separator = '\n';
  for (const i of selectedPapers(map, options)) {
    yield separator + json({ ...describer.paper(i), ...map.papers[i] });
    separator = ',\n';
  }
  yield '\n],\n"edges":[';
  separator = '\n';
  for (const k of selectedEdges(map, options)) {
    const [source, target] = [map.edges.sources[k]!, map.edges.targets[k]!].map((i) => map.papers[i]!.id);
    yield separator + json({ source, target, ...describer.edge(k) });
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** Text is cleaned, so that it stays what it was when written as UTF-8 and read again. */
const json = (value: unknown) => JSON.stringify(value, (_, part) => (typeof part === 'string' ? clean(part) : part));
