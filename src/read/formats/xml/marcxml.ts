import { createXmlReader, type Element, findElements, textContent } from '../../input/xml/xml.ts';
import { findRootTag } from '../../input/xml/xml-text.ts';
import { parseCitation } from '../../normalize/citation-parts.ts';
import { parseYear } from '../../normalize/dates.ts';
import { namedId } from '../../normalize/identifiers.ts';
import { organizationName } from '../../normalize/names/organizations.ts';
import { joinParagraphs } from '../../normalize/text/abstracts.ts';
import type { Format, RawRecord } from '../../record.ts';

/** MARC 21 records of library catalogs as XML. Source: Library of Congress, MARC 21 Format for Bibliographic Data. */
export const marcXml: Format = {
  name: 'MARCXML',
  detects: (head) =>
    /^(?:collection|record|OAI-PMH|searchRetrieveResponse)$/.test(findRootTag(head).name) &&
    /<(?:\w+:)?datafield[\s>]/.test(head),
  open: (sink) =>
    createXmlReader(
      sink,
      // Protocols wrap MARC records in elements that are also called "record".
      (name, parent) => name === 'record' && !/^(?:ListRecords|GetRecord|records)$/.test(parent ?? ''),
      (element, line) => {
        const record = new MarcRecord(element);
        const fixed = record.control('008') ?? '';
        const abstracts = joinParagraphs(record.all('520', 'a'));
        sink.record(line, {
          title: titleOf(record),
          abstract: abstracts[0],
          otherAbstracts: abstracts.slice(1),
          authors: namesOf(record, isAuthor),
          editors: namesOf(record, isEditor),
          year: [...record.all('264', 'c'), ...record.all('260', 'c'), fixed.slice(7, 11)].map(parseYear).find(Boolean),
          venue:
            stripPunctuation(record.all('773', 't')[0] ?? record.all('773', 'p')[0]) ??
            stripPunctuation(record.all('490', 'a')[0]),
          series: record.all('773', 't').length ? stripPunctuation(record.all('490', 'a')[0]) : undefined,
          ...partsOf(record),
          organization: stripPunctuation(record.all('502', 'c')[0]),
          publisher: stripPunctuation(record.all('264', 'b')[0] ?? record.all('260', 'b')[0]),
          type: stripPunctuation(record.all('655', 'a')[0]),
          language: record.all('041', 'a')[0] ?? /^[a-z]{3}$/.exec(fixed.slice(35, 38))?.[0],
          keywords: [...record.all('650', 'a'), ...record.all('653', 'a')].flatMap(
            (term) => stripPunctuation(term) ?? [],
          ),
          doi: identifierOf(record, 'doi'),
          arxiv: identifierOf(record, 'arxiv'),
          isbn: [...record.all('020', 'a'), ...record.all('773', 'z')].join(' '),
          issn: [...record.all('022', 'a'), ...record.all('773', 'x')].join(' '),
          identifiers: record.all('035', 'a').map((id) => namedId('oclc', /^\(OCoLC\)\D{0,3}(\d+)/.exec(id)?.[1])),
          note: record.all('500', 'a').join(' '),
          urls: record.all('856', 'u'),
        });
      },
    ),
};

/** A data field of a record. */
interface MarcField {
  /** Returns the trimmed text of the first subfield with a code. */
  text(code: string): string | undefined;
  /** Returns the trimmed texts of the subfields with any of the codes, in order. */
  texts(codes: string): string[];
}

class MarcRecord {
  #record: Element;

  constructor(record: Element) {
    this.#record = record;
  }

  control(tag: string): string | undefined {
    return textContent(
      findElements(this.#record, 'controlfield').find(({ attributes }) => attributes.get('tag') === tag),
    );
  }

  fields(...tags: string[]): MarcField[] {
    return findElements(this.#record, 'datafield')
      .filter(({ attributes }) => tags.includes(attributes.get('tag') ?? ''))
      .map((field) => {
        const texts = (codes: string) =>
          findElements(field, 'subfield')
            .filter(({ attributes }) => codes.includes(attributes.get('code') ?? ' '))
            .flatMap((part) => textContent(part)?.trim() || []);
        return { texts, text: (code) => texts(code)[0] };
      });
  }

  all(tag: string, code: string): string[] {
    return this.fields(tag).flatMap((field) => field.texts(code));
  }
}

/** Returns "Title: subtitle" from title, number, name of a part, and remainder. */
function titleOf(record: MarcRecord): string | undefined {
  const parts =
    record
      .fields('245')[0]
      ?.texts('abnp')
      .flatMap((part) => stripPunctuation(part) ?? []) ?? [];
  return parts.join(': ') || undefined;
}

/** Returns volume, issue, and pages: in the subfields of the host item, in one text, or of a series. */
function partsOf(record: MarcRecord): Pick<RawRecord, 'volume' | 'number' | 'pages'> {
  const host = record.fields('773')[0];
  if (!host) return { volume: stripPunctuation(record.all('490', 'v')[0]) };
  const parts = parseCitation(host.text('g'));
  return {
    volume: host.text('v') ?? parts.volume,
    number: host.text('n') ?? parts.number,
    pages: host.text('c') ?? parts.pages,
  };
}

/** Returns an identifier of a scheme, which subfield 2 names. */
const identifierOf = (record: MarcRecord, scheme: string) =>
  [...record.fields('024'), ...record.fields('037')]
    .find((field) => field.texts('29').some((name) => name.toLowerCase() === scheme))
    ?.text('a');

/** Returns the persons that a test accepts, otherwise organizations. */
function namesOf(record: MarcRecord, hasRole: (field: MarcField) => boolean): string[] {
  const namesIn = (...tags: string[]) =>
    record
      .fields(...tags)
      // A title makes the field the name of a related work.
      .filter((field) => !field.text('t') && hasRole(field))
      .flatMap((field) => stripPunctuation(field.text('a')) ?? []);
  const persons = namesIn('100', '700');
  return persons.length ? persons : namesIn('110', '710').map(organizationName);
}

const relationsOf = (field: MarcField) =>
  field.texts('e4').map((relation) => stripPunctuation(relation)?.toLowerCase() ?? '');

/** Returns whether a name has the relation of an author, or none. Others are translators or thesis advisors. */
function isAuthor(field: MarcField): boolean {
  const relations = relationsOf(field);
  return (
    !relations.length ||
    relations.some((relation) => /^(?:author|aut|creator|cre|joint author|verfasser)/.test(relation))
  );
}

const isEditor = (field: MarcField) =>
  relationsOf(field).some((relation) => /^(?:editor|edt|edited|herausgeber|hrsg)/.test(relation));

/** Removes the punctuation that catalogers put at the end of a field, but not the period of an initial or abbreviation. */
function stripPunctuation(text: string | undefined): string | undefined {
  let end = text?.length ?? 0;
  while (end > 0 && ' ,;:/=\t\n'.includes(text![end - 1])) end--;
  const isInitial = /(?:^|[\s.])\p{L}\.$/u.test(text?.slice(Math.max(0, end - 4), end) ?? '');
  if (text?.[end - 1] === '.' && text[end - 2] !== '.' && !isInitial) end--;
  return text?.slice(0, end).trim() || undefined;
}
