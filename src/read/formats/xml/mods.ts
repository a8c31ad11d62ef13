import { createXmlReader, type Element, findElements, textContent, textOf, textsOf } from '../../input/xml/xml.ts';
import { findRootTag, joinName, textWhere } from '../../input/xml/xml-text.ts';
import type { Format } from '../../record.ts';

/** MODS of library catalogs and of reference managers (Zotero, bibutils). Source: Library of Congress, MODS 3.8. */
export const mods: Format = {
  name: 'MODS XML',
  fields:
    'title with subtitle, abstract, authors, year, date, host title, publisher, genre, language, topics as keywords, DOI, PubMed id, URLs',
  detects: (head) =>
    /^(?:mods|modsCollection|OAI-PMH)$/.test(findRootTag(head).name) && /<(?:\w+:)?mods[\s>]/.test(head),
  open: (sink) =>
    createXmlReader(sink, ['mods'], (record, line) => {
      const host = findElements(record, 'relatedItem').find(({ attributes }) => attributes.get('type') === 'host');
      const ids = findElements(record, 'identifier');
      const date = issueDate(record) ?? (host && (issueDate(host) ?? textOf(host, 'part', 'date')));
      sink.record(line, {
        title: titleOf(record),
        abstract: textOf(record, 'abstract'),
        authors: findElements(record, 'name').filter(isAuthor).map(nameOf).filter(Boolean),
        year: date,
        date,
        venue: host && titleOf(host),
        publisher: textOf(record, 'originInfo', 'publisher') ?? (host && textOf(host, 'originInfo', 'publisher')),
        type: textOf(record, 'genre'),
        language: textOf(record, 'language', 'languageTerm') ?? textOf(record, 'language'),
        keywords: textsOf(record, 'subject', 'topic'),
        doi: textWhere(ids, 'type', 'doi'),
        pmid: textWhere(ids, 'type', 'pubmed') ?? textWhere(ids, 'type', 'pmid'),
        urls: [...textsOf(record, 'location', 'url'), textWhere(ids, 'type', 'uri')],
      });
    }),
};

/** Returns the main title; those with a type are alternative, translated, or abbreviated. */
function titleOf(element: Element): string | undefined {
  const infos = findElements(element, 'titleInfo');
  const info = infos.find(({ attributes }) => !attributes.has('type')) ?? infos[0];
  if (!info) return undefined;
  const title = joinName(textOf(info, 'nonSort'), textOf(info, 'title'));
  const subtitle = textOf(info, 'subTitle')?.trim();
  return subtitle ? `${title}: ${subtitle}` : title || undefined;
}

/** Returns whether a name has the role of an author, or none at all. */
function isAuthor(name: Element): boolean {
  const roles = findElements(name, 'role', 'roleTerm').map((role) => textContent(role)?.trim().toLowerCase());
  return (
    !roles.length || roles.some((role) => role === 'author' || role === 'aut' || role === 'creator' || role === 'cre')
  );
}

function nameOf(name: Element): string {
  const parts = findElements(name, 'namePart');
  const textsOfType = (type: string | undefined) =>
    parts.filter(({ attributes }) => attributes.get('type') === type).map((part) => textContent(part)?.trim());
  const family = textsOfType('family');
  if (family.length) return joinName(...textsOfType('given'), ...family);
  return textsOfType(undefined).filter(Boolean).join(' ') || joinName(textOf(name, 'displayForm'));
}

const issueDate = (element: Element) =>
  textOf(element, 'originInfo', 'dateIssued') ??
  textOf(element, 'originInfo', 'copyrightDate') ??
  textOf(element, 'originInfo', 'dateCreated');
