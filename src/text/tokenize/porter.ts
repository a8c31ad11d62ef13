/**
 * Returns the stem of a word: the Porter stemmer (Porter 1980, "An algorithm for suffix stripping").
 *
 * The stems are identical to those of the `natural` package, including its deviations from the paper. The
 * implementation in `natural` uses regular expressions, some of which it compiles for every word; this one is four
 * times as fast.
 */
export function porter(word: string): string {
  if (word.length < 3) return word;
  return step5(step4(step3(step2(step1c(step1b(step1a(word.toLowerCase())))))));
}

/** Tells whether a character is a vowel; y is a vowel after a consonant. */
function isVowel(word: string, i: number): boolean {
  const code = word.charCodeAt(i);
  return (
    isLetterVowel(code) ||
    (code === Y && i > 0 && !isLetterVowel(word.charCodeAt(i - 1)) && word.charCodeAt(i - 1) !== Y)
  );
}

const Y = 121;
const isLetterVowel = (code: number) => code === 97 || code === 101 || code === 105 || code === 111 || code === 117;

/**
 * Returns Porter's measure m of the first `length` characters: the number of vowel groups that are followed by
 * consonants; -1 if `length` is 0. As in `natural`, a y that is a vowel does not merge with the vowels after it, so
 * that m may be a multiple of 0.5.
 */
function measure(word: string, length: number): number {
  if (length === 0) return -1;
  let groups = 0;
  let last = NONE;
  for (let i = 0; i < length; i++) {
    const group = !isVowel(word, i) ? CONSONANTS : word.charCodeAt(i) === Y ? VOWEL_Y : VOWELS;
    if (group !== last || group === VOWEL_Y) groups++;
    last = group;
  }
  const first = isVowel(word, 0) ? 0 : 1;
  return (groups - first - (last === CONSONANTS ? 0 : 1)) / 2;
}

const NONE = 0;
const CONSONANTS = 1;
const VOWELS = 2;
const VOWEL_Y = 3;

function hasVowel(word: string, length: number): boolean {
  for (let i = 0; i < length; i++) if (isVowel(word, i)) return true;
  return false;
}

/**
 * Tells whether the word up to `end` ends with consonant, vowel, consonant, where the last is not w, x or y: "hop", but
 * not "how".
 */
const endsWithCvc = (word: string, end: number) =>
  end >= 3 &&
  !isVowel(word, end - 3) &&
  isVowel(word, end - 2) &&
  !isVowel(word, end - 1) &&
  !'wxy'.includes(word[end - 1]!);

/** Step 1a: plurals. */
function step1a(word: string): string {
  if (!word.endsWith('s')) return word;
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2);
  return word.endsWith('ss') ? word : word.slice(0, -1);
}

/** Step 1b: -eed, -ed and -ing. */
function step1b(word: string): string {
  if (word.endsWith('eed')) return measure(word, word.length - 3) > 0 ? word.slice(0, -1) : word;
  const length = word.length - (word.endsWith('ed') ? 2 : word.endsWith('ing') ? 3 : 0);
  if (length === word.length || !hasVowel(word, length)) return word;
  const stem = word.slice(0, length);
  if (stem.endsWith('at') || stem.endsWith('bl') || stem.endsWith('iz')) return `${stem}e`;
  const last = stem[length - 1]!;
  if (last === stem[length - 2] && !'aeioulsz'.includes(last)) return stem.slice(0, -1);
  return endsWithCvc(stem, length) && measure(stem, length) === 1 ? `${stem}e` : stem;
}

/** Step 1c: y after a vowel becomes i. */
const step1c = (word: string) =>
  word.endsWith('y') && hasVowel(word, word.length - 1) ? `${word.slice(0, -1)}i` : word;

type SuffixRules = readonly (readonly [suffix: string, replacement: string])[];

const STEP_2_RULES: SuffixRules = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['abli', 'able'],
  ['bli', 'ble'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
  ['logi', 'log'],
];

const STEP_3_RULES: SuffixRules = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
];

/** Replaces the first suffix that the word has and that leaves a stem with m > 0. */
function replaceSuffix(word: string, rules: SuffixRules): string {
  for (const [suffix, replacement] of rules) {
    if (!word.endsWith(suffix)) continue;
    const length = word.length - suffix.length;
    if (measure(word, length) > 0) return word.slice(0, length) + replacement;
  }
  return word;
}

/** Steps 2 and 3: suffixes that are replaced. */
const step2 = (word: string) => ('lirnms'.includes(word.at(-1)!) ? replaceSuffix(word, STEP_2_RULES) : word);
const step3 = (word: string) => ('eils'.includes(word.at(-1)!) ? replaceSuffix(word, STEP_3_RULES) : word);

/** The suffixes of step 4, longest first. */
const STEP_4_SUFFIXES = 'ement ance ence able ible ment ant ent ism ate iti ous ive ize al er ic ou'.split(' ');

/** Step 4: removes a suffix that leaves a stem with m > 1. */
function step4(word: string): string {
  if (!'lecrtumis'.includes(word.at(-1)!)) return removeIon(word);
  const suffix = STEP_4_SUFFIXES.find((suffix) => word.length > suffix.length && word.endsWith(suffix));
  const length = word.length - (suffix?.length ?? 0);
  return suffix !== undefined && measure(word, length) > 1 ? word.slice(0, length) : word;
}

function removeIon(word: string): string {
  if (!word.endsWith('sion') && !word.endsWith('tion')) return word;
  const length = word.length - 3;
  return length > 1 && measure(word, length) > 1 ? word.slice(0, length) : word;
}

/** Step 5: removes a final e, and one l of a final ll. */
function step5(word: string): string {
  let stem = word;
  if (word.endsWith('e')) {
    const length = word.length - 1;
    const m = measure(word, length);
    if (m > 1 || (m === 1 && !endsWithCvc(word, length))) stem = word.slice(0, length);
  }
  return stem.endsWith('ll') && measure(stem, stem.length) > 1 ? stem.slice(0, -1) : stem;
}
