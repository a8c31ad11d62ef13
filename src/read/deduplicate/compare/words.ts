import { editDistance } from './edit-distance.ts';

/**
 * How the words of two titles differ: not at all; in spelling; one is the beginning of the other; in words; or in numbers
 * such as parts, years and ordinals.
 */
export type TitleDifference = 'none' | 'spelling' | 'beginning' | 'near words' | 'words' | 'numbers';

/** Maximum number of different words that are aligned; titles with more are different. */
const maxAlignedWords = 40;

const functionWords = new Set(
  'a an the of in on at by to for from with without and or as via using its their between into over under toward towards is are be'.split(
    ' ',
  ),
);
/** Returns whether a word of a folded title is an article, a preposition or a conjunction. */
export const isFunctionWord = (word: string): boolean => functionWords.has(word);

const numberWord =
  /^(?:\d+(?:st|nd|rd|th)?|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth)$/;

/** Endings that tell chemical and biological terms apart: sulfate and sulfite, ethane and ethene. */
const tellingEnding = /(?:ate|ite|ide|ane|ene|yne|ase|ose|one|ine|ol|al)$/;

/** Returns the words of a folded title; see `foldTitle`. */
export const wordsOf = (folded: string): string[] => folded.match(/[\p{L}\p{N}]+/gu) ?? [];

/** How two words differ, from least to most. */
type WordDifference = 'spelling' | 'near' | 'far' | 'number';

/**
 * Compares two words of titles. One typing error inside of a longer word is a misspelling, unless both words are known. Errors
 * in two places may be another word, such as "reflection" and "refraction", but not two missing letters.
 */
function compareWords(a: string, b: string, isKnown: (word: string) => boolean): WordDifference {
  const [isNumberA, isNumberB] = [numberWord.test(a), numberWord.test(b)];
  if (isNumberA && isNumberB) return 'number';
  if (isNumberA || isNumberB) return Math.min(a.length, b.length) > 1 ? 'near' : 'far';
  const hasOtherDigits = digitsOf(a) !== digitsOf(b);
  // "BRCA1" and "BRCA2"
  if (hasOtherDigits && hasDigit.test(a) && hasDigit.test(b) && lettersOf(a) === lettersOf(b)) return 'number';
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  const distance = editDistance(shorter, longer, 2);
  if (distance > 2) return 'far';
  // The "A" of "group A" is no article if another title has "group B" there.
  if ([a, b].some((word) => word.length > 1 && functionWords.has(word))) return 'spelling';
  if (shorter.length < 2) return longer.length > 1 && functionWords.has(shorter) ? 'near' : 'far';
  if (hasOtherDigits) return 'near';
  if (longer === `${shorter}s` && shorter.length > 3) return 'spelling';
  if (isKnown(a) && isKnown(b)) return 'far';
  if (distance === 2) return longer.length === shorter.length + 2 && isLongAndNear(a, b) ? 'spelling' : 'near';
  const isOther = hasOtherStart(shorter, longer) || hasOtherPrefix(a, b) || hasOtherEnding(a, b);
  return longer.length < 5 || isOther ? 'near' : 'spelling';
}

const hasDigit = /\d/;
const digitsOf = (word: string) => (hasDigit.test(word) ? word.replace(/\D/g, '') : '');
const lettersOf = (word: string) => word.replace(/\d/g, '');

/** "Ethyl" and "methyl", "typical" and "atypical" are two words, but not "measure" and "neasure". */
function hasOtherStart(shorter: string, longer: string): boolean {
  if (shorter[0] === longer[0]) return false;
  if (shorter.length === longer.length) return shorter.length < 7;
  return longer.slice(1) === shorter && (longer.length < 8 || longer[0] === 'a' || longer.endsWith('yl'));
}

function hasOtherEnding(a: string, b: string): boolean {
  const [endA, endB] = [tellingEnding.exec(a)?.[0], tellingEnding.exec(b)?.[0]];
  return endA !== undefined && endB !== undefined && endA !== endB && a.slice(0, -3) === b.slice(0, -3);
}

/** Returns whether two long words differ by two errors, not by their prefixes. */
const isLongAndNear = (a: string, b: string) =>
  Math.min(a.length, b.length) >= 9 && a[0] === b[0] && editDistance(a, b, 2) <= 2 && !hasOtherPrefix(a, b);

/** Prefixes of words that mean something else, or the opposite, with another of them. */
const prefixes =
  'hyper hypo inter intra in de ab ad af ef over under macro micro endo exo pre pro homo hetero ante anti'.split(' ');

const hasOtherPrefix = (a: string, b: string) =>
  prefixes.some(
    (prefix) =>
      a.startsWith(prefix) &&
      prefixes.some(
        (other) => other !== prefix && b.startsWith(other) && a.slice(prefix.length) === b.slice(other.length),
      ),
  );

const severity: Record<TitleDifference, number> = {
  none: 0,
  spelling: 1,
  beginning: 2,
  'near words': 3,
  words: 4,
  numbers: 5,
};
const worst = (a: TitleDifference, b: TitleDifference) => (severity[a] >= severity[b] ? a : b);

/** Compares two titles word by word, given their words in order. `isKnown` tells which words occur in several titles. */
export function compareTitleWords(
  a: readonly string[],
  b: readonly string[],
  isKnown: (word: string) => boolean = () => false,
): TitleDifference {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const [restA, restB] = [a.slice(start, endA), b.slice(start, endB)];
  if (restA.length === 0 && restB.length === 0) return 'none';
  if (Math.min(restA.length, restB.length) > maxAlignedWords) return 'words';
  return alignWords(restA, restB, endA === a.length && endB === b.length, isKnown);
}

/** Aligns the words of two titles and returns the worst difference among them. */
function alignWords(a: string[], b: string[], isEnd: boolean, isKnown: (word: string) => boolean): TitleDifference {
  const [shorter, longer] =
    a.length < b.length || (a.length === b.length && a.join('') <= b.join('')) ? [a, b] : [b, a];
  const end = isEnd ? findCut(shorter, longer) : undefined;
  const [headA, headB] = end === undefined ? [shorter, longer] : [shorter.slice(0, -1), longer.slice(0, end)];
  const difference: TitleDifference = end === undefined ? 'none' : tailDifference(longer.slice(shorter.length));
  const runs = splitRuns(headA, headB);
  const compared = runs.map(([runA, runB]) => compareRuns(runA, runB, isKnown)).reduce(worst, 'none');
  // One word of two opposites may be one letter apart from the other; two such words in one title are misspelled.
  const isMisspelled = compared === 'near words' && runs.filter(hasOneError).length > 1;
  return worst(difference, isMisspelled ? 'spelling' : compared);
}

const hasOneError = ([[a, ...restA], [b, ...restB]]: [string[], string[]]) =>
  restA.length + restB.length === 0 && a !== undefined && b !== undefined && editDistance(a, b, 1) === 1;

/**
 * Returns how many words of the longer title precede the last word of the shorter one, at which the shorter title is cut;
 * undefined when it is not.
 */
function findCut(shorter: string[], longer: string[]): number | undefined {
  const last = shorter.at(-1);
  if (last === undefined) return longer.length > 0 ? 0 : undefined;
  const whole = longer[shorter.length - 1];
  const areNumbers = numberWord.test(last) && numberWord.test(whole) && last !== whole;
  const isLonger = longer.length > shorter.length || whole.length > last.length + 1 || whole.startsWith(last);
  return isLonger && !areNumbers && isCutWord(whole, last) ? shorter.length - 1 : undefined;
}

/** Maximum number of typing errors in words that are written together or apart. */
const maxJoinedErrors = 1;

function compareRuns(a: string[], b: string[], isKnown: (word: string) => boolean): TitleDifference {
  if (a.length === 0 || b.length === 0) return gapDifference([...a, ...b]);
  if (a.length === 1 && b.length === 1) return toTitleDifference[compareWords(a[0], b[0], isKnown)];
  // A space is missing, superfluous or misplaced: "e learning" and "elearning".
  const [shorter, longer] = [a.join(''), b.join('')].sort((x, y) => x.length - y.length);
  const isJoined = shorter.length >= 5 && editDistance(shorter, longer, maxJoinedErrors) <= maxJoinedErrors;
  if (isJoined && digitsOf(shorter) === digitsOf(longer)) return 'spelling';
  return alignRun(a, b, isKnown);
}

/** Splits two lists of words at the words that they share in order, and returns what differs between these. */
function splitRuns(a: string[], b: string[]): [string[], string[]][] {
  const width = b.length + 1;
  const shared = new Uint8Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      shared[i * width + j] =
        a[i] === b[j]
          ? shared[(i + 1) * width + j + 1] + 1
          : Math.max(shared[(i + 1) * width + j], shared[i * width + j + 1]);
  const runs: [string[], string[]][] = [];
  let [startA, startB, i, j] = [0, 0, 0, 0];
  const close = () => {
    if (i > startA || j > startB) runs.push([a.slice(startA, i), b.slice(startB, j)]);
  };
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      close();
      [startA, startB] = [++i, ++j];
    } else if (shared[(i + 1) * width + j] >= shared[i * width + j + 1]) i++;
    else j++;
  }
  [i, j] = [a.length, b.length];
  close();
  return runs;
}

/** Cost of a word that only one title has, and of two words that differ, in units of a misspelling. */
const gapCost = 3;
const differenceCosts: Record<WordDifference, number> = { spelling: 1, near: 2, far: 4, number: 4 };

/**
 * Returns whether the second word may be the beginning of the first one, with at most one typing error. "IL1" is not the
 * beginning of "IL12", nor of "IL23".
 */
export function isCutWord(whole: string, cut: string): boolean {
  if (whole.startsWith(cut)) return !/^\d/.test(whole.slice(cut.length));
  return cut.length > 3 && !hasDigit.test(cut) && editDistance(cut, whole.slice(0, cut.length + 1), 1, true) <= 1;
}

/** A subtitle is a part of a title; "2" or "Part II" alone makes another title. */
const tailDifference = (tail: string[]): TitleDifference =>
  tail.length <= 2 && tail.some((word) => numberWord.test(word)) ? 'numbers' : 'beginning';

const gapDifference = (words: string[]): TitleDifference =>
  words.every((word) => functionWords.has(word)) ? 'spelling' : 'words';

const toTitleDifference: Record<WordDifference, TitleDifference> = {
  spelling: 'spelling',
  near: 'near words',
  far: 'words',
  number: 'numbers',
};

/** Aligns words that differ at minimum cost. */
function alignRun(a: string[], b: string[], isKnown: (word: string) => boolean): TitleDifference {
  const width = b.length + 1;
  const costs = new Float64Array((a.length + 1) * width);
  const compared: WordDifference[] = new Array(costs.length);
  for (let j = 1; j <= b.length; j++) costs[j] = j * gapCost;
  for (let i = 1; i <= a.length; i++) {
    costs[i * width] = i * gapCost;
    for (let j = 1; j <= b.length; j++) {
      const cell = i * width + j;
      compared[cell] = compareWords(a[i - 1], b[j - 1], isKnown);
      const cost = differenceCosts[compared[cell]];
      costs[cell] = Math.min(costs[cell - width - 1] + cost, costs[cell - width] + gapCost, costs[cell - 1] + gapCost);
    }
  }
  let [i, j] = [a.length, b.length];
  let difference: TitleDifference = 'none';
  const gaps: string[] = [];
  while (i > 0 || j > 0) {
    const cell = i * width + j;
    if (i > 0 && costs[cell] === costs[cell - width] + gapCost) gaps.push(a[--i]);
    else if (j > 0 && costs[cell] === costs[cell - 1] + gapCost) gaps.push(b[--j]);
    else {
      difference = worst(difference, toTitleDifference[compared[cell]]);
      i--;
      j--;
    }
  }
  return gaps.length ? worst(difference, gapDifference(gaps)) : difference;
}

/** Returns whether two words are the same if an ID says so: a long word with two errors, or with the digit of a footnote. */
const areLikelyOneWord = (a: string, b: string) => isLongAndNear(a, b) || lettersOf(a) === b || lettersOf(b) === a;

/** Returns whether a title has words, apart from function words, that another title with the same ID does not have in any spelling. */
export function hasOwnWords(words: readonly string[], others: readonly string[]): boolean {
  const known = new Set(others);
  return words.some(
    (word) =>
      !known.has(word) &&
      !functionWords.has(word) &&
      !others
        .slice(0, maxAlignedWords)
        .some((other) => compareWords(word, other, () => false) === 'spelling' || areLikelyOneWord(word, other)),
  );
}
