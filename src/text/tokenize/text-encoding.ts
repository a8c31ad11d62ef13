const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });
let utf8Buffer = new Uint8Array(1 << 16);

/** Encodes texts as the kernel reads them: in UTF-8, one after the other, and the end of each text. */
export function encodeTexts(texts: readonly string[]): [bytes: Uint8Array<ArrayBuffer>, ends: Int32Array] {
  const ends = new Int32Array(texts.length);
  let end = 0;
  texts.forEach((text, index) => {
    // A UTF-16 code unit takes at most three bytes.
    if (utf8Buffer.length < end + 3 * text.length) {
      const larger = new Uint8Array(2 * (end + 3 * text.length));
      larger.set(utf8Buffer.subarray(0, end));
      utf8Buffer = larger;
    }
    end += encoder.encodeInto(text, utf8Buffer.subarray(end)).written;
    ends[index] = end;
  });
  return [utf8Buffer.slice(0, end), ends];
}

/** Decodes words from the kernel: the code units of all, and the end of each. */
export function decodeWords(codeUnits: Uint16Array, ends: Int32Array): string[] {
  const text = decoder.decode(codeUnits);
  return Array.from(ends, (end, k) => text.slice(k > 0 ? ends[k - 1] : 0, end));
}
