import { withDefaults } from '../../defaults.ts';
import { foldSpelling } from '../../text/spelling.ts';
import type { Concepts, Hooks, Paper } from '../../types.ts';
import { collectMentions } from './collect.ts';
import { type Definition, definitionsOf } from './definitions.ts';
import { describe } from './describe.ts';
import { groupPhrases } from './groups.ts';
import { endOfName, isName, numberedNames, type OwnName, ownNames, type Span } from './names.ts';
import { type Phrases, phrasesOf } from './phrases.ts';
import { rankPhrases } from './rank.ts';
import { type Words, wordsOf } from './words.ts';

export interface ConceptOptions {
  /**
   * How many of each paper's most telling phrases become concepts; its names and abbreviations come on top. Whole number,
   * at least 0. Default 12. More gives rarer, vaguer concepts.
   */
  phrasesPerPaper?: number;
}

/** What is done unless asked otherwise. */
export const CONCEPT_DEFAULTS: Required<ConceptOptions> = { phrasesPerPaper: 12 };

/** A paper's own name, with the number of its phrase. */
export interface Claim extends OwnName {
  paper: number;
  phrase: number;
}

/**
 * The concepts of a collection: named systems and data sets, abbreviations with their long forms, methods and keyphrases,
 * all variants of a name as one, with every place that mentions them. By rules and counts alone:
 *
 * 1. Phrases are runs of up to four words without a plain word, verb or punctuation between (phrases.ts).
 * 2. Each paper's phrases are ranked by a sum of seven terms (rank.ts); the first few are concepts.
 * 3. So are words written like names, the names that papers give to their own work (names.ts), and what abbreviations
 *    stand for, after Schwartz and Hearst (2003).
 * 4. Variants are joined (groups.ts), and all places in all papers are collected.
 *
 * Time grows with the length of the text. The order of the papers changes nothing but the order of the rows.
 */
export function findConcepts(papers: readonly Paper[], options: ConceptOptions = {}, hooks: Hooks = {}): Concepts {
  const { phrasesPerPaper } = withDefaults(CONCEPT_DEFAULTS, options);
  const words = wordsOf(papers);
  hooks.signal?.throwIfAborted();
  const phrases = phrasesOf(words, foldSpelling);
  const numbered = (span: Span) => phraseOf(phrases, words, span);
  const definitions = definitionsOf(words, papers);
  const claims: Claim[] = papers.flatMap((paper, i) =>
    ownNames(words, paper, i).map((name) => ({ ...name, paper: i, phrase: numbered(name) })),
  );
  const numberedSpans = papers.flatMap((_, i) =>
    numberedNames(words, i).map((span) => ({ ...span, paper: i, phrase: numbered(span) })),
  );
  const chosen = new Set<number>([...claims, ...numberedSpans].map(({ phrase }) => phrase));
  const scores: { phrases: Uint32Array; values: Float64Array }[] = [];
  papers.forEach((_, i) => {
    if (i % 1024 === 0) {
      hooks.signal?.throwIfAborted();
      hooks.progress?.('concepts', i, papers.length);
    }
    const ranked = rankPhrases(phrases, i, papers.length);
    for (const { phrase } of ranked.filter((candidate) => candidate.whole).slice(0, phrasesPerPaper))
      chosen.add(phrase);
    for (const { phrase, from, to } of ranked)
      if (isName(words, from, to) && endOfName(words, from, words.ids.length) === to) chosen.add(phrase);
    scores.push({
      phrases: Uint32Array.from(ranked, (candidate) => candidate.phrase),
      values: Float64Array.from(ranked, (candidate) => candidate.score),
    });
  });
  const longOf = longForms(definitions, numbered);
  const groups = groupPhrases(phrases, chosen, longOf);
  const spans = definitions.flatMap(({ paper, short, long }) => [
    { ...short, paper, phrase: numbered(short) },
    { ...long, paper, phrase: numbered(long) },
  ]);
  const collected = collectMentions(phrases, groups, scores, [...claims, ...numberedSpans, ...spans]);
  hooks.signal?.throwIfAborted();
  const found = describe(papers, words, groups, collected, { claims, definitions, numbered, longOf });
  hooks.progress?.('concepts', papers.length, papers.length);
  return found;
}

function phraseOf(phrases: Phrases, words: Words, span: Span): number {
  let phrase = 0;
  for (let k = span.from; k < span.to; k++) phrase = phrases.grams.id(phrase, phrases.stemOf[words.ids[k]!]!);
  return phrase;
}

/** Part of the papers defining an abbreviation that must agree on its long form for the two to be one concept everywhere. */
const AGREEMENT = 0.6;

/** What each abbreviation stands for, where the papers agree. */
function longForms(definitions: readonly Definition[], numbered: (span: Span) => number): Map<number, number> {
  const votes = new Map<number, Map<number, Set<number>>>();
  for (const { paper, short, long } of definitions) {
    const byLong = votes.get(numbered(short)) ?? new Map<number, Set<number>>();
    votes.set(numbered(short), byLong);
    byLong.set(numbered(long), (byLong.get(numbered(long)) ?? new Set()).add(paper));
  }
  const longOf = new Map<number, number>();
  for (const [short, byLong] of votes) {
    const all = [...byLong.values()].reduce((sum, voters) => sum + voters.size, 0);
    for (const [long, voters] of byLong) if (voters.size >= AGREEMENT * all && long !== short) longOf.set(short, long);
  }
  // A long form that is itself short for another name would chain: it keeps its own.
  for (const [short, long] of longOf) if (longOf.has(long)) longOf.delete(short);
  return longOf;
}
