import type { Paper, Source } from '../../model/paper.ts';
import type { PaperRecord } from '../normalize/record.ts';

/**
 * Creates a paper with the fields of a record that are not undefined. Every field is set by name: engines turn an object with many fields
 * that were set by a variable key into a hash table, which takes several times the memory and makes everything that reads papers slower.
 */
export function createPaper(id: string, record: PaperRecord, sources: Source[]): Paper {
  const paper: Partial<Paper> = { id, title: record.title, abstract: record.abstract };
  if (record.otherAbstracts !== undefined) paper.otherAbstracts = record.otherAbstracts;
  if (record.authors !== undefined) paper.authors = record.authors;
  if (record.structuredNames !== undefined) paper.structuredNames = record.structuredNames;
  if (record.orcids !== undefined) paper.orcids = record.orcids;
  if (record.authorCount !== undefined) paper.authorCount = record.authorCount;
  if (record.year !== undefined) paper.year = record.year;
  if (record.date !== undefined) paper.date = record.date;
  if (record.venue !== undefined) paper.venue = record.venue;
  if (record.publisher !== undefined) paper.publisher = record.publisher;
  if (record.editors !== undefined) paper.editors = record.editors;
  if (record.organization !== undefined) paper.organization = record.organization;
  if (record.type !== undefined) paper.type = record.type;
  if (record.language !== undefined) paper.language = record.language;
  if (record.keywords !== undefined) paper.keywords = record.keywords;
  if (record.doi !== undefined) paper.doi = record.doi;
  if (record.arxiv !== undefined) paper.arxiv = record.arxiv;
  if (record.pmid !== undefined) paper.pmid = record.pmid;
  if (record.pmcid !== undefined) paper.pmcid = record.pmcid;
  if (record.url !== undefined) paper.url = record.url;
  if (record.urls !== undefined) paper.urls = record.urls;
  if (record.key !== undefined) paper.key = record.key;
  if (record.series !== undefined) paper.series = record.series;
  if (record.volume !== undefined) paper.volume = record.volume;
  if (record.number !== undefined) paper.number = record.number;
  if (record.pages !== undefined) paper.pages = record.pages;
  if (record.note !== undefined) paper.note = record.note;
  if (record.isbn !== undefined) paper.isbn = record.isbn;
  if (record.issn !== undefined) paper.issn = record.issn;
  if (record.identifiers !== undefined) paper.identifiers = record.identifiers;
  if (record.code !== undefined) paper.code = record.code;
  if (record.votes !== undefined) paper.votes = record.votes;
  if (record.citations !== undefined) paper.citations = record.citations;
  if (record.cites !== undefined) paper.cites = record.cites;
  paper.sources = sources;
  // All fields that a paper must have are set.
  return paper as Paper;
}
