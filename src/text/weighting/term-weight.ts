import type { ResolvedOptions } from '../options.ts';

/**
 * Returns the weight of a term before its row is scaled to unit length.
 * @param factor The weight of the term before its frequency is taken into account.
 */
export function termWeight(
  inTitle: number,
  inAbstract: number,
  factor: number,
  { tf, titleWeight }: ResolvedOptions,
): number {
  const count = titleWeight * inTitle + inAbstract;
  return count > 0 ? tf(count) * factor : 0;
}
