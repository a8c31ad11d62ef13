import type { WeighedText } from '../../model/vocabulary.ts';
import type { Telling } from './distinctive-terms.ts';
import { isGeneric, isName, presentable, share, within, wordsOf } from './label-text.ts';

/** Terms in a label, and words in all of them. */
const MOST_TERMS = 3;
const MOST_WORDS = 6;
/** How many of a group's strongest terms are looked at. */
export const CANDIDATES = 80;
/** A group may keep a term from groups that stand elsewhere when it is among so many of its strongest. */
const CLAIMS = 10;
/** A phrase takes the place of one of its words when it counts at least this part of what the word counts. */
const PHRASE_FOR_WORD = 0.4;
/** A term is left out when at least this part of its papers have it in a longer term. */
const PART_OF_PHRASE = 0.6;
/** A term that is used as a noun less often than this is left to phrases; from the second share on it counts in full. */
const LEAST_NOUN = 0.28;
const SURE_NOUN = 0.5;
/** What a phrase of words that every field has ("machine learning", "data processing") counts beside one that names something. */
const GENERIC = 0.25;
/** Phrases weigh less than words in the rows (see `phraseWeight`) but name a field better. */
const PHRASE = 1.6;
/** A term in a smaller part of a group's papers counts less, by the root of what it lacks. */
const COVERAGE = 0.15;
/** Second and third terms count at least this part of the first. */
const WORTH_SAYING = 0.25;

/** A group that wants a label. */
export interface Unlabelled {
  /** What sets it apart, strongest first. */
  telling: readonly Telling[];
  /** Number of papers. */
  size: number;
  /** Number of the group that it is part of; groups with the same are siblings. Default 0. */
  parent?: number;
  /** Words that its label may not repeat: those of its parent's label. */
  taken?: readonly string[];
  /** Terms that its label may not repeat, nor a part of them: those in labels of topics that it is no part of. */
  others?: readonly string[];
}

/** What labels are made of. */
type Wording = Pick<WeighedText, 'vocabulary' | 'nounShares'>;

/**
 * Labels for groups, each of at most three terms as written in the papers. What a term counts is how strongly it tells of the group, more for
 * a phrase, less for what is seldom used as a noun, for what few of the papers have, and for what other fields speak of too, so that its papers
 * are less alike than the group's; what is hardly ever a noun (a verb, an adjective) comes in by phrases only. A term labels only the group it tells most of: of siblings, and of others that have it among their
 * strongest. A phrase is taken rather than its words; no word comes twice in a label; no label comes twice or is in `used`.
 */
export function labelGroups(groups: readonly Unlabelled[], wording: Wording, used: Set<string> = new Set()): string[] {
  const best = new Map<string, number>();
  const claim = (scope: string, { term, score }: Telling) => {
    const place = `${scope} ${term}`;
    best.set(place, Math.max(score, best.get(place) ?? 0));
  };
  for (const { telling, parent = 0 } of groups) {
    for (const found of telling.slice(0, CANDIDATES)) claim(`in ${parent}`, found);
    for (const found of telling.slice(0, CLAIMS)) claim('anywhere', found);
  }
  const mostOf = (scope: string, { term, score }: Telling) => score >= (best.get(`${scope} ${term}`) ?? 0);
  return groups.map((group, g) => {
    const { parent = 0 } = group;
    const own = group.telling.slice(0, CANDIDATES).filter((found) => mostOf(`in ${parent}`, found));
    const mine = own.filter((found) => mostOf('anywhere', found));
    // Where nothing is left for a group, the rules give way one by one.
    const attempts = [
      [mine, group],
      [own, group],
      [own, { ...group, others: [] }],
      [group.telling, { ...group, others: [] }],
    ] as const;
    let label: string | undefined;
    for (const [terms, of] of attempts) label ??= labelOf(candidatesOf(terms, of, wording), used);
    label ??= `Group ${g + 1}`;
    used.add(label.toLowerCase());
    return label;
  });
}

interface Candidate {
  form: string;
  words: string[];
  /** What it counts. */
  score: number;
  papers: number;
  /** How often it is used as a noun, 0..1. */
  noun: number;
  /** See {@link Telling}. */
  focus: number;
}

/** The terms that can stand in a group's label, by what they count. Where none names something, nouns that every field has must do; where none is a noun, the others. */
function candidatesOf(telling: readonly Telling[], group: Unlabelled, { vocabulary, nounShares }: Wording) {
  const taken = group.taken ?? [];
  const others = (group.others ?? []).map(wordsOf);
  const able = telling
    .map(({ term, focus = 1, ...rest }): Candidate => {
      const form = vocabulary.forms[term]!;
      const noun = isName(form) ? 1 : (nounShares?.[term] ?? 1);
      return { form, words: wordsOf(form), noun, focus, ...rest };
    })
    .filter(({ form, words }) => presentable(form) && !share(words, taken))
    .filter(({ words }) => !others.some((other) => within(words, other)));
  const counted = whole(able)
    .map((candidate) => ({ ...candidate, score: candidate.score * worth(candidate, group.size) }))
    .sort((a, b) => b.score - a.score);
  const nouns = counted.filter(({ noun }) => noun >= LEAST_NOUN);
  const names = nouns.filter(({ form, words }) => words.length > 1 || !isGeneric(form));
  return [names, nouns, counted].find((some) => some.length > 0) ?? [];
}

/** What a term's score is multiplied with; see {@link labelGroups}. */
function worth({ form, words, papers, noun, focus }: Candidate, size: number): number {
  return (
    (words.length > 1 ? PHRASE : 1) *
    (isGeneric(form) ? GENERIC : 1) *
    Math.min(1, noun / SURE_NOUN) *
    focus *
    Math.sqrt(Math.min(1, papers / (COVERAGE * size)))
  );
}

const isLonger = (longer: Candidate, one: Candidate) =>
  longer.words.length > one.words.length && within(one.words, longer.words);

/**
 * Without terms that are hardly written but as a part of a longer one: "spiking neural" of "spiking neural networks". A longer term counts for
 * at least its share of the papers of each of its parts.
 */
function whole(candidates: readonly Candidate[]): Candidate[] {
  const parts = new Set<Candidate>();
  const scores = new Map(candidates.map((candidate) => [candidate, candidate.score]));
  for (const one of candidates)
    for (const longer of candidates) {
      if (!isLonger(longer, one)) continue;
      const part = Math.min(1, longer.papers / one.papers);
      if (part >= PART_OF_PHRASE && longer.noun >= LEAST_NOUN) parts.add(one);
      scores.set(longer, Math.max(scores.get(longer)!, (part >= PART_OF_PHRASE ? 1 : part) * one.score));
    }
  return candidates
    .filter((candidate) => !parts.has(candidate))
    .map((candidate) => ({ ...candidate, score: scores.get(candidate)! }));
}

/** The strongest terms that do not repeat each other; the phrase where a phrase counts nearly what its word does. */
function choose(candidates: readonly Candidate[]): Candidate[] {
  const chosen: Candidate[] = [];
  const fits = (terms: readonly Candidate[]) => terms.reduce((sum, { words }) => sum + words.length, 0) <= MOST_WORDS;
  const least = WORTH_SAYING * (candidates[0]?.score ?? 0);
  for (const candidate of candidates) {
    const repeated = chosen.filter((other) => share(other.words, candidate.words));
    const [word] = repeated;
    if (!word) {
      if (chosen.length < MOST_TERMS && candidate.score >= least && fits([...chosen, candidate]))
        chosen.push(candidate);
    } else if (
      repeated.length === 1 &&
      isLonger(candidate, word) &&
      candidate.score >= PHRASE_FOR_WORD * word.score &&
      fits(chosen.map((other) => (other === word ? candidate : other)))
    )
      chosen[chosen.indexOf(word)] = candidate;
  }
  return chosen;
}

/** The label of the chosen terms, or where another has it, of fewer or of others in place of the last. */
function labelOf(candidates: readonly Candidate[], used: ReadonlySet<string>): string | undefined {
  const chosen = choose(candidates);
  const labels = [
    chosen,
    ...candidates
      .filter((candidate) => !chosen.some((other) => share(other.words, candidate.words)))
      .map((candidate) => [...chosen.slice(0, MOST_TERMS - 1), candidate]),
    ...chosen.map((_, k) => chosen.slice(0, k + 1)),
  ].map((terms) => terms.map(({ form }) => form).join(', '));
  return labels.find((label) => label !== '' && !used.has(label.toLowerCase()));
}
