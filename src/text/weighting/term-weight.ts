import { cachePerObject } from '../../util/cache.ts';
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

/** Every call of `weighText` needs them. */
const keysOfLongForms = cachePerObject((longForms: ReadonlyMap<string, string>) => new Set(longForms.values()));

/** Weight of the long form of an abbreviation relative to a word; it stands for several words. */
const LONG_FORM_WEIGHT = 1.2;

/**
 * Returns a function that returns the factor of a term by its kind, given its key: `phraseWeight` for phrases. The long
 * form of an abbreviation is a word of its own, which replaces several.
 */
export function kindFactor(longForms: ReadonlyMap<string, string>, { phraseWeight }: ResolvedOptions) {
  const longFormKeys = keysOfLongForms(longForms);
  return (key: string): number => (longFormKeys.has(key) ? LONG_FORM_WEIGHT : key.includes(' ') ? phraseWeight : 1);
}
