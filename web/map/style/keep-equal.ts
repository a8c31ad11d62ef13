import { areEqual } from '../../../src/util/equal.ts';

/** Returns an object whose fields are those of the previous one where they are equal; the previous one itself if all of them are. */
export function keepEqual<T extends object>(previous: T | null, next: T): T {
  if (!previous) return next;
  const kept = { ...next };
  let isSame = true;
  for (const field of Object.keys(next) as (keyof T)[])
    if (areEqual(previous[field], next[field])) kept[field] = previous[field];
    else isSame = false;
  return isSame ? previous : kept;
}
