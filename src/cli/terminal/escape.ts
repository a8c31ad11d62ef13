/**
 * Control characters except tab and line feed, bidirectional controls, line separators, and lone surrogates. They change
 * what a terminal does or shows.
 */
const UNSAFE = /(?![\t\n])[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Surrogate}]/gu;

const toHex = (character: string) => character.charCodeAt(0).toString(16).padStart(4, '0');

/** Returns a text that is safe to print: what a terminal would obey is shown as an escape sequence such as \u001b. */
export const escapeControls = (text: string): string => text.replace(UNSAFE, (character) => `\\u${toHex(character)}`);

/** Returns a text that is safe to print on one line. */
export const escapeLine = (text: string): string => escapeControls(text.replaceAll('\n', '\\n'));

/** Formats a value as JSON that is safe to print. Parsing it returns the same value. */
export const formatJson = (value: unknown): string => `${escapeControls(JSON.stringify(value, null, 2))}\n`;

/** Formats an object as {@link formatJson} does, in parts: its lists may be longer than the longest possible text. */
export function* formatJsonParts(object: Readonly<Record<string, unknown>>): Generator<string> {
  const format = (value: unknown, indent: string) =>
    escapeControls(JSON.stringify(value, null, 2)).replaceAll('\n', `\n${indent}`);
  let separator = '{\n  ';
  for (const [name, value] of Object.entries(object)) {
    if (value === undefined) continue;
    yield `${separator}${JSON.stringify(name)}: `;
    if (Array.isArray(value) && value.length > 0) {
      for (const [i, item] of value.entries()) yield `${i === 0 ? '[' : ','}\n    ${format(item, '    ')}`;
      yield '\n  ]';
    } else yield format(value, '  ');
    separator = ',\n  ';
  }
  yield separator.startsWith('{') ? '{}\n' : '\n}\n';
}

/** Longest text that a message quotes. */
const MAX_QUOTED = 80;

/** Cuts a text that is too long to be quoted in a message. */
export const shorten = (text: string): string => (text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text);
