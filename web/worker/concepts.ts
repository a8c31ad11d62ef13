import { suggestConcepts } from '../../src/graph/concepts/lookup.ts';
import { conceptPage } from '../../src/graph/concepts/page.ts';
import { sentenceAt } from '../../src/graph/concepts/places.ts';
import type { Proof } from '../../src/graph/concepts/search.ts';
import { InputError } from '../../src/types.ts';
import type { ConceptAnswer, NamedConcept, Passage } from '../protocol.ts';
import { texts } from '../texts.ts';
import type { Holding } from './holding.ts';

/** How many concepts a search finds, a paper's page shows, and a concept's page lists beside it. */
const MOST = { found: 6, ofPaper: 10, companions: 12 };

/** How many papers of a concept are shown with the sentences that prove it. */
const SHOWN = 30;

/** Answers the page's questions about concepts; where the map has none, lists are empty. */
export class ConceptAnswers {
  readonly #map: Holding;

  constructor(map: Holding) {
    this.#map = map;
  }

  /** Concepts that a query may mean. */
  async named(query: string): Promise<NamedConcept[]> {
    const concepts = await this.#concepts();
    return concepts ? suggestConcepts(concepts, query, MOST.found).map((one) => named(concepts[one]!)) : [];
  }

  /** What a paper mentions, the most telling first. */
  async ofPaper(paper: number): Promise<NamedConcept[]> {
    const concepts = await this.#concepts();
    if (!concepts) return [];
    const { rows } = await this.#map.concepts();
    const row = rows.ids.subarray(rows.starts[paper], rows.starts[paper + 1]);
    return Array.from(row.subarray(0, MOST.ofPaper), (one) => named(concepts[one]!));
  }

  /** The page of a concept. Throws {@link InputError} when the map has none with this id. */
  async page(id: string): Promise<ConceptAnswer> {
    const concepts = await this.#concepts();
    const index = concepts?.findIndex((one) => one.id === id) ?? -1;
    if (!concepts || index < 0) throw new InputError(texts.concept.unknown(id));
    const options = { papers: SHOWN, companions: MOST.companions };
    const { concept, papers, shown, introducedBy, companions, years } = await conceptPage(this.#map, index, options);
    return {
      concept,
      papers: Uint32Array.from(papers),
      shown: await Promise.all(
        shown.map(async ({ paper, proofs }) => ({
          paper,
          ...(proofs[0] && { passage: await this.#passage(proofs[0]) }),
        })),
      ),
      introducedBy,
      companions: companions.map((one) => ({ ...named(concepts[one.concept]!), papers: one.papers })),
      years: years.map((one) => [one.year, one.papers]),
    };
  }

  /** The sentence of a proof with its mention marked. */
  async #passage({ paper, field, from, to, sentence }: Proof): Promise<Passage> {
    const { start } = sentenceAt((await this.#map.paper(paper))[field], from, to);
    return { snippet: sentence, marks: [[from - start, to - start]] };
  }

  async #concepts() {
    return this.#map.hasConcepts ? (await this.#map.concepts()).concepts : undefined;
  }
}

const named = ({ id, name, documents }: { id: string; name: string; documents: number }): NamedConcept => ({
  id,
  name,
  papers: documents,
});
