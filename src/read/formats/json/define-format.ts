import { createJsonReader, type JsonObject } from '../../input/json.ts';
import type { RawRecord, TextFormat } from '../../record.ts';

/** What distinguishes the JSON format of a service. */
export interface JsonFormatDefinition {
  name: string;
  /** Matches keys or values that only this service writes. */
  pattern: RegExp;
  /** Converts a JSON object to a record; returns undefined for an object that is no paper, such as an attachment. */
  toRecord: (object: JsonObject) => RawRecord | undefined;
}

/** The JSON format of one service, which also converts single objects. */
export type JsonFormat = TextFormat & Pick<JsonFormatDefinition, 'toRecord'>;

/** Defines the JSON format of one service. */
export const defineJsonFormat = ({ name, pattern, toRecord }: JsonFormatDefinition): JsonFormat => ({
  name,
  toRecord,
  detects: (head) => /^\s*[[{]/.test(head) && pattern.test(head),
  open: (sink) =>
    // JSON.parse returns strings that are not slices of the text.
    createJsonReader(sink, (object, line) => {
      const record = toRecord(object);
      if (!record) return;
      record.hasOwnStrings = true;
      sink.record(line, record);
    }),
});
