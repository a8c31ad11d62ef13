import { fitSlope } from './statistics.ts';

/** The ranks between which the exponent is fitted: the first words are few, and the last ones have ties. */
const FIRST_RANK = 10;
const LAST_RANK = 2000;

/** Returns the number of texts that contain each word, largest first. */
export function countDocuments(texts: Iterable<string>): number[] {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const word of new Set(text.toLowerCase().match(/\p{L}{2,}/gu))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts.values()].sort((a, b) => b - a);
}

/** Returns the exponent of Zipf's law: minus the slope of the logarithm of the document frequency over that of the rank. */
export function fitZipfExponent(frequencies: readonly number[]): number {
  const points = frequencies
    .slice(FIRST_RANK - 1, LAST_RANK)
    .map((count, i) => [Math.log(FIRST_RANK + i), Math.log(count)] as const);
  return -fitSlope(points);
}
