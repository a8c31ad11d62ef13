import { createXmlReader, type Element, findElements, textOf, textsOf } from '../../input/xml/xml.ts';
import { findRootTag, jatsText, joinName } from '../../input/xml/xml-text.ts';
import { describeCitedWork } from '../../normalize/cited-works.ts';
import { formatIsoDate, parseMonth, parseYear } from '../../normalize/dates.ts';
import { joinPages } from '../../normalize/fields.ts';
import { joinParts } from '../../normalize/names/name-parts.ts';
import { organizationName } from '../../normalize/names/organizations.ts';
import type { Format, RawRecord, Sink } from '../../record.ts';

/** Elements that hold one work, by the element that describes the volume it is in. */
const workNames =
  /^(?:journal_article|conference_paper|content_item|posted_content|dissertation|report-paper|dataset|book_metadata|book_series_metadata|book_set_metadata)$/;

/** Metadata from Crossref as XML: query results and deposits. Source: Crossref, UNIXREF 1.1 and deposit schema 5.3. */
export const unixref: Format = {
  name: 'Crossref XML (Unixref)',
  detects: (head) =>
    /^(?:doi_records|doi_record|doi_batch|crossref_result|crossref)$/.test(findRootTag(head).name) &&
    /<(?:\w+:)?(?:crossref|doi_batch|doi_record)[\s>]/.test(head),
  open: (sink) =>
    createXmlReader(
      sink,
      (name, parent) => /^(?:crossref|body)$/.test(parent ?? '') && name !== 'query',
      (element, line) => readContainer(sink, element, line),
    ),
};

/** Passes on the works of a journal, conference, or book, or a work that is in none of them. */
function readContainer(sink: Sink, container: Element, line: number): void {
  if (container.name === 'error')
    sink.problem(line, `Crossref returned an error: ${textOf(container) ?? 'no reason given'}`);
  if (workNames.test(container.name)) sink.record(line, toRecord(container, undefined));
  const works = container.children.filter(
    (child): child is Element => typeof child === 'object' && workNames.test(child.name),
  );
  const isBook = (work: Element) => /^book_/.test(work.name);
  const parts = works.filter((work) => !isBook(work));
  for (const work of parts.length ? parts : works) sink.record(line, toRecord(work, container));
}

function toRecord(work: Element, container: Element | undefined): RawRecord {
  const [title, subtitle] = ['title', 'subtitle'].map((name) => textOf(work, 'titles', name)?.trim());
  const date = [work, ...issuesOf(container)]
    .flatMap(datesOf)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))[0];
  return {
    title: title && subtitle ? `${title}: ${subtitle}` : title,
    abstract: jatsText(findElements(work, 'abstract')[0]),
    authors: contributorsOf(work, /^author$/),
    editors: editorsOf(work, container),
    year: date,
    date,
    venue: container && containerTitle(container, work),
    ...partsOf(work, container),
    organization: textOf(work, 'institution', 'institution_name'),
    publisher:
      textOf(work, 'publisher', 'publisher_name') ??
      (container &&
        (textOf(container, 'proceedings_metadata', 'publisher', 'publisher_name') ??
          textOf(container, 'book_metadata', 'publisher', 'publisher_name'))),
    type: work.name.replace(/_metadata$/, '').replaceAll('_', '-'),
    language:
      work.attributes.get('language') ??
      (container && findElements(container, 'journal_metadata')[0]?.attributes.get('language')),
    doi: textOf(work, 'doi_data', 'doi'),
    urls: [textOf(work, 'doi_data', 'resource')?.trim()],
    cites: findElements(work, 'citation_list', 'citation').flatMap(describeReference),
  };
}

function containerTitle(container: Element, work: Element): string | undefined {
  if (/^book_/.test(work.name)) return undefined;
  return (
    textOf(container, 'journal_metadata', 'full_title') ??
    textOf(container, 'proceedings_metadata', 'proceedings_title') ??
    textOf(container, 'book_metadata', 'titles', 'title') ??
    textOf(container, 'event_metadata', 'conference_name')
  );
}

const issuesOf = (container: Element | undefined) =>
  container
    ? ['journal_issue', 'proceedings_metadata', 'book_metadata'].flatMap((name) => findElements(container, name))
    : [];

const datesOf = (element: Element) =>
  ['publication_date', 'posted_date', 'approval_date']
    .flatMap((name) => findElements(element, name))
    .flatMap((date) => {
      const [year, month, day] = ['year', 'month', 'day'].map((part) => textOf(date, part));
      return formatIsoDate(parseYear(year), parseMonth(month ?? ''), Number(day) || undefined) ?? [];
    });

/** Returns the editors of a work, or else of the book or proceedings that it is in. */
function editorsOf(work: Element, container: Element | undefined): string[] {
  const volumes = [work, ...volumesOf(container)];
  return volumes.map((element) => contributorsOf(element, /^editor$/)).find((names) => names.length) ?? [];
}

const volumesOf = (container: Element | undefined) =>
  container
    ? [
        'journal_metadata',
        'proceedings_metadata',
        'proceedings_series_metadata',
        'book_metadata',
        'book_series_metadata',
      ].flatMap((name) => findElements(container, name))
    : [];

/** Returns series, volume, issue, pages, and serial numbers, which stand with the work, its issue, or its series. */
function partsOf(work: Element, container: Element | undefined): RawRecord {
  const volumes = volumesOf(container);
  const series = [work, ...volumes].flatMap((element) => findElements(element, 'series_metadata'));
  const elements = [work, ...issuesOf(container), ...volumes, ...series];
  const first = (...path: string[]) => elements.map((element) => textOf(element, ...path)).find(Boolean);
  const all = (name: string) => elements.flatMap((element) => textsOf(element, name)).join(' ');
  return {
    series: series.map((element) => textOf(element, 'titles', 'title'))[0],
    volume: first('journal_volume', 'volume') ?? first('volume'),
    number: first('issue') ?? first('item_number') ?? first('report_number'),
    pages:
      joinPages(textOf(work, 'pages', 'first_page'), textOf(work, 'pages', 'last_page')) ??
      textOf(work, 'publisher_item', 'item_number'),
    isbn: all('isbn'),
    issn: all('issn'),
  };
}

function contributorsOf(work: Element, role: RegExp): string[] {
  const groups = findElements(work, 'contributors');
  const contributors = (groups[0] ?? work).children.filter(
    (child): child is Element => typeof child === 'object' && /^(?:person_name|organization)$/.test(child.name),
  );
  return contributors
    .filter(({ attributes }) => role.test(attributes.get('contributor_role') ?? 'author'))
    .map(
      (person) =>
        joinParts(textOf(person, 'given_name'), textOf(person, 'surname'), textOf(person, 'suffix')?.trim()) ||
        organizationName(joinName(textOf(person))),
    )
    .filter(Boolean);
}

function describeReference(citation: Element): string[] {
  const cited = describeCitedWork({
    author: textOf(citation, 'author'),
    year: textOf(citation, 'cYear'),
    source: textOf(citation, 'journal_title') ?? textOf(citation, 'volume_title') ?? textOf(citation, 'article_title'),
    volume: textOf(citation, 'volume'),
    page: textOf(citation, 'first_page'),
    doi: textOf(citation, 'doi'),
    text: textOf(citation, 'unstructured_citation'),
  });
  return cited === undefined ? [] : [cited];
}
