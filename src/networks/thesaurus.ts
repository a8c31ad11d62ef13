import { InputError } from '../model/errors.ts';

/** Returns what labels have in common that a thesaurus does not tell apart: case and white space are ignored. */
export const normalizeLabel = (label: string) => label.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/** Returns a function that replaces labels as a thesaurus says; '' leaves a label out. Replacements are not replaced again. */
export function createReplacer(thesaurus: readonly (readonly [string, string])[]): (label: string) => string {
  if (thesaurus.length === 0) return (label) => label;
  const replacements = new Map(thesaurus.map(([label, replacement]) => [normalizeLabel(label), replacement]));
  return (label) => replacements.get(normalizeLabel(label)) ?? label;
}

/** Returns the names after replacement, without those that are left out and without repetitions. */
export const replaceNames = (names: readonly string[], replace: (name: string) => string): string[] => [
  ...new Set(names.map(replace).filter(Boolean)),
];

/**
 * Adds entries that replace labels to a thesaurus. Labels that were replaced by one of these labels before are replaced by the new one,
 * because replacements are not replaced again.
 * @param replacement '' leaves the labels out.
 */
export function mergeLabels(
  thesaurus: readonly (readonly [string, string])[],
  labels: readonly string[],
  replacement: string,
): [label: string, replacement: string][] {
  const merged = new Set(labels.map(normalizeLabel));
  const target = normalizeLabel(replacement);
  const kept = thesaurus
    .filter(([label]) => !merged.has(normalizeLabel(label)) && normalizeLabel(label) !== target)
    .map(([label, other]): [string, string] => [label, merged.has(normalizeLabel(other)) ? replacement : other]);
  // A label that differs from the replacement in case only needs no entry.
  const added = [...new Map(labels.map((label) => [normalizeLabel(label), label]))].filter(([key]) => key !== target);
  return [...kept, ...added.map(([, label]): [string, string] => [label, replacement])];
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

/** Writes a thesaurus file of VOSviewer, which {@link parseThesaurus} reads. */
export function serializeThesaurus(thesaurus: readonly (readonly [string, string])[]): string {
  const lines = [['label', 'replace by'] as const, ...thesaurus].map((cells) => `${cells.map(quote).join('\t')}\n`);
  return lines.join('');
}

/** Tabs and line ends separate cells, so that labels cannot contain them. */
function quote(cell: string): string {
  const text = cell.replace(/\s+/g, ' ').trim();
  return text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
}

const unquote = (cell: string) => cell.trim().replace(/^"(.*)"$/, (_, inner: string) => inner.replaceAll('""', '"'));
