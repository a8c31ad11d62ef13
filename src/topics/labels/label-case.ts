import type { Vocabulary } from '../../model/vocabulary.ts';
import { isGeneric } from './label-text.ts';

/** A word that is capitalized, but neither an abbreviation nor a name with other capitals: "Networks", but not "EEG" or "YouTube". */
const CAPITALIZED = /^\p{Lu}\p{Ll}+$/u;
const WORD = /[\p{L}\p{N}]+/gu;

/**
 * Returns a function that joins terms to a label and writes it in sentence case; see {@link toLowerCaseForm}.
 * @param terms All terms that labels may contain.
 */
export function createLabelJoiner(
  { keys, forms }: Vocabulary,
  terms: Iterable<number>,
): (forms: readonly string[]) => string {
  const needed = new Set<string>();
  for (const term of terms)
    for (const word of forms[term]!.match(WORD) ?? [])
      if (CAPITALIZED.test(word)) for (const form of getNumberForms(word)) needed.add(form);
  // Single words that papers write in lower case.
  const lowerCaseForms = new Set(forms.filter((form, term) => needed.has(form) && !keys[term]!.includes(' ')));
  const isLowerCase = (word: string) =>
    isGeneric(word) || getNumberForms(word).some((form) => lowerCaseForms.has(form));
  return (labelForms) => capitalize(labelForms.map((form) => toLowerCaseForm(form, isLowerCase)).join(' and '));
}

/** Splits a label into its terms. Labels of older maps are lists. */
export const splitLabel = (label: string): string[] => label.split(/, | and /);

/**
 * Returns a surface form without the capitals that it only has because papers introduce abbreviations ("Artificial Neural Networks (ANNs)")
 * or because it is common in titles. Words that papers capitalize on their own and that are not generic keep their capitals: "Bayesian networks".
 */
function toLowerCaseForm(form: string, isLowerCase: (word: string) => boolean): string {
  return form.replace(WORD, (word) => (CAPITALIZED.test(word) && isLowerCase(word) ? word.toLowerCase() : word));
}

/** Returns the singular and the plural of a word in lower case. */
function getNumberForms(word: string): string[] {
  const singular = word.toLowerCase().replace(/s$/, '');
  return [singular, `${singular}s`];
}

/** Capitalizes the first word, unless it has capitals in other places: "fMRI", "mRNA". */
const capitalize = (label: string) =>
  /^\p{Ll}[\p{L}\p{N}]*\p{Lu}/u.test(label) ? label : label.charAt(0).toUpperCase() + label.slice(1);
