import type { Sink, TextReader } from '../record.ts';
import { createLineReader } from './lines.ts';

/** A record of tagged lines, such as "TI  - A title". */
export interface TaggedRecord {
  /** Returns the values of the first tag that has any, joined by spaces. */
  get(...tags: string[]): string | undefined;
  /** Returns the values of all the tags, in the order of the tags. */
  all(...tags: string[]): string[];
}

/** What precedes a tag. */
export interface TaggedState {
  /** Whether the line before is blank, or there is none. */
  isAfterBlank: boolean;
  /** Returns whether the current record has a tag. */
  has(tag: string): boolean;
}

/** How a format writes tagged lines. */
export interface TaggedSyntax {
  /** Matches the first line of a field; groups 1 and 2 are the tag and the value. */
  field: RegExp;
  /** The tag that starts a record, or a function that decides it. */
  begin: string | ((tag: string, state: TaggedState) => boolean);
  /** The tag that ends a record. Default: none. */
  end?: string;
  /** Whether a line without a tag continues the last value or is another value of the same tag. */
  continuation: 'same value' | 'next value';
  /** Whether tags are passed on in lower case. Default: false. */
  ignoresCase?: boolean;
}

/** Creates a reader of records made of tagged lines. A record without an end tag ends where the next one starts. */
export function createTaggedReader(
  sink: Sink,
  { field, begin, end, continuation, ignoresCase }: TaggedSyntax,
  onRecord: (record: TaggedRecord, line: number) => void,
): TextReader {
  /** For each tag its values, as lists of lines. */
  let fields = new Map<string, string[][]>();
  /** Line of the current record, 0 outside of records. */
  let startLine = 0;
  let lastValues: string[][] | undefined;
  const finishRecord = () => {
    if (startLine) onRecord(createRecord(fields), startLine);
    fields = new Map();
    startLine = 0;
    lastValues = undefined;
  };
  let isAfterBlank = true;
  const isBegin =
    typeof begin === 'string'
      ? (tag: string) => tag === begin
      : (tag: string) => begin(tag, { isAfterBlank, has: (other) => fields.has(other) });
  const continueField = (line: string) => {
    const text = line.trim();
    isAfterBlank = !text;
    if (!text || !lastValues) return;
    if (continuation === 'next value') lastValues.push([text]);
    else lastValues.at(-1)!.push(text);
  };
  return createLineReader(
    sink,
    (line, lineNumber) => {
      const match = field.exec(line);
      if (!match) return continueField(line);
      const [, name, value = ''] = match;
      const tag = ignoresCase ? name.toLowerCase() : name;
      if (isBegin(tag)) {
        finishRecord();
        startLine = lineNumber;
      }
      isAfterBlank = false;
      if (!startLine) return;
      if (tag === end) return finishRecord();
      lastValues = fields.get(tag) ?? [];
      lastValues.push([value.trim()]);
      fields.set(tag, lastValues);
    },
    finishRecord,
  );
}

function createRecord(fields: Map<string, string[][]>): TaggedRecord {
  const all = (...tags: string[]) =>
    tags.flatMap((tag) => (fields.get(tag) ?? []).map((lines) => lines.filter(Boolean).join(' '))).filter(Boolean);
  const get = (...tags: string[]) => {
    for (const tag of tags) {
      const values = all(tag);
      if (values.length) return values.join(' ');
    }
    return undefined;
  };
  return { get, all };
}
