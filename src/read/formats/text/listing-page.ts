import { createLineReader } from '../../input/lines.ts';
import { parseDate } from '../../normalize/dates.ts';
import type { Format, RawRecord, Sink } from '../../record.ts';
import { datePattern, isListing, pageElement, separator } from './listing-structure.ts';

/** Matches a button label that runs into the first title when the page was saved without line breaks. */
const gluedButton = /^Subscribe(?=[\p{Lu}\d"'“])/u;
const authorCountPattern = /^[•\s]*(\d+) authors?$/;

/** Titles have up to about 250 characters. A shorter abstract is recognized by its final period. */
const isAbstract = (line: string) => line.length > 280 || (line.length > 100 && line.endsWith('.'));
const isTitle = (line: string) => line.length <= 280 && /\p{L}/u.test(line);
/** Minimum length of a title without an abstract; shorter lines are parts of the page. */
const minTitleLength = 20;

/** Saved listing pages: each paper is a title, an abstract and optional details on lines of their own. Detected last. */
export const listingPage: Format = {
  name: 'Listing page',
  detects(head) {
    const lines = head.split('\n').map((line) => line.trim());
    const first = lines.findIndex((line) => line !== '' && !pageElement.test(line));
    if (first >= 0) lines[first] = lines[first].replace(gluedButton, '');
    // The last line may be cut.
    return isListing(lines.length > 50 ? lines.slice(0, -1) : lines);
  },
  open(sink) {
    const parser = new ListingParser(sink);
    return createLineReader(
      sink,
      (line, lineNumber) => parser.addLine(line, lineNumber),
      () => parser.end(),
    );
  },
};

/** Assembles papers from the lines of a listing page. */
class ListingParser {
  #sink: Sink;
  /** The current paper. */
  #paper: { line: number; record: RawRecord } | undefined;
  /** A short line whose meaning the next line decides: details when a separator follows, otherwise a title. */
  #undecided: { text: string; line: number } | undefined;
  #isAfterSeparator = false;
  #hasSeenAbstract = false;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  addLine(line: string, lineNumber: number): void {
    const trimmed = line.trim();
    const text = this.#hasSeenAbstract ? trimmed : trimmed.replace(gluedButton, '');
    if (!text || pageElement.test(text)) return;
    const date = datePattern.exec(text);
    if (text === separator) {
      this.#addDetails(this.#undecided?.text ?? '');
      this.#undecided = undefined;
      this.#isAfterSeparator = true;
    } else if (date && (this.#isAfterSeparator || !this.#hasSeenAbstract)) {
      this.#addDate(date[1], date[2]);
    } else if (isAbstract(text)) this.#addAbstract(text, lineNumber);
    else if (isTitle(text)) {
      this.#startUndecidedPaper();
      this.#isAfterSeparator = false;
      this.#undecided = { text, line: lineNumber };
    }
  }

  end(): void {
    this.#startUndecidedPaper();
    this.#finishPaper();
  }

  #startUndecidedPaper(): void {
    if (!this.#undecided) return;
    this.#finishPaper();
    this.#paper = { line: this.#undecided.line, record: { title: this.#undecided.text } };
    this.#undecided = undefined;
  }

  #finishPaper(): void {
    if (!this.#paper) return;
    const { line, record } = this.#paper;
    this.#paper = undefined;
    if (record.abstract !== undefined || record.date !== undefined) this.#sink.record(line, record);
    else if (this.#hasSeenAbstract && record.title!.length >= minTitleLength) {
      this.#sink.record(line, record);
      this.#sink.note(line, 'no abstract follows this title');
    }
  }

  #addAbstract(text: string, line: number): void {
    this.#startUndecidedPaper();
    this.#hasSeenAbstract = true;
    const record = this.#paper?.record;
    if (!record) this.#sink.problem(line, 'no title precedes this abstract');
    else record.abstract = record.abstract === undefined ? text : `${record.abstract} ${text}`;
  }

  #addDetails(text: string): void {
    if (!this.#paper) return;
    const authorCount = authorCountPattern.exec(text);
    if (authorCount) this.#paper.record.authorCount = Number(authorCount[1]);
    else if (text) this.#paper.record.organization = parseOrganization(text);
  }

  #addDate(date: string, votes: string | undefined): void {
    if (this.#paper && this.#isAfterSeparator) {
      this.#paper.record.date = parseDate(date);
      this.#paper.record.votes = parseVotes(votes);
    }
    this.#isAfterSeparator = false;
  }
}

/** Returns the display name from "handle Display Name", or the handle when it is alone. */
function parseOrganization(line: string): string {
  const [handle, ...name] = line.split(' ');
  return name.join(' ') || handle;
}

/** Parses "1,234" or "1.2k". */
function parseVotes(text: string | undefined): number | undefined {
  if (!text) return undefined;
  const value = Number(text.replace(/[,k]/g, ''));
  return Number.isFinite(value) ? Math.round(value * (text.endsWith('k') ? 1000 : 1)) : undefined;
}
