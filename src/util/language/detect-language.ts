import { FUNCTION_WORDS_BY_LANGUAGE } from './function-words.ts';
import { ENGLISH, languageCode } from './languages.ts';

/** The languages in Latin letters; the position of a language is its bit in {@link LANGUAGE_BITS}. */
const LATIN_LANGUAGES = Object.keys(FUNCTION_WORDS_BY_LANGUAGE);

/** For each function word the set of languages that have it, one bit each. */
const LANGUAGE_BITS = new Map<string, number>();
LATIN_LANGUAGES.forEach((language, bit) => {
  for (const word of FUNCTION_WORDS_BY_LANGUAGE[language]!.split(/\s+/))
    LANGUAGE_BITS.set(word, (LANGUAGE_BITS.get(word) ?? 0) | (1 << bit));
});

/** Number of leading code units that decide about the language. */
const SAMPLE_LENGTH = 800;
/** Length of the start of a text with {@link MIN_THE} times "the" that is English; no other language has this word. */
const START_LENGTH = 300;
const MIN_THE = 2;
/** Minimum share of the letters that a script other than Latin has in a text that is written in it: names and formulas are often Latin. */
const MIN_SCRIPT_SHARE = 0.25;
/** Minimum share of kana among Chinese characters and kana in Japanese. */
const MIN_KANA_SHARE = 0.05;
/** Minimum number of function words, and minimum share of the words, that another language than English needs. */
const MIN_FUNCTION_WORDS = 4;
const MIN_FUNCTION_SHARE = 0.08;
/** How many times as many function words a language must have as the language that the source states, and as English. */
const MIN_RATIO = 1.25;
const MIN_RATIO_TO_ENGLISH = 1.5;

/** What a text says about its language. */
export interface DetectedLanguage {
  /** ISO 639-1 code. */
  code: string;
  /** Whether the text alone decides. */
  isCertain: boolean;
}

/**
 * Detects the language of a text by its script, or else by function words. Texts that say little are in the language that
 * the source states, or else in English. Of several languages the one with the most function words counts, of equal
 * ones the first of {@link LATIN_LANGUAGES}.
 * @param stated The language as the source of the text writes it. It often describes the full text, while the abstract is in
 * English, so that a clear text outweighs it.
 */
export function detectLanguage(text: string, stated = ''): DetectedLanguage {
  const sample = text.slice(0, SAMPLE_LENGTH);
  const statedCode = languageCode(stated);
  const script = detectScript(sample);
  if (!script && (sample.slice(0, START_LENGTH).match(/\bthe\b/g)?.length ?? 0) >= MIN_THE)
    return { code: ENGLISH, isCertain: true };
  if (script) return { code: script, isCertain: true };
  const { counts, words } = countFunctionWords(sample);
  const countOf = (language: string | undefined) => counts[LATIN_LANGUAGES.indexOf(language ?? '')] ?? 0;
  let best: string = ENGLISH;
  for (const language of LATIN_LANGUAGES) if (countOf(language) > countOf(best)) best = language;
  const isClear = countOf(best) >= Math.max(MIN_FUNCTION_WORDS, MIN_FUNCTION_SHARE * words);
  if (!isClear) return { code: statedCode && !NON_LATIN.has(statedCode) ? statedCode : ENGLISH, isCertain: false };
  // Norwegian and Danish share most function words: the source decides between similar counts.
  if (statedCode && countOf(best) < MIN_RATIO * countOf(statedCode)) return { code: statedCode, isCertain: true };
  return { code: countOf(best) >= MIN_RATIO_TO_ENGLISH * countOf(ENGLISH) ? best : ENGLISH, isCertain: true };
}

const NON_LATIN = new Set(['zh', 'ja', 'ko', 'ru', 'ar']);

const FINNISH = LATIN_LANGUAGES.indexOf('fi');
const TURKISH = LATIN_LANGUAGES.indexOf('tr');
/** Finnish and Turkish have endings where other languages have function words. */
const TURKISH_LETTER = /[ığş]/;
const FINNISH_CASE = /.{3}(?:ss[aä]|st[aä]|ll[aä]|lt[aä]|vat|vät|jen|iden|kset|ää)$/;

/** The last letters of {@link FINNISH_CASE}, which few other words need to be tested for. */
const FINNISH_ENDS = new Set([...'aätn'].map((letter) => letter.charCodeAt(0)));

function countFunctionWords(text: string): { counts: number[]; words: number } {
  const counts = LATIN_LANGUAGES.map(() => 0);
  const lowercase = text.toLowerCase().normalize('NFC');
  const words = lowercase.match(/\p{L}+/gu) ?? [];
  const mayBeTurkish = TURKISH_LETTER.test(lowercase);
  for (const word of words) {
    if (FINNISH_ENDS.has(word.charCodeAt(word.length - 1)) && FINNISH_CASE.test(word)) counts[FINNISH]!++;
    if (mayBeTurkish && TURKISH_LETTER.test(word)) counts[TURKISH]!++;
    for (let bits = LANGUAGE_BITS.get(word) ?? 0, bit = 0; bits > 0; bits >>= 1, bit++)
      if ((bits & 1) === 1) counts[bit]!++;
  }
  return { counts, words: words.length };
}

/** Returns the language of a text that is not in Latin letters. */
function detectScript(text: string): string | undefined {
  // Most texts have no character beyond the Latin ones.
  if (!/[\u0400-\u04ff\u0600-\u06ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/.test(text)) return undefined;
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const han = count(/[\u3400-\u9fff]/g);
  const kana = count(/[\u3040-\u30ff]/g);
  const hangul = count(/[\uac00-\ud7a3]/g);
  const cyrillic = count(/[\u0400-\u04ff]/g);
  const arabic = count(/[\u0600-\u06ff]/g);
  const latin = count(/[A-Za-z\u00c0-\u024f]/g);
  // A character of these scripts stands for about three letters.
  const eastAsian = 3 * (han + kana + hangul);
  const total = latin + cyrillic + arabic + eastAsian;
  if (eastAsian >= MIN_SCRIPT_SHARE * total) {
    if (hangul > han + kana) return 'ko';
    return kana >= MIN_KANA_SHARE * (han + kana) ? 'ja' : 'zh';
  }
  if (cyrillic >= MIN_SCRIPT_SHARE * total) return 'ru';
  return arabic >= MIN_SCRIPT_SHARE * total ? 'ar' : undefined;
}
