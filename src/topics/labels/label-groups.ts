import { mapItems } from '../../util/pause.ts';
import type { DistinctiveTerm } from './distinctive-terms.ts';
import {
  type Candidate,
  isExtensionOf,
  type LabelVocabulary,
  rankCandidates,
  type UnlabeledGroup,
} from './label-candidates.ts';
import { createLabelJoiner } from './label-case.ts';
import { hasSharedWord } from './label-text.ts';

/** Maximum number of terms in a label: the name of a field, or two where one would mislead. */
const MAX_TERMS = 2;
/** Maximum number of words in a label. */
const MAX_WORDS = 7;
/** Number of each group's highest-scoring terms that compete with groups of other parents. */
const GLOBAL_CANDIDATES = 10;
/** A phrase replaces one of its words if its score is at least this fraction of the word's score. */
const MIN_PHRASE_SCORE = 0.4;
/** The second term needs at least this fraction of the first term's score. */
const MIN_RELATIVE_SCORE = 0.65;

/**
 * Creates unique labels for groups: the name of a field, or two where one would mislead, in sentence case ("Spiking neural networks",
 * "Association rules and data mining").
 *
 * A term's score is its log-odds ratio in standard errors, with more weight for phrases and less for terms that are rarely nouns, that
 * titles rarely have, that occur in few of the group's papers, or that are also used in other fields. Terms that are hardly ever nouns (verbs, adjectives)
 * appear only within phrases. A term is used only for the group in which it scores highest: among siblings, and among all
 * groups that have it in their top ten. Phrases are preferred to their words, and no label repeats a word. If no term is
 * left for a group, the rules are relaxed one by one.
 * @param usedLabels Lowercase labels that must not be used; the new labels are added.
 * @returns The label of each group.
 * @throws the reason of the signal if it is aborted
 */
export async function labelGroups(
  groups: readonly UnlabeledGroup[],
  vocabulary: LabelVocabulary,
  usedLabels: Set<string> = new Set(),
  signal?: AbortSignal,
): Promise<string[]> {
  const terms = groups.flatMap((group) => group.terms.map(({ term }) => term));
  const joinLabel = createLabelJoiner(vocabulary.vocabulary, terms);
  const maxScores = findMaxScores(groups);
  const hasMaxScore = (scope: string, { term, z }: DistinctiveTerm) => z >= (maxScores.get(`${scope} ${term}`) ?? 0);
  return mapItems(groups, signal, (group, g) => {
    const bestAmongSiblings = group.terms.filter((term) => hasMaxScore(siblingScope(group), term));
    const bestOverall = bestAmongSiblings.filter((term) => hasMaxScore(GLOBAL_SCOPE, term));
    const attempts = [
      [bestOverall, group],
      [bestAmongSiblings, group],
      [bestAmongSiblings, { ...group, excludedTerms: [] }],
      [group.terms, { ...group, excludedTerms: [] }],
    ] as const;
    let label: string | undefined;
    for (const [terms, rules] of attempts)
      label ??= chooseLabel(rankCandidates(terms, rules, vocabulary), joinLabel, usedLabels);
    label ??= `Group ${g + 1}`;
    usedLabels.add(label.toLowerCase());
    return label;
  });
}

const GLOBAL_SCOPE = 'global';
const siblingScope = ({ parent = 0 }: UnlabeledGroup) => `parent ${parent}`;

/** Returns the highest score of each term among siblings and among all groups, by scope and term. */
function findMaxScores(groups: readonly UnlabeledGroup[]): Map<string, number> {
  const maxScores = new Map<string, number>();
  const addScore = (scope: string, { term, z }: DistinctiveTerm) => {
    const key = `${scope} ${term}`;
    maxScores.set(key, Math.max(z, maxScores.get(key) ?? 0));
  };
  for (const group of groups) {
    for (const term of group.terms) addScore(siblingScope(group), term);
    for (const term of group.terms.slice(0, GLOBAL_CANDIDATES)) addScore(GLOBAL_SCOPE, term);
  }
  return maxScores;
}

/** Chooses the highest-scoring terms that do not repeat each other. A phrase replaces its word if its score is close. */
function chooseTerms(candidates: readonly Candidate[]): Candidate[] {
  const chosen: Candidate[] = [];
  const fits = (terms: readonly Candidate[]) => terms.reduce((sum, { words }) => sum + words.length, 0) <= MAX_WORDS;
  const minScore = MIN_RELATIVE_SCORE * (candidates[0]?.score ?? 0);
  for (const candidate of candidates) {
    const overlapping = chosen.filter((other) => hasSharedWord(other.words, candidate.words));
    const [replaceable] = overlapping;
    if (!replaceable) {
      if (chosen.length < MAX_TERMS && candidate.score >= minScore && fits([...chosen, candidate]))
        chosen.push(candidate);
    } else if (
      overlapping.length === 1 &&
      replaceable.words.length === 1 &&
      isExtensionOf(candidate, replaceable) &&
      candidate.score >= MIN_PHRASE_SCORE * replaceable.score &&
      fits(chosen.map((other) => (other === replaceable ? candidate : other)))
    )
      chosen[chosen.indexOf(replaceable)] = candidate;
  }
  return chosen;
}

/**
 * Returns the label of the chosen terms. If it is already used, tries to replace the last term, then to omit terms.
 * @returns Undefined if there is no unused label.
 */
function chooseLabel(
  candidates: readonly Candidate[],
  joinLabel: (forms: readonly string[]) => string,
  usedLabels: ReadonlySet<string>,
): string | undefined {
  const chosen = chooseTerms(candidates);
  const labels = [
    chosen,
    ...candidates
      .filter((candidate) => !chosen.some((other) => hasSharedWord(other.words, candidate.words)))
      .map((candidate) => [...chosen.slice(0, MAX_TERMS - 1), candidate]),
    ...chosen.map((_, k) => chosen.slice(0, k + 1)),
  ].map((terms) => joinLabel(terms.map(({ form }) => form)));
  return labels.find((label) => label !== '' && !usedLabels.has(label.toLowerCase()));
}
