import type { Network } from '../../../src/model/network.ts';
import { type ExplainableLinks, explainLink } from '../../../src/networks/explain-link.ts';
import type { OpenMap } from '../open-map.ts';
import type { AdjacencyLists } from '../protocol.ts';
import type { PathStep, RelatedPaper, SourcePaper } from './answers.ts';

/** Maximum number of links of a node that are explained; there are more only in very dense networks. */
const MAX_LINKS = 500;

/** Queries about the links of a map that are no similarities. */
export class LinkQueries {
  readonly #map: OpenMap;
  readonly #adjacency: () => Promise<AdjacencyLists>;
  #explainable: Promise<ExplainableLinks> | undefined;

  constructor(map: OpenMap, adjacency: () => Promise<AdjacencyLists>) {
    this.#map = map;
    this.#adjacency = adjacency;
  }

  /** Returns the strongest links of a node, with what both ends share. */
  async of(node: number): Promise<RelatedPaper[]> {
    const [links, map] = await Promise.all([this.#adjacency(), this.#getExplainable()]);
    const [start, end] = [links.starts[node]!, Math.min(links.starts[node + 1]!, links.starts[node]! + MAX_LINKS)];
    return Array.from(links.ids.subarray(start, end), (other, k) =>
      explainAs(map, node, other, links.similarities[start + k]!),
    );
  }

  /** Returns the link between two nodes; null if there is none. */
  async between(a: number, b: number): Promise<RelatedPaper | null> {
    const [links, map] = await Promise.all([this.#adjacency(), this.#getExplainable()]);
    const k = links.ids.subarray(links.starts[a]!, links.starts[a + 1]!).indexOf(b);
    return k < 0 ? null : explainAs(map, a, b, links.similarities[links.starts[a]! + k]!);
  }

  /** Returns the steps of a path. */
  async along(path: readonly number[]): Promise<PathStep[]> {
    const steps = path.slice(1).map((node, i) => this.between(path[i]!, node));
    const found = await Promise.all(steps);
    return [{ paper: path[0]!, similarity: 1, terms: [] }, ...found.filter((step) => step !== null)];
  }

  #getExplainable(): Promise<ExplainableLinks> {
    this.#explainable ??= this.#readExplainable().catch((error: unknown) => {
      // A failed read may succeed later, for example after a network error.
      this.#explainable = undefined;
      throw error;
    });
    return this.#explainable;
  }

  async #readExplainable(): Promise<ExplainableLinks> {
    const [{ ids, titles }, rows, vocabulary, { options }, network] = await Promise.all([
      this.#map.nodes(),
      this.#map.rows(),
      this.#map.vocabulary(),
      this.#map.summary(),
      this.#map.network(),
    ]);
    const papers = ids.map((id, i) => ({ id, title: titles[i]! }));
    return { papers, rows, vocabulary, options, ...(network && { network }) };
  }
}

function explainAs(map: ExplainableLinks, node: number, other: number, weight: number): RelatedPaper {
  const { summary, shared } = explainLink(map, node, other, weight);
  // Terms have ids from 0; what is no term has negative ones.
  return { paper: other, similarity: weight, summary, terms: shared.map((share, i) => ({ id: -1 - i, ...share })) };
}

/** Returns the papers of a node that is no paper: what it shares with others. */
export const listPapers = ({ shared: { labels, starts, ids } }: Network, node: number): SourcePaper[] =>
  Array.from(ids.subarray(starts[node]!, starts[node + 1]!), (index) => ({ index, title: labels[index]! }));
