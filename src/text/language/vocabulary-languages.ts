import type { Vocabulary } from '../../model/vocabulary.ts';
import { cachePerObject } from '../../util/cache.ts';
import { detectLanguage } from '../../util/language/detect-language.ts';
import { ENGLISH } from '../../util/language/languages.ts';
import { checkLoaded, languageOfKey, loadLanguages } from './language-rules.ts';
import { languagesOfTexts } from './text-languages.ts';

/** Returns the codes of the languages of a vocabulary's words other than English, sorted. */
const foreignLanguages = cachePerObject(({ keys, authors = 0 }: Vocabulary): string[] => {
  const languages = [...new Set(keys.slice(0, keys.length - authors).map(languageOfKey))];
  return languages.filter((code) => code !== ENGLISH).sort();
});

/** Loads the rules of a vocabulary's languages, which `weighText` and `markTerms` need. */
export async function loadVocabularyLanguages(vocabulary: Vocabulary): Promise<void> {
  await loadLanguages(foreignLanguages(vocabulary));
}

/**
 * Returns the pairs of languages that a title and its abstract may be in, most likely first. A paper has one; a query of a few words may
 * be in any language of the vocabulary.
 */
export function candidateLanguages(
  vocabulary: Vocabulary,
  text: string | { title: string; abstract: string; language?: string },
): [title: string, abstract: string][] {
  const foreign = foreignLanguages(vocabulary);
  checkLoaded(foreign);
  if (typeof text !== 'string') return [languagesOfTexts(text)];
  if (foreign.length === 0) return [[ENGLISH, ENGLISH]];
  const { code, isCertain } = detectLanguage(text);
  const codes = isCertain ? [code] : [ENGLISH, ...foreign];
  return codes.map((candidate) => [candidate, candidate]);
}
