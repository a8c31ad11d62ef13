import { createLineReader } from '../../input/lines.ts';
import { expandPages } from '../../normalize/fields.ts';
import { stripTitleBrackets } from '../../normalize/text/text.ts';
import type { Format, RawRecord, Sink } from '../../record.ts';

/** The citation that starts a record: "1. Journal. 2021 May;9(1):14-25. doi: ...", or "1. Journal. 2021 May 3:..." */
const citation = /^(\d{1,6})\. \S.*?\. ((?:19|20)\d\d)\b/;
const recordStart = /^(\d{1,6})\. \S/;

/** The "Abstract (text)" display of PubMed: numbered records of paragraphs without tags. */
export const pubmedAbstract: Format = {
  name: 'PubMed abstracts (text)',
  detects: (head) => /^\s*1\. \S/.test(head) && /\nPMID: \d+/.test(head) && !/(?:^|\n)PMID- ?\d/.test(head),
  open(sink) {
    const parser = new AbstractParser(sink);
    return createLineReader(
      sink,
      (line, lineNumber) => parser.addLine(line.trim(), lineNumber),
      () => parser.end(),
    );
  },
};

/** Assembles records from paragraphs. */
class AbstractParser {
  #sink: Sink;
  #paragraphs: string[][] = [];
  #startLine = 0;
  #number = 0;
  #isAfterBlank = true;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  addLine(line: string, lineNumber: number): void {
    // Two joined files may have no blank line between them.
    const start = this.#isAfterBlank || this.#isAfterPmid() ? recordStart : citation;
    const number = Number(start.exec(line)?.[1] ?? 0);
    if (this.#isNext(number)) {
      this.#finish();
      this.#number = number;
      this.#startLine = lineNumber;
      this.#paragraphs = [];
      this.#isAfterBlank = true;
    }
    if (line && this.#isAfterBlank) this.#paragraphs.push([]);
    if (line) this.#paragraphs.at(-1)!.push(line);
    this.#isAfterBlank = !line;
  }

  end(): void {
    this.#finish();
  }

  /** Records are numbered, in each of joined files from 1, which tells them from numbered paragraphs of an abstract. */
  #isNext(number: number): boolean {
    if (this.#number === 0) return number === 1;
    return (number === 1 || number === this.#number + 1) && this.#hasIds();
  }

  #isAfterPmid(): boolean {
    return pmid.test(this.#paragraphs.at(-1)?.at(-1) ?? '');
  }

  /** Returns whether the paragraph with the identifiers, which is the last or followed by one remark, was read. */
  #hasIds(): boolean {
    return this.#paragraphs.slice(-4).some(isIds);
  }

  #finish(): void {
    if (this.#startLine) this.#sink.record(this.#startLine, toRecord(this.#paragraphs));
    this.#startLine = 0;
  }
}

/** Volume, issue, and pages behind the date: "2021 May;9(1):14-25." or, before an issue exists, "2021 May 3:e104." */
const journalParts =
  /\. (?:19|20)\d\d[ \w/-]{0,20}(?:;([^();:.]{0,40})(?:\(([^()]{1,40})\))?)?(?::([^.;:]{1,40}))?\.(?:\s|$)/;

const pmid = /^PMID: \d+/;

/** A paragraph of identifiers: "DOI: ...", "PMCID: ...", "PMID: ..." on a line each. */
const isIds = (lines: string[]) =>
  lines.some((line) => pmid.test(line)) && lines.every((line) => /^[A-Z]+: /.test(line));

/** Paragraphs that are neither title, authors, nor abstract. */
const remark =
  /^(?:Author information:|Collaborators:|Comment (?:in|on)\b|Update (?:in|of)\b|Erratum (?:in|for)\b|Republished (?:in|from)\b|Retraction (?:in|of)\b|Conflict of interest statement:|©|Copyright\b|\(c\) ?\d{4}|\[Article in )/i;

function toRecord(paragraphs: string[][]): RawRecord {
  const idIndex = paragraphs.findLastIndex(isIds);
  const ids = (paragraphs[idIndex] ?? []).join('\n');
  const texts = paragraphs.slice(0, idIndex < 0 ? paragraphs.length : idIndex).map((lines) => lines.join(' '));
  const [source = '', title, ...rest] = texts;
  const body = rest.filter((text) => !remark.test(text));
  const hasAuthors = isAuthors(
    body[0] ?? '',
    rest.some((text) => text.startsWith('Author information:')),
  );
  const date = / ((?:19|20)\d\d(?: [A-Z][a-z]{2})?(?: \d{1,2})?)\b/.exec(citation.test(source) ? source : '')?.[1];
  const parts = journalParts.exec(source.slice(0, 600));
  return {
    title: stripTitleBrackets(title)?.replace(/\.$/, ''),
    abstract: body.slice(hasAuthors ? 1 : 0).join(' ') || undefined,
    authors: hasAuthors ? splitAuthors(body[0]) : undefined,
    year: date,
    date,
    venue: /^\d+\. (.{1,300}?)\. (?:19|20)\d\d/.exec(source)?.[1],
    doi: /^DOI: (\S+)/m.exec(ids)?.[1] ?? /\bdoi: ?(10\.\S{1,300}?)\.?(?:\s|$)/i.exec(source)?.[1],
    volume: parts?.[1]?.trim(),
    number: parts?.[2],
    pages: expandPages(parts?.[3]?.trim()),
    language: rest.map((text) => /^\[Article in ([^\]]{1,60})\]/.exec(text)?.[1]).find(Boolean),
    pmcid: /^PMCID: (PMC\d+)/m.exec(ids)?.[1],
    pmid: /^PMID: (\d+)/m.exec(ids)?.[1],
  };
}

/** Returns whether a paragraph lists authors: "Novak P(1), O'Brien N(2)(3); Group." An abstract is a longer sentence. */
function isAuthors(text: string, hasAffiliations: boolean): boolean {
  const names = text.split(/[,;] /);
  const nameLike = names.filter((name) =>
    /^[\p{L}'’ .-]{1,60} \p{Lu}{1,4}(?: (?:Jr|Sr|[1-4](?:st|nd|rd|th)|I{2,3}))?(?:\(\d+\)|[.#*†])*$/u.test(name),
  );
  return nameLike.length * 2 >= names.length || (hasAffiliations && /\(1\)/.test(text.slice(0, 200)));
}

const splitAuthors = (text: string) =>
  text
    .replace(/\.$/, '')
    .split(/[,;] /)
    .map((name) => name.replace(/(?:\(\d+\)|[#*†])+/g, '').trim());
