import { createXmlReader, type Element, findElements, textContent, textOf, textsOf } from '../../input/xml/xml.ts';
import { findRootTag, joinName, textWhere } from '../../input/xml/xml-text.ts';
import { joinPages } from '../../normalize/fields.ts';
import { isNameSuffix } from '../../normalize/names/name-lists.ts';
import { joinParts } from '../../normalize/names/name-parts.ts';
import { toFirstLast } from '../../normalize/names/names.ts';
import { organizationName } from '../../normalize/names/organizations.ts';
import type { Format, RawRecord } from '../../record.ts';

/** MODS of library catalogs and of reference managers (Zotero, bibutils). Source: Library of Congress, MODS 3.8. */
export const mods: Format = {
  name: 'MODS XML',
  detects: (head) =>
    /^(?:mods|modsCollection|OAI-PMH)$/.test(findRootTag(head).name) && /<(?:\w+:)?mods[\s>]/.test(head),
  open: (sink) =>
    createXmlReader(sink, ['mods'], (record, line) => {
      const related = (type: string) =>
        findElements(record, 'relatedItem').find(({ attributes }) => attributes.get('type') === type);
      const [host, series] = [related('host'), related('series')];
      const ids = findElements(record, 'identifier');
      const allIds = [record, host, series].flatMap((item) => (item ? findElements(item, 'identifier') : []));
      const names = [record, host].flatMap((item) => (item ? findElements(item, 'name') : []));
      const date = issueDate(record) ?? (host && (issueDate(host) ?? textOf(host, 'part', 'date')));
      sink.record(line, {
        title: titleOf(record),
        abstract: textOf(record, 'abstract'),
        otherAbstracts: textsOf(record, 'abstract').slice(1),
        authors: findElements(record, 'name').filter(isAuthor).map(nameOf).filter(Boolean),
        editors: names
          .filter((name) => hasRole(name, /^(?:editor|edt)$/))
          .map(nameOf)
          .filter(Boolean),
        year: date,
        date,
        venue: host && titleOf(host),
        series: series && titleOf(series),
        ...partsOf([record, host, series]),
        organization: names
          .filter((name) => hasRole(name, /^(?:degree grantor|dgg)$/))
          .map((name) => toFirstLast(nameOf(name)))[0],
        publisher: textOf(record, 'originInfo', 'publisher') ?? (host && textOf(host, 'originInfo', 'publisher')),
        type: textOf(record, 'genre'),
        language: textOf(record, 'language', 'languageTerm') ?? textOf(record, 'language'),
        keywords: textsOf(record, 'subject', 'topic'),
        doi: textWhere(ids, 'type', 'doi'),
        pmid: textWhere(ids, 'type', 'pubmed') ?? textWhere(ids, 'type', 'pmid'),
        pmcid: textWhere(ids, 'type', 'pmc') ?? textWhere(ids, 'type', 'pmcid'),
        arxiv: textWhere(ids, 'type', 'arxiv'),
        isbn: idsOf(allIds, 'isbn'),
        issn: idsOf(allIds, 'issn'),
        key: textWhere(ids, 'type', 'citekey') ?? record.attributes.get('ID'),
        note: textOf(record, 'note'),
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

const rolesOf = (name: Element) =>
  findElements(name, 'role', 'roleTerm').map((role) => textContent(role)?.trim().toLowerCase() ?? '');

const hasRole = (name: Element, role: RegExp) => rolesOf(name).some((text) => role.test(text));

/** Returns whether a name has the role of an author, or none at all. */
const isAuthor = (name: Element) => !rolesOf(name).length || hasRole(name, /^(?:author|aut|creator|cre)$/);

/** Returns volume, issue, and pages, which stand in the part of the host, the record, or its series. */
function partsOf(items: (Element | undefined)[]): Pick<RawRecord, 'volume' | 'number' | 'pages'> {
  const parts = items.flatMap((item) => (item ? findElements(item, 'part') : []));
  const detail = (...types: string[]) =>
    parts
      .flatMap((part) => findElements(part, 'detail'))
      .filter(({ attributes }) => types.includes(attributes.get('type') ?? ''))
      .map((element) => textOf(element, 'number') ?? textOf(element, 'caption'))[0];
  const extent = parts
    .flatMap((part) => findElements(part, 'extent'))
    .find(({ attributes }) => /^pages?$/.test(attributes.get('unit') ?? ''));
  return {
    volume: detail('volume'),
    number: detail('issue', 'number', 'report number'),
    pages:
      extent &&
      (joinPages(textOf(extent, 'start'), textOf(extent, 'end')) ?? textOf(extent, 'list') ?? textOf(extent, 'start')),
  };
}

const idsOf = (ids: Element[], type: string) =>
  ids
    .filter(({ attributes }) => attributes.get('type')?.toLowerCase() === type)
    .map((id) => textContent(id))
    .join(' ');

function nameOf(name: Element): string {
  const parts = findElements(name, 'namePart');
  const textsOfType = (type: string | undefined) =>
    parts.filter(({ attributes }) => attributes.get('type') === type).map((part) => textContent(part)?.trim());
  const family = textsOfType('family');
  if (family.length)
    return joinParts(
      joinName(...textsOfType('given')),
      joinName(...family),
      textsOfType('termsOfAddress').find((term) => isNameSuffix(term ?? '')),
    );
  const whole = textsOfType(undefined).filter(Boolean).join(' ') || joinName(textOf(name, 'displayForm'));
  return /^(?:corporate|conference)$/.test(name.attributes.get('type') ?? '') ? organizationName(whole) : whole;
}

const issueDate = (element: Element) =>
  textOf(element, 'originInfo', 'dateIssued') ??
  textOf(element, 'originInfo', 'copyrightDate') ??
  textOf(element, 'originInfo', 'dateCreated');
