/** What a character is in a word. Whatever is above OTHER belongs to one. */
export const OTHER = 0;
export const DIGIT = 1;
export const LOWER = 2;
export const UPPER = 3;
const UNSEEN = 255;

/** The kind of each UTF-16 code unit that was ever loaded; halves of surrogate pairs are OTHER. */
export const kinds = new Uint8Array(65536).fill(UNSEEN);
for (let code = 0; code < 128; code++) kinds[code] = kindOf(code);

function kindOf(code: number): number {
  const char = String.fromCharCode(code);
  return /\p{N}/u.test(char) ? DIGIT : /\p{Lu}/u.test(char) ? UPPER : /[\p{L}\p{M}]/u.test(char) ? LOWER : OTHER;
}

/** The kinds of all code units, for a kernel. */
export function kindOfUnits(): Uint8Array {
  for (let code = 0; code < kinds.length; code++) if (kinds[code] === UNSEEN) kinds[code] = kindOf(code);
  return kinds;
}

/** Each code unit in lower case, where that is one unit too. */
export function lowerUnits(): Uint16Array {
  return Uint16Array.from({ length: 65536 }, (_, code) => {
    const lower = String.fromCharCode(code).toLowerCase();
    return lower.length === 1 ? lower.charCodeAt(0) : code;
  });
}

/** A text in lower case unit by unit: as long as it was, whatever stands around each. */
export function lowerCase(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  return Array.from({ length: text.length }, (_, i) => {
    const lower = text[i]!.toLowerCase();
    return lower.length === 1 ? lower : text[i]!;
  }).join('');
}

/** So many zeros follow a text, so that its reader may look ahead without asking whether it ends. */
const MARGIN = 4;

const encoder = new TextEncoder();

/** One text's UTF-16 code units in an array, which is several times as fast to read as the string; reused from text to text. */
export class Characters {
  codes = new Uint16Array(0);
  private bytes = new Uint8Array(0);

  /** Loads a text: codes[0 .. text.length), then zeros. Every code's kind is known afterwards. */
  load(text: string): void {
    const { length } = text;
    if (this.codes.length < length + MARGIN) {
      this.codes = new Uint16Array(2 * (length + MARGIN));
      this.bytes = new Uint8Array(2 * (length + MARGIN));
    }
    // As many bytes as characters means one byte each: ASCII throughout, unless the text did not fit and was cut off.
    const { read, written } = encoder.encodeInto(text, this.bytes);
    if (read === length && written === length) this.codes.set(this.bytes.subarray(0, length));
    else this.loadAny(text);
    this.codes.fill(0, length, length + MARGIN);
  }

  private loadAny(text: string): void {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (kinds[code] === UNSEEN) kinds[code] = kindOf(code);
      this.codes[i] = code;
    }
  }
}
