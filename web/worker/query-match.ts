import { porter } from '../../src/text/tokenize/porter.ts';
import { FUNCTION_WORDS } from '../../src/text/tokenize/stop-words.ts';
import type { Passage } from './protocol.ts';

/** Characters of a passage, and how many of them come before its first mark. */
const LENGTH = 180;
const BEFORE = 40;

const LETTER = '[\\p{L}\\p{N}]';

/** Stems shorter than this begin too many other words. */
const SHORTEST_STEM = 4;

/**
 * What a query seeks in a text: all its words, in any order, each also where it begins a longer word or in another form of
 * the same stem; words in quotes stand side by side. Function words count only in quotes, or when there are no others.
 */
export class Sought {
  readonly #parts: RegExp[];
  /** Several words without quotes, side by side as they were typed. */
  readonly #together: RegExp | undefined;
  /** The words sought, for whoever wants to look them up. */
  readonly words: string;

  constructor(query: string) {
    const phrases = [...query.matchAll(/"([^"]+)"?/g)]
      .map((match) => wordsOf(match[1]!))
      .filter((words) => words.length);
    const all = wordsOf(query.replace(/"[^"]+"?/g, ' '));
    const telling = all.filter((word) => !FUNCTION_WORDS.has(word.toLowerCase()));
    const words = telling.length > 0 || phrases.length > 0 ? telling : all;
    this.#parts = [...phrases.map(sideBySide), ...words.map(withStem)].map(pattern);
    this.#together = all.length > 1 && phrases.length === 0 ? pattern(sideBySide(all)) : undefined;
    this.words = [...phrases.flat(), ...words].join(' ');
  }

  /**
   * The passage where the words stand side by side, else the one that holds most of what is sought; undefined unless the
   * text holds all of it.
   */
  in(text: string): (Passage & { together: boolean }) | undefined {
    if (this.#parts.length === 0) return undefined;
    const places: Place[] = [];
    for (const [part, sought] of this.#parts.entries()) {
      const before = places.length;
      for (const { index, 0: found } of text.matchAll(sought)) places.push([index, index + found.length, part]);
      if (places.length === before) return undefined;
    }
    const together = this.#together && Array.from(text.matchAll(this.#together), ({ index }) => index)[0];
    if (together !== undefined)
      return { ...passage(text, inOrder(places.filter(([start]) => start >= together))), together: true };
    inOrder(places);
    let best = 0;
    let most = 0;
    places.forEach(([start], at) => {
      const parts = new Set(
        places
          .slice(at)
          .filter(([, end]) => end <= start - BEFORE + LENGTH)
          .map(([, , part]) => part),
      );
      if (parts.size > most) [best, most] = [at, parts.size];
    });
    return { ...passage(text, places.slice(best)), together: false };
  }
}

type Place = [start: number, end: number, part: number];

/** Sorts places by their start, longer ones first. */
const inOrder = (places: Place[]) => places.sort((a, b) => a[0] - b[0] || b[1] - a[1]);

const pattern = (part: string) => new RegExp(`(?<!${LETTER})(?:${part})${LETTER}*`, 'giu');

const sideBySide = (words: readonly string[]) => words.join('[^\\p{L}\\p{N}]+');

/** The words of a text; they hold nothing that a pattern would take for a sign. */
const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

function withStem(word: string): string {
  const stem = porter(word.toLowerCase());
  return stem.length >= SHORTEST_STEM && stem !== word ? `${word}|${stem}` : word;
}

/** Cuts a passage around places, the first of which it begins with, at the ends of words. */
function passage(text: string, places: Place[]): Passage {
  const [first, firstEnd] = places[0]!;
  const from = first <= BEFORE ? 0 : cutAfter(text, first - BEFORE, first);
  const to = Math.max(firstEnd, from + LENGTH >= text.length ? text.length : cutBefore(text, from + LENGTH));
  const [before, after] = [from > 0 ? '… ' : '', to < text.length ? ' …' : ''];
  const marks: [number, number][] = [];
  let last = 0;
  for (const [start, end] of places) {
    if (start < last || end > to) continue;
    marks.push([start - from + before.length, end - from + before.length]);
    last = end;
  }
  return { snippet: before + text.slice(from, to) + after, marks };
}

/** The place after the first blank from `at` on, or `limit` when there is none before it. */
function cutAfter(text: string, at: number, limit: number): number {
  const blank = text.indexOf(' ', at);
  return blank >= 0 && blank < limit ? blank + 1 : limit;
}

/** The place of the last blank up to `at`. */
function cutBefore(text: string, at: number): number {
  const blank = text.lastIndexOf(' ', at);
  return blank > 0 ? blank : at;
}
