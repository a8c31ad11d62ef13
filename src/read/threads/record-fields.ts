import type { PaperRecord } from '../normalize/record.ts';

/** Writes or reads the fields of a record. Each function writes its argument, or reads the next value and ignores it. */
export interface FieldTransfer {
  text(text: string | undefined): string | undefined;
  /** For texts that many records have in common. */
  repeatedText(text: string | undefined): string | undefined;
  /** For texts that are sorted: comparing copies takes much less time than comparing parts of a longer text. */
  sortedText(text: string | undefined): string | undefined;
  texts(texts: string[] | undefined): string[] | undefined;
  /** For lists of texts that many records have in common. */
  repeatedTexts(texts: string[] | undefined): string[] | undefined;
  number(number: number | undefined): number | undefined;
}

/** A record with all fields, in the order of `normalizeRecord`. */
type CompleteRecord = { [Field in keyof PaperRecord]-?: PaperRecord[Field] };

/** Writes or reads all fields of a record, always in the same order. */
export const transferRecord = (record: Partial<PaperRecord>, fields: FieldTransfer): CompleteRecord => ({
  title: fields.text(record.title) ?? '',
  abstract: fields.text(record.abstract) ?? '',
  authors: fields.texts(record.authors),
  structuredNames: fields.texts(record.structuredNames),
  orcids: fields.texts(record.orcids),
  authorCount: fields.number(record.authorCount),
  year: fields.number(record.year),
  date: fields.text(record.date),
  venue: fields.repeatedText(record.venue),
  publisher: fields.repeatedText(record.publisher),
  editors: fields.texts(record.editors),
  organization: fields.repeatedText(record.organization),
  type: fields.repeatedText(record.type),
  language: fields.repeatedText(record.language),
  keywords: fields.texts(record.keywords),
  doi: fields.sortedText(record.doi),
  arxiv: fields.sortedText(record.arxiv),
  pmid: fields.sortedText(record.pmid),
  pmcid: fields.text(record.pmcid),
  url: fields.text(record.url),
  urls: fields.texts(record.urls),
  key: fields.text(record.key),
  series: fields.repeatedText(record.series),
  volume: fields.repeatedText(record.volume),
  number: fields.repeatedText(record.number),
  pages: fields.text(record.pages),
  note: fields.text(record.note),
  isbn: fields.repeatedTexts(record.isbn),
  issn: fields.repeatedTexts(record.issn),
  identifiers: fields.texts(record.identifiers),
  code: fields.texts(record.code),
  votes: fields.number(record.votes),
  citations: fields.number(record.citations),
  cites: fields.texts(record.cites),
  otherAbstracts: fields.texts(record.otherAbstracts),
});
