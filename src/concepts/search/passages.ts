import type { Concepts, TextPlace } from '../../model/concepts.ts';

/** Where the mentions of entry k of the concepts' rows stand, in reading order. */
export function placesOf({ mentions }: Concepts, entry: number): TextPlace[] {
  const places: TextPlace[] = [];
  for (let m = mentions.starts[entry]!; m < mentions.starts[entry + 1]!; m++)
    places.push({
      field: mentions.fields[m] === 0 ? 'title' : 'abstract',
      from: mentions.from[m]!,
      to: mentions.to[m]!,
    });
  return places;
}

/** Where paper i mentions each of its concepts, in the order of its row. */
export function mentionsOf(found: Concepts, i: number): TextPlace[][] {
  const [start, end] = [found.rows.starts[i]!, found.rows.starts[i + 1]!];
  return Array.from({ length: end - start }, (_, k) => placesOf(found, start + k));
}

/** A sentence longer than this is cut at a blank on either side of the place. */
const LONGEST = 400;

/**
 * The sentence around characters [from, to), and where it starts in the text. A sentence ends at . ! or ? before a blank
 * and a letter that is not small, and not after a lone capital ("C. Elegans") or a common short form ("e.g.").
 */
export function sentenceAt(text: string, from: number, to: number): { text: string; start: number } {
  let start = from;
  while (start > 0 && from - start < LONGEST && !endsBefore(text, start)) start--;
  let end = to;
  while (end < text.length && end - to < LONGEST && !endsBefore(text, end)) end++;
  if (from - start === LONGEST) start = Math.max(start, text.indexOf(' ', start));
  if (end - to === LONGEST) end = Math.max(to, text.lastIndexOf(' ', end));
  const raw = text.slice(start, end);
  return { text: raw.trim(), start: start + raw.length - raw.trimStart().length };
}

/** Whether a new sentence begins at a blank at `at`. */
function endsBefore(text: string, at: number): boolean {
  if (!/\s/.test(text[at] ?? '') || !/[.!?]["”’)\]]?$/.test(text.slice(Math.max(0, at - 2), at))) return false;
  const before = text.slice(Math.max(0, at - 8), at);
  return (
    !/(?:^|[\s(])(?:\p{Lu}|e\.g|i\.e|cf|vs|et al|Fig|Eq|No|resp)\.$/u.test(before) &&
    !/^\s+\p{Ll}/u.test(text.slice(at, at + 3))
  );
}
