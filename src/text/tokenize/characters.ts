/** Classes of UTF-16 code units, with the same values as in kernel/characters.ts. Surrogates are OTHER. */
const OTHER = 0;
const DIGIT = 1;
const LOWER = 2;
const UPPER = 3;

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
