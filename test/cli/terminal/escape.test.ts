import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeControls, escapeLine, formatJson, formatJsonParts } from '../../../src/cli/terminal/escape.ts';

/** What a terminal may obey: C0 except tab and line feed, DEL, C1, bidirectional controls, line separators. */
const isUnsafe = (code: number) =>
  (code < 32 && code !== 9 && code !== 10) ||
  (code >= 0x7f && code <= 0x9f) ||
  [0x61c, 0x200e, 0x200f, 0x2028, 0x2029].includes(code) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2066 && code <= 0x2069);

const codes = (text: string) => Array.from(text, (character) => character.codePointAt(0)!);
const hostileText = fc.string({
  unit: fc.oneof(
    fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
    fc.integer({ min: 0, max: 0x2069 }).map((code) => String.fromCharCode(code)),
  ),
});

test('nothing that is printed controls the terminal', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      for (const printed of [escapeControls(text), escapeLine(text), formatJson(text)])
        expect(codes(printed).filter(isUnsafe)).toEqual([]);
      expect(escapeLine(text)).not.toContain('\n');
    }),
    { seed: 16, numRuns: 2000 },
  );
});

test('every unsafe character is escaped, and all others are kept', () => {
  for (let code = 0; code < 0x10000; code++) {
    const text = String.fromCharCode(code);
    const isLoneSurrogate = code >= 0xd800 && code <= 0xdfff;
    expect(escapeControls(text) === text, code.toString(16)).toBe(!isUnsafe(code) && !isLoneSurrogate);
  }
  expect(escapeControls('a\u001b[31m \u202eb')).toBe('a\\u001b[31m \\u202eb');
});

test('JSON that is printed has the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), hostileText, (value, text) => {
      const content = [value, text];
      expect(JSON.parse(formatJson(content))).toEqual(JSON.parse(JSON.stringify(content)));
    }),
    { seed: 16 },
  );
});

test('an object in parts is formatted as at once', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.array(fc.jsonValue()))),
      (content) => {
        expect([...formatJsonParts(content)].join('')).toBe(formatJson(content));
      },
    ),
  );
});
