/**
 * Creates a seeded random number generator that returns numbers in [0, 1).
 *
 * All random choices use such a generator, so that the same seed gives the same map on every platform.
 * Algorithm: mulberry32 (Tommy Ettinger, public domain).
 */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296;
  };
}

/** Returns the integers 0 to count - 1 in random order (Fisher–Yates shuffle). */
export function randomPermutation(count: number, random: () => number): Uint32Array {
  const permutation = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const swapped = permutation[i]!;
    permutation[i] = permutation[j]!;
    permutation[j] = swapped;
  }
  return permutation;
}

/**
 * Returns at most `size` of the items, drawn without replacement and in their original order; all items if there are no more.
 * Algorithm: selection sampling (Knuth, The Art of Computer Programming, volume 2, algorithm S).
 */
export function sampleItems(items: ArrayLike<number>, size: number, random: () => number): number[] {
  const sample: number[] = [];
  for (let i = 0; i < items.length; i++)
    if (random() * (items.length - i) < size - sample.length) sample.push(items[i]!);
  return sample;
}
