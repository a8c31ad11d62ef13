import type { WeighedText } from '../../model/vocabulary.ts';
import { pow } from '../../util/portable-math.ts';
import type { DistinctiveTerm } from './distinctive-terms.ts';
import { hasSharedWord, isContainedIn, isGeneric, isName, isValidLabelTerm, splitWords } from './label-text.ts';

/** A term is omitted if at least this fraction of its papers contain it within a longer candidate. */
const MIN_CONTAINED_FRACTION = 0.6;
/** Terms that are nouns less often than this appear only within phrases. */
const MIN_NOUN_SHARE = 0.28;
/** Terms that are nouns at least this often have full weight. */
const FULL_NOUN_SHARE = 0.5;
/** Weight of a generic word ("performance"), and of a phrase of generic words ("machine learning", "data processing"). */
const GENERIC_WORD_WEIGHT = 0.25;
const GENERIC_PHRASE_WEIGHT = 0.5;
/** Weight of a phrase. Phrases occur in fewer papers than words, but name a topic better. */
const PHRASE_WEIGHT = 3;
/** Exponent of the fraction of the group's papers that have the term. */
const COVERAGE_EXPONENT = 0.25;
/** Added to the share of a term's papers that have it in the title, so that terms that no title has keep some weight. */
const TITLE_SHARE_PRIOR = 0.02;
/** Terms in a smaller fraction of the group's papers do not represent it. */
const MIN_COVERAGE = 0.01;

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
export type LabelVocabulary = Pick<WeighedText, 'vocabulary' | 'nounShares' | 'titleShares'>;

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
  /** Fraction of the term's papers that have it in their title, 0..1. */
  titleShare: number;
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
  { vocabulary, nounShares, titleShares }: LabelVocabulary,
): Candidate[] {
  const excludedWords = group.excludedWords ?? [];
  const excludedTerms = (group.excludedTerms ?? []).map(splitWords);
  const valid = terms
    .filter(({ papers }) => papers >= MIN_COVERAGE * group.size)
    .map(({ term, specificity = 1, z, papers }): Candidate => {
      const form = vocabulary.forms[term]!;
      const nounShare = isName(form) ? 1 : (nounShares?.[term] ?? 1);
      const titleShare = titleShares?.[term] ?? 1;
      return { form, words: splitWords(form), nounShare, titleShare, specificity, score: z, papers };
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
function computeWeight(
  { form, words, papers, nounShare, titleShare, specificity }: Candidate,
  groupSize: number,
): number {
  const isPhrase = words.length > 1;
  return (
    (isPhrase ? PHRASE_WEIGHT : 1) *
    (isGeneric(form) ? (isPhrase ? GENERIC_PHRASE_WEIGHT : GENERIC_WORD_WEIGHT) : 1) *
    Math.min(1, nounShare / FULL_NOUN_SHARE) *
    Math.sqrt(specificity) *
    Math.sqrt(titleShare + TITLE_SHARE_PRIOR) *
    pow(papers / groupSize, COVERAGE_EXPONENT)
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
      // A word passes on its score in part, since its phrases say what it is about; a phrase that is often used alone is complete.
      const inheritedShare = fraction >= MIN_CONTAINED_FRACTION ? 1 : shorter.words.length > 1 ? 0 : fraction;
      scores.set(longer, Math.max(scores.get(longer)!, inheritedShare * shorter.score));
    }
  return candidates
    .filter((candidate) => !contained.has(candidate))
    .map((candidate) => ({ ...candidate, score: scores.get(candidate)! }));
}
