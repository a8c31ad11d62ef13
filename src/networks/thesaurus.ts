import { InputError } from '../model/errors.ts';

const normalize = (label: string) => label.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/** Returns a function that replaces labels as a thesaurus says; '' leaves a label out. Replacements are not replaced again. */
export function createReplacer(thesaurus: readonly (readonly [string, string])[]): (label: string) => string {
  if (thesaurus.length === 0) return (label) => label;
  const replacements = new Map(thesaurus.map(([label, replacement]) => [normalize(label), replacement]));
  return (label) => replacements.get(normalize(label)) ?? label;
}

/**
 * Converts a thesaurus to synonyms and stop words, which are about single words: a label of several words is no synonym of a term.
 */
export function toTermOptions(thesaurus: readonly (readonly [string, string])[]): {
  synonyms: string[][];
  stopWords: string[];
} {
  const isWord = ([label]: readonly [string, string]) => !/\s/.test(label.trim());
  const groups = new Map<string, string[]>();
  for (const [label, replacement] of thesaurus.filter(isWord))
    if (replacement) groups.set(replacement, [...(groups.get(replacement) ?? []), label]);
  return {
    synonyms: [...groups].map(([replacement, labels]) => [replacement, ...labels]),
    stopWords: thesaurus.filter((entry) => isWord(entry) && !entry[1]).map(([label]) => label),
  };
}

/**
 * Parses a thesaurus file of VOSviewer: a first line "label", tab, "replace by", and a line for each label. A label that is replaced by
 * nothing is left out.
 * @param file Name of the file in messages.
 * @throws {InputError} if the text is no thesaurus
 */
export function parseThesaurus(text: string, file = 'thesaurus'): [label: string, replacement: string][] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const header = lines[0]!.split('\t').map((cell) => unquote(cell).toLowerCase());
  const [labelColumn, replacementColumn] = [header.indexOf('label'), header.indexOf('replace by')];
  if (labelColumn < 0 || replacementColumn < 0)
    throw new InputError(`${file}: line 1 must be "label" and "replace by", separated by a tab`);
  return lines.slice(1).flatMap((line, i): [string, string][] => {
    if (!line.trim()) return [];
    const cells = line.split('\t').map(unquote);
    const label = cells[labelColumn];
    if (!label) throw new InputError(`${file}: line ${i + 2} has no label; write a label, a tab and what replaces it`);
    return [[label, cells[replacementColumn] ?? '']];
  });
}

const unquote = (cell: string) => cell.trim().replace(/^"(.*)"$/, (_, inner: string) => inner.replaceAll('""', '"'));
