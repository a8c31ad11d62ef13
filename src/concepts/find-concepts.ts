import type { Concepts } from '../model/concepts.ts';
import { checkOptions, defineOption, integer, type OptionTable, wordList } from '../model/option-table.ts';
import { type Hooks, THREAD_OPTIONS, type ThreadOptions, withDefaults } from '../model/options.ts';
import type { Paper } from '../model/paper.ts';
import { resolveThreads } from '../workers/platform.ts';
import { openTaskPool, type TaskPool } from '../workers/task-pool.ts';
import { ConceptBlock } from './blocks/concept-block.ts';
import { findConceptsInBlocks } from './blocks/find-in-blocks.ts';

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

/** All options of {@link findConcepts}. */
export const CONCEPT_STAGE_OPTIONS: OptionTable<ConceptOptions & ThreadOptions> = {
  ...CONCEPT_OPTIONS,
  ...THREAD_OPTIONS,
};

/** With fewer papers per thread, starting a thread takes longer than it saves. */
const MIN_PAPERS_PER_THREAD = 3000;

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
 * Takes time linear in the length of the text. Blocks of papers are processed on all threads (blocks/concept-block.ts), and the counts of all
 * blocks are added before each decision. The order of the papers affects only the order of the rows; the number of threads affects nothing.
 * @throws the reason of the signal if it is aborted
 */
export async function findConcepts(
  papers: readonly Paper[],
  options: ConceptOptions & ThreadOptions = {},
  hooks: Hooks = {},
): Promise<Concepts> {
  checkOptions(CONCEPT_STAGE_OPTIONS, options, 'findConcepts');
  const { phrasesPerPaper, knownConcepts } = withDefaults(CONCEPT_DEFAULTS, options);
  const parts = Math.max(1, Math.floor(papers.length / MIN_PAPERS_PER_THREAD));
  const threads = Math.min(resolveThreads(options, hooks), parts);
  const pool: TaskPool<ConceptBlock> = await openTaskPool('concepts', () => new ConceptBlock(hooks), threads, hooks);
  hooks.onThreads?.('concepts', pool.threads);
  try {
    return await findConceptsInBlocks(pool, papers, phrasesPerPaper, knownConcepts, hooks);
  } finally {
    pool.close();
  }
}
