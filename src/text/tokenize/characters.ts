/** Character classes. Characters of every class above OTHER can be part of a word. */
export const OTHER = 0;
export const DIGIT = 1;
export const LOWER = 2;
export const UPPER = 3;
const UNKNOWN = 255;

/**
 * The class of each UTF-16 code unit; surrogates are OTHER. Classes are computed on demand: entries are valid for code
 * units that a {@link CodeUnitBuffer} has loaded, and for all code units after {@link characterClassTable} was called.
 */
export const characterClasses = new Uint8Array(65536).fill(UNKNOWN);
for (let codeUnit = 0; codeUnit < 128; codeUnit++) characterClasses[codeUnit] = classify(codeUnit);

/** Returns the class of a code unit from its Unicode properties. Combining marks count as lower-case letters. */
function classify(codeUnit: number): number {
  const char = String.fromCharCode(codeUnit);
  return /\p{N}/u.test(char) ? DIGIT : /\p{Lu}/u.test(char) ? UPPER : /[\p{L}\p{M}]/u.test(char) ? LOWER : OTHER;
}

function ensureClassified(codeUnit: number): void {
  if (characterClasses[codeUnit] === UNKNOWN) characterClasses[codeUnit] = classify(codeUnit);
}

/** Returns the classes of all 65,536 code units, as the kernel needs them. */
export function characterClassTable(): Uint8Array {
  for (let codeUnit = 0; codeUnit < characterClasses.length; codeUnit++) ensureClassified(codeUnit);
  return characterClasses;
}

/**
 * Returns the lower case of all 65,536 code units. Code units whose lower case is longer than one code unit map to
 * themselves.
 */
export function lowerCaseTable(): Uint16Array {
  return Uint16Array.from({ length: 65536 }, (_, codeUnit) => {
    const lower = String.fromCharCode(codeUnit).toLowerCase();
    return lower.length === 1 ? lower.charCodeAt(0) : codeUnit;
  });
}

/** Converts each code unit to lower case independently, so that offsets into the text stay valid. */
export function lowerCase(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  return Array.from({ length: text.length }, (_, i) => {
    const lower = text[i]!.toLowerCase();
    return lower.length === 1 ? lower : text[i]!;
  }).join('');
}

/** Number of zeros after the text, so that lookahead needs no bounds check. */
const PADDING = 4;

const encoder = new TextEncoder();

/**
 * The UTF-16 code units of a text in an array, which is several times as fast to read as the string. Reused from text
 * to text.
 */
export class CodeUnitBuffer {
  /** The code units of the current text, followed by at least {@link PADDING} zeros. */
  items = new Uint16Array(0);
  #bytes = new Uint8Array(0);

  /** Loads a text and classifies its characters. */
  load(text: string): void {
    const { length } = text;
    if (this.items.length < length + PADDING) {
      this.items = new Uint16Array(2 * (length + PADDING));
      this.#bytes = new Uint8Array(2 * (length + PADDING));
    }
    // A text with as many UTF-8 bytes as code units is ASCII, provided that all of it was encoded.
    const { read, written } = encoder.encodeInto(text, this.#bytes);
    if (read === length && written === length) this.items.set(this.#bytes.subarray(0, length));
    else this.#loadNonAscii(text);
    this.items.fill(0, length, length + PADDING);
  }

  #loadNonAscii(text: string): void {
    for (let i = 0; i < text.length; i++) {
      const codeUnit = text.charCodeAt(i);
      ensureClassified(codeUnit);
      this.items[i] = codeUnit;
    }
  }
}
