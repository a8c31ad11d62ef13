import { endOfCompound, hasNameLikeWord } from './name-spans.ts';
import { CAPITALIZED, JOINED, NAME_LIKE } from './word-forms.ts';
import {
  ABSTRACT,
  BREAK,
  endOffsetOf,
  type PaperText,
  SENTENCE_START,
  TITLE,
  type WordSpan,
  type Words,
} from './words.ts';

/** A name that a paper gives to its own work. */
export interface IntroducedName extends WordSpan {
  /**
   * The rule that found it: "SpikeGPT: ...", "Activator: ..." (an ordinary word), "... (VesselGraph)", or
   * "we introduce ...".
   */
  rule: 'title' | 'word' | 'brackets' | 'sentence';
}

const MAX_NAME_WORDS = 4;
/** Number of words after a verb within which a name is searched. */
const MAX_WORDS_TO_NAME = 14;

const INTRODUCING_VERBS = new Set(
  `introduce introduces introduced present presents presented propose proposes proposed develop developed develops release releases
   released create created build built design designed designs describe describes implement implemented offer offers`.split(
    /\s+/,
  ),
);
const SUBJECTS = new Set('we paper work article study here'.split(' '));
const NAMING_VERBS = new Set('call calls called named dubbed termed coined'.split(' '));
const DETERMINERS = new Set('a an the our new novel first'.split(' '));
/** Words that separate the introduced object from what follows. */
const CLAUSE_ENDS = new Set(
  `for to that which using based with from on in of by where and when while via as under over through between into against without
   than like is are can achieves outperforms`.split(/\s+/),
);

/** Finds the names that a paper gives to its own systems, methods and data sets. */
export function findIntroducedNames(words: Words, paper: PaperText, index: number): IntroducedName[] {
  return [...findTitleNames(words, paper, index), ...findSentenceNames(words, paper, index)];
}

const formOf = (words: Words, k: number): string => words.forms[words.ids[k]!]!;

/** Returns words [start, end) of a text as they are written. */
const textOf = (words: Words, text: string, start: number, end: number): string =>
  text.slice(words.startOffsets[start], endOffsetOf(words, end - 1));

function findTitleNames(words: Words, paper: PaperText, index: number): IntroducedName[] {
  const start = words.fieldStarts[2 * index]!;
  const end = words.fieldStarts[2 * index + 1]!;
  const names: IntroducedName[] = [];
  const separator = /:(?=\s)|\s[-\u2013\u2014]{1,2}\s|,\s(?=[Aa]n?\s)|[!?.]\s/u.exec(paper.title);
  if (separator && /[:,\-\u2013\u2014]/.test(separator[0])) {
    let headEnd = start;
    while (headEnd < end && endOffsetOf(words, headEnd) <= separator.index) headEnd++;
    const bracket = paper.title.lastIndexOf('(', separator.index);
    if (bracket > 0) while (headEnd > start && endOffsetOf(words, headEnd - 1) > bracket) headEnd--;
    const rule =
      headEnd - start <= 2 * MAX_NAME_WORDS &&
      headEnd > start &&
      titleHeadRule(words, paper, index, start, headEnd, separator[0]);
    if (rule) names.push({ field: TITLE, start, end: headEnd, rule });
  }
  for (const bracket of paper.title.matchAll(/\(([^()\s]{2,24})\)/g)) {
    let k = start;
    while (k < end && words.startOffsets[k]! < bracket.index) k++;
    const nameEnd = endOfCompound(words, k, end);
    const fillsBrackets = k < end && endOffsetOf(words, nameEnd - 1) === bracket.index + bracket[0].length - 1;
    if (fillsBrackets && hasNameLikeWord(words, k, nameEnd))
      names.push({ field: TITLE, start: k, end: nameEnd, rule: 'brackets' });
  }
  return names;
}

/**
 * Decides whether the words before a title's separator are a name. They are if they are spelled like one, or if the
 * abstract capitalizes them within a sentence, quotes them, or has them after a verb such as "called". Any other single
 * word before a colon may be one.
 */
function titleHeadRule(
  words: Words,
  paper: PaperText,
  index: number,
  start: number,
  end: number,
  separator: string,
): IntroducedName['rule'] | undefined {
  if (!(words.flags[start]! & (CAPITALIZED | NAME_LIKE)) || NOT_A_NAME.has(formOf(words, start))) return undefined;
  const isOneCompound = endOfCompound(words, start, end) === end;
  const isComma = separator.startsWith(',');
  if (isOneCompound && hasNameLikeWord(words, start, end))
    return isComma && !/\p{Ll}/u.test(textOf(words, paper.title, start, end)) ? undefined : 'title';
  if (isComma) return undefined;
  const abstractEnd = words.fieldStarts[2 * index + 2]! - (end - start);
  for (let k = words.fieldStarts[2 * index + 1]!; k <= abstractEnd; k++) {
    let matched = 0;
    while (matched < end - start && isSameWord(words, k + matched, start + matched)) matched++;
    const isRepeated = matched === end - start;
    if (isRepeated && (isCapitalizedName(words, k, k + matched) || isQuotedOrCalled(words, paper, k))) return 'title';
  }
  const lastWord = textOf(words, paper.title, end - 1, end);
  const endsInName = hasNameLikeWord(words, end - 1, end) && !/\p{Lu}s$/u.test(lastWord);
  if (endsInName && countCompounds(words, start, end) <= 3) return 'title';
  return isOneCompound && end - start === 1 && separator.startsWith(':') ? 'word' : undefined;
}

const NOT_A_NAME = new Set('beyond toward towards on from why how what when the a an to is are do does can'.split(' '));

/**
 * Tests whether words [start, end) have a capital that is explained neither by the start of a sentence nor by an
 * abbreviation ("EEG foundation models").
 */
function isCapitalizedName(words: Words, start: number, end: number): boolean {
  for (let k = start; k < end; k++)
    if ((words.flags[k]! & (SENTENCE_START | CAPITALIZED | NAME_LIKE)) === CAPITALIZED) return true;
  return false;
}

/** Tests whether word k of an abstract follows an opening quotation mark or a naming verb. */
const isQuotedOrCalled = (words: Words, paper: PaperText, k: number) =>
  /["\u201c]$/.test(paper.abstract.slice(0, words.startOffsets[k])) ||
  (!(words.flags[k]! & SENTENCE_START) && NAMING_VERBS.has(formOf(words, k - 1)));

/** Compares two words, ignoring a plural s. */
function isSameWord(words: Words, a: number, b: number): boolean {
  const first = formOf(words, a);
  const second = formOf(words, b);
  return first === second || `${first}s` === second || first === `${second}s`;
}

function countCompounds(words: Words, start: number, end: number): number {
  let count = 0;
  for (let k = start; k < end; k++) if (k === start || !(words.flags[k]! & JOINED)) count++;
  return count;
}

/** Finds names in sentences such as "we introduce X" and "this paper presents a new method called X". */
function findSentenceNames(words: Words, paper: PaperText, index: number): IntroducedName[] {
  const start = words.fieldStarts[2 * index + 1]!;
  const end = words.fieldStarts[2 * index + 2]!;
  const names: IntroducedName[] = [];
  let hasSubject = false;
  let hasVerb = false;
  for (let k = start; k < end; k++) {
    const form = formOf(words, k);
    if (words.flags[k]! & SENTENCE_START) hasSubject = hasVerb = false;
    if (SUBJECTS.has(form)) hasSubject = true;
    if (hasSubject && INTRODUCING_VERBS.has(form) && !isParticiple(words, k)) {
      hasVerb = true;
      const name = findNameAfterVerb(words, paper, k + 1, end);
      if (name) names.push({ field: ABSTRACT, ...name, rule: 'sentence' });
    } else if (hasVerb && NAMING_VERBS.has(form) && k + 1 < end && words.flags[k + 1]! & (CAPITALIZED | NAME_LIKE)) {
      const nameEnd = endOfCapitalizedRun(words, k + 1, end);
      if (hasNameLikeWord(words, k + 1, nameEnd) || !continuesAfter(words, nameEnd, end))
        names.push({ field: ABSTRACT, start: k + 1, end: nameEnd, rule: 'sentence' });
    }
  }
  return names;
}

/** Words before a form such as "released" that make it a verb of the authors rather than a participle. */
const BEFORE_PAST_TENSE = new Set([...SUBJECTS, ...'have has had also then and first further newly'.split(' ')]);

const isParticiple = (words: Words, k: number) =>
  formOf(words, k).endsWith('ed') && !(k > 0 && BEFORE_PAST_TENSE.has(formOf(words, k - 1)));

/**
 * Finds the name that follows a verb: a run of capitalized words, or the first name-like compound before the clause ends.
 */
function findNameAfterVerb(
  words: Words,
  paper: PaperText,
  start: number,
  end: number,
): { start: number; end: number } | undefined {
  let k = start;
  while (k < end && DETERMINERS.has(formOf(words, k))) k++;
  if (k < end && words.flags[k]! & CAPITALIZED && !(words.flags[k]! & BREAK)) {
    const runEnd = endOfCapitalizedRun(words, k, end);
    const isOneCompound = endOfCompound(words, k, end) === runEnd;
    const isFollowedByBreak = runEnd === end || (words.flags[runEnd]! & BREAK) !== 0;
    if (endOffsetOf(words, runEnd - 1) - words.startOffsets[k]! === 1) return undefined;
    const isNameLikeRun = hasNameLikeWord(words, k, runEnd);
    const isComplete = isOneCompound
      ? isFollowedByBreak || (isNameLikeRun && !isModifier(words, paper, start, k, runEnd))
      : isFollowedByBreak || isNameLikeRun || !continuesAfter(words, runEnd, end);
    if (isComplete) return { start: k, end: runEnd };
  }
  for (let count = 0; k < end && count < MAX_WORDS_TO_NAME && !(words.flags[k]! & SENTENCE_START); k++, count++) {
    const before = paper.abstract.slice(Math.max(0, words.startOffsets[k]! - 2), words.startOffsets[k]);
    const isInBrackets = /\(\s*$/.test(before);
    if (CLAUSE_ENDS.has(formOf(words, k)) && !isInBrackets) return undefined;
    const nameEnd = endOfCompound(words, k, end);
    const isBetweenBreaks = k > start && words.flags[k]! & BREAK && (nameEnd === end || words.flags[nameEnd]! & BREAK);
    // A name within a longer phrase ("a BERT model") usually belongs to someone else; alone or in brackets it is new.
    if (
      hasNameLikeWord(words, k, nameEnd) &&
      !(isInBrackets && isGenericPlural(words, paper, k, nameEnd)) &&
      (isInBrackets || isBetweenBreaks)
    )
      return { start: k, end: nameEnd };
    k = nameEnd - 1;
  }
  return undefined;
}

/** Tests for the plural of a lowercase description, which denotes a kind of thing: "vision-language models (VLMs)". */
const isGenericPlural = (words: Words, paper: PaperText, start: number, end: number) =>
  /\p{Lu}s$/u.test(textOf(words, paper.abstract, start, end)) && !(words.flags[start - 1]! & CAPITALIZED);

/**
 * Tests whether a name in capitals modifies the lowercase word after it, as in "an MEG decoding model" or "AUROC
 * adaptation", and is therefore an existing name. After "the" or "our" it is not.
 */
function isModifier(words: Words, paper: PaperText, verbEnd: number, start: number, end: number): boolean {
  if (/\p{Ll}|\p{N}/u.test(textOf(words, paper.abstract, start, end))) return false;
  if (words.flags[end]! & (CAPITALIZED | NAME_LIKE)) return false;
  if (CLAUSE_ENDS.has(formOf(words, end))) return false;
  return start === verbEnd || !DEFINITE.has(formOf(words, start - 1));
}

const DEFINITE = new Set(['the', 'our']);

/** Tests whether a capitalized name continues after a preposition: "Continual Learning through Adjustment Suppression". */
const continuesAfter = (words: Words, nameEnd: number, end: number) =>
  nameEnd + 1 < end &&
  CLAUSE_ENDS.has(formOf(words, nameEnd)) &&
  (words.flags[nameEnd + 1]! & (CAPITALIZED | NAME_LIKE | BREAK)) === CAPITALIZED;

function endOfCapitalizedRun(words: Words, start: number, limit: number): number {
  let end = endOfCompound(words, start, limit);
  for (let length = 1; length < MAX_NAME_WORDS && end < limit; length++) {
    if (!(words.flags[end]! & (CAPITALIZED | NAME_LIKE)) || words.flags[end]! & (BREAK | SENTENCE_START)) break;
    end = endOfCompound(words, end, limit);
  }
  return end;
}
