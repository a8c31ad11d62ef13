import { lowerCase } from '../tokenize/characters.ts';
import { SENTENCE, type Tokens } from '../tokenize/tokenize.ts';

/** An abbreviation and its long form in one text: "spiking neural networks (SNNs)". Numbers of tokens. */
export interface Definition {
  short: number;
  longFrom: number;
  /** The token after the long form's last. */
  longTo: number;
}

/** Two capitals at least, letters and digits only: "SNN", "SNNs", "fMRI", "IoT", "GPT2". */
const SHORT_FORM = /^(?=.*\p{Lu}.*\p{Lu})[\p{L}\p{M}\p{N}]{2,10}$/u;

/** Whether a written word looks like an abbreviation. */
export const isShortForm = (word: string): boolean => word.length <= 10 && SHORT_FORM.test(word);

/** What an abbreviation is known by: lower case, without the plural's s. "SNNs" -> "snn". */
export const shortKey = (word: string): string => lowerCase(word.replace(/(?<=\p{Lu})s$/u, ''));

/**
 * Abbreviations and their long forms after Schwartz and Hearst, "A simple algorithm for identifying abbreviation
 * definitions in biomedical text" (2003): either in brackets after the other; the long form's letters, read backwards,
 * hold those of the short form, whose first letter begins a word.
 */
export function definitions(text: string, tokens: Tokens): Definition[] {
  const found: Definition[] = [];
  for (let open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
    const first = tokenAt(tokens, open);
    if (first === 0 || first >= tokens.count || tokens.starts[first] !== open + 1) continue;
    const definition = shortInside(text, tokens, open, first) ?? longInside(text, tokens, open, first);
    if (definition) found.push(definition);
  }
  return found;
}

const wordAt = (text: string, tokens: Tokens, k: number) => text.slice(tokens.starts[k], tokens.ends[k]);

/** "long form (SF)", also "(SF, ...)" and "(SF; ...)". */
function shortInside(text: string, tokens: Tokens, open: number, first: number): Definition | undefined {
  const short = wordAt(text, tokens, first);
  if (!isShortForm(short) || !/[),;]/.test(text[tokens.ends[first]!] ?? '')) return undefined;
  const most = Math.min(short.length + 5, short.length * 2);
  let from = first - 1;
  while (from > 0 && first - from < most && tokens.gaps[from] !== SENTENCE) from--;
  const longFrom = longFormStart(short, text, tokens, from, first - 1);
  const adjacent = text.slice(tokens.ends[first - 1], open).trim() === '';
  return longFrom >= 0 && adjacent ? { short: first, longFrom, longTo: first } : undefined;
}

/** "SF (long form)". */
function longInside(text: string, tokens: Tokens, open: number, first: number): Definition | undefined {
  const short = wordAt(text, tokens, first - 1);
  if (!isShortForm(short) || text.slice(tokens.ends[first - 1], open).trim() !== '') return undefined;
  const close = text.indexOf(')', open);
  const last = tokenAt(tokens, close) - 1;
  if (close < 0 || last - first >= Math.min(short.length + 5, short.length * 2)) return undefined;
  return longFormStart(short, text, tokens, first, last) === first
    ? { short: first - 1, longFrom: first, longTo: last + 1 }
    : undefined;
}

/** Where in the words first..last the shortest long form of `short` that ends with the last word begins; -1 for none. */
function longFormStart(short: string, text: string, tokens: Tokens, first: number, last: number): number {
  if (last < first) return -1;
  const letters = shortKey(short);
  const from = tokens.starts[first]!;
  const long = lowerCase(text.slice(from, tokens.ends[last]));
  let at = long.length;
  for (let s = letters.length - 1; s >= 0; s--) {
    do at--;
    while (at >= 0 && !(long[at] === letters[s] && (s > 0 || at === 0 || !/[\p{L}\p{M}\p{N}]/u.test(long[at - 1]!))));
    if (at < 0) return -1;
  }
  for (let k = first; k <= last; k++)
    if (tokens.starts[k]! - from === at) return last > k || /[-\u2010-\u2013]/.test(long.slice(at)) ? k : -1;
  return -1;
}

/** The first token that starts at or after an offset. */
function tokenAt(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens.starts[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
