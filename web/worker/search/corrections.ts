import type { WordIndex } from './indexes/word-index.ts';
import { normalize } from './spellings.ts';

/** Minimum length of a word that is corrected, and of one that may differ in two letters. */
const MIN_CORRECTED = { oneLetter: 5, twoLetters: 8 };

/**
 * Returns the word of an index that is most similar to a misspelled one: the fewest letters are different, missing, added, or swapped
 * with the next one; among these, a word that is not longer than what was typed, and that most documents contain. Few people misspell the
 * first letter, and words that differ in it are rarely related. Returns undefined if no word is similar enough.
 */
export function correctWord(index: WordIndex, typed: string): string | undefined {
  const word = normalize(typed);
  if (word.length < MIN_CORRECTED.oneLetter || word.includes(' ')) return undefined;
  const maxDistance = word.length < MIN_CORRECTED.twoLetters ? 1 : 2;
  const { from, to } = index.findPrefix(word[0]!);
  let best: { rank: number; cost: number; count: number } | undefined;
  for (let rank = from; rank < to; rank++) {
    const candidate = index.words[rank]!;
    if (candidate.length < word.length - maxDistance) continue;
    const { whole, prefix } = editDistances(word, candidate, maxDistance);
    const distance = Math.min(whole, prefix);
    if (distance > maxDistance) continue;
    // Someone who is still typing has written only the start of a word.
    const cost = whole <= distance ? 2 * distance : 2 * distance + 1;
    const count = index.countOf({ from: rank, to: rank + 1 });
    if (!best || cost < best.cost || (cost === best.cost && count > best.count)) best = { rank, cost, count };
  }
  return best && index.words[best.rank];
}

/**
 * Returns the edit distances, with swaps of adjacent letters, of a word from another one and from the most similar start of it.
 * Distances above `max` are not exact, but above `max`.
 */
export function editDistances(word: string, other: string, max: number): { whole: number; prefix: number } {
  const width = Math.min(other.length, word.length + max);
  let [previous, current, next] = [
    new Array<number>(width + 1).fill(0),
    rowOf(width),
    new Array<number>(width + 1).fill(0),
  ];
  for (let i = 1; i <= word.length; i++) {
    next[0] = i;
    let min = i;
    for (let j = 1; j <= width; j++) {
      const isSame = word[i - 1] === other[j - 1];
      let cost = Math.min(current[j]! + 1, next[j - 1]! + 1, current[j - 1]! + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1])
        cost = Math.min(cost, previous[j - 2]! + 1);
      next[j] = cost;
      if (cost < min) min = cost;
    }
    if (min > max) return { whole: max + 1, prefix: max + 1 };
    [previous, current, next] = [current, next, previous];
  }
  const whole = width === other.length ? current[width]! : max + 1;
  return { whole, prefix: Math.min(...current) };
}

const rowOf = (width: number) => Array.from({ length: width + 1 }, (_, j) => j);
