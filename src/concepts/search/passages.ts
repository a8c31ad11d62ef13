import type { Concepts, TextSpan } from '../../model/concepts.ts';

/** Returns the mentions of entry k of the concepts' rows, in reading order. */
export function getMentionSpans({ mentions }: Concepts, entry: number): TextSpan[] {
  const spans: TextSpan[] = [];
  for (let m = mentions.starts[entry]!; m < mentions.starts[entry + 1]!; m++)
    spans.push({
      field: mentions.fields[m] === 0 ? 'title' : 'abstract',
      from: mentions.from[m]!,
      to: mentions.to[m]!,
    });
  return spans;
}

/** Returns the mentions of each concept of a paper, in the order of the paper's row. */
export function getPaperMentions(concepts: Concepts, paper: number): TextSpan[][] {
  const start = concepts.rows.starts[paper]!;
  const end = concepts.rows.starts[paper + 1]!;
  return Array.from({ length: end - start }, (_, k) => getMentionSpans(concepts, start + k));
}

/** A sentence is cut at a space this many characters before and after the span. */
const MAX_CONTEXT = 400;

/**
 * Returns the sentence around the characters [from, to) of a text, and its offset in the text. A sentence ends at ., ! or ?
 * followed by white space, unless a lowercase letter follows or an initial ("C. Elegans") or a common abbreviation
 * ("e.g.") precedes.
 */
export function extractSentence(text: string, from: number, to: number): { text: string; start: number } {
  let start = from;
  while (start > 0 && from - start < MAX_CONTEXT && !isSentenceBoundary(text, start)) start--;
  let end = to;
  while (end < text.length && end - to < MAX_CONTEXT && !isSentenceBoundary(text, end)) end++;
  if (from - start === MAX_CONTEXT) start = Math.max(start, text.indexOf(' ', start));
  if (end - to === MAX_CONTEXT) end = Math.max(to, text.lastIndexOf(' ', end));
  const sentence = text.slice(start, end);
  return { text: sentence.trim(), start: start + sentence.length - sentence.trimStart().length };
}

/** Tests whether the white space at an offset separates two sentences. */
function isSentenceBoundary(text: string, offset: number): boolean {
  if (!/\s/.test(text[offset] ?? '') || !/[.!?]["”’)\]]?$/.test(text.slice(Math.max(0, offset - 2), offset)))
    return false;
  const before = text.slice(Math.max(0, offset - 8), offset);
  return (
    !/(?:^|[\s(])(?:\p{Lu}|e\.g|i\.e|cf|vs|et al|Fig|Eq|No|resp)\.$/u.test(before) &&
    !/^\s+\p{Ll}/u.test(text.slice(offset, offset + 3))
  );
}
