import { foldSpelling } from './spelling.ts';
import type { Stemmer } from './stemmers.ts';

/** A piece of a written word that counts as one word: "spike-timing" has two. */
export interface Part {
  /** What it counts as; also function words and numbers have one, so that long forms can hold them. */
  key: string;
  /** As written. */
  form: string;
  /** Whether it counts by itself: function words, numbers and stray letters do not. */
  counts: boolean;
}

/** What {@link fold} needs to know. */
export interface FoldRules {
  stem: Stemmer;
  /** Fold British to American spelling, drop accents, close up compounds ("multi-agent", "multiagent"). */
  spelling: boolean;
  /** Keep names whole: "GPT-2", "k-means", "C. elegans". */
  names: boolean;
  /** Lower-case words that do not count. */
  stopWords: ReadonlySet<string>;
  /** Whether a key stands in the papers by itself; a hyphened compound whose closed form does is closed up. */
  stands: (key: string) => boolean;
  /** What else a word counts as, by its own key. */
  synonyms?: ReadonlyMap<string, Part[]>;
  /** Pieces of compounds that were folded before: the same few stand in most. */
  known?: Map<string, Part>;
}

/** Longer strings are no words. */
const LONGEST_WORD = 40;

const HYPHENS = /[-\u2010-\u2013]/;
const CAPITALS = /^(\p{Lu}[\p{Lu}\p{N}]+)(?:s|['\u2019]s)?$/u;

/** What a written word counts as. */
export function fold(written: string, rules: FoldRules): Part[] {
  const parts = partsOf(written, rules);
  return rules.synonyms?.get(parts.map(({ key }) => key).join(' ')) ?? parts;
}

/** Most words; the questions asked of others need not be asked of them. */
const LETTERS = /^[a-z]+$/;

function partsOf(written: string, rules: FoldRules): Part[] {
  if (LETTERS.test(written) && written.length <= LONGEST_WORD)
    return [part(written, written, stemOf(written, rules), rules)];
  if (written.length > LONGEST_WORD) return [silent(NUMBER, written)];
  if (written.includes('. '))
    return rules.names
      ? [whole(written, written.toLowerCase().replace('. ', '.'))]
      : written.split('. ').map((word) => foldWord(word, rules));
  if (!HYPHENS.test(written)) return [foldWord(written, rules)];
  if (rules.stopWords.has(written.toLowerCase())) return [silent(written.toLowerCase(), written)];
  return foldCompound(written, rules);
}

function foldCompound(written: string, rules: FoldRules): Part[] {
  const parts = written.split(HYPHENS);
  if (rules.names && isName(parts)) {
    const last = foldPiece(parts.at(-1)!, rules);
    return [
      whole(written, parts.slice(0, -1).join('').toLowerCase() + (last.key === NUMBER ? parts.at(-1)! : last.key)),
    ];
  }
  if (rules.spelling && parts.length === 2) {
    const closed = foldPiece(parts.join(''), rules);
    if (closed.counts && rules.stands(closed.key)) return [whole(written, closed.key)];
  }
  return parts.map((part) => foldPiece(part, rules));
}

function foldPiece(written: string, rules: FoldRules): Part {
  const known = rules.known?.get(written);
  if (known) return known;
  const folded = foldWord(written, rules);
  rules.known?.set(written, folded);
  return folded;
}

/** "GPT-2", "k-means", "x-ray", "3-D": a part that is no word by itself makes the compound a name; "10-year" is none. */
function isName(parts: string[]): boolean {
  if (/^\d+$/.test(parts[0]!) && parts.at(-1)!.length > 2) return false;
  return (
    parts.some((part) => part.length === 1 || /^\d[\d.]*\p{L}?$/u.test(part)) &&
    parts.some((part) => /\p{L}/u.test(part))
  );
}

function foldWord(written: string, rules: FoldRules): Part {
  const word = written.replace(/['\u2019](?:s|re|ve|ll|d|m|t)?$/i, '');
  const lower = word.toLowerCase().replace(/['\u2019]/g, '');
  if (/^(?:[\p{N}.]+|\d+(?:st|nd|rd|th|s|x))$/u.test(lower)) return silent(NUMBER, word);
  return part(word, lower, keyOf(word, lower, rules), rules);
}

const part = (word: string, lower: string, key: string, { stopWords }: FoldRules): Part =>
  speaks(lower, stopWords) && speaks(key, stopWords) ? whole(word, key) : silent(lower, word);

function keyOf(word: string, lower: string, rules: FoldRules): string {
  const capitals = rules.names ? CAPITALS.exec(word) : null;
  if (capitals) return capitals[1]!.toLowerCase();
  if (/[\d+#]/.test(lower)) return lower;
  return stemOf(lower, rules);
}

const stemOf = (lower: string, { stem, spelling }: FoldRules) => stem(spelling ? foldSpelling(lower) : lower);

/** What numbers count as. */
export const NUMBER = '#';

/** Whether a key counts by itself: function words, numbers and letters alone do not. */
export const speaks = (key: string, stopWords: ReadonlySet<string>): boolean =>
  key.length > 1 && key !== NUMBER && !stopWords.has(key);

const whole = (form: string, key: string): Part => ({ key, form, counts: true });
const silent = (key: string, form: string): Part => ({ key, form, counts: false });
