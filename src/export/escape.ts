/** About how many characters each piece of a written file has. */
const PIECE = 1 << 16;

/** Joins short strings to pieces that are worth a write each. */
export function* pieces(strings: Iterable<string>): Generator<string> {
  let piece = '';
  for (const string of strings) {
    piece += string;
    if (piece.length >= PIECE) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}

/**
 * Text without what no text file should hold: control characters except tab and line ends, lone surrogates (they have no
 * UTF-8), and the two code points that XML forbids.
 */
export function clean(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|\p{Surrogate}/gu, '');
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Any text as content of an XML element or of a quoted attribute; reads back as it was, but for what {@link clean} drops. */
export function xml(text: string): string {
  return clean(text).replace(/[&<>"'\t\n\r]/g, (character) => ENTITIES[character]!);
}
