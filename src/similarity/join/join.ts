import { InputError } from '../../model/errors.ts';
import type { Hooks, ThreadOptions } from '../../model/options.ts';
import { withDefaults } from '../../model/options.ts';
import { type SparseRows, type TermRows, UNIT } from '../../model/sparse.ts';
import { threadsFor } from '../../workers/platform.ts';
import { compiledKernel, tiledJoin } from './blocked-join.ts';
import { plainJoin } from './plain-join.ts';
import { rowsOf } from './top-k.ts';

/** Which neighbours are found, and on how many threads. */
export interface JoinOptions extends ThreadOptions {
  /** How many most similar papers to find for each. Whole number, at least 1. Default 10. */
  neighbours?: number;
  /** Pairs below are left out, 0..1. Default 0: any shared term counts. */
  minSimilarity?: number;
}

/** What is done unless asked otherwise. */
export const JOIN_DEFAULTS = { neighbours: 10, minSimilarity: 0 };

/** A join finds each row's most similar rows. Pass your own to `analyze` to replace it. */
export type Join = (rows: TermRows, options?: JoinOptions, hooks?: Hooks) => SparseRows | Promise<SparseRows>;

/**
 * The exact nearest neighbours of every paper by cosine, most similar first, ties by smaller id; only papers that
 * share a term count. Sums are whole numbers, so that the result is the same to the last bit however it is computed.
 * @throws {InputError} when an option is out of its range
 */
export async function join(rows: TermRows, options: JoinOptions = {}, hooks: Hooks = {}): Promise<SparseRows> {
  const { neighbours, minSimilarity } = withDefaults(JOIN_DEFAULTS, options);
  const threads = threadsFor(options);
  if (!Number.isSafeInteger(neighbours) || neighbours < 1)
    throw new InputError(`neighbours must be a whole number of at least 1, not ${neighbours}`);
  if (!(minSimilarity >= 0 && minSimilarity <= 1))
    throw new InputError(`minSimilarity must lie between 0 and 1, not ${minSimilarity}`);
  hooks.signal?.throwIfAborted();
  const papers = rows.starts.length - 1;
  const size = Math.max(1, Math.min(neighbours, papers - 1));
  const least = leastDot(minSimilarity);
  const module = compiledKernel();
  const nearest = module
    ? await tiledJoin(module, rows, { size, least, threads }, hooks)
    : await paced(plainJoin(rows, size, least), papers, hooks);
  hooks.progress?.('join', papers, papers);
  return rowsOf(nearest, papers);
}

/** The smallest dot product that counts: a pair without a common term never does. */
export function leastDot(minSimilarity: number): number {
  return Math.max(1, Math.ceil(minSimilarity * UNIT * UNIT));
}

/** Runs to the end what tells how far it is, giving others a turn now and then. */
async function paced<Result>(steps: Generator<number, Result>, total: number, hooks: Hooks): Promise<Result> {
  let step = steps.next();
  while (!step.done) {
    hooks.progress?.('join', step.value, total);
    await new Promise((resolve) => setTimeout(resolve));
    hooks.signal?.throwIfAborted();
    step = steps.next();
  }
  return step.value;
}
