import { findPath } from '../../src/graph/path.ts';
import { type Share, UNIT } from '../../src/model/sparse.ts';
import type { Vocabulary } from '../../src/model/vocabulary.ts';
import { explain } from '../../src/similarity/explain.ts';
import {
  type Related as Answer,
  createIndex,
  type Example,
  type Index,
  related,
} from '../../src/similarity/query/query.ts';
import { markTerms, weighText } from '../../src/text/weighting/weigh-text.ts';
import { AbstractSearch } from './abstracts.ts';
import { ConceptAnswers } from './concepts.ts';
import { linksOf } from './edges.ts';
import type { Holding } from './open-map.ts';
import type {
  AbstractAnswer,
  CompareAnswer,
  Links,
  MarkedPaper,
  PaperAnswer,
  Related,
  SearchAnswer,
  Step,
  TermShare,
  TopicAnswer,
} from './protocol.ts';
import { Search } from './search.ts';

/** How many answers to a question. */
const MOST = 20;

/** How many of a paper's own terms its page shows. */
const OWN_TERMS = 12;

/** Answers the page's questions about one map. */
export class Answers {
  readonly #map: Holding;
  #search: Promise<Search> | undefined;
  #abstracts: AbstractSearch | undefined;
  #links: Promise<Links> | undefined;
  #index: Promise<Index> | undefined;

  readonly concepts: ConceptAnswers;

  constructor(map: Holding) {
    this.#map = map;
    this.concepts = new ConceptAnswers(map);
  }

  links(): Promise<Links> {
    this.#links ??= Promise.all([this.#map.edges(), this.#map.nodes()]).then(([edges, nodes]) =>
      linksOf(edges, nodes.ids.length),
    );
    return this.#links;
  }

  async paper(index: number): Promise<PaperAnswer> {
    const { starts, ids, values } = await this.#map.neighbours();
    const [marked, rows, vocabulary] = await Promise.all([
      this.#marked(index),
      this.#map.rows(),
      this.#map.vocabulary(),
    ]);
    const related: Related[] = [];
    for (let k = starts[index]!; k < starts[index + 1]!; k++)
      related.push({
        paper: ids[k]!,
        similarity: values[k]!,
        terms: spelled(explain(rows, index, ids[k]!), vocabulary),
      });
    return { ...marked, related, concepts: await this.concepts.ofPaper(index) };
  }

  async compare(a: number, b: number): Promise<CompareAnswer> {
    const [first, second, rows, vocabulary] = await Promise.all([
      this.#marked(a),
      this.#marked(b),
      this.#map.rows(),
      this.#map.vocabulary(),
    ]);
    const terms = spelled(explain(rows, a, b), vocabulary);
    return { a: first, b: second, terms, similarity: terms.reduce((sum, { share }) => sum + share, 0) };
  }

  async ask(text: string): Promise<Related[]> {
    const [vocabulary, { options }] = await Promise.all([this.#map.vocabulary(), this.#map.summary()]);
    return this.#related([weighText(vocabulary, text, options)], []);
  }

  examples(good: number[], bad: number[]): Promise<Related[]> {
    return this.#related(good, bad);
  }

  async search(query: string): Promise<SearchAnswer> {
    return { ...(await this.#searched()).find(query), concepts: await this.concepts.named(query) };
  }

  searchAbstracts(query: string, from: number): Promise<AbstractAnswer> {
    this.#abstracts ??= new AbstractSearch(this.#map);
    return this.#abstracts.find(query, from);
  }

  /** Builds what questions and searches go by, so that the first one need not wait for it. */
  async prepare(): Promise<void> {
    await this.#indexed();
    await this.#searched();
  }

  /** The papers of each term. */
  #indexed(): Promise<Index> {
    this.#index ??= Promise.all([this.#map.rows(), this.#map.vocabulary()]).then(([rows, { keys }]) =>
      createIndex(rows, keys.length),
    );
    return this.#index;
  }

  #searched(): Promise<Search> {
    this.#search ??= Promise.all([this.#map.nodes(), this.#map.facts(), this.#map.vocabulary(), this.#indexed()]).then(
      (parts) => Search.over(...parts),
    );
    return this.#search;
  }

  async topic(id: number): Promise<TopicAnswer> {
    const [{ topics }, { topicOf, subtopicOf }, edges, vocabulary] = await Promise.all([
      this.#map.summary(),
      this.#map.nodes(),
      this.#map.edges(),
      this.#map.vocabulary(),
    ]);
    const topic = topics.find((one) => one.id === id);
    const of = topic?.parent === undefined ? topicOf : subtopicOf;
    const weights = new Map<number, number>();
    edges.weights.forEach((weight, k) => {
      const a = of[edges.sources[k]!]!;
      const b = of[edges.targets[k]!]!;
      const other = a === id ? b : b === id ? a : 0;
      if (a !== b && other > 0) weights.set(other, (weights.get(other) ?? 0) + weight);
    });
    const near = [...weights].map(([topic, weight]) => ({ topic, weight })).sort((a, b) => b.weight - a.weight);
    return { terms: topic?.terms.map((term) => vocabulary.forms[term] ?? '') ?? [], near };
  }

  async path(from: number, to: number): Promise<Step[]> {
    const [edges, nodes, rows, vocabulary] = await Promise.all([
      this.#map.edges(),
      this.#map.nodes(),
      this.#map.rows(),
      this.#map.vocabulary(),
    ]);
    const path = findPath(edges, nodes.ids.length, from, to);
    return (path?.papers ?? []).map((paper, at, papers) => ({
      paper,
      similarity: at === 0 ? 1 : path!.similarities[at - 1]!,
      terms: at === 0 ? [] : spelled(explain(rows, papers[at - 1]!, paper), vocabulary),
    }));
  }

  async #marked(index: number): Promise<MarkedPaper> {
    const [paper, rows, vocabulary, { options }] = await Promise.all([
      this.#map.paper(index),
      this.#map.rows(),
      this.#map.vocabulary(),
      this.#map.summary(),
    ]);
    const own: Share[] = [];
    for (let k = rows.starts[index]!; k < rows.starts[index + 1]!; k++)
      own.push({ term: rows.ids[k]!, share: (rows.values[k]! / UNIT) ** 2 });
    own.sort((a, b) => b.share - a.share || a.term - b.term);
    return {
      paper,
      titleMarks: markTerms(paper.title, vocabulary, options),
      abstractMarks: markTerms(paper.abstract, vocabulary, options),
      terms: spelled(own.slice(0, OWN_TERMS), vocabulary),
    };
  }

  async #related(like: Example[], unlike: Example[]): Promise<Related[]> {
    const [vocabulary, index] = await Promise.all([this.#map.vocabulary(), this.#indexed()]);
    return related(index, like, { count: MOST, unlike }).map(({ paper, similarity, terms }: Answer) => ({
      paper,
      similarity,
      terms: spelled(terms, vocabulary),
    }));
  }
}

/** Shares with their terms as written in the papers. */
function spelled(shares: Share[], vocabulary: Vocabulary): TermShare[] {
  return shares.map(({ term, share }) => ({ id: term, term: vocabulary.forms[term] ?? '', share }));
}
