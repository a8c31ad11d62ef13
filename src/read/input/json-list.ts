import type { Sink, TextReader } from '../record.ts';
import { TextWindow } from './text-window.ts';

/** Maximum length of a record, in UTF-16 code units. */
const maxLength = 4 * 1024 * 1024;
/** The file is given up after this many unterminated records, since each may take a scan of {@link maxLength} characters. */
const maxFailures = 100;
/** Keys under which services return a list of papers. */
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
  'result',
  'hit',
  'entry',
  'collection',
  'recommendedpapers',
  'nodes',
]);

/**
 * Creates a reader that cuts the records out of a JSON array, an object that holds an array, or a single object.
 *
 * @param onRecord Receives the text of each record, to be parsed with `JSON.parse`, and the line it starts on.
 */
export function createJsonListReader(sink: Sink, onRecord: (text: string, line: number) => void): TextReader {
  const scanner = new JsonListScanner(sink, onRecord);
  return {
    write: (block) => scanner.write(block),
    end: () => scanner.end(),
  };
}

/** Each matches one character. Only testing them, instead of creating a match, takes half the time. */
const nextToken = /[{}[\]"]/g;
const nextInString = /["\\\n]/g;

/** Depth from which on brackets outside of records are only counted: no list of records is as deep. */
const maxOpenBrackets = 1000;

/** A bracket that is open outside of records, with the object key before it. */
interface OpenBracket {
  bracket: string;
  key: string;
}

/** Finds the records by matching brackets and strings. All offsets refer to the text of the window. */
class JsonListScanner {
  #sink: Sink;
  #onRecord: (text: string, line: number) => void;
  #window = new TextWindow();
  #openBrackets: OpenBracket[] = [];
  /** Number of further brackets that are open inside of these. */
  #deeperCount = 0;
  /** Start of the first one of the open brackets. */
  #outermostStart = 0;
  /** The last string outside of records: the key of the next value. */
  #key = '';
  /** Records since the outermost bracket was opened. */
  #recordCount = 0;
  #failureCount = 0;
  /** Offset of the next character to scan. */
  #offset = 0;
  /** Start of the current record, -1 outside of records, and the number of its open brackets. */
  #recordStart = -1;
  #depth = 0;
  /** Start of the content of the current string, -1 outside of strings. */
  #stringStart = -1;

  constructor(sink: Sink, onRecord: (text: string, line: number) => void) {
    this.#sink = sink;
    this.#onRecord = onRecord;
  }

  write(block: string): void {
    if (this.#window.append(block)) this.#scan();
  }

  end(): void {
    this.#scan();
    while (this.#recordStart >= 0 || this.#isUnclosedSingleRecord()) {
      this.#recover('the file ends inside this record');
      if (this.#recordStart < 0) break;
      this.#scan();
    }
  }

  /** Returns whether the outermost object is open and, having no list of records, is a record itself. */
  #isUnclosedSingleRecord(): boolean {
    return this.#openBrackets[0]?.bracket === '{' && this.#recordCount === 0;
  }

  #scan(): void {
    do {
      while (this.#step());
      const start = this.#retainedStart();
      if (this.#window.text.length - start <= maxLength) {
        this.#dropTo(start);
        return;
      }
      this.#recover('this record does not end; check for a missing closing brace or quotation mark');
    } while (this.#offset < this.#window.text.length);
    this.#dropTo(this.#offset);
  }

  /** Returns the offset from which the text is still needed. */
  #retainedStart(): number {
    if (this.#recordStart >= 0) return this.#recordStart;
    if (this.#openBrackets.length && this.#recordCount === 0) return this.#outermostStart;
    return this.#stringStart >= 0 ? this.#stringStart - 1 : this.#offset;
  }

  /** Scans to the next token. Returns false when the window has no more tokens. */
  #step(): boolean {
    if (this.#stringStart >= 0) return this.#stepInString();
    const { text } = this.#window;
    nextToken.lastIndex = this.#offset;
    if (!nextToken.test(text)) {
      this.#offset = text.length;
      return false;
    }
    this.#offset = nextToken.lastIndex;
    const token = text.charAt(this.#offset - 1);
    if (token === '"') this.#stringStart = this.#offset;
    else if (token === '{' || token === '[') this.#openBracket(token, this.#offset - 1);
    else this.#closeBracket(token, this.#offset - 1);
    return true;
  }

  #stepInString(): boolean {
    const { text } = this.#window;
    nextInString.lastIndex = this.#offset;
    if (!nextInString.test(text)) return false;
    const end = nextInString.lastIndex;
    const character = text.charAt(end - 1);
    if (character === '\\') {
      if (end >= text.length) return false;
      this.#offset = end + 1;
    } else if (character === '\n') this.#recover('line break inside a string; write it as \\n');
    else {
      if (this.#recordStart < 0) this.#key = text.slice(this.#stringStart, end - 1);
      this.#offset = end;
      this.#stringStart = -1;
    }
    return true;
  }

  #openBracket(bracket: string, offset: number): void {
    if (this.#recordStart >= 0) this.#depth++;
    else if (bracket === '{' && this.#isInRecordList()) {
      this.#recordStart = offset;
      this.#depth = 1;
    } else if (this.#openBrackets.length === maxOpenBrackets) this.#deeperCount++;
    else {
      if (this.#openBrackets.length === 0) {
        this.#recordCount = 0;
        this.#outermostStart = offset;
      }
      this.#openBrackets.push({ bracket, key: this.#key });
    }
    this.#key = '';
  }

  #isInRecordList(): boolean {
    if (this.#deeperCount > 0) return false;
    const last = this.#openBrackets.at(-1);
    // JSON Graph has an object of nodes by id.
    if (last?.bracket === '{') return last.key === 'nodes' && this.#openBrackets.at(-2)?.key === 'graph';
    return last?.bracket === '[' && (this.#openBrackets.length === 1 || listKeys.has(last.key.toLowerCase()));
  }

  #closeBracket(bracket: string, offset: number): void {
    if (this.#recordStart >= 0) {
      if (--this.#depth === 0) this.#finishRecord(this.#recordStart, offset + 1);
      return;
    }
    if (this.#deeperCount > 0) {
      this.#deeperCount--;
      return;
    }
    const last = this.#openBrackets.pop();
    const isOutermost = this.#openBrackets.length === 0;
    if (isOutermost && last?.bracket === '{' && bracket === '}' && this.#recordCount === 0)
      this.#finishRecord(this.#outermostStart, offset + 1);
  }

  #finishRecord(start: number, end: number): void {
    this.#recordCount++;
    this.#onRecord(this.#window.text.slice(start, end), this.#window.lineAt(start));
    this.#recordStart = -1;
  }

  /** Reports a malformed record and continues where a line starts an object with the indentation of that record. */
  #recover(reason: string): void {
    const { text } = this.#window;
    const start =
      this.#recordStart >= 0 ? this.#recordStart : this.#openBrackets.length ? this.#outermostStart : this.#offset;
    this.#sink.problem(this.#window.lineAt(start), reason);
    this.#recordCount++;
    this.#failureCount++;
    const hasGivenUp = this.#failureCount > maxFailures;
    const next = hasGivenUp ? -1 : findObjectWithSameIndent(text, start);
    this.#recordStart = next;
    this.#depth = 1;
    this.#offset = next >= 0 ? next + 1 : text.length;
    this.#stringStart = -1;
    if (hasGivenUp)
      this.#sink.note(
        this.#window.lineAt(text.length),
        'too many unterminated records; the text up to here was skipped',
      );
  }

  #dropTo(offset: number): void {
    this.#window.dropTo(offset);
    this.#offset -= offset;
    if (this.#recordStart >= 0) this.#recordStart -= offset;
    if (this.#stringStart >= 0) this.#stringStart -= offset;
    this.#outermostStart -= offset;
    // The text still needed is longer than what was dropped.
    if (this.#offset > offset) this.#window.waitForMore();
  }
}

/** Returns the offset of the next line-starting "{" with the indentation of the object at `start`, -1 when there is none. */
function findObjectWithSameIndent(text: string, start: number): number {
  const indent = /(?:^|\n)([ \t]*)$/.exec(text.slice(Math.max(0, start - 200), start))?.[1];
  const pattern = new RegExp(indent === undefined ? '\\n[ \\t]*\\{' : `\\n${indent}\\{`, 'g');
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex - 1 : -1;
}
