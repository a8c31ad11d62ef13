import { lowerCase } from '../tokenize/characters.ts';

/** Letters, digits and hyphens within, at least two capitals: "SNN", "SNNs", "fMRI", "IoT", "GPT2", "TF-IDF", "scRNA-seq". */
const SHORT_FORM = /^(?=.*\p{Lu}.*\p{Lu})[\p{L}\p{M}\p{N}]+(?:[-\u2010-\u2013][\p{L}\p{M}\p{N}]+)*$/u;
/** Maximum length of an abbreviation, in code units. */
const MAX_LENGTH = 10;

/** Tells whether a word looks like an abbreviation. */
export const isShortForm = (word: string): boolean => word.length <= MAX_LENGTH && SHORT_FORM.test(word);

/** Returns the key of an abbreviation: lower case without the plural s, with plain hyphens. "SNNs" becomes
 * "snn". */
export const shortFormKey = (word: string): string =>
  lowerCase(word.replace(/(?<=\p{Lu})s$/u, '').replace(/[\u2010-\u2013]/g, '-'));
