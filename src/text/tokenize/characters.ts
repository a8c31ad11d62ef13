/** Classes of UTF-16 code units, with the same values as in kernel/characters.ts. Surrogates are OTHER. */
const OTHER = 0;
const DIGIT = 1;
const LOWER = 2;
const UPPER = 3;
const SEGMENTED = 4;
const PARTICLE = 5;

/** Runs of characters of each class; of overlapping ones the last counts. */
const CLASSES: readonly [RegExp, number][] = [
  [/[\p{L}\p{M}]+/gu, LOWER],
  [/\p{Lu}+/gu, UPPER],
  [/\p{N}+/gu, DIGIT],
];

/** All UTF-16 code units as a string, with zeros in place of the surrogates. */
const allCodeUnits = (): string => {
  const units = Uint16Array.from({ length: 65536 }, (_, i) => (i >= 0xd800 && i < 0xe000 ? 0 : i));
  return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(units);
};

/** Chinese characters, and the sign that repeats one. */
const CHINESE_CHARACTERS = /[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+/g;
/** Japanese writes grammar in these characters, and most nouns in others. */
const HIRAGANA = /[\u3041-\u309f]+/g;
/** Characters that are mostly words of their own in Chinese and separate others. Some occur in Japanese compounds. */
const PARTICLES = '的了是和与及或在把这那之其该也都就而且以于将从们';

let classTable: Uint8Array | undefined;
let lowerTable: Uint16Array | undefined;

/**
 * Returns the classes of all 65,536 code units from their Unicode properties, as the kernel needs them. Combining marks
 * count as lower-case letters.
 */
export function characterClassTable(): Uint8Array {
  if (classTable) return classTable;
  classTable = new Uint8Array(65536).fill(OTHER);
  const text = allCodeUnits();
  for (const [pattern, characterClass] of CLASSES)
    for (const { index, 0: run } of text.matchAll(pattern)) classTable.fill(characterClass, index, index + run.length);
  return classTable;
}

/**
 * Returns the classes of all code units for texts in which words are not separated: each two adjacent Chinese
 * characters are a token, and hiragana separate tokens. Segmentation by Intl.Segmenter would depend on the version of
 * its dictionary.
 */
export function segmentingClassTable(): Uint8Array {
  const table = characterClassTable().slice();
  const text = allCodeUnits();
  for (const { index, 0: run } of text.matchAll(CHINESE_CHARACTERS)) table.fill(SEGMENTED, index, index + run.length);
  for (const { index, 0: run } of text.matchAll(HIRAGANA)) table.fill(OTHER, index, index + run.length);
  for (const particle of PARTICLES) table[particle.charCodeAt(0)] = PARTICLE;
  return table;
}

/**
 * Returns the lower case of all 65,536 code units. Code units whose lower case is longer than one code unit map to
 * themselves.
 */
export function lowerCaseTable(): Uint16Array {
  lowerTable ??= Uint16Array.from(allCodeUnits(), (char, codeUnit) => {
    const lower = char.toLowerCase();
    return lower.length === 1 && lower !== '\0' ? lower.charCodeAt(0) : codeUnit;
  });
  return lowerTable;
}

/** Converts each code unit to lower case independently, so that offsets into the text stay valid. */
export function lowerCase(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  return Array.from({ length: text.length }, (_, i) => {
    const lower = text[i]!.toLowerCase();
    return lower.length === 1 ? lower : text[i]!;
  }).join('');
}
