import { copyOf } from './memory';

/**
 * Character classes, with the same values as in src/text/tokenize/characters.ts. Every class above OTHER can be part of
 * a token.
 */
export const OTHER = 0;
export const DIGIT = 1;
export const LOWER = 2;
export const UPPER = 3;
/** Chinese characters, whose words are not separated: each two adjacent ones are a token. */
export const SEGMENTED = 4;
/** Chinese characters that separate words in Chinese, such as the particle 的; in other languages they are SEGMENTED. */
export const PARTICLE = 5;

/** The class of each UTF-16 code unit (65,536 bytes), and its lower case (65,536 uint16). */
let classTable: usize = 0;
let lowerCaseTable: usize = 0;

/** Sets the character tables. Must be called before any text is tokenized. */
export function setCharacterTables(classes: usize, _classCount: i32, lowerCase: usize, _lowerCaseCount: i32): void {
  classTable = copyOf(classes, 65536);
  lowerCaseTable = copyOf(lowerCase, 131072);
}

/** Returns the class of a code unit. */
export function classOf(codeUnit: u32): i32 {
  return <i32>load<u8>(classTable + <usize>codeUnit);
}

/** Tells whether a code unit can be part of a word that is separated from others. */
export function isWordCharacter(codeUnit: u32): bool {
  return <u32>(classOf(codeUnit) - 1) < 3;
}

/** Returns a code unit in lower case. */
export function lowerCaseOf(codeUnit: u32): u32 {
  return <u32>load<u16>(lowerCaseTable + ((<usize>codeUnit) << 1));
}

/** The UTF-16 code units of the current text, followed by zeros, so that lookahead needs no bounds check. */
let codeUnits: usize = 0;
let capacity: usize = 0;
const PADDING: usize = 4;

/** Returns code unit `i` of the current text. */
export function codeUnitAt(i: i32): u32 {
  return <u32>load<u16>(codeUnits + ((<usize>i) << 1));
}

/** Returns the address of code unit `i` of the current text. */
export function codeUnitAddress(i: i32): usize {
  return codeUnits + ((<usize>i) << 1);
}

/** Decodes the UTF-8 bytes in [start, end) into the current text and returns its length in UTF-16 code units. */
export function loadText(start: usize, end: usize): i32 {
  const required = end - start + PADDING;
  if (required > capacity) {
    capacity = required + (required >> 1);
    codeUnits = heap.alloc(capacity << 1);
  }
  let target = codeUnits;
  let source = start;
  while (source < end) {
    // Most text is ASCII, so four bytes are decoded at once where possible.
    while (source + 4 <= end) {
      const fourBytes = load<u32>(source);
      if ((fourBytes & 0x80808080) !== 0) break;
      store<u32>(target, (fourBytes & 0x7f) | ((fourBytes & 0x7f00) << 8));
      store<u32>(target, ((fourBytes >> 16) & 0x7f) | ((fourBytes >> 8) & 0x7f0000), 4);
      target += 8;
      source += 4;
    }
    if (source < end) {
      const first = <u32>load<u8>(source);
      if (first < 0x80) {
        store<u16>(target, <u16>first);
        source += 1;
      } else if (first < 0xe0) {
        store<u16>(target, <u16>(((first & 0x1f) << 6) | continuationBits(source, 1)));
        source += 2;
      } else if (first < 0xf0) {
        store<u16>(
          target,
          <u16>(((first & 0xf) << 12) | (continuationBits(source, 1) << 6) | continuationBits(source, 2)),
        );
        source += 3;
      } else {
        // Characters outside the Basic Multilingual Plane never belong to a word, so any surrogate pair will do.
        store<u16>(target, 0xd800);
        target += 2;
        store<u16>(target, 0xdc00);
        source += 4;
      }
      target += 2;
    }
  }
  store<u64>(target, 0);
  return <i32>((target - codeUnits) >> 1);
}

/** Returns the payload of the k-th continuation byte of a UTF-8 sequence. */
function continuationBits(sequence: usize, k: i32): u32 {
  return <u32>load<u8>(sequence + k) & 0x3f;
}
