import { findPath } from '../../../src/graph/path.ts';
import { type Share, UNIT } from '../../../src/model/sparse.ts';
import type { Vocabulary } from '../../../src/model/vocabulary.ts';
import { explain } from '../../../src/similarity/explain.ts';
import { mergeParts } from '../../../src/similarity/merge-parts.ts';
import {
  createIndex,
  type Example,
  findRelated,
  type InvertedIndex,
} from '../../../src/similarity/query/find-related.ts';
import { markTerms, weighText } from '../../../src/text/weighting/weigh-text.ts';
import { explainFused, formatFused } from '../../../src/vectors/explain-fused.ts';
import type { OpenMap } from '../open-map.ts';
import type { AdjacencyLists } from '../protocol.ts';
import { AbstractSearch } from '../search/abstract-search.ts';
import { getQueryWords, parseQuery } from '../search/query.ts';
import type { AbstractSearchResults, BatchStart, GroupKind, SearchResults } from '../search/results.ts';
import { SearchIndex } from '../search/search-index.ts';
import { buildAdjacencyLists } from './adjacency.ts';
import type {
  Comparison,
  MarkedPaper,
  PaperDetails,
  PathStep,
  RelatedPaper,
  TermShare,
  TopicDetails,
} from './answers.ts';
import { ConceptQueries } from './concept-queries.ts';
import { replaceAuthors, replacerOf } from './count-labels.ts';
import { LinkQueries, listPapers } from './link-queries.ts';
import { collectForms, differingForms, type TermForms } from './term-forms.ts';

/** Maximum number of papers related to a text or to examples. */
const MAX_RELATED = 20;

/** Number of related papers whose texts are compared with that of the paper. */
const MAX_COMPARED = 30;

/** Maximum number of a paper's own terms. */
const MAX_PAPER_TERMS = 12;

/** Queries one map. Indexes are built when they are first needed. */
export class MapQueries {
  /** Queries about concepts. */
  readonly concepts: ConceptQueries;
  readonly #map: OpenMap;
  readonly #abstractSearch: AbstractSearch;
  readonly #links: LinkQueries;
  #adjacency: Promise<AdjacencyLists> | undefined;
  #invertedIndex: Promise<InvertedIndex> | undefined;
  #searchIndex: Promise<SearchIndex> | undefined;

  constructor(map: OpenMap) {
    this.#map = map;
    this.#abstractSearch = new AbstractSearch(map, () => this.#getInvertedIndex());
    this.concepts = new ConceptQueries(map);
    this.#links = new LinkQueries(map, () => this.adjacency());
  }

  /** Returns the id of a paper of the collection, by its index there. */
  async sourcePaperId(index: number): Promise<string> {
    return (await this.#map.sourcePaper(index)).id;
  }

  /** Builds the indexes for search and related papers, so that the first query is fast. */
  async prepare(): Promise<void> {
    await this.#getInvertedIndex();
    await this.#getSearchIndex();
    await this.concepts.prepare();
    await this.#abstractSearch.prepareIndex();
  }

  /** Returns the edges of every paper. */
  adjacency(): Promise<AdjacencyLists> {
    this.#adjacency ??= Promise.all([this.#map.edges(), this.#map.nodes()]).then(([edges, nodes]) =>
      buildAdjacencyLists(edges, nodes.ids.length),
    );
    return this.#adjacency;
  }

  /** Returns the page of a paper. */
  async paper(paper: number): Promise<PaperDetails> {
    const [marked, network] = await Promise.all([this.#markPaper(paper), this.#map.network()]);
    const concepts = await this.concepts.ofPaper(paper);
    if (!network)
      return { ...marked, related: await this.#similarPapers(paper, marked, true), similar: [], papers: [], concepts };
    const hasPapers = network.nodes === 'papers';
    return {
      ...marked,
      related: await this.#links.of(paper),
      similar: hasPapers ? await this.#similarPapers(paper, marked, false) : [],
      papers: hasPapers ? [] : listPapers(network, paper),
      concepts,
    };
  }

  /** Returns the nearest neighbors of a paper and, if `withLinked` is true, the papers that have it among theirs. */
  async #similarPapers(paper: number, marked: MarkedPaper, withLinked: boolean): Promise<RelatedPaper[]> {
    const [neighbors, rows, vocabulary, vectors] = await Promise.all([
      this.#map.neighbors(),
      this.#map.rows(),
      this.#map.vocabulary(),
      this.#map.vectors(),
    ]);
    const { starts, ids, values } = neighbors;
    const related: RelatedPaper[] = [];
    const add = (other: number, similarity: number) => {
      const terms = addForms(explain(rows, paper, other), vocabulary);
      // Which part of the link comes from terms and which from vectors.
      const summary = vectors && formatFused(explainFused({ neighbors, vectors }, paper, other), terms, 0);
      related.push({ paper: other, similarity, terms, ...(summary !== undefined && { summary }) });
    };
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) add(ids[k]!, values[k]!);
    if (withLinked) {
      const links = await this.adjacency();
      const nearest = new Set(related.map((match) => match.paper));
      for (let k = links.starts[paper]!; k < links.starts[paper + 1]!; k++)
        if (!nearest.has(links.ids[k]!)) add(links.ids[k]!, links.similarities[k]!);
    }
    related.sort((a, b) => b.similarity - a.similarity || a.paper - b.paper);
    const own = formsOf(marked);
    await Promise.all(
      related.slice(0, MAX_COMPARED).map(async (match) => {
        match.terms = addPairForms(match.terms, own, formsOf(await this.#markPaper(match.paper)));
      }),
    );
    return related;
  }

  /** Compares two papers. */
  async compare(a: number, b: number): Promise<Comparison> {
    const [markedA, markedB, rows, vocabulary] = await Promise.all([
      this.#markPaper(a),
      this.#markPaper(b),
      this.#map.rows(),
      this.#map.vocabulary(),
    ]);
    const shares = addForms(explain(rows, a, b), vocabulary);
    const terms = addPairForms(shares, formsOf(markedA), formsOf(markedB));
    const similarity = terms.reduce((sum, { share }) => sum + share, 0);
    const isNetwork = (await this.#map.network()) !== undefined;
    const vectors = await this.#map.vectors();
    if (vectors) {
      const fused = explainFused({ neighbors: await this.#map.neighbors(), vectors }, a, b);
      return { a: markedA, b: markedB, terms, similarity, ranking: formatFused(fused, terms, 0) };
    }
    return { a: markedA, b: markedB, terms, similarity, ...(isNetwork && { link: await this.#links.between(a, b) }) };
  }

  /** Finds the papers most similar to a text. */
  async findRelated(text: string): Promise<RelatedPaper[]> {
    const [vocabulary, { options }] = await Promise.all([this.#map.vocabulary(), this.#map.summary()]);
    return this.findByExamples([weighText(vocabulary, text, options)], []);
  }

  /** Finds the papers most similar to positive examples and least similar to negative ones. */
  async findByExamples(positive: Example[], negative: Example[]): Promise<RelatedPaper[]> {
    const [vocabulary, index, expandWith] = await Promise.all([
      this.#map.vocabulary(),
      this.#getInvertedIndex(),
      this.#map.neighbors(),
    ]);
    const related = await findRelated(index, positive, { count: MAX_RELATED, unlike: negative, expandWith });
    return related.map(({ paper, similarity, terms }) => ({
      paper,
      similarity,
      terms: addForms(terms, vocabulary),
    }));
  }

  /** Searches titles, authors, terms and concepts. */
  async search(query: string): Promise<SearchResults> {
    const results = (await this.#getSearchIndex()).search(query);
    const { papers, authors, venues, terms } = results;
    // Concepts with similar names help only if nothing contains the words themselves.
    const allowsSimilar = [papers, authors, venues, terms].every(({ length }) => length === 0);
    const { words, phrases } = getQueryWords(parseQuery(query));
    const text = [...words, ...phrases.flat()].join(' ');
    return { ...results, concepts: text ? await this.concepts.search(text, allowsSimilar) : [] };
  }

  /** Returns the papers of an author, venue, year or term with exactly this name; empty if there is none. */
  async group(kind: GroupKind, name: string): Promise<Uint32Array> {
    const replaced = kind === 'author' ? replacerOf((await this.#map.summary()).options)(name) : name;
    return (await this.#getSearchIndex()).group(kind, replaced);
  }

  /** Searches one batch of abstracts; `start` is 0 or `next` of the previous batch. */
  searchAbstracts(query: string, start: BatchStart): Promise<AbstractSearchResults> {
    return this.#abstractSearch.search(query, start);
  }

  /** Returns the page of a topic or subtopic. */
  async topic(id: number): Promise<TopicDetails> {
    const [{ topics }, { topicOf, subtopicOf }, edges, vocabulary] = await Promise.all([
      this.#map.summary(),
      this.#map.nodes(),
      this.#map.edges(),
      this.#map.vocabulary(),
    ]);
    const topic = topics.find((candidate) => candidate.id === id);
    const groupOf = topic?.parent === undefined ? topicOf : subtopicOf;
    const weights = new Map<number, number>();
    edges.weights.forEach((weight, k) => {
      const a = groupOf[edges.sources[k]!]!;
      const b = groupOf[edges.targets[k]!]!;
      const other = a === id ? b : b === id ? a : 0;
      if (a !== b && other > 0) weights.set(other, (weights.get(other) ?? 0) + weight);
    });
    return {
      terms: topic?.terms.map((term) => vocabulary.forms[term] ?? '') ?? [],
      relatedTopics: [...weights].map(([topic, weight]) => ({ topic, weight })).sort((a, b) => b.weight - a.weight),
    };
  }

  /** Returns the strongest path between two papers; empty if they are not connected. */
  async path(from: number, to: number): Promise<PathStep[]> {
    const [edges, nodes, rows, vocabulary] = await Promise.all([
      this.#map.edges(),
      this.#map.nodes(),
      this.#map.rows(),
      this.#map.vocabulary(),
    ]);
    const path = findPath(edges, nodes.ids.length, from, to);
    if (!path) return [];
    if (await this.#map.network()) return this.#links.along(path.papers);
    const [neighbors, vectors] = await Promise.all([this.#map.neighbors(), this.#map.vectors()]);
    const forms = await Promise.all(path.papers.map(async (paper) => formsOf(await this.#markPaper(paper))));
    return path.papers.map((paper, i) => {
      if (i === 0) return { paper, similarity: 1, terms: [] };
      const before = path.papers[i - 1]!;
      const shares = addForms(explain(rows, before, paper), vocabulary);
      const terms = addPairForms(shares, forms[i - 1]!, forms[i]!);
      const summary = vectors && formatFused(explainFused({ neighbors, vectors }, before, paper), terms, 0);
      return { paper, similarity: path.similarities[i - 1]!, terms, ...(summary !== undefined && { summary }) };
    });
  }

  /** Reads a paper and finds its terms. */
  async #markPaper(index: number): Promise<MarkedPaper> {
    const [paper, rows, vocabulary, { options }] = await Promise.all([
      this.#map.paper(index),
      this.#map.rows(),
      this.#map.vocabulary(),
      this.#map.summary(),
    ]);
    const shares: Share[] = [];
    for (let k = rows.starts[index]!; k < rows.starts[index + 1]!; k++)
      shares.push({ term: rows.ids[k]!, share: (rows.values[k]! / UNIT) ** 2 });
    shares.sort((a, b) => b.share - a.share || a.term - b.term);
    return {
      paper,
      titleMarks: markTerms(paper.title, vocabulary, options),
      abstractMarks: markTerms(paper.abstract, vocabulary, options),
      terms: addForms(shares.slice(0, MAX_PAPER_TERMS), vocabulary),
    };
  }

  #getInvertedIndex(): Promise<InvertedIndex> {
    this.#invertedIndex ??= Promise.all([this.#map.rows(), this.#map.vocabulary()]).then(([rows, { keys }]) =>
      createIndex(rows, keys.length),
    );
    return this.#invertedIndex;
  }

  #getSearchIndex(): Promise<SearchIndex> {
    this.#searchIndex ??= Promise.all([
      this.#map.nodes(),
      this.#map.metadata(),
      this.#map.vocabulary(),
      this.#getInvertedIndex(),
      this.#map.summary(),
    ]).then(([nodes, { authors, ...metadata }, vocabulary, index, { options }]) =>
      SearchIndex.build(nodes, { ...metadata, authors: replaceAuthors(authors, options) }, vocabulary, index),
    );
    return this.#searchIndex;
  }
}

/** Adds the surface forms of terms. */
function addForms(shares: Share[], vocabulary: Vocabulary): TermShare[] {
  return mergeParts(shares, vocabulary).map(({ term, ...share }) => ({
    id: term,
    term: vocabulary.forms[term] ?? '',
    ...share,
  }));
}

/** Returns the forms in which a paper writes its terms. */
const formsOf = ({ paper, titleMarks, abstractMarks }: MarkedPaper): TermForms =>
  collectForms([
    { text: paper.title, marks: titleMarks },
    { text: paper.abstract, marks: abstractMarks },
  ]);

/** Adds the forms of terms that two papers write differently. */
const addPairForms = (terms: TermShare[], a: TermForms, b: TermForms): TermShare[] =>
  terms.map((share) => {
    const forms = differingForms(share.id, a, b);
    return forms ? { ...share, forms } : share;
  });
