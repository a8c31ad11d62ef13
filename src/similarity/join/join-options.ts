import { defineOption, integer, number, type OptionTable } from '../../model/option-table.ts';
import { THREAD_OPTIONS, type ThreadOptions } from '../../model/options.ts';

/** Options of `join`. */
export interface JoinOptions extends ThreadOptions {
  /** Number of nearest neighbors to find for each paper. Integer, 1 to 1000; limited to the number of other papers. Default 10. */
  neighbors?: number;
  /** Minimum cosine similarity of neighbors, 0..1. Default 0: any shared term suffices. */
  minSimilarity?: number;
}

/** Defaults of {@link JoinOptions}. */
export const JOIN_DEFAULTS = { neighbors: 10, minSimilarity: 0 };

/** The options of {@link JoinOptions}. */
export const JOIN_OPTIONS: OptionTable<JoinOptions> = {
  neighbors: defineOption('number of neighbors per paper', integer(1, 1000), JOIN_DEFAULTS.neighbors),
  minSimilarity: defineOption('ignore lower similarities', number(0, 1), JOIN_DEFAULTS.minSimilarity),
  ...THREAD_OPTIONS,
};
