/** Returns whether two values have the same content: plain data with arrays, typed arrays and maps. */
export function areEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a.constructor !== b.constructor) return false;
  if (Array.isArray(a)) return areListsEqual(a, b as unknown[]);
  // A map contains no DataView, the only view that is not an array.
  if (ArrayBuffer.isView(a)) return areListsEqual(a as Uint8Array, b as Uint8Array);
  if (a instanceof Map) return areListsEqual([...a], [...(b as typeof a)]);
  const [entries, others] = [Object.entries(a), Object.entries(b)];
  return (
    entries.length === others.length &&
    entries.every(([key, value], i) => key === others[i]![0] && areEqual(value, others[i]![1]))
  );
}

function areListsEqual(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!areEqual(a[i], b[i])) return false;
  return true;
}
