import { loadConceptPage } from '../../../src/concepts/search/concept-page.ts';
import type { Evidence } from '../../../src/concepts/search/find-papers.ts';
import { extractSentence } from '../../../src/concepts/search/passages.ts';
import type { Concept } from '../../../src/model/concepts.ts';
import type { Paper } from '../../../src/model/paper.ts';
import type { OpenMap } from '../open-map.ts';
import { correctWord } from '../search/corrections.ts';
import { PhraseIndex } from '../search/indexes/phrase-index.ts';
import type { ConceptSummary, Passage } from '../search/results.ts';
import { normalize } from '../search/spellings.ts';
import type { ConceptDetails } from './answers.ts';

/** Maximum number of concepts in search results, on the page of a paper and on the page of a concept. */
const MAX_CONCEPTS = { search: 6, paper: 10, related: 12 };

/** Maximum number of papers on the page of a concept that are shown with a passage. */
const MAX_PASSAGES = 12;

/** Queries the concepts of a map. If the map has none, the lists are empty. */
export class ConceptQueries {
  readonly #map: OpenMap;
  #index: Promise<PhraseIndex> | undefined;

  constructor(map: OpenMap) {
    this.#map = map;
  }

  /**
   * Returns the concepts whose names match a query.
   *
   * @param allowsSimilar whether misspelled words are corrected if no name contains all words of the query.
   */
  async search(query: string, allowsSimilar: boolean): Promise<ConceptSummary[]> {
    const concepts = (await this.#concepts()) ?? [];
    const phrase = normalize(query);
    if (concepts.length === 0 || !phrase) return [];
    const index = await this.#getIndex(concepts);
    const find = (wanted: string) => index.search(wanted, MAX_CONCEPTS.search, (item) => concepts[item]!.documents);
    let found = find(phrase);
    // A word that occurs nowhere is probably misspelled.
    if (found.length === 0 && allowsSimilar)
      found = find(
        phrase
          .split(' ')
          .map((word) => correctWord(index.words, word) ?? word)
          .join(' '),
      );
    return found.map((item) => summarize(concepts[item]!));
  }

  /** Builds the index of names, so that the first search is fast. */
  async prepare(): Promise<void> {
    const concepts = await this.#concepts();
    if (concepts) await this.#getIndex(concepts);
  }

  #getIndex(concepts: readonly Concept[]): Promise<PhraseIndex> {
    this.#index ??= PhraseIndex.build(concepts.length, (item) => concepts[item]!.variants);
    return this.#index;
  }

  /** Returns the concepts that a paper mentions, most relevant first. */
  async ofPaper(paper: number): Promise<ConceptSummary[]> {
    const concepts = await this.#concepts();
    if (!concepts) return [];
    const { rows } = await this.#map.concepts();
    const row = rows.ids.subarray(rows.starts[paper], rows.starts[paper + 1]);
    return Array.from(row.subarray(0, MAX_CONCEPTS.paper), (index) => summarize(concepts[index]!));
  }

  /** Returns the page of a concept; null if there is no concept with this id. */
  async concept(id: string): Promise<ConceptDetails | null> {
    const concepts = await this.#concepts();
    const index = concepts?.findIndex((concept) => concept.id === id) ?? -1;
    if (!concepts || index < 0) return null;
    const readPaper = this.#createPaperReader();
    const page = await loadConceptPage({ ...this.#map, paper: readPaper }, index, {
      papers: MAX_PASSAGES,
      relatedConcepts: MAX_CONCEPTS.related,
    });
    const { concept, introducedBy } = page;
    return {
      concept,
      papers: Uint32Array.from(page.papers),
      passages: await Promise.all(
        page.paperDetails.map(async ({ paper, evidence }) => {
          // The title is shown in any case.
          const mention = evidence.find(({ field }) => field === 'abstract');
          return { paper, ...(mention && { passage: createPassage(mention, await readPaper(paper)) }) };
        }),
      ),
      introducedBy,
      relatedConcepts: page.relatedConcepts.map((related) => ({
        ...summarize(concepts[related.concept]!),
        papers: related.sharedPapers,
      })),
      years: page.years.map(({ year, papers }) => [year, papers]),
    };
  }

  async #concepts(): Promise<readonly Concept[] | undefined> {
    return this.#map.hasConcepts ? (await this.#map.concepts()).concepts : undefined;
  }

  /** Returns a function that reads each paper at most once. */
  #createPaperReader(): (paper: number) => Promise<Paper> {
    const cache = new Map<number, Promise<Paper>>();
    return (index) => {
      const paper = cache.get(index) ?? this.#map.paper(index);
      cache.set(index, paper);
      return paper;
    };
  }
}

/** Returns the sentence of a mention with the mention highlighted. */
function createPassage({ field, from, to, sentence }: Evidence, paper: Paper): Passage {
  const { start } = extractSentence(paper[field], from, to);
  return { snippet: sentence, marks: [[from - start, to - start]] };
}

const summarize = ({ id, name, documents }: Concept): ConceptSummary => ({ id, name, papers: documents });
