import type { WeighedText } from '../../model/vocabulary.ts';
import type { DistinctiveTerm } from './distinctive-terms.ts';
import { hasSharedWord, isContainedIn, isGeneric, isName, isValidLabelTerm, splitWords } from './label-text.ts';

/** A term is omitted if at least this fraction of its papers contain it within a longer candidate. */
const MIN_CONTAINED_FRACTION = 0.6;
/** Terms that are nouns less often than this appear only within phrases. */
const MIN_NOUN_SHARE = 0.28;
/** Terms that are nouns at least this often have full weight. */
const FULL_NOUN_SHARE = 0.5;
/** Weight of a generic term ("machine learning", "data processing"). */
const GENERIC_WEIGHT = 0.25;
/** Weight of a phrase. Phrases have lower weights than words in the rows (see `phraseWeight`), but name a topic better. */
const PHRASE_WEIGHT = 1.6;
/** Terms in a smaller fraction of the group's papers get less weight, by the square root of the ratio. */
const FULL_COVERAGE = 0.15;

/** A group of papers that needs a label. */
export interface UnlabeledGroup {
  /** Its distinctive terms, by descending score. */
  terms: readonly DistinctiveTerm[];
  /** Number of papers. */
  size: number;
  /** Number of the parent group; groups with the same parent are siblings. Default 0. */
  parent?: number;
  /** Words that the label must not repeat: those of the parent's label. Default none. */
  excludedWords?: readonly string[];
  /** Terms that the label must not repeat, not even in part: those in the labels of unrelated topics. Default none. */
  excludedTerms?: readonly string[];
}

/** The data from which label text is made. */
export type LabelVocabulary = Pick<WeighedText, 'vocabulary' | 'nounShares'>;

/** A term that can be part of a label. */
export interface Candidate {
  /** Surface form. */
  form: string;
  /** Lowercase words of the form. */
  words: string[];
  score: number;
  /** Number of papers of the group with the term. */
  papers: number;
  /** Fraction of the term's mentions that are nouns, 0..1; 1 for names. */
  nounShare: number;
  /** See {@link DistinctiveTerm}. */
  specificity: number;
}

/**
 * Returns the candidate terms for a group's label, by descending score. Prefers nouns that are not generic; falls back to
 * generic nouns, then to other words.
 * @param terms The terms to consider, a subset of the group's terms.
 */
export function rankCandidates(
  terms: readonly DistinctiveTerm[],
  group: UnlabeledGroup,
  { vocabulary, nounShares }: LabelVocabulary,
): Candidate[] {
  const excludedWords = group.excludedWords ?? [];
  const excludedTerms = (group.excludedTerms ?? []).map(splitWords);
  const valid = terms
    .map(({ term, specificity = 1, score, papers }): Candidate => {
      const form = vocabulary.forms[term]!;
      const nounShare = isName(form) ? 1 : (nounShares?.[term] ?? 1);
      return { form, words: splitWords(form), nounShare, specificity, score, papers };
    })
    .filter(({ form, words }) => isValidLabelTerm(form) && !hasSharedWord(words, excludedWords))
    .filter(({ words }) => !excludedTerms.some((excluded) => isContainedIn(words, excluded)));
  const ranked = mergeContainedTerms(valid)
    .map((candidate) => ({ ...candidate, score: candidate.score * computeWeight(candidate, group.size) }))
    .sort((a, b) => b.score - a.score);
  const nouns = ranked.filter(({ nounShare }) => nounShare >= MIN_NOUN_SHARE);
  const specificNouns = nouns.filter(({ form, words }) => words.length > 1 || !isGeneric(form));
  return [specificNouns, nouns, ranked].find((candidates) => candidates.length > 0) ?? [];
}

/** Returns the factor by which a candidate's score is multiplied. */
function computeWeight({ form, words, papers, nounShare, specificity }: Candidate, groupSize: number): number {
  return (
    (words.length > 1 ? PHRASE_WEIGHT : 1) *
    (isGeneric(form) ? GENERIC_WEIGHT : 1) *
    Math.min(1, nounShare / FULL_NOUN_SHARE) *
    specificity *
    Math.sqrt(Math.min(1, papers / (FULL_COVERAGE * groupSize)))
  );
}

/** Checks whether a candidate contains another candidate and more words. */
export function isExtensionOf(longer: Candidate, shorter: Candidate): boolean {
  return longer.words.length > shorter.words.length && isContainedIn(shorter.words, longer.words);
}

/**
 * Removes terms that mostly occur within longer candidates, such as "spiking neural" in "spiking neural networks". The score
 * of a longer term is raised to that of each contained term times the fraction of the contained term's papers that have the
 * longer one.
 */
function mergeContainedTerms(candidates: readonly Candidate[]): Candidate[] {
  const contained = new Set<Candidate>();
  const scores = new Map(candidates.map((candidate) => [candidate, candidate.score]));
  for (const shorter of candidates)
    for (const longer of candidates) {
      if (!isExtensionOf(longer, shorter)) continue;
      const fraction = Math.min(1, longer.papers / shorter.papers);
      if (fraction >= MIN_CONTAINED_FRACTION && longer.nounShare >= MIN_NOUN_SHARE) contained.add(shorter);
      const inheritedScore = (fraction >= MIN_CONTAINED_FRACTION ? 1 : fraction) * shorter.score;
      scores.set(longer, Math.max(scores.get(longer)!, inheritedScore));
    }
  return candidates
    .filter((candidate) => !contained.has(candidate))
    .map((candidate) => ({ ...candidate, score: scores.get(candidate)! }));
}
