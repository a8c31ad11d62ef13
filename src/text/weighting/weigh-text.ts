import { InputError } from '../../model/errors.ts';
import { checkOptions } from '../../model/option-table.ts';
import type { TermRow } from '../../model/sparse.ts';
import type { Vocabulary } from '../../model/vocabulary.ts';
import { candidateLanguages } from '../language/vocabulary-languages.ts';
import { type ResolvedOptions, resolveOptions } from '../options.ts';
import { normalizeTitleCase } from '../vocabulary/corpus.ts';
import { TEXT_OPTIONS, type WeighOptions } from '../weigh-options.ts';
import { addAuthorsToRow } from './authors.ts';
import { type LongFormsByKey, type Mark, matchTerms, parseTexts } from './match-terms.ts';
import { kindFactor, termWeight } from './term-weight.ts';
import { unitRow } from './unit-row.ts';

export type { Mark } from './match-terms.ts';

/** A text to weigh: an abstract or a query, optionally with its title, authors, and language. */
export type Text = string | { title: string; abstract: string; authors?: readonly string[]; language?: string };

/**
 * Converts a text to a row of the vocabulary's terms. A paper of the collection gets the same row as from `weigh`,
 * provided that the options are the same. The row is empty if the text contains no term.
 * @throws {InputError} if an argument cannot be used, or an option is unknown or out of range
 */
export function weighText(vocabulary: Vocabulary, text: Text, options: WeighOptions = {}): TermRow {
  checkArguments('weighText', vocabulary, options);
  const resolved = resolveOptions(options);
  const { title, abstract, authors = [] } = typeof text === 'string' ? { title: '', abstract: text } : (text ?? {});
  if (typeof title !== 'string' || typeof abstract !== 'string')
    throw new InputError('weighText: the text must be a string, or an object with title and abstract');
  const frequencies = inBestLanguage(candidateLanguages(vocabulary, text), (languages) =>
    countOccurrences(vocabulary, normalizeTitleCase(title), abstract, languages, resolved),
  );
  const ids = [...frequencies.keys()].sort((a, b) => a - b);
  const factorOf = kindFactor(vocabulary.longForms, resolved);
  const weights = ids.map((term) => {
    const { inTitle, inAbstract } = frequencies.get(term)!;
    return termWeight(inTitle, inAbstract, vocabulary.idf[term]! * factorOf(vocabulary.keys[term]!), resolved);
  });
  return addAuthorsToRow(unitRow(ids, weights), authors, vocabulary, resolved);
}

function checkArguments(name: string, vocabulary: Vocabulary, options: WeighOptions): void {
  if (!Array.isArray(vocabulary?.keys) || !(vocabulary.longForms instanceof Map))
    throw new InputError(`${name}: give the vocabulary of a map or of weigh`);
  checkOptions(TEXT_OPTIONS, options, name);
}

/** Returns the result in the language in which most terms are found; of several the first. */
function inBestLanguage<T extends { size: number }>(
  candidates: readonly (readonly string[])[],
  find: (languages: readonly string[]) => T,
): T {
  return candidates.map(find).reduce((best, found) => (found.size > best.size ? found : best));
}

/** Counts the occurrences of each term in a title and an abstract. */
function countOccurrences(
  vocabulary: Vocabulary,
  title: string,
  abstract: string,
  languages: readonly string[],
  options: ResolvedOptions,
) {
  const frequencies = new Map<number, { inTitle: number; inAbstract: number }>();
  const frequencyOf = (term: number) => {
    const frequency = frequencies.get(term) ?? { inTitle: 0, inAbstract: 0 };
    frequencies.set(term, frequency);
    return frequency;
  };
  // A long form defined in the abstract applies to the title, too: both are parsed before terms are matched.
  const longForms: LongFormsByKey = new Map();
  const parsed = parseTexts([title, abstract], languages, vocabulary, options, longForms);
  const [titleMarks, abstractMarks] = parsed.map((text) => matchTerms(text, vocabulary, longForms, options));
  for (const { term } of titleMarks!) frequencyOf(term).inTitle++;
  for (const { term } of abstractMarks!) frequencyOf(term).inAbstract++;
  return frequencies;
}

/**
 * Finds the occurrences of the vocabulary's words and phrases in a text, ordered by start, then by descending length.
 * Occurrences may overlap: a phrase and its words are all returned. An abbreviation is returned as its long form and as
 * the words of the long form.
 * @throws {InputError} if an argument cannot be used, or an option is unknown or out of range
 */
export function markTerms(text: string, vocabulary: Vocabulary, options: WeighOptions = {}): Mark[] {
  checkArguments('markTerms', vocabulary, options);
  if (typeof text !== 'string') throw new InputError('markTerms: the text must be a string');
  const resolved = resolveOptions(options);
  const { marks } = inBestLanguage(candidateLanguages(vocabulary, text), ([, language]) => {
    const longForms: LongFormsByKey = new Map();
    const [parsed] = parseTexts([normalizeTitleCase(text)], [language!], vocabulary, resolved, longForms);
    const marks = matchTerms(parsed!, vocabulary, longForms, resolved);
    return { marks, size: marks.length };
  });
  return marks.sort((a, b) => a.start - b.start || b.end - a.end || a.term - b.term);
}
