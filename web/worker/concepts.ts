import { conceptPage } from '../../src/concepts/search/concept-page.ts';
import type { Proof } from '../../src/concepts/search/find-papers.ts';
import { suggestConcepts } from '../../src/concepts/search/lookup.ts';
import { sentenceAt } from '../../src/concepts/search/passages.ts';
import { InputError } from '../../src/model/errors.ts';
import type { Paper } from '../../src/model/paper.ts';
import { texts } from '../strings/strings.ts';
import type { Holding } from './open-map.ts';
import type { ConceptAnswer, NamedConcept, Passage } from './protocol.ts';

/** How many concepts a search finds, a paper's page shows, and a concept's page lists beside it. */
const MOST = { found: 6, ofPaper: 10, companions: 12 };

/** How many papers of a concept are shown with the sentences that prove it. */
const SHOWN = 12;

/** Answers the page's questions about concepts; where the map has none, lists are empty. */
export class ConceptAnswers {
  readonly #map: Holding;

  constructor(map: Holding) {
    this.#map = map;
  }

  /** Concepts that a query may mean. */
  async named(query: string): Promise<NamedConcept[]> {
    const concepts = (await this.#concepts()) ?? [];
    const found = suggestConcepts(concepts, query, MOST.found).map((one) => concepts[one]!);
    // What only looks alike helps when it is all there is: a slip of the pen.
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const begun = found.filter(({ variants }) =>
      words.some((word) => variants.some((variant) => ` ${variant.toLowerCase()}`.includes(` ${word}`))),
    );
    return (begun.length > 0 ? begun : found).map(named);
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
    // Each paper is read once, though it is asked for by every step.
    const read = new Map<number, Promise<Paper>>();
    const paper = (index: number) => {
      const known = read.get(index) ?? this.#map.paper(index);
      read.set(index, known);
      return known;
    };
    const source = { ...this.#map, paper };
    const { concept, papers, shown, introducedBy, companions, years } = await conceptPage(source, index, options);
    return {
      concept,
      papers: Uint32Array.from(papers),
      shown: await Promise.all(
        shown.map(async ({ paper: index, proofs }) => {
          // The title is shown anyway.
          const proof = proofs.find(({ field }) => field === 'abstract');
          return { paper: index, ...(proof && { passage: passageOf(proof, await paper(index)) }) };
        }),
      ),
      introducedBy,
      companions: companions.map((one) => ({ ...named(concepts[one.concept]!), papers: one.papers })),
      years: years.map((one) => [one.year, one.papers]),
    };
  }

  async #concepts() {
    return this.#map.hasConcepts ? (await this.#map.concepts()).concepts : undefined;
  }
}

/** The sentence of a proof with its mention marked. */
function passageOf({ field, from, to, sentence }: Proof, paper: Paper): Passage {
  const { start } = sentenceAt(paper[field], from, to);
  return { snippet: sentence, marks: [[from - start, to - start]] };
}

const named = ({ id, name, documents }: { id: string; name: string; documents: number }): NamedConcept => ({
  id,
  name,
  papers: documents,
});
