import type { Vocabulary } from '../../model/vocabulary.ts';

/** A word that is capitalized, but neither an abbreviation nor a name with other capitals: "Networks", but not "EEG" or "YouTube". */
const CAPITALIZED = /^\p{Lu}\p{Ll}+$/u;

/** Returns a function that joins the terms of a label and writes it in sentence case; see {@link toLowerCaseForm}. */
export function createLabelJoiner({ keys, forms }: Vocabulary): (terms: readonly string[]) => string {
  const lowerCaseWords = new Set(
    forms.filter((form, term) => !keys[term]!.includes(' ') && form === form.toLowerCase()),
  );
  const singulars = new Set([...lowerCaseWords].map(removePlural));
  const isLowerCase = (word: string) => lowerCaseWords.has(word) || singulars.has(removePlural(word));
  return (terms) => capitalize(terms.map((term) => toLowerCaseForm(term, isLowerCase)).join(' and '));
}

/** Splits a label into its terms. Labels of older maps are lists. */
export const splitLabel = (label: string): string[] => label.split(/, | and /);

/**
 * Returns a surface form without the capitals that it only has because papers introduce abbreviations ("Artificial Neural Networks (ANNs)")
 * or because it is common in titles. Words that papers capitalize on their own keep their capitals: "Bayesian networks", "Web pages".
 */
function toLowerCaseForm(form: string, isLowerCase: (word: string) => boolean): string {
  return form.replace(/[\p{L}\p{N}]+/gu, (word) =>
    CAPITALIZED.test(word) && isLowerCase(word.toLowerCase()) ? word.toLowerCase() : word,
  );
}

const removePlural = (word: string) => word.replace(/s$/, '');

/** Capitalizes the first word, unless it has capitals in other places: "fMRI", "mRNA". */
const capitalize = (label: string) =>
  /^\p{Ll}[\p{L}\p{N}]*\p{Lu}/u.test(label) ? label : label.charAt(0).toUpperCase() + label.slice(1);
