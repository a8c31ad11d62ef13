import { type Hooks, InputError, type SparseRows, type TermRows, UNIT } from '../types.ts';
import { rowsOf } from './nearest.ts';
import { plainJoin } from './plain.ts';

export interface JoinOptions {
  /** How many most similar papers to find for each. Whole number, at least 1. Default 10. */
  neighbours?: number;
  /** Pairs below are left out, 0..1. Default 0: any shared term counts. */
  minSimilarity?: number;
}

/** A join finds each row's most similar rows. Pass your own to `analyze` to replace it. */
export type Join = (rows: TermRows, options?: JoinOptions, hooks?: Hooks) => SparseRows | Promise<SparseRows>;

/**
 * The exact nearest neighbours of every paper by cosine, most similar first, ties by smaller id; only papers that
 * share a term count. Sums are whole numbers, so that the result is the same to the last bit however it is computed.
 * @throws {InputError} when an option is out of its range
 */
export async function join(rows: TermRows, options: JoinOptions = {}, hooks: Hooks = {}): Promise<SparseRows> {
  const { neighbours = 10, minSimilarity = 0 } = options;
  if (!Number.isSafeInteger(neighbours) || neighbours < 1)
    throw new InputError(`neighbours must be a whole number of at least 1, not ${neighbours}`);
  if (!(minSimilarity >= 0 && minSimilarity <= 1))
    throw new InputError(`minSimilarity must lie between 0 and 1, not ${minSimilarity}`);
  const papers = rows.starts.length - 1;
  const size = Math.max(1, Math.min(neighbours, papers - 1));
  const least = Math.max(1, Math.ceil(minSimilarity * UNIT * UNIT));
  const steps = plainJoin(rows, size, least);
  let step = steps.next();
  while (!step.done) {
    hooks.progress?.('join', step.value, papers);
    await new Promise((resolve) => setTimeout(resolve));
    hooks.signal?.throwIfAborted();
    step = steps.next();
  }
  hooks.progress?.('join', papers, papers);
  return rowsOf(step.value, papers);
}
