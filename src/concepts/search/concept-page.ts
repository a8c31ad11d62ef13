import type { Concept } from '../../model/concepts.ts';
import { checkOptions, defineOption, integer, type OptionTable } from '../../model/option-table.ts';
import { withDefaults } from '../../model/options.ts';
import { UNIT } from '../../model/sparse.ts';
import { log } from '../../util/portable-math.ts';
import type { ConceptList, ConceptSource } from './concept-source.ts';
import { type Evidence, findEvidence, getPaperWeights } from './find-papers.ts';

/** The information shown about one concept. */
export interface ConceptPage {
  /** Index of the concept. */
  index: number;
  concept: Concept;
  /** Indexes of all papers that mention the concept, most relevant first; ties in the order of the map. */
  papers: number[];
  /** The requested part of `papers`, each with the relevance of the concept (0..1) and the sentences that mention it. */
  paperDetails: { paper: number; weight: number; evidence: Evidence[] }[];
  /** Papers that introduce the concept as their own. */
  introducedBy: number[];
  /** Papers that define its abbreviation. */
  definedBy: number[];
  relatedConcepts: RelatedConcept[];
  years: ConceptYear[];
}

/** Options of {@link loadConceptPage}. */
export interface ConceptPageOptions {
  /** Number of papers with details. Whole number, at least 0. Default 20. */
  papers?: number;
  /** Number of papers to skip before them: 20 for the second page of 20. Default 0. */
  offset?: number;
  /** Maximum number of related concepts. Whole number, at least 0. Default 20. */
  relatedConcepts?: number;
}

/** Defaults of {@link ConceptPageOptions}. */
const CONCEPT_PAGE_DEFAULTS: Required<ConceptPageOptions> = { papers: 20, offset: 0, relatedConcepts: 20 };

/** The options of {@link ConceptPageOptions}. */
export const CONCEPT_PAGE_OPTIONS: OptionTable<ConceptPageOptions> = {
  papers: defineOption('number of papers with details', integer(0), CONCEPT_PAGE_DEFAULTS.papers),
  offset: defineOption('number of papers to skip before them', integer(0), CONCEPT_PAGE_DEFAULTS.offset),
  relatedConcepts: defineOption(
    'maximum number of related concepts',
    integer(0),
    CONCEPT_PAGE_DEFAULTS.relatedConcepts,
  ),
};

/** A concept that co-occurs with another one. */
export interface RelatedConcept {
  /** Index of the concept. */
  concept: number;
  /** Number of papers that mention both concepts. */
  sharedPapers: number;
  /** Ratio of `sharedPapers` to the number expected if the two concepts were independent. */
  lift: number;
}

/** The number of papers of one year that mention a concept. */
export interface ConceptYear {
  year: number;
  papers: number;
  /** Number of papers of that year in the collection. */
  total: number;
}

/**
 * Loads the page of a concept. From a map file it reads the concepts, the nodes, and the papers shown with details.
 * @param index index of the concept
 * @throws {RangeError} if there is no such concept
 */
export async function loadConceptPage(
  source: ConceptSource,
  index: number,
  options: ConceptPageOptions = {},
): Promise<ConceptPage> {
  checkOptions(CONCEPT_PAGE_OPTIONS, options, 'loadConceptPage');
  const { papers: count, offset, relatedConcepts: relatedCount } = withDefaults(CONCEPT_PAGE_DEFAULTS, options);
  const list = await source.concepts();
  const concept = list.concepts[index];
  if (!concept) throw new RangeError(`there is no concept ${index}`);
  const weights = getPaperWeights(list, index);
  const papers = [...weights].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([paper]) => paper);
  const { years } = await source.nodes();
  return {
    index,
    concept,
    papers,
    paperDetails: await Promise.all(
      papers.slice(offset, offset + count).map(async (paper) => ({
        paper,
        weight: weights.get(paper)! / UNIT,
        evidence: await findEvidence(source, paper, [index]),
      })),
    ),
    introducedBy: list.introductions.flatMap(({ concept, paper }) => (concept === index ? [paper] : [])),
    definedBy: [...new Set(list.definitions.flatMap(({ concept, paper }) => (concept === index ? [paper] : [])))],
    relatedConcepts: findRelatedConcepts(list, index, relatedCount),
    years: countPapersByYear(years, papers),
  };
}

/**
 * Finds the concepts that co-occur with a concept more often than expected by chance, in at least two papers.
 *
 * The lift is (shared papers x all papers) / (papers of one x papers of the other). Results are ordered by the number of
 * shared papers times the logarithm of the lift, highest first.
 */
export function findRelatedConcepts(list: ConceptList, concept: number, count = 20): RelatedConcept[] {
  const { rows, concepts } = list;
  const totalPapers = rows.starts.length - 1;
  const weights = getPaperWeights(list, concept);
  const sharedCounts = new Map<number, number>();
  for (const paper of weights.keys())
    for (let k = rows.starts[paper]!; k < rows.starts[paper + 1]!; k++)
      sharedCounts.set(rows.ids[k]!, (sharedCounts.get(rows.ids[k]!) ?? 0) + 1);
  sharedCounts.delete(concept);
  return [...sharedCounts]
    .map(([other, sharedPapers]) => ({
      concept: other,
      sharedPapers,
      lift: (sharedPapers * totalPapers) / (weights.size * concepts[other]!.documents),
    }))
    .filter(({ sharedPapers, lift }) => sharedPapers > 1 && lift > 1)
    .map((related) => ({ related, score: related.sharedPapers * log(related.lift) }))
    .sort((a, b) => b.score - a.score || a.related.concept - b.related.concept)
    .slice(0, count)
    .map(({ related }) => related);
}

/**
 * Counts the given papers by year. The result has every year of the collection in ascending order; papers without a year
 * are ignored.
 * @param years the year of each paper of the collection, 0 if unknown
 * @param papers indexes of the papers to count
 */
export function countPapersByYear(years: ArrayLike<number>, papers: Iterable<number>): ConceptYear[] {
  const counts = new Map<number, ConceptYear>();
  for (let paper = 0; paper < years.length; paper++) {
    const year = years[paper]!;
    if (year === 0) continue;
    const count = counts.get(year) ?? { year, papers: 0, total: 0 };
    count.total++;
    counts.set(year, count);
  }
  for (const paper of papers) {
    const count = counts.get(years[paper]!);
    if (count) count.papers++;
  }
  return [...counts.values()].sort((a, b) => a.year - b.year);
}
