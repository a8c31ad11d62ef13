import type { Paper } from '../../model/paper.ts';
import { CAPITAL, JOINED, SHAPED } from './word-shapes.ts';
import { BREAK, SENTENCE, type Span, type Words } from './words.ts';

/** A name that a paper gives to its own work. */
export interface OwnName extends Span {
  /** How it is said: "SpikeGPT: ...", "Activator: ..." (a plain word), "... (VesselGraph)", "we introduce ...". */
  by: 'title' | 'word' | 'brackets' | 'sentence';
}

/** A paper's own name, with the number of its phrase. */
export interface Claim extends OwnName {
  paper: number;
  phrase: number;
}

const MOST_WORDS = 4;
const AUTHORS_VERBS = new Set(
  `introduce introduces introduced present presents presented propose proposes proposed develop developed develops release releases
   released create created build built design designed designs describe describes implement implemented offer offers`.split(
    /\s+/,
  ),
);
const SUBJECTS = new Set('we paper work article study here'.split(' '));
const NAMING_VERBS = new Set('call calls called named dubbed termed coined'.split(' '));
const DETERMINERS = new Set('a an the our new novel first'.split(' '));
/** What follows one of these is no longer the thing that is introduced. */
const CLAUSE_ENDS = new Set(
  `for to that which using based with from on in of by where and when while via as under over through between into against without
   than like is are can achieves outperforms`.split(/\s+/),
);

/** The names that a paper gives to its own systems, methods and data sets. */
export function ownNames(words: Words, paper: Paper, index: number): OwnName[] {
  return [...titleNames(words, paper, index), ...sentenceNames(words, paper, index)];
}

/** The end of the compound that word k begins: "Du-IN" is two words. */
export function endOfCompound(words: Words, k: number, end: number): number {
  let to = k + 1;
  while (to < end && words.flags[to]! & JOINED) to++;
  return to;
}

/** The end of the name that word k begins: of "FPGA-based" only "FPGA" is a name. */
export function endOfName(words: Words, k: number, end: number): number {
  const to = endOfCompound(words, k, end);
  return words.flags[k]! & SHAPED && to - k === 2 && !isName(words, k, to) ? k + 1 : to;
}

/** Names with a number behind them: "SpiNNaker 2". */
export function numberedNames(words: Words, index: number): Span[] {
  const found: Span[] = [];
  for (const field of [0, 1]) {
    const end = words.starts[2 * index + field + 1]!;
    for (let k = words.starts[2 * index + field]!; k + 1 < end; k++) {
      if (!(words.flags[k]! & SHAPED) || words.flags[k]! & JOINED || words.flags[k + 1]! & (BREAK | JOINED)) continue;
      if (/^\p{N}{1,2}$/u.test(words.forms[words.ids[k + 1]!]!) && endOfCompound(words, k + 1, end) === k + 2)
        found.push({ field, from: k, to: k + 2 });
    }
  }
  return found;
}

/** Whether a compound is a name by its writing: "Du-IN" and "CIFAR-10", but not "SNN-based". */
export function isName(words: Words, from: number, to: number): boolean {
  if (!isShaped(words, from, to)) return false;
  const last = words.forms[words.ids[to - 1]!]!;
  return (words.flags[to - 1]! & (CAPITAL | SHAPED)) !== 0 || /^\p{N}/u.test(last);
}

/** Whether any part of words [from, to) is written like a name. */
export function isShaped(words: Words, from: number, to: number): boolean {
  for (let k = from; k < to; k++) if (words.flags[k]! & SHAPED) return true;
  return false;
}

function titleNames(words: Words, paper: Paper, index: number): OwnName[] {
  const start = words.starts[2 * index]!;
  const end = words.starts[2 * index + 1]!;
  const found: OwnName[] = [];
  const mark = /:(?=\s)|\s[-\u2013\u2014]{1,2}\s|,\s(?=[Aa]n?\s)|[!?.]\s/u.exec(paper.title);
  if (mark && /[:,\-\u2013\u2014]/.test(mark[0])) {
    let to = start;
    while (to < end && words.end[to]! <= mark.index) to++;
    const bracket = paper.title.lastIndexOf('(', mark.index);
    let head = to;
    if (bracket > 0) while (head > start && words.end[head - 1]! > bracket) head--;
    const by = head - start <= 2 * MOST_WORDS && head > start && headBy(words, paper, index, start, head, mark[0]);
    if (by) found.push({ field: 0, from: start, to: head, by });
  }
  for (const bracket of paper.title.matchAll(/\(([^()\s]{2,24})\)/g)) {
    let k = start;
    while (k < end && words.at[k]! < bracket.index) k++;
    const to = endOfCompound(words, k, end);
    if (k < end && words.end[to - 1] === bracket.index + bracket[0].length - 1 && isShaped(words, k, to))
      found.push({ field: 0, from: k, to, by: 'brackets' });
  }
  return found;
}

/**
 * Whether the head of a title is a name. It is when it is written like one, or when the abstract writes it with capitals
 * inside a sentence, in quotes, or after "called". One other word before a colon may be one.
 */
function headBy(
  words: Words,
  paper: Paper,
  index: number,
  from: number,
  to: number,
  mark: string,
): OwnName['by'] | undefined {
  const first = words.forms[words.ids[from]!]!;
  if (!(words.flags[from]! & (CAPITAL | SHAPED)) || NO_HEADS.has(first)) return undefined;
  const one = endOfCompound(words, from, to) === to;
  const comma = mark.startsWith(',');
  if (one && isShaped(words, from, to))
    return comma && !/\p{Ll}/u.test(paper.title.slice(words.at[from], words.end[to - 1])) ? undefined : 'title';
  if (comma) return undefined;
  const end = words.starts[2 * index + 2]! - (to - from);
  for (let k = words.starts[2 * index + 1]!; k <= end; k++) {
    let same = 0;
    while (same < to - from && sameWord(words, k + same, from + same)) same++;
    if (same === to - from && (isCapital(words, k, k + same) || isCalled(words, paper, k))) return 'title';
  }
  const last = paper.title.slice(words.at[to - 1], words.end[to - 1]);
  if (isShaped(words, to - 1, to) && !/\p{Lu}s$/u.test(last) && lengthIn(words, from, to) <= 3) return 'title';
  return one && to - from === 1 && mark.startsWith(':') ? 'word' : undefined;
}

const NO_HEADS = new Set('beyond toward towards on from why how what when the a an to is are do does can'.split(' '));

/** Whether words [from, to) have a capital that neither a sentence's beginning nor an abbreviation ("EEG foundation models") accounts for. */
function isCapital(words: Words, from: number, to: number): boolean {
  for (let k = from; k < to; k++) if ((words.flags[k]! & (SENTENCE | CAPITAL | SHAPED)) === CAPITAL) return true;
  return false;
}

/** Whether quotation marks or a naming verb stand before word k of an abstract. */
const isCalled = (words: Words, paper: Paper, k: number) =>
  /["\u201c]$/.test(paper.abstract.slice(0, words.at[k])) ||
  (k > 0 && NAMING_VERBS.has(words.forms[words.ids[k - 1]!]!));

function sameWord(words: Words, a: number, b: number): boolean {
  const one = words.forms[words.ids[a]!]!;
  const other = words.forms[words.ids[b]!]!;
  return one === other || `${one}s` === other || one === `${other}s`;
}

function lengthIn(words: Words, from: number, to: number): number {
  let length = 0;
  for (let k = from; k < to; k++) if (k === from || !(words.flags[k]! & JOINED)) length++;
  return length;
}

/** "we introduce X", "this paper presents a new method called X". */
function sentenceNames(words: Words, paper: Paper, index: number): OwnName[] {
  const start = words.starts[2 * index + 1]!;
  const end = words.starts[2 * index + 2]!;
  const found: OwnName[] = [];
  let subject = false;
  let said = false;
  for (let k = start; k < end; k++) {
    const form = words.forms[words.ids[k]!]!;
    if (words.flags[k]! & SENTENCE) subject = said = false;
    if (SUBJECTS.has(form)) subject = true;
    if (subject && AUTHORS_VERBS.has(form) && !isParticiple(words, k)) {
      said = true;
      const name = nameAfter(words, paper, k + 1, end);
      if (name) found.push({ field: 1, ...name, by: 'sentence' });
    } else if (said && NAMING_VERBS.has(form) && k + 1 < end && words.flags[k + 1]! & (CAPITAL | SHAPED)) {
      const to = endOfCapitals(words, k + 1, end);
      if (isShaped(words, k + 1, to) || !goesOn(words, to, end))
        found.push({ field: 1, from: k + 1, to, by: 'sentence' });
    }
  }
  return found;
}

/** What stands before "released" where it is what the authors did, not what somebody did to the thing after it. */
const BEFORE_PAST = new Set([...SUBJECTS, ...'have has had also then and first further newly'.split(' ')]);

const isParticiple = (words: Words, k: number) =>
  words.forms[words.ids[k]!]!.endsWith('ed') && !(k > 0 && BEFORE_PAST.has(words.forms[words.ids[k - 1]!]!));

/** The name right after the verb: a run of capitalised words, or the first word written like a name before the clause ends. */
function nameAfter(words: Words, paper: Paper, from: number, end: number): { from: number; to: number } | undefined {
  let k = from;
  while (k < end && DETERMINERS.has(words.forms[words.ids[k]!]!)) k++;
  if (k < end && words.flags[k]! & CAPITAL && !(words.flags[k]! & BREAK)) {
    const to = endOfCapitals(words, k, end);
    const isOne = endOfCompound(words, k, end) === to;
    const stops = to === end || (words.flags[to]! & BREAK) !== 0;
    if (words.end[to - 1]! - words.at[k]! === 1) return undefined;
    const whole = isOne
      ? stops || (isShaped(words, k, to) && !isAnothers(words, paper, from, k, to))
      : stops || isShaped(words, k, to) || !goesOn(words, to, end);
    if (whole) return { from: k, to };
  }
  for (let seen = 0; k < end && seen < 14 && !(words.flags[k]! & SENTENCE); k++, seen++) {
    const inBrackets = /\(\s*$/.test(paper.abstract.slice(Math.max(0, words.at[k]! - 2), words.at[k]));
    if (CLAUSE_ENDS.has(words.forms[words.ids[k]!]!) && !inBrackets) return undefined;
    const to = endOfCompound(words, k, end);
    // A name inside a longer phrase ("a BERT model") is another's; on its own, or in brackets, it is theirs.
    if (
      isShaped(words, k, to) &&
      !(inBrackets && isOfMany(words, paper, k, to)) &&
      (inBrackets || (k > from && words.flags[k]! & BREAK && (to === end || words.flags[to]! & BREAK)))
    )
      return { from: k, to };
    k = to - 1;
  }
  return undefined;
}

/** "vision-language models (VLMs)": the plural of what small letters describe is a kind of thing. */
const isOfMany = (words: Words, paper: Paper, from: number, to: number) =>
  /\p{Lu}s$/u.test(paper.abstract.slice(words.at[from], words.end[to - 1])) && !(words.flags[from - 1]! & CAPITAL);

/** "an MEG decoding model", "AUROC adaptation": capitals before a small word are what others call something, unless "the" or "our" says whose. */
function isAnothers(words: Words, paper: Paper, verb: number, from: number, to: number): boolean {
  const written = paper.abstract.slice(words.at[from], words.end[to - 1]);
  if (/\p{Ll}|\p{N}/u.test(written) || words.flags[to]! & (CAPITAL | SHAPED)) return false;
  if (CLAUSE_ENDS.has(words.forms[words.ids[to]!]!)) return false;
  return from === verb || !OWN.has(words.forms[words.ids[from - 1]!]!);
}

const OWN = new Set(['the', 'our']);

/** "Continual Learning through Adjustment Suppression" is longer than its first capitals. */
const goesOn = (words: Words, to: number, end: number) =>
  to + 1 < end &&
  CLAUSE_ENDS.has(words.forms[words.ids[to]!]!) &&
  (words.flags[to + 1]! & (CAPITAL | SHAPED | BREAK)) === CAPITAL;

function endOfCapitals(words: Words, from: number, end: number): number {
  let to = endOfCompound(words, from, end);
  for (let length = 1; length < MOST_WORDS && to < end; length++) {
    if (!(words.flags[to]! & (CAPITAL | SHAPED)) || words.flags[to]! & (BREAK | SENTENCE)) break;
    to = endOfCompound(words, to, end);
  }
  return to;
}
