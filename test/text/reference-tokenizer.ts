import { lowerCase } from '../../src/text/tokenize/characters.ts';
import { type AbbreviationDefinition, ADJACENT, SENTENCE_START, SEPARATED } from '../../src/text/tokenize/tokenizer.ts';
import { isShortForm, shortFormKey } from '../../src/text/vocabulary/abbreviations.ts';

/** The tokens of one text according to {@link referenceTokenize}. */
interface ReferenceTokens {
  count: number;
  starts: number[];
  ends: number[];
  gaps: number[];
  words: string[];
}

const isWordCharacter = (char: string | undefined) => char !== undefined && /[\p{L}\p{M}\p{N}]/u.test(char);
const isLetter = (char: string | undefined) => char !== undefined && /[\p{L}\p{M}]/u.test(char);
const isNumber = (char: string | undefined) => char !== undefined && /\p{N}/u.test(char);

/** Chinese characters of which each two adjacent ones are a token. */
const isChinese = (char: string | undefined) =>
  char !== undefined && /[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/.test(char);

/**
 * Reference implementation of the tokenizer: regular expressions, character by character.
 * @param segment Whether each two adjacent Chinese characters are a token and hiragana separate tokens.
 */
export function referenceTokenize(text: string, segment = false): ReferenceTokens {
  if (segment) return tokenizeSegments(text);
  const tokens: ReferenceTokens = { count: 0, starts: [], ends: [], gaps: [], words: [] };
  let previousEnd = 0;
  for (let i = 0; i < text.length; i++) {
    if (!isWordCharacter(text[i])) continue;
    const start = i++;
    for (; i < text.length && (isWordCharacter(text[i]) || joinsWord(text, i)); i++);
    const name = /^\p{Lu}(?:#|\+\+|\. (?:(?!\p{Lu})[\p{L}\p{M}]){4,})/u.exec(text.slice(start));
    if (i === start + 1 && name) i = start + name[0].length;
    tokens.count++;
    tokens.starts.push(start);
    tokens.ends.push(i);
    tokens.gaps.push(tokens.count === 1 ? SENTENCE_START : gapOf(text.slice(previousEnd, start)));
    tokens.words.push(text.slice(start, i));
    previousEnd = i--;
  }
  return tokens;
}

/** Tokenizes the text between Chinese characters and hiragana, and adds the tokens of Chinese characters. */
function tokenizeSegments(text: string): ReferenceTokens {
  const found: { start: number; end: number }[] = [];
  for (const { index, 0: run } of text.matchAll(
    /[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+|[^\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3041-\u309f]+/g,
  ))
    if (!isChinese(run[0])) {
      const { starts, ends } = referenceTokenize(run);
      starts.forEach((start, k) => {
        found.push({ start: index + start, end: index + ends[k]! });
      });
    } else
      for (let k = 0; k < Math.max(1, run.length - 1); k++)
        found.push({ start: index + k, end: index + Math.min(k + 2, run.length) });
  return {
    count: found.length,
    starts: found.map(({ start }) => start),
    ends: found.map(({ end }) => end),
    gaps: found.map(({ start }, k) =>
      k === 0 ? SENTENCE_START : gapOf(text.slice(Math.min(found[k - 1]!.end, start), start)),
    ),
    words: found.map(({ start, end }) => text.slice(start, end)),
  };
}

function gapOf(between: string): number {
  if (/[.!?]/.test(between)) return SENTENCE_START;
  return /^[ \t\n\r\u00a0]*$/.test(between) ? ADJACENT : SEPARATED;
}

function joinsWord(text: string, i: number): boolean {
  if (/[-\u2010-\u2013]/.test(text[i]!)) return isWordCharacter(text[i + 1]);
  if (/['\u2019]/.test(text[i]!)) return isLetter(text[i + 1]);
  return text[i] === '.' && isNumber(text[i - 1]) && isNumber(text[i + 1]);
}

const HYPHEN = /[-\u2010-\u2013]/;
/** What may stand between an abbreviation or a long form and the parenthesis next to it. */
const PADDING = /[\s"'`\u2018-\u201f\u00ab\u00bb]/;

/**
 * Reference implementation: finds the abbreviations that a text defines, with the algorithm of Schwartz and Hearst (2003), "A simple algorithm
 * for identifying abbreviation definitions in biomedical text": one of short form and long form is in parentheses after
 * the other, and the long form, read backward, contains the letters of the short form in order; the first letter starts
 * a word. White space and quotation marks may stand next to the parentheses: '( "SNN" )'.
 */
export function referenceAbbreviations(text: string, tokens: ReferenceTokens): AbbreviationDefinition[] {
  const definitions: AbbreviationDefinition[] = [];
  for (let open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
    const first = tokenAtOrAfter(tokens, open);
    if (first === 0 || first >= tokens.count || !isPadding(text, open + 1, tokens.starts[first]!)) continue;
    const definition =
      matchShortFormInside(text, tokens, open, first) ?? matchLongFormInside(text, tokens, open, first);
    if (definition) definitions.push(definition);
  }
  return definitions;
}

const wordAt = (text: string, tokens: ReferenceTokens, k: number) => text.slice(tokens.starts[k], tokens.ends[k]);

/** Tells whether text.slice(start, end) is empty or consists of white space and quotation marks. */
function isPadding(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!PADDING.test(text[i]!)) return false;
  return true;
}

/** Returns the maximum number of words in the long form of an abbreviation. */
function maxLongFormLength(shortForm: string): number {
  const { length } = shortForm.replace(/[-\u2010-\u2013]/g, '');
  return Math.min(length + 5, length * 2);
}

/** Matches "long form (SF)", also "(SF, ...)" and "(SF; ...)". `first` is the first token in parentheses. */
function matchShortFormInside(
  text: string,
  tokens: ReferenceTokens,
  open: number,
  first: number,
): AbbreviationDefinition | undefined {
  const shortForm = wordAt(text, tokens, first);
  let next = tokens.ends[first]!;
  while (next < text.length && PADDING.test(text[next]!)) next++;
  if (!isShortForm(shortForm) || !/[),;]/.test(text[next] ?? '')) return undefined;
  const maxLength = maxLongFormLength(shortForm);
  let from = first - 1;
  while (from > 0 && first - from < maxLength && tokens.gaps[from] !== SENTENCE_START) from--;
  const longStart = findLongFormStart(shortForm, text, tokens, from, first - 1);
  return longStart >= 0 && isPadding(text, tokens.ends[first - 1]!, open)
    ? { shortForm: first, longStart, longEnd: first }
    : undefined;
}

/** Matches "SF (long form)". `first` is the first token in parentheses. */
function matchLongFormInside(
  text: string,
  tokens: ReferenceTokens,
  open: number,
  first: number,
): AbbreviationDefinition | undefined {
  const shortForm = wordAt(text, tokens, first - 1);
  if (!isShortForm(shortForm) || !isPadding(text, tokens.ends[first - 1]!, open)) return undefined;
  const tooFar = first + maxLongFormLength(shortForm);
  const limit = tooFar < tokens.count ? tokens.starts[tooFar]! : text.length;
  let close = open;
  while (close < limit && text[close] !== ')') close++;
  if (close === limit) return undefined;
  const last = tokenAtOrAfter(tokens, close) - 1;
  return findLongFormStart(shortForm, text, tokens, first, last) === first
    ? { shortForm: first - 1, longStart: first, longEnd: last + 1 }
    : undefined;
}

/** Returns the token in first..last that starts the shortest long form of `shortForm` ending with `last`, or -1. */
function findLongFormStart(
  shortForm: string,
  text: string,
  tokens: ReferenceTokens,
  first: number,
  last: number,
): number {
  if (last < first) return -1;
  const letters = shortFormKey(shortForm).replaceAll('-', '');
  const textStart = tokens.starts[first]!;
  const candidate = lowerCase(text.slice(textStart, tokens.ends[last]));
  let i = candidate.length;
  const isWordStart = () => i === 0 || !/[\p{L}\p{M}\p{N}]/u.test(candidate[i - 1]!);
  for (let s = letters.length - 1; s >= 0; s--) {
    do i--;
    while (i >= 0 && !(candidate[i] === letters[s] && (s > 0 || isWordStart())));
    if (i < 0) return -1;
  }
  for (let k = first; k <= last; k++)
    if (tokens.starts[k]! - textStart === i) return last > k || HYPHEN.test(candidate.slice(i)) ? k : -1;
  return -1;
}

/** Returns the first token that starts at or after an offset. */
function tokenAtOrAfter(tokens: ReferenceTokens, offset: number): number {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens.starts[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
