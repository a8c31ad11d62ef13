import { checkOptions } from '../../model/option-table.ts';
import { type Hooks, withDefaults } from '../../model/options.ts';
import { type SparseRows, type TermRows, UNIT } from '../../model/sparse.ts';
import { resolveThreads } from '../../workers/platform.ts';
import { blockedJoin } from './blocked-join.ts';
import { findEqualRows, keepFirst, linkEqualRows } from './equal-rows.ts';
import { JOIN_DEFAULTS, JOIN_OPTIONS, type JoinOptions } from './join-options.ts';
import { toSparseRows } from './neighbor-lists.ts';

/** A function that finds the nearest neighbors of each row. Pass your own to `analyze` to replace {@link join}. */
export interface Join {
  (rows: TermRows, options?: JoinOptions, hooks?: Hooks): SparseRows | Promise<SparseRows>;
  /** True if the function returns what {@link join} does, bit for bit: maps then do not record that it was replaced. */
  isExact?: boolean;
}

/**
 * Returns the k nearest neighbors of each row by cosine similarity, most similar first. Of equally similar rows, those that follow
 * next come first, and after the last row the first one, so that copies of a text are linked evenly. Of more than
 * k + 1 equal rows, k + 1 compete with other rows that are equally similar.
 *
 * The search is exact. Only rows that share a term are neighbors. Sums are integers, so that the result is identical bit for bit on
 * any number of threads.
 * @param rows Papers × terms, as returned by `weigh`.
 * @returns Papers × papers: the ids and similarities of the neighbors of each paper.
 * @throws {InputError} if an option is unknown or out of range, WebAssembly is missing, or the rows do not fit its memory
 * @throws the reason of the signal when it is aborted
 */
export async function join(rows: TermRows, options: JoinOptions = {}, hooks: Hooks = {}): Promise<SparseRows> {
  checkOptions(JOIN_OPTIONS, options, 'join');
  const { neighbors, minSimilarity } = withDefaults(JOIN_DEFAULTS, options);
  const threads = resolveThreads(options, hooks);
  hooks.signal?.throwIfAborted();
  const papers = rows.starts.length - 1;
  const listLength = Math.max(1, Math.min(neighbors, papers - 1));
  const minDotProduct = toMinDotProduct(minSimilarity);
  const groups = await findEqualRows(rows, listLength + 1, hooks.signal);
  const distinctRows = groups.length > 0 ? keepFirst(rows, groups, listLength + 1) : rows;
  const lists = await blockedJoin(distinctRows, { neighbors: listLength, minDotProduct, threads }, hooks);
  if (groups.length > 0) {
    await linkEqualRows(lists, groups, hooks.signal);
    hooks.warn?.(describeGroups(groups));
  }
  hooks.progress?.('join', papers, papers);
  return toSparseRows(lists, papers);
}

function describeGroups(groups: readonly (readonly number[])[]): string {
  const papers = groups.reduce((sum, { length }) => sum + length, 0);
  const count = groups.length === 1 ? '1 group' : `${groups.length} groups`;
  return `${papers} papers in ${count} have the same text as more papers than they can have neighbors: each is linked to some of its group`;
}

/** Returns the smallest dot product that reaches a similarity; at least 1, because neighbors share a term. */
export function toMinDotProduct(minSimilarity: number): number {
  return Math.max(1, Math.ceil(minSimilarity * UNIT * UNIT));
}
