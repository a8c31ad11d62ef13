import type { Sink, TextReader } from '../record.ts';
import { createJsonListReader } from './json-list.ts';
import { createLineReader } from './lines.ts';

/** A value that `JSON.parse` returns. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
/** A JSON object. */
export type JsonObject = { [key: string]: Json | undefined };

/** Thrown while a record is converted whose values are nested too deep. */
export class NestingError {
  constructor(
    /** One line. */
    readonly reason: string,
  ) {}
}

/** Returns whether a JSON value is an object, not an array or null. */
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Creates a reader of JSON records: JSON Lines, an array, an object that holds an array under a common key, or a single
 * record. A malformed record becomes a problem and does not affect the others.
 */
export function createJsonReader(sink: Sink, onRecord: (record: JsonObject, line: number) => void): TextReader {
  let reader: TextReader | undefined;
  const parse = (text: string, line: number) => {
    let value: Json;
    try {
      value = JSON.parse(text);
    } catch (error) {
      sink.problem(line, `invalid JSON: ${describeError(error)}`);
      return;
    }
    if (!isObject(value)) return sink.problem(line, 'expected a JSON object');
    try {
      onRecord(value, line);
    } catch (error) {
      if (!(error instanceof NestingError)) throw error;
      sink.problem(line, error.reason);
    }
  };
  return {
    write(block) {
      reader ??= isJsonLines(block) ? createJsonLinesReader(sink, parse) : createJsonListReader(sink, parse);
      reader.write(block);
    },
    end: () => reader?.end(),
  };
}

const describeError = (error: unknown) =>
  String(error instanceof Error ? error.message : error)
    .replace(/\s+/g, ' ')
    .slice(0, 120);

/** Returns whether most lines start an object. In indented JSON few do; an object that holds a list has an open first line. */
function isJsonLines(head: string): boolean {
  const lines = head.split('\n').filter((line) => line.trim());
  // "[{...}," is the first line of an array.
  if (/^\s*\[\s*\S/.test(lines[0] ?? '')) return false;
  if (/^\s*\{.*(?:(?<!\}),|[[{])\s*$/.test(lines[0] ?? '')) return false;
  // `{"items":[{...},` opens a list. Above a complete object it is a record that was cut off.
  if (lines.length > 1 && !hasClosedBrackets(lines[0]) && !isComplete(lines[1])) return false;
  return lines.length > 1 && lines.filter((line) => /^\s*\{\s*["}]/.test(line)).length * 2 > lines.length;
}

const isComplete = (line: string) => hasClosedBrackets(line) && !line.trimEnd().endsWith(',');

/** Returns whether the brackets that a line opens are closed on it. */
function hasClosedBrackets(line: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let i = 0; i < line.length; i++) {
    const character = line[i];
    if (isInString && character === '\\') i++;
    else if (character === '"') isInString = !isInString;
    else if (isInString) continue;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
  }
  return depth === 0;
}

/** Creates a reader of one record per line. Also accepts an array with one record per line. */
function createJsonLinesReader(sink: Sink, parse: (text: string, line: number) => void): TextReader {
  return createLineReader(
    sink,
    (line, lineNumber) => {
      const text = line.trim();
      if (text && text !== '[' && text !== ']') parse(text.replace(/,$/, ''), lineNumber);
    },
    () => {},
  );
}
