import { createJsonReader, type JsonObject } from '../../input/json.ts';
import type { RawRecord, TextFormat } from '../../record.ts';

/** What distinguishes the JSON format of a service. */
export interface JsonFormatDefinition {
  name: string;
  /** Matches keys that only this service writes, in the outline of a file: see {@link outlineOf}. A regular expression, or several. */
  pattern: { test(outline: string): boolean };
  /** Converts a JSON object to a record; returns undefined for an object that is no paper, such as an attachment. */
  toRecord: (object: JsonObject) => RawRecord | undefined;
}

/** The JSON format of one service, which also converts single objects. */
export type JsonFormat = TextFormat & Pick<JsonFormatDefinition, 'toRecord'>;

/** A string with what follows it if it is a key; the last one may be cut off. */
const stringOrKey = /"(?:[^"\\]|\\[\s\S])*(?:"(?:\s*(:)\s*)?|\\?$)/g;

let [lastHead, lastOutline] = ['', ''];

/**
 * Returns JSON with empty strings for all values that are strings, and without blanks after keys: `{"id":"","author":[{"name":""}]}`.
 * An identifier or a title of one service may be a value in the files of any other.
 */
export function outlineOf(head: string): string {
  if (head !== lastHead) {
    lastOutline = head.replace(stringOrKey, (text, colon) =>
      colon ? `${text.slice(0, text.lastIndexOf('"') + 1)}:` : '""',
    );
    lastHead = head;
  }
  return lastOutline;
}

/** Defines the JSON format of one service. */
export const defineJsonFormat = ({ name, pattern, toRecord }: JsonFormatDefinition): JsonFormat => ({
  name,
  toRecord,
  detects: (head) => /^\s*[[{]/.test(head) && pattern.test(outlineOf(head)),
  open: (sink) =>
    // JSON.parse returns strings that are not slices of the text.
    createJsonReader(sink, (object, line) => {
      const record = toRecord(object);
      if (!record) return;
      record.hasOwnStrings = true;
      sink.record(line, record);
    }),
});
