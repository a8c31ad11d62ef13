import { CAPITALIZED, JOINED, NAME_LIKE } from './word-forms.ts';
import { ABSTRACT, BREAK, TITLE, type WordSpan, type Words } from './words.ts';

/** Returns the end of the compound that starts at a word: "Du-IN" consists of two words. */
export function endOfCompound(words: Words, start: number, limit: number): number {
  let end = start + 1;
  while (end < limit && words.flags[end]! & JOINED) end++;
  return end;
}

/** Returns the end of the name that starts at a word. Of "FPGA-based" only "FPGA" is a name. */
export function endOfName(words: Words, start: number, limit: number): number {
  const end = endOfCompound(words, start, limit);
  return words.flags[start]! & NAME_LIKE && end - start === 2 && !isName(words, start, end) ? start + 1 : end;
}

/** Tests whether a compound is spelled like a name: "Du-IN" and "CIFAR-10", but not "SNN-based". */
export function isName(words: Words, start: number, end: number): boolean {
  if (!hasNameLikeWord(words, start, end)) return false;
  const last = words.forms[words.ids[end - 1]!]!;
  return (words.flags[end - 1]! & (CAPITALIZED | NAME_LIKE)) !== 0 || /^\p{N}/u.test(last);
}

/** Tests whether any of the words [start, end) is spelled like a name. */
export function hasNameLikeWord(words: Words, start: number, end: number): boolean {
  for (let k = start; k < end; k++) if (words.flags[k]! & NAME_LIKE) return true;
  return false;
}

/** Finds the names in a paper that are followed by a number: "SpiNNaker 2". */
export function findNumberedNames(words: Words, paper: number): WordSpan[] {
  const spans: WordSpan[] = [];
  for (const field of [TITLE, ABSTRACT]) {
    const end = words.fieldStarts[2 * paper + field + 1]!;
    for (let k = words.fieldStarts[2 * paper + field]!; k + 1 < end; k++) {
      const isStandaloneName = words.flags[k]! & NAME_LIKE && !(words.flags[k]! & JOINED);
      if (!isStandaloneName || words.flags[k + 1]! & (BREAK | JOINED)) continue;
      const isNumber = /^\p{N}{1,2}$/u.test(words.forms[words.ids[k + 1]!]!);
      if (isNumber && endOfCompound(words, k + 1, end) === k + 2) spans.push({ field, start: k, end: k + 2 });
    }
  }
  return spans;
}
