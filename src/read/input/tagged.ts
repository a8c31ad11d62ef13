import type { Sink, TextReader } from '../record.ts';
import { createLineReader } from './lines.ts';

/** A record of tagged lines, such as "TI  - A title". */
export interface TaggedRecord {
  /** Returns the values of the first tag that has any, joined by spaces. */
  get(...tags: string[]): string | undefined;
  /** Returns the values of all the tags, in the order of the tags. */
  all(...tags: string[]): string[];
  /** Returns the values of all the tags, in the order of the file. */
  inOrder(...tags: string[]): string[];
  /** Like {@link inOrder}, with the line breaks inside of values. */
  withLineBreaks(...tags: string[]): string[];
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
  /** Whether a record may lack the tag `begin`; then it starts after the end of the one before. Default: false. */
  isBeginOptional?: boolean;
  /** Whether a line without a tag continues the last value or is another value of the same tag. */
  continuation: 'same value' | 'next value';
  /** Whether tags are passed on in lower case. Default: false. */
  ignoresCase?: boolean;
}

interface TaggedValue {
  tag: string;
  lines: string[];
}

/**
 * Creates a reader of records made of tagged lines. A record without an end tag ends where the next one starts. Fields
 * between an end tag and a begin tag belong to the record that begins.
 */
export function createTaggedReader(
  sink: Sink,
  { field, begin, end, continuation, ignoresCase, isBeginOptional = false }: TaggedSyntax,
  onRecord: (record: TaggedRecord, line: number) => void,
): TextReader {
  let values: TaggedValue[] = [];
  let startLine = 0;
  let hasBegun = false;
  const finishRecord = () => {
    if (hasBegun || (isBeginOptional && values.length > 0)) onRecord(createRecord(values), startLine);
    values = [];
    tags = new Set();
    hasBegun = false;
  };
  let isAfterBlank = true;
  let tags = new Set<string>();
  const has = (tag: string) => tags.has(tag);
  const isBegin =
    typeof begin === 'string' ? (tag: string) => tag === begin : (tag: string) => begin(tag, { isAfterBlank, has });
  const continueField = (line: string) => {
    const text = line.trim();
    isAfterBlank = !text;
    const last = values.at(-1);
    if (!text || !last) return;
    if (continuation === 'next value') values.push({ tag: last.tag, lines: [text] });
    else last.lines.push(text);
  };
  return createLineReader(
    sink,
    (line, lineNumber) => {
      const match = field.exec(line);
      if (!match) return continueField(line);
      const [, name, value = ''] = match;
      const tag = ignoresCase ? name.toLowerCase() : name;
      if (isBegin(tag)) {
        if (hasBegun) finishRecord();
        hasBegun = true;
        startLine = lineNumber;
      }
      isAfterBlank = false;
      if (!hasBegun && end === undefined) return;
      if (tag === end) return finishRecord();
      if (values.length === 0) startLine = lineNumber;
      values.push({ tag, lines: [value.trim()] });
      tags.add(tag);
    },
    finishRecord,
  );
}

function createRecord(values: TaggedValue[]): TaggedRecord {
  const textsOf = (matching: TaggedValue[], separator: string) =>
    matching.flatMap(({ lines }) =>
      splitAtVerticalTabs(lines.length > 1 ? lines.filter(Boolean).join(separator) : lines[0]),
    );
  const byTag = new Map<string, TaggedValue[]>();
  for (const value of values) {
    const others = byTag.get(value.tag);
    if (others) others.push(value);
    else byTag.set(value.tag, [value]);
  }
  const inOrder = (separator: string, tags: string[]) =>
    textsOf(
      values.filter(({ tag }) => tags.includes(tag)),
      separator,
    );
  const all = (...tags: string[]) => tags.flatMap((tag) => textsOf(byTag.get(tag) ?? [], ' '));
  return {
    all,
    inOrder: (...tags) => inOrder(' ', tags),
    withLineBreaks: (...tags) => inOrder('\n', tags),
    get(...tags) {
      for (const tag of tags) {
        const texts = all(tag);
        if (texts.length) return texts.join(' ');
      }
      return undefined;
    },
  };
}

/** Splits at vertical tabs, by which databases such as FileMaker separate the values of a field. */
const splitAtVerticalTabs = (text: string): string[] => {
  if (!text.includes('\v')) return text ? [text] : [];
  return text.split('\v').flatMap((part) => part.trim() || []);
};
