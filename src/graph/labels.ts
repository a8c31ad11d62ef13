import { stemmers } from '../text/stem.ts';
import { FUNCTION_WORDS } from '../text/stopwords.ts';
import type { Vocabulary } from '../types.ts';
import type { Telling } from './contrast.ts';

/** Terms in a label, and words in all of them. */
const MOST_TERMS = 3;
const MOST_WORDS = 6;
/** How many of a group's strongest terms are looked at. */
const CANDIDATES = 60;
/** A phrase takes the place of one of its words when it tells at least this part of what the word tells. */
const PHRASE_FOR_WORD = 0.5;
/** A term is left out when at least this part of its papers have it in a longer term. */
const PART_OF_PHRASE = 0.6;

/** A group that wants a label. */
export interface Unlabelled {
  /** What sets it apart, strongest first. */
  telling: readonly Telling[];
  /** Words that its label may not repeat: those of its parent's label. */
  taken: readonly string[];
}

/** The words of a label or a written term, lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:[-'’.+#][\p{L}\p{N}]+)*[+#]*/gu) ?? [];
}

/**
 * Whether a reader sees the same word twice: the same stem, or one the beginning of the other, or the same six letters at the
 * beginning ("pruned" and "pruning", "neuron" and "neuronal", "classify" and "classification").
 */
export function alike(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short === long) return true;
  if (short.length >= 4 && long.startsWith(short)) return true;
  if (stemmers.porter(short) === stemmers.porter(long)) return true;
  return short.length >= 6 && long.startsWith(short.slice(0, 6));
}

const share = (a: readonly string[], b: readonly string[]) => a.some((one) => b.some((other) => alike(one, other)));

/** Lists of stop words hold every letter; here only those that are words count, so that "C. elegans" can stand. */
const isFunctionWord = (word: string) => FUNCTION_WORDS.has(word) && (word.length > 1 || word === 'a' || word === 'i');

/** Whether a written term can stand in a label: it has a word of some length, no stop word at either end, and says nothing twice. */
export function presentable(form: string): boolean {
  const words = wordsOf(form);
  if (words.length === 0 || !words.some((word) => /\p{L}{2}/u.test(word))) return false;
  if (isFunctionWord(words[0]!) || isFunctionWord(words.at(-1)!)) return false;
  return words.every((word, k) => words.slice(0, k).every((before) => !alike(word, before)));
}

/**
 * Labels for groups that stand side by side, each of at most three terms as written in the papers. A term labels only the group it tells most
 * of; a phrase is taken rather than its words; no word comes twice in a label; no label comes twice or is in `used`.
 */
export function labelGroups(
  groups: readonly Unlabelled[],
  vocabulary: Vocabulary,
  used: Set<string> = new Set(),
): string[] {
  const best = new Map<number, number>();
  for (const { telling } of groups)
    for (const { term, score } of telling.slice(0, CANDIDATES)) best.set(term, Math.max(score, best.get(term) ?? 0));
  return groups.map(({ telling, taken }, g) => {
    const candidates = telling
      .slice(0, CANDIDATES)
      .filter(({ term, score }) => score === best.get(term) && presentable(vocabulary.forms[term]!))
      .map(({ term, ...rest }) => ({ form: vocabulary.forms[term]!, words: wordsOf(vocabulary.forms[term]!), ...rest }))
      .filter(({ words }) => !share(words, taken));
    const chosen = choose(whole(candidates));
    const label = firstUnused(chosen, candidates, used) ?? `Group ${g + 1}`;
    used.add(label.toLowerCase());
    return label;
  });
}

interface Candidate {
  form: string;
  words: string[];
  score: number;
  papers: number;
}

/** Whether each word of the first is one of the second. */
const within = (some: readonly string[], words: readonly string[]) =>
  some.every((one) => words.some((other) => alike(one, other)));

/** Whether a term is hardly written but as a part of a longer one: "spiking neural" of "spiking neural networks". */
const isPartOf = (one: Candidate, longer: Candidate) =>
  longer.words.length > one.words.length &&
  longer.papers >= PART_OF_PHRASE * one.papers &&
  within(one.words, longer.words);

/** Without terms that are hardly written but as a part of a longer one, which then counts for as much. Strongest first. */
function whole(candidates: readonly Candidate[]): Candidate[] {
  const parts = new Set<Candidate>();
  const scores = new Map(candidates.map((candidate) => [candidate, candidate.score]));
  for (const one of candidates)
    for (const longer of candidates)
      if (isPartOf(one, longer)) {
        parts.add(one);
        scores.set(longer, Math.max(scores.get(longer)!, one.score));
      }
  return candidates
    .filter((candidate) => !parts.has(candidate))
    .map((candidate) => ({ ...candidate, score: scores.get(candidate)! }))
    .sort((a, b) => b.score - a.score);
}

/** The strongest terms that do not repeat each other; the phrase where a phrase tells nearly what its word does. */
function choose(candidates: readonly Candidate[]): Candidate[] {
  const chosen: Candidate[] = [];
  const fits = (terms: readonly Candidate[]) => terms.reduce((sum, { words }) => sum + words.length, 0) <= MOST_WORDS;
  for (const candidate of candidates) {
    const repeated = chosen.filter((other) => share(other.words, candidate.words));
    const [word] = repeated;
    if (!word) {
      if (chosen.length < MOST_TERMS && fits([...chosen, candidate])) chosen.push(candidate);
    } else if (
      repeated.length === 1 &&
      candidate.words.length > word.words.length &&
      within(word.words, candidate.words) &&
      candidate.score >= PHRASE_FOR_WORD * word.score &&
      fits(chosen.map((other) => (other === word ? candidate : other)))
    )
      chosen[chosen.indexOf(word)] = candidate;
  }
  return chosen;
}

/** The label of the chosen terms, or where another has it, of fewer or of others in place of the last. */
function firstUnused(
  chosen: readonly Candidate[],
  candidates: readonly Candidate[],
  used: ReadonlySet<string>,
): string | undefined {
  const labels = [
    chosen,
    ...candidates
      .filter((candidate) => !chosen.some((other) => share(other.words, candidate.words)))
      .map((candidate) => [...chosen.slice(0, MOST_TERMS - 1), candidate]),
    ...chosen.map((_, k) => chosen.slice(0, k + 1)),
  ].map((terms) => terms.map(({ form }) => form).join(', '));
  return labels.find((label) => label !== '' && !used.has(label.toLowerCase()));
}
