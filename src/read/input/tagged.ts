import type { Sink, TextReader } from '../record.ts';
import { lineReader } from './lines.ts';

/** A record of lines that begin with a tag. */
export interface TaggedRecord {
  /** The first of the tags that has a value; its lines joined by blanks. */
  get(...tags: string[]): string | undefined;
  /** All values of the tags, in the order of the tags. */
  all(...tags: string[]): string[];
}

export interface TaggedLines {
  /** Matches a line that begins a field: the tag and the value as groups 1 and 2. */
  field: RegExp;
  /** The tag that begins a record. */
  begin: string;
  /** The tag that ends one, where there is such a tag. */
  end?: string;
  /** Whether a line without a tag goes on with the last value, or is one more value of the same tag. */
  continuation: 'same value' | 'next value';
}

/** Reads records made of tagged lines. A record without an end ends where the next begins. */
export function taggedReader(
  sink: Sink,
  { field, begin, end, continuation }: TaggedLines,
  onRecord: (record: TaggedRecord, line: number) => void,
): TextReader {
  let fields = new Map<string, string[][]>();
  let start = 0;
  let last: string[][] | undefined;
  const finish = () => {
    if (start) onRecord(recordOf(fields), start);
    fields = new Map();
    start = 0;
    last = undefined;
  };
  return lineReader(
    sink,
    (line, number) => {
      const found = field.exec(line);
      if (!found) {
        const text = line.trim();
        if (!text || !last) return;
        if (continuation === 'next value') last.push([text]);
        else last.at(-1)!.push(text);
        return;
      }
      const [, tag, value = ''] = found;
      if (tag === begin) {
        finish();
        start = number;
      }
      if (!start) return;
      if (tag === end) return finish();
      last = fields.get(tag) ?? [];
      last.push([value.trim()]);
      fields.set(tag, last);
    },
    finish,
  );
}

function recordOf(fields: Map<string, string[][]>): TaggedRecord {
  const all = (...tags: string[]) =>
    tags.flatMap((tag) => (fields.get(tag) ?? []).map((lines) => lines.join(' '))).filter(Boolean);
  const get = (...tags: string[]) => {
    for (const tag of tags) {
      const values = all(tag);
      if (values.length) return values.join(' ');
    }
    return undefined;
  };
  return { get, all };
}
