import type { Concepts } from '../model/concepts.ts';
import type { Hooks } from '../model/options.ts';
import { withDefaults } from '../model/options.ts';
import type { Paper } from '../model/paper.ts';
import { collectMentions } from './mentions/collect-mentions.ts';
import { type Claim, numberedNames, ownNames } from './mentions/names.ts';
import { NAMED, type Phrases, phrasesOf } from './mentions/phrases.ts';
import { BATCH, type Definition, type Span, wordsOf } from './mentions/words.ts';
import { describe } from './select/describe-concepts.ts';
import { ranker, takeBest } from './select/rank.ts';
import { groupPhrases } from './select/variants.ts';

/** How concepts are found. */
export interface ConceptOptions {
  /**
   * How many of each paper's most telling phrases may become concepts; its names and abbreviations come on top. Whole
   * number, at least 0. Default 12. More gives vaguer concepts.
   */
  phrasesPerPaper?: number;
}

/** What is done unless asked otherwise. */
export const CONCEPT_DEFAULTS: Required<ConceptOptions> = { phrasesPerPaper: 12 };

/**
 * The concepts of a collection: named systems and data sets, abbreviations with their long forms, methods and keyphrases,
 * all variants of a name as one, with every place that mentions them. By rules and counts alone:
 *
 * 1. Texts are cut into words (words.ts), and these into runs without a plain word, verb or punctuation between (runs.ts);
 *    up to four words of a run are a phrase (phrases.ts).
 * 2. Each paper's phrases are ranked by a sum of seven terms (rank.ts). Concepts are the phrases that are among the first
 *    in a fifth of the papers that have them.
 * 3. So are words written like names, the names that papers give to their own work (names.ts), and what abbreviations
 *    stand for, after Schwartz and Hearst (2003).
 * 4. Variants are joined (groups.ts), and all places in all papers are collected (collect.ts) and described (describe.ts).
 *
 * Time grows with the length of the text. The order of the papers changes nothing but the order of the rows.
 */
export function findConcepts(papers: readonly Paper[], options: ConceptOptions = {}, hooks: Hooks = {}): Concepts {
  const { phrasesPerPaper } = withDefaults(CONCEPT_DEFAULTS, options);
  const words = wordsOf(papers, hooks);
  const { definitions } = words;
  const own = papers.flatMap((paper, i) => ownNames(words, paper, i).map((name) => ({ ...name, paper: i })));
  const others = papers.flatMap((_, i) => numberedNames(words, i).map((span) => ({ ...span, paper: i })));
  const defined = definitions.flatMap(({ paper, short, long }) => [short, long].map((span) => ({ ...span, paper })));
  const phrases = phrasesOf(words, [...own, ...others, ...defined], hooks);
  const numbered = <S extends Span>(span: S) => ({ ...span, phrase: phrases.numbered(span) });
  const claims: Claim[] = own.map(numbered);
  const names = [...claims, ...others.map(numbered)];
  const longOf = longForms(definitions, phrases);
  const chosen = choosePhrases(phrases, phrasesPerPaper, names, hooks);
  const groups = groupPhrases(phrases, chosen, longOf);
  const collected = collectMentions(phrases, groups, [...names, ...defined.map(numbered)]);
  hooks.signal?.throwIfAborted();
  const found = describe(papers, words, groups, collected, { claims, definitions, numbered: phrases.numbered });
  hooks.progress?.('concepts', 2 * papers.length, 2 * papers.length);
  return found;
}

/**
 * A phrase must be among the first phrases of this part of the papers that have it: what most papers mention in passing
 * ("users", "data", "approach") names nothing, in whatever field. This is the keyphraseness of Mihalcea and Csomai
 * ("Wikify!", 2007), with the ranking in place of authors who mark what they mean.
 */
const LEAST_SHARE = 0.2;

/** What so few papers mention is believed to be a name where one of them says so. */
const FEW = 3;

/**
 * What is often enough among the first phrases of its papers, all that is written like a name, and the names that papers
 * give, unless they are words that many papers have ("Design: ..." names nothing).
 */
function choosePhrases(
  phrases: Phrases,
  perPaper: number,
  names: readonly { phrase: number }[],
  hooks: Hooks,
): Set<number> {
  const papers = phrases.starts.length - 1;
  const { counts, size } = phrases.tree;
  const rank = ranker(phrases);
  const first = new Uint32Array(size);
  const chosen = new Set(names.map(({ phrase }) => phrase).filter((phrase) => counts[phrase]! <= FEW));
  for (let paper = 0; paper < papers; paper++) {
    if (paper % BATCH === 0) {
      hooks.signal?.throwIfAborted();
      hooks.progress?.('concepts', papers + paper, 2 * papers);
    }
    const ranking = rank(paper);
    takeBest(ranking, perPaper, (phrase) => first[phrase]!++);
    for (let k = 0; k < ranking.count; k++) if (ranking.marks[k]! & NAMED) chosen.add(ranking.phrases[k]!);
  }
  for (let phrase = 0; phrase < size; phrase++)
    if (first[phrase]! > 0 && first[phrase]! >= LEAST_SHARE * counts[phrase]!) chosen.add(phrase);
  return chosen;
}

/** Part of the papers defining an abbreviation that must agree on its long form for the two to be one concept everywhere. */
const AGREEMENT = 0.6;

/** And so large a part of the papers that use it: nobody means a "tamper resistant embedded controller" by every "TREC". */
const LEAST_DEFINED = 0.1;

/** What each abbreviation stands for, where the papers agree. */
function longForms(definitions: readonly Definition[], { numbered, tree }: Phrases): Map<number, number> {
  const votes = new Map<number, Map<number, Set<number>>>();
  for (const { paper, short, long } of definitions) {
    // "feedback (FB)": what is one word is no name for being shortened.
    if (long.to - long.from < 2) continue;
    const byLong = votes.get(numbered(short)) ?? new Map<number, Set<number>>();
    votes.set(numbered(short), byLong);
    byLong.set(numbered(long), (byLong.get(numbered(long)) ?? new Set()).add(paper));
  }
  const longOf = new Map<number, number>();
  for (const [short, byLong] of votes) {
    const all = [...byLong.values()].reduce((sum, voters) => sum + voters.size, 0);
    for (const [long, voters] of byLong)
      if (voters.size >= Math.max(AGREEMENT * all, LEAST_DEFINED * tree.counts[short]!) && long !== short)
        longOf.set(short, long);
  }
  // A long form that is itself short for another name would chain: it keeps its own.
  for (const [short, long] of longOf) if (longOf.has(long)) longOf.delete(short);
  return longOf;
}
