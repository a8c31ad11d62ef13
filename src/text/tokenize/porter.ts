/**
 * Porter's stemmer ("An algorithm for suffix stripping", 1980) as natural reads it, so that its stems are natural's to the
 * letter, odd ones included; natural's own works by regular expressions, some of them built anew for every word, and takes
 * four times as long: more than all else that is done to a collection's words.
 */
export function porter(word: string): string {
  if (word.length < 3) return word;
  return step5(step4(step3(step2(step1c(step1b(step1a(word.toLowerCase())))))));
}

/** Whether a character is a vowel; y is one after a consonant. */
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
 * Porter's measure m of the first `length` characters: how often vowels are followed by consonants; -1 for none at all.
 * A y that is a vowel does not join the vowels after it, so that halves occur.
 */
function measure(word: string, length: number): number {
  if (length === 0) return -1;
  let groups = 0;
  let last = NONE;
  for (let i = 0; i < length; i++) {
    const kind = !isVowel(word, i) ? CONSONANTS : word.charCodeAt(i) === Y ? VOWEL_Y : VOWELS;
    if (kind !== last || kind === VOWEL_Y) groups++;
    last = kind;
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

/** Whether the word up to `end` closes with consonant, vowel, consonant, the last none of w, x and y: "hop", not "how". */
const endsShort = (word: string, end: number) =>
  end >= 3 &&
  !isVowel(word, end - 3) &&
  isVowel(word, end - 2) &&
  !isVowel(word, end - 1) &&
  !'wxy'.includes(word[end - 1]!);

/** Plurals. */
function step1a(word: string): string {
  if (!word.endsWith('s')) return word;
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2);
  return word.endsWith('ss') ? word : word.slice(0, -1);
}

/** -eed, -ed and -ing. */
function step1b(word: string): string {
  if (word.endsWith('eed')) return measure(word, word.length - 3) > 0 ? word.slice(0, -1) : word;
  const length = word.length - (word.endsWith('ed') ? 2 : word.endsWith('ing') ? 3 : 0);
  if (length === word.length || !hasVowel(word, length)) return word;
  const stem = word.slice(0, length);
  if (stem.endsWith('at') || stem.endsWith('bl') || stem.endsWith('iz')) return `${stem}e`;
  const last = stem[length - 1]!;
  if (last === stem[length - 2] && !'aeioulsz'.includes(last)) return stem.slice(0, -1);
  return endsShort(stem, length) && measure(stem, length) === 1 ? `${stem}e` : stem;
}

/** A y after an earlier vowel. */
const step1c = (word: string) =>
  word.endsWith('y') && hasVowel(word, word.length - 1) ? `${word.slice(0, -1)}i` : word;

type Endings = readonly (readonly [ending: string, instead: string])[];

const DOUBLE_SUFFIXES: Endings = [
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

const SUFFIXES: Endings = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
];

/** The first of the endings that a word has, and that leaves m above 0, makes way for another. */
function replaceEnding(word: string, endings: Endings): string {
  for (const [ending, instead] of endings) {
    if (!word.endsWith(ending)) continue;
    const length = word.length - ending.length;
    if (measure(word, length) > 0) return word.slice(0, length) + instead;
  }
  return word;
}

const step2 = (word: string) => ('lirnms'.includes(word.at(-1)!) ? replaceEnding(word, DOUBLE_SUFFIXES) : word);
const step3 = (word: string) => ('eils'.includes(word.at(-1)!) ? replaceEnding(word, SUFFIXES) : word);

/** Longest first. */
const LAST_SUFFIXES = 'ement ance ence able ible ment ant ent ism ate iti ous ive ize al er ic ou'.split(' ');

/** Suffixes that go without trace where m stays above 1. */
function step4(word: string): string {
  if (!'lecrtumis'.includes(word.at(-1)!)) return withoutIon(word);
  const suffix = LAST_SUFFIXES.find((suffix) => word.length > suffix.length && word.endsWith(suffix));
  const length = word.length - (suffix?.length ?? 0);
  return suffix !== undefined && measure(word, length) > 1 ? word.slice(0, length) : word;
}

function withoutIon(word: string): string {
  if (!word.endsWith('sion') && !word.endsWith('tion')) return word;
  const length = word.length - 3;
  return length > 1 && measure(word, length) > 1 ? word.slice(0, length) : word;
}

/** A last e, and one of two l. */
function step5(word: string): string {
  let stem = word;
  if (word.endsWith('e')) {
    const length = word.length - 1;
    const m = measure(word, length);
    if (m > 1 || (m === 1 && !endsShort(word, length))) stem = word.slice(0, length);
  }
  return stem.endsWith('ll') && measure(stem, stem.length) > 1 ? stem.slice(0, -1) : stem;
}
