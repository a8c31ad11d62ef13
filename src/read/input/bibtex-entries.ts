import { type ByteReader, recordLimit } from '../record.ts';
import { type Entry, entryParser, Halt, type Head, headAt, headLimit, type ParserOptions } from './bibtex-entry.ts';
import { atSign, ByteWindow, blankLength, lineFeed, skipSpaces } from './bytes.ts';

export interface EntryOptions extends ParserOptions {
  onEntry: (line: number, entry: Entry) => void;
  onProblem: (line: number, reason: string) => void;
}

/** Cuts BibTeX into entries. What lies between entries is comment, as BibTeX has it. */
export function entryReader(options: EntryOptions): ByteReader {
  const window = new ByteWindow();
  const read = entryParser(options);
  /** After a broken entry, until the next one begins a line. */
  let seeking = false;

  const seekEntry = (place: number) => {
    const { bytes } = window;
    let from = place;
    while (from > 0 && blankLength(bytes, from - 1)) from--;
    const next = entryOnNewLine(bytes, from);
    seeking = next === undefined;
    // The line that is not whole yet may turn out to begin an entry.
    return next ?? Math.max(from, bytes.lastIndexOf(lineFeed), bytes.length - headLimit);
  };
  const readAll = (last: boolean) => {
    const { bytes } = window;
    let from = seeking ? seekEntry(0) : 0;
    let torn = false;
    while (!seeking) {
      const { start, head } = nextHead(bytes, from);
      from = start;
      if (!head) break;
      const line = window.lineAt(start);
      try {
        const { end, entry } = read(bytes, head);
        if (entry) options.onEntry(line, entry);
        from = end;
      } catch (halt) {
        if (!(halt instanceof Halt)) throw halt;
        torn = halt.reason === undefined && !last && bytes.length - start < recordLimit;
        if (torn) break;
        options.onProblem(line, halt.reason ?? (last ? cutShort : endless));
        from = seekEntry(halt.reason === undefined ? start + 1 : halt.place);
      }
    }
    window.dropTo(from);
    if (torn) window.waitForMore();
  };
  return {
    write(block) {
      if (window.append(block)) readAll(false);
    },
    end: () => readAll(true),
  };
}

const cutShort = 'the file ends inside this entry';
const endless = 'this entry does not end; is a closing brace missing?';

/** The first entry from a place on. Without a head, it is where one may begin once there are more bytes. */
function nextHead(bytes: Uint8Array, from: number): { start: number; head?: Head } {
  for (let start = bytes.indexOf(atSign, from); start >= 0; start = bytes.indexOf(atSign, start + 1)) {
    const head = headAt(bytes, start);
    if (head === 'cut') return { start };
    if (head) return { start, head };
  }
  return { start: bytes.length };
}

/** The first place from here on where an entry begins a line, or may do so once there are more bytes. */
function entryOnNewLine(bytes: Uint8Array, from: number): number | undefined {
  for (let end = bytes.indexOf(lineFeed, from); end >= 0; end = bytes.indexOf(lineFeed, end + 1)) {
    const start = skipSpaces(bytes, end + 1);
    if (bytes[start] === atSign && headAt(bytes, start)) return start;
  }
  return undefined;
}
