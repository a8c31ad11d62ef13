/** Returns whether two values are the same, or arrays with the same elements. */
function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isArray(a) || !isArray(b) || a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

const isArray = (value: unknown): value is ArrayLike<unknown> => Array.isArray(value) || ArrayBuffer.isView(value);

/** Returns an object whose fields are those of the previous one where they are equal; the previous one itself if all of them are. */
export function keepEqual<T extends object>(previous: T | null, next: T): T {
  if (!previous) return next;
  const kept = { ...next };
  let isSame = true;
  for (const field of Object.keys(next) as (keyof T)[])
    if (isEqual(previous[field], next[field])) kept[field] = previous[field];
    else isSame = false;
  return isSame ? previous : kept;
}
