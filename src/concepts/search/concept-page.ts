import type { Concept } from '../../model/concepts.ts';
import { UNIT } from '../../model/sparse.ts';
import type { ConceptList, ConceptSource } from './concept-source.ts';
import { type Proof, proofsOf, weightsOf } from './find-papers.ts';

/** All that is to be shown of one concept. */
export interface ConceptPage {
  /** Index of the concept. */
  index: number;
  concept: Concept;
  /** All papers that mention it, those first to which it matters most (ties by place). */
  papers: number[];
  /** The first of these papers: how telling the concept is for each, 0..1, and the sentences that prove it. */
  shown: { paper: number; weight: number; proofs: Proof[] }[];
  /** Papers that give it its name. */
  introducedBy: number[];
  /** Papers that say what its abbreviation stands for. */
  definedBy: number[];
  companions: Companion[];
  years: ConceptYear[];
}

/** How much a concept's page shows. */
export interface ConceptPageOptions {
  /** How many papers to show with their sentences. Whole number, at least 0. Default 20. */
  papers?: number;
  /** How many of these to leave out first: 20 for the second page of 20. Default 0. */
  from?: number;
  /** How many companions. Whole number, at least 0. Default 20. */
  companions?: number;
}

/** A concept that stands in the same papers as another. */
export interface Companion {
  /** Index of the concept. */
  concept: number;
  /** How many papers mention both. */
  papers: number;
  /** So many times as many as if the two had nothing to do with each other. */
  lift: number;
}

/** How many papers of a year mention a concept, out of how many. */
export interface ConceptYear {
  year: number;
  papers: number;
  of: number;
}

/**
 * The page of a concept, by its index. Of a map file it reads the concepts, the years, and the papers that it shows.
 * Throws RangeError where there is no such concept.
 */
export async function conceptPage(
  source: ConceptSource,
  index: number,
  options: ConceptPageOptions = {},
): Promise<ConceptPage> {
  const { papers: count = 20, from = 0, companions: most = 20 } = options;
  const found = await source.concepts();
  const concept = found.concepts[index];
  if (!concept) throw new RangeError(`there is no concept ${index}`);
  const weights = weightsOf(found, index);
  const papers = [...weights].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([paper]) => paper);
  const { years } = await source.nodes();
  return {
    index,
    concept,
    papers,
    shown: await Promise.all(
      papers.slice(from, from + count).map(async (paper) => ({
        paper,
        weight: weights.get(paper)! / UNIT,
        proofs: await proofsOf(source, paper, [index]),
      })),
    ),
    introducedBy: found.introductions.flatMap((one) => (one.concept === index ? [one.paper] : [])),
    definedBy: [...new Set(found.definitions.flatMap((one) => (one.concept === index ? [one.paper] : [])))],
    companions: companions(found, index, most),
    years: conceptYears(years, papers),
  };
}

/**
 * What a concept goes together with: first what shares many of its papers and few other ones. The order is by shared
 * papers times the logarithm of the lift, shared x all / (its papers x the other's papers); what chance would give as
 * often or oftener is left out, and so is what shares a single paper.
 */
export function companions(found: ConceptList, concept: number, count = 20): Companion[] {
  const { rows, concepts } = found;
  const papers = rows.starts.length - 1;
  const shared = new Map<number, number>();
  const own = weightsOf(found, concept);
  for (const i of own.keys())
    for (let k = rows.starts[i]!; k < rows.starts[i + 1]!; k++)
      shared.set(rows.ids[k]!, (shared.get(rows.ids[k]!) ?? 0) + 1);
  shared.delete(concept);
  return [...shared]
    .map(([other, together]) => ({
      concept: other,
      papers: together,
      lift: (together * papers) / (own.size * concepts[other]!.documents),
    }))
    .filter(({ papers, lift }) => papers > 1 && lift > 1)
    .map((companion) => ({ companion, score: companion.papers * Math.log(companion.lift) }))
    .sort((a, b) => b.score - a.score || a.companion.concept - b.companion.concept)
    .slice(0, count)
    .map(({ companion }) => companion);
}

/** When a concept rose: its papers by year, ascending, every year of the collection; papers without a year are left out. */
export function conceptYears(years: ArrayLike<number>, papers: Iterable<number>): ConceptYear[] {
  const counts = new Map<number, ConceptYear>();
  for (let paper = 0; paper < years.length; paper++) {
    const year = years[paper]!;
    if (year === 0) continue;
    const count = counts.get(year) ?? { year, papers: 0, of: 0 };
    count.of++;
    counts.set(year, count);
  }
  for (const paper of papers) {
    const count = counts.get(years[paper]!);
    if (count) count.papers++;
  }
  return [...counts.values()].sort((a, b) => a.year - b.year);
}
