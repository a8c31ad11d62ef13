import type { Concepts } from '../model/concepts.ts';
import { checkOptions, defineOption, integer, type OptionTable, wordList } from '../model/option-table.ts';
import type { Hooks } from '../model/options.ts';
import { withDefaults } from '../model/options.ts';
import type { Paper } from '../model/paper.ts';
import { isPauseDue, mapItems, pause } from '../util/pause.ts';
import { findIntroducedNames } from './candidates/introduced-names.ts';
import { findKnownNames } from './candidates/known-names.ts';
import { findNumberedNames } from './candidates/name-spans.ts';
import { extractPhrases } from './candidates/phrases.ts';
import { extractWords, type WordSpan } from './candidates/words.ts';
import { choosePhrases } from './select/choose-phrases.ts';
import { collectMentions } from './select/collect-mentions.ts';
import { describeConcepts } from './select/describe-concepts.ts';
import { groupVariants } from './select/group-variants.ts';
import { findLongForms } from './select/long-forms.ts';

/** Options of {@link findConcepts}. */
export interface ConceptOptions {
  /**
   * Number of top-ranked phrases per paper that can become concepts, in addition to names and abbreviations. Integer,
   * 0 to 1000. Default 12. Larger values give less specific concepts.
   */
  phrasesPerPaper?: number;
  /**
   * Names that become concepts wherever they occur, in singular or plural. `analyze` adds the terms of the topics' labels. Default none.
   */
  knownConcepts?: readonly string[];
}

/** Default values of {@link ConceptOptions}. */
export const CONCEPT_DEFAULTS: Required<ConceptOptions> = { phrasesPerPaper: 12, knownConcepts: [] };

/** The options of {@link ConceptOptions}. */
export const CONCEPT_OPTIONS: OptionTable<ConceptOptions> = {
  phrasesPerPaper: defineOption(
    'number of top-ranked phrases per paper that can become concepts',
    integer(0, 1000),
    CONCEPT_DEFAULTS.phrasesPerPaper,
  ),
  knownConcepts: defineOption(
    'names that become concepts wherever they occur',
    wordList,
    CONCEPT_DEFAULTS.knownConcepts,
  ),
};

/**
 * Finds the concepts of a collection: systems, data sets, abbreviations with their long forms, methods and keyphrases, each
 * with its variants and all its mentions. Uses rules and counts only:
 *
 * 1. Titles and abstracts are split into words (candidates/words.ts). Phrases of up to four words without a stop word, verb
 *    or punctuation between them are candidates (candidates/phrases.ts).
 * 2. The phrases of each paper are ranked by a sum of eight terms (select/rank-phrases.ts). A phrase becomes a concept if it
 *    ranks among the first in at least a fifth of the papers that contain it, or if several papers use it as a whole phrase and titles do
 *    not avoid it (select/choose-phrases.ts).
 * 3. Words spelled like names, names that papers give to their own work (candidates/introduced-names.ts), and long forms of
 *    abbreviations, found with the algorithm of Schwartz and Hearst (2003), become concepts as well.
 * 4. Names that are given as `knownConcepts` are concepts, too (candidates/known-names.ts). Generic words are not (select/name-quality.ts).
 * 5. Variants are grouped (select/group-variants.ts), and their mentions are collected and described
 *    (select/collect-mentions.ts, select/describe-concepts.ts).
 *
 * Takes time linear in the length of the text. The order of the papers affects only the order of the rows.
 * @throws the reason of the signal if it is aborted
 */
export async function findConcepts(
  papers: readonly Paper[],
  options: ConceptOptions = {},
  hooks: Hooks = {},
): Promise<Concepts> {
  checkOptions(CONCEPT_OPTIONS, options, 'findConcepts');
  const { signal, progress } = hooks;
  const { phrasesPerPaper, knownConcepts } = withDefaults(CONCEPT_DEFAULTS, options);
  const words = await extractWords(papers, hooks);
  const { definitions } = words;
  const introduced = await mapItems(papers, signal, (paper, i) =>
    findIntroducedNames(words, paper, i).map((name) => ({ ...name, paper: i })),
  );
  const numbered = await mapItems(papers, signal, (_, i) =>
    findNumberedNames(words, i).map((span) => ({ ...span, paper: i })),
  );
  const defined = definitions.flatMap(({ paper, short, long }) => [short, long].map((span) => ({ ...span, paper })));
  const knownNames = await findKnownNames(words, knownConcepts, signal);
  const [introducedNames, numberedNames] = [introduced.flat(), numbered.flat()];
  if (isPauseDue()) await pause(signal);
  const phrases = await extractPhrases(words, [...introducedNames, ...numberedNames, ...knownNames, ...defined], hooks);
  const withPhrase = <Span extends WordSpan>(span: Span) => ({ ...span, phrase: phrases.idOf(span) });
  const candidates = await mapItems(introducedNames, signal, withPhrase);
  const names = [...candidates, ...(await mapItems(numberedNames, signal, withPhrase))];
  const definedNames = await mapItems(defined, signal, withPhrase);
  const longForms = findLongForms(definitions, phrases);
  const known = await mapItems(knownNames, signal, withPhrase);
  const chosen = await choosePhrases(phrases, phrasesPerPaper, names, hooks);
  for (const { phrase } of known) chosen.add(phrase);
  const groups = await groupVariants(phrases, chosen, longForms, signal);
  const mentions = await collectMentions(phrases, groups, [...names, ...known, ...definedNames], signal);
  const evidence = { candidates, definitions, idOf: phrases.idOf };
  const concepts = await describeConcepts(papers, words, groups, mentions, evidence, signal);
  progress?.('concepts', 2 * papers.length, 2 * papers.length);
  return concepts;
}
