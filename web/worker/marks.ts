import type { Vocabulary } from '../../src/types.ts';
import type { Mark } from '../protocol.ts';
import { keyOfWord } from './words.ts';

/**
 * Where the terms of the vocabulary stand in a text: single words and phrases, the longest at each place, so that marks
 * never overlap.
 */
export function marksIn(text: string, terms: ReadonlyMap<string, number>, longest: number): Mark[] {
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    key: keyOfWord(match[0]),
  }));
  const marks: Mark[] = [];
  for (let i = 0; i < words.length; ) {
    let step = 1;
    for (let length = Math.min(longest, words.length - i); length > 0; length--) {
      const key = words
        .slice(i, i + length)
        .map((word) => word.key)
        .join(' ');
      const term = terms.get(key);
      if (term === undefined) continue;
      marks.push({ start: words[i]!.start, end: words[i + length - 1]!.end, term });
      step = length;
      break;
    }
    i += step;
  }
  return marks;
}

/** Term numbers by key, and the number of words of the longest key. */
export function termIndex(vocabulary: Vocabulary): { terms: Map<string, number>; longest: number } {
  const terms = new Map(vocabulary.keys.map((key, term) => [key, term]));
  const longest = vocabulary.keys.reduce((most, key) => Math.max(most, key.split(' ').length), 1);
  return { terms, longest };
}
