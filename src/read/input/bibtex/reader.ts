import { type ByteReader, maxRecordLength } from '../../record.ts';
import { atSign, lineFeed, percentSign, skipSpaces, space, tab, whitespaceLength } from '../ascii.ts';
import { ByteWindow } from '../byte-window.ts';
import { type BibtexEntry, createEntryParser, type ParserOptions } from './parser.ts';
import { type EntryHead, maxHeadLength, ParseError, parseHead } from './scan.ts';

/** Options of {@link createBibtexReader}. */
export interface BibtexReaderOptions extends ParserOptions {
  onEntry: (line: number, entry: BibtexEntry) => void;
  onProblem: (line: number, reason: string) => void;
}

/**
 * Creates a reader that splits BibTeX into entries. Text between entries is a comment. After a malformed entry, reading
 * continues at the next entry that starts a line.
 */
export function createBibtexReader(options: BibtexReaderOptions): ByteReader {
  const window = new ByteWindow();
  const parseEntry = createEntryParser(options);
  /** Whether the reader skips text until an entry starts a line. */
  let isRecovering = false;

  /** Returns the offset of the next entry that starts a line, or where one may start once there are more bytes. */
  const recover = (offset: number) => {
    const { bytes } = window;
    let start = offset;
    while (start > 0 && whitespaceLength(bytes, start - 1)) start--;
    const next = findEntryAtLineStart(bytes, start);
    isRecovering = next === undefined;
    // An entry may start on the last line, which is not complete yet.
    return next ?? Math.max(start, bytes.lastIndexOf(lineFeed), bytes.length - maxHeadLength);
  };
  const readAll = (isLast: boolean) => {
    const { bytes } = window;
    let offset = isRecovering ? recover(0) : 0;
    let isIncomplete = false;
    while (!isRecovering) {
      const { start, head } = findHead(bytes, offset);
      offset = start;
      if (!head) break;
      const line = window.lineAt(start);
      try {
        const { end, entry } = parseEntry(bytes, head);
        if (entry) options.onEntry(line, entry);
        offset = end;
      } catch (error) {
        if (!(error instanceof ParseError)) throw error;
        isIncomplete = error.reason === undefined && !isLast && bytes.length - start < maxRecordLength;
        if (isIncomplete) break;
        if (!isCommentedOut(bytes, start))
          options.onProblem(line, error.reason ?? (isLast ? 'the file ends inside this entry' : unterminated));
        offset = recover(error.reason === undefined ? start + 1 : error.position);
      }
    }
    window.dropTo(offset);
    if (isIncomplete) window.waitForMore();
  };
  return {
    write(block) {
      if (window.append(block)) readAll(false);
    },
    end: () => readAll(true),
  };
}

/** Returns whether "%" stands before an entry on its line. BibTeX reads such an entry if only its first line has the sign; if all have it, it is a comment. */
function isCommentedOut(bytes: Uint8Array, start: number): boolean {
  let offset = start - 1;
  while (bytes[offset] === space || bytes[offset] === tab) offset--;
  return bytes[offset] === percentSign;
}

const unterminated = 'this entry does not end; check for a missing closing brace';

/** Finds the first entry from `offset` on. Without a head, `start` is where an entry may start once there are more bytes. */
function findHead(bytes: Uint8Array, offset: number): { start: number; head?: EntryHead } {
  for (let start = bytes.indexOf(atSign, offset); start >= 0; start = bytes.indexOf(atSign, start + 1)) {
    const head = parseHead(bytes, start);
    if (head === 'incomplete') return { start };
    if (head) return { start, head };
  }
  return { start: bytes.length };
}

/** Returns the offset of the first entry that starts a line, or may do so once there are more bytes. */
function findEntryAtLineStart(bytes: Uint8Array, offset: number): number | undefined {
  for (let end = bytes.indexOf(lineFeed, offset); end >= 0; end = bytes.indexOf(lineFeed, end + 1)) {
    const start = skipSpaces(bytes, end + 1);
    if (bytes[start] === atSign && parseHead(bytes, start)) return start;
  }
  return undefined;
}
