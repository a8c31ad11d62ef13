import type { Sink, TextReader } from '../record.ts';
import { lineReader } from './lines.ts';
import { Window } from './window.ts';

/** What JSON.parse gives. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json | undefined };

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A record in JSON longer than this (in UTF-16 code units) is given up. */
const limit = 4 * 1024 * 1024;
/** After so many records that do not end, the rest of a file is given up: each costs a look at up to {@link limit}. */
const patience = 100;
/** Keys under which services put their lists of papers. */
const listKeys = new Set([
  'results',
  'items',
  'data',
  'papers',
  'notes',
  'works',
  'records',
  'documents',
  'docs',
  'entries',
  'articles',
  'publications',
  'hits',
]);

/** Reads a list of records: JSON Lines, an array, an object that holds one under a common name, or a single record. */
export function jsonReader(sink: Sink, onRecord: (record: JsonObject, line: number) => void): TextReader {
  let reader: TextReader | undefined;
  const parse = (text: string, line: number) => {
    let value: Json;
    try {
      value = JSON.parse(text);
    } catch (error) {
      sink.problem(line, `not valid JSON: ${reasonOf(error)}`);
      return;
    }
    if (isObject(value)) onRecord(value, line);
    else sink.problem(line, 'a record must be an object in braces');
  };
  return {
    write(block) {
      reader ??= isJsonLines(block) ? jsonLines(sink, parse) : jsonList(sink, parse);
      reader.write(block);
    },
    end: () => reader?.end(),
  };
}

const reasonOf = (error: unknown) =>
  String(error instanceof Error ? error.message : error)
    .replace(/\s+/g, ' ')
    .slice(0, 120);

/** Most lines begin an object: in pretty-printed JSON few do. */
function isJsonLines(head: string): boolean {
  const lines = head.split('\n').filter((line) => line.trim());
  return lines.length > 1 && lines.filter((line) => /^\s*\{\s*["}]/.test(line)).length * 2 > lines.length;
}

function jsonLines(sink: Sink, parse: (text: string, line: number) => void): TextReader {
  return lineReader(
    sink,
    (line, number) => {
      const text = line.trim();
      if (text && text !== '[' && text !== ']') parse(text.replace(/,$/, ''), number);
    },
    () => {},
  );
}

const token = /[{}[\]"]/g;
const stringEnd = /["\\\n]/g;

function jsonList(sink: Sink, parse: (text: string, line: number) => void): TextReader {
  const window = new Window();
  /** Brackets that are open outside of records, with the key each stands under. */
  const open: { sign: string; key: string; start: number }[] = [];
  let key = '';
  let records = 0;
  let failures = 0;
  /** Where the scan goes on, and where in it the present record began. */
  let at = 0;
  let start = -1;
  let depth = 0;
  let stringAt = -1;

  const holdsRecords = () => {
    const last = open.at(-1);
    return last?.sign === '[' && (open.length === 1 || listKeys.has(last.key.toLowerCase()));
  };
  const finish = (from: number, to: number) => {
    records++;
    parse(window.text.slice(from, to), window.lineAt(from));
    start = -1;
  };
  const openBracket = (sign: string, place: number) => {
    if (start >= 0) depth++;
    else if (sign === '{' && holdsRecords()) {
      start = place;
      depth = 1;
    } else {
      if (open.length === 0) records = 0;
      open.push({ sign, key, start: place });
    }
    key = '';
  };
  const closeBracket = (sign: string, place: number) => {
    if (start >= 0) {
      if (--depth === 0) finish(start, place + 1);
      return;
    }
    const last = open.pop();
    if (open.length === 0 && last?.sign === '{' && sign === '}' && records === 0) finish(last.start, place + 1);
  };
  /** After a record that is broken, goes on where a line begins an object as far to the right as that record did. */
  const resume = (reason: string) => {
    const { text } = window;
    const from = start >= 0 ? start : (open[0]?.start ?? at);
    sink.problem(window.lineAt(from), reason);
    records++;
    const indent = /(?:^|\n)([ \t]*)$/.exec(text.slice(Math.max(0, from - 200), from))?.[1];
    const next = new RegExp(indent === undefined ? '\\n[ \\t]*\\{' : `\\n${indent}\\{`, 'g');
    next.lastIndex = from;
    const found = ++failures > patience ? null : next.exec(text);
    start = found ? next.lastIndex - 1 : -1;
    depth = 1;
    at = found ? next.lastIndex : text.length;
    stringAt = -1;
    if (failures > patience)
      sink.note(window.lineAt(text.length), 'too many records that do not end: the text up to here was given up');
  };
  /** One step; false when there is nothing more to see. */
  const step = (): boolean => {
    const { text } = window;
    if (stringAt >= 0) {
      stringEnd.lastIndex = at;
      const end = stringEnd.exec(text);
      if (!end) return false;
      if (end[0] === '\\') {
        if (end.index + 1 >= text.length) return false;
        at = end.index + 2;
      } else if (end[0] === '\n') resume('a line end inside a string; write it as \\n');
      else {
        if (start < 0) key = text.slice(stringAt, end.index);
        at = end.index + 1;
        stringAt = -1;
      }
      return true;
    }
    token.lastIndex = at;
    const found = token.exec(text);
    if (!found) {
      at = text.length;
      return false;
    }
    at = found.index + 1;
    if (found[0] === '"') stringAt = at;
    else if (found[0] === '{' || found[0] === '[') openBracket(found[0], found.index);
    else closeBracket(found[0], found.index);
    return true;
  };
  const scan = () => {
    do {
      while (step());
      const held =
        start >= 0 ? start : open.length && records === 0 ? open[0].start : stringAt >= 0 ? stringAt - 1 : at;
      if (window.text.length - held <= limit) return drop(held);
      resume('this record does not end; is a closing brace or quote missing?');
    } while (at < window.text.length);
    drop(at);
  };
  const drop = (place: number) => {
    window.dropTo(place);
    at -= place;
    if (start >= 0) start -= place;
    if (stringAt >= 0) stringAt -= place;
    for (const bracket of open) bracket.start -= place;
    if (place < at) window.waitForMore();
  };
  return {
    write(block) {
      if (window.append(block)) scan();
    },
    end() {
      scan();
      while (start >= 0 || (open[0]?.sign === '{' && records === 0)) {
        resume('the file ends inside this record');
        if (start < 0) break;
        scan();
      }
    },
  };
}
