import { createXmlReader, type Element, findElements, textContent, textOf, textsOf } from '../../input/xml/xml.ts';
import { findRootTag, jatsText, joinName, textWhere, textWithout } from '../../input/xml/xml-text.ts';
import { describeCitedWork } from '../../normalize/cited-works.ts';
import { formatIsoDate, parseMonth, parseYear } from '../../normalize/dates.ts';
import { joinPages } from '../../normalize/fields.ts';
import { joinParts } from '../../normalize/names/name-parts.ts';
import { organizationName } from '../../normalize/names/organizations.ts';
import type { Format } from '../../record.ts';

/** Full texts in JATS, as PubMed Central and publishers give them. Source: NISO Z39.96, Journal Article Tag Suite 1.3. */
export const jats: Format = {
  name: 'JATS XML',
  detects(head) {
    const { name } = findRootTag(head);
    const isJats = /<article-meta[\s>]|<pmc-articleset[\s>]/.test(head);
    return (/^(?:article|pmc-articleset|OAI-PMH)$/.test(name) && isJats) || name === 'pmc-articleset';
  },
  open: (sink) =>
    createXmlReader(sink, ['article'], (article, line) => {
      const front = findElements(article, 'front')[0] ?? article;
      const meta = findElements(front, 'article-meta')[0] ?? front;
      const ids = findElements(meta, 'article-id');
      const date = earliestDate(findElements(meta, 'pub-date'));
      const [title, subtitle] = ['article-title', 'subtitle'].map((name) => {
        const element = findElements(meta, 'title-group', name)[0];
        return element && textWithout(element, isFootnote)?.trim();
      });
      sink.record(line, {
        title: title && subtitle ? `${title}: ${subtitle}` : title,
        abstract: jatsText(findAbstract(meta)),
        otherAbstracts: findElements(meta, 'trans-abstract').filter(isWhole).map(jatsText),
        authors: namesOf(meta, /^author$/),
        editors: namesOf(meta, /editor$/),
        year: date,
        date,
        venue:
          textOf(front, 'journal-meta', 'journal-title-group', 'journal-title') ??
          textOf(front, 'journal-meta', 'journal-title'),
        publisher: textOf(front, 'journal-meta', 'publisher', 'publisher-name'),
        volume: textOf(meta, 'volume'),
        number: textOf(meta, 'issue'),
        pages: joinPages(textOf(meta, 'fpage'), textOf(meta, 'lpage')) ?? textOf(meta, 'elocation-id'),
        isbn: textOf(meta, 'isbn'),
        issn: textsOf(front, 'journal-meta', 'issn').join(' '),
        pmcid: textWhere(ids, 'pub-id-type', 'pmc') ?? textWhere(ids, 'pub-id-type', 'pmcid'),
        type: article.attributes.get('article-type'),
        language: article.attributes.get('xml:lang'),
        keywords: findElements(meta, 'kwd-group')
          // Groups for other purposes have names of their own: "abbreviations", "JEL", "npg-subject".
          .filter(({ attributes }) => /^(?:author.*|keywords?)?$/i.test(attributes.get('kwd-group-type') ?? ''))
          .flatMap((group) => textsOf(group, 'kwd')),
        doi: textWhere(ids, 'pub-id-type', 'doi'),
        pmid: textWhere(ids, 'pub-id-type', 'pmid'),
        arxiv: textWhere(ids, 'pub-id-type', 'arxiv'),
        urls: findElements(meta, 'self-uri').map(
          (link) => link.attributes.get('xlink:href') ?? textContent(link)?.trim(),
        ),
        cites: findElements(article, 'back', 'ref-list', 'ref').flatMap(describeReference),
        orcids: findElements(meta, 'contrib-group', 'contrib').flatMap((contributor) => {
          const orcid = textWhere(findElements(contributor, 'contrib-id'), 'contrib-id-type', 'orcid');
          return orcid ? `${authorName(contributor)} ${orcid}` : [];
        }),
      });
    }),
};

/** Returns the abstract, not the graphical one, the teaser, or the summary for the general public. */
function findAbstract(meta: Element): Element | undefined {
  const abstracts = findElements(meta, 'abstract');
  return abstracts.find(isWhole) ?? abstracts.find(({ attributes }) => attributes.get('abstract-type') === 'section');
}

/** Returns whether an abstract is neither graphical, a teaser, nor a part. */
const isWhole = ({ attributes }: Element) => !attributes.has('abstract-type');

/** Returns the names of the contributors of a type; those without a type are authors. */
const namesOf = (meta: Element, type: RegExp) =>
  findElements(meta, 'contrib-group', 'contrib')
    .filter(({ attributes }) => type.test(attributes.get('contrib-type') ?? 'author'))
    .map(authorName)
    .filter(Boolean);

function authorName(contributor: Element): string {
  const name = findElements(contributor, 'name')[0] ?? findElements(contributor, 'name-alternatives', 'name')[0];
  if (!name) return groupName(contributor) ?? (textOf(contributor, 'string-name') ?? '').trim();
  return joinParts(textOf(name, 'given-names'), textOf(name, 'surname'), textOf(name, 'suffix')?.trim());
}

/** Returns the name of a group, which may contain its members. */
function groupName(contributor: Element): string | undefined {
  const group = findElements(contributor, 'collab')[0] ?? findElements(contributor, 'collab-alternatives', 'collab')[0];
  return (
    group && organizationName(textWithout(group, (part) => notNames.has(part.name) || isFootnote(part))?.trim() ?? '')
  );
}

/** What stands in the element of a group beside its name. */
const notNames = new Set([
  'contrib-group',
  'contrib',
  'address',
  'aff',
  'email',
  'ext-link',
  'institution-id',
  'label',
]);

/** Returns whether an element is a footnote or a mark that refers to one; other references are words of the text. */
const isFootnote = (element: Element): boolean =>
  element.name === 'fn' || (element.name === 'xref' && !/\p{L}{2}/u.test(textContent(element) ?? ''));

/** Returns the earliest date: print and electronic publication may be years apart. */
const earliestDate = (dates: Element[]) =>
  dates
    .filter(({ attributes }) => !/pmc-release|collection-end/.test(attributes.get('pub-type') ?? ''))
    .flatMap((date) => {
      const [year, month, day] = ['year', 'month', 'day'].map((part) => textOf(date, part));
      return formatIsoDate(parseYear(year), parseMonth(month ?? ''), Number(day) || undefined) ?? [];
    })
    // "2021-05-17" is preferred to "2021", which says less.
    .sort((a, b) => (a.slice(0, 4) === b.slice(0, 4) ? b.length - a.length || (a < b ? -1 : 1) : a < b ? -1 : 1))[0];

function describeReference(reference: Element): string[] {
  const names = ['element-citation', 'mixed-citation', 'citation'];
  const citations = names.flatMap((name) => findElements(reference, name));
  const citation = citations[0];
  if (!citation) return [];
  const first = <Found>(find: (element: Element) => Found | undefined) => citations.map(find).find(Boolean);
  const idOf = (type: string) => first((element) => textWhere(findElements(element, 'pub-id'), 'pub-id-type', type));
  const group = findElements(citation, 'person-group')[0] ?? citation;
  const name = findElements(group, 'name')[0] ?? findElements(group, 'string-name')[0];
  const surname = name && textOf(name, 'surname');
  const cited = describeCitedWork({
    author: surname && joinName(surname, textOf(name, 'given-names')),
    year: textOf(citation, 'year'),
    source: textOf(citation, 'source') ?? textOf(citation, 'article-title'),
    volume: textOf(citation, 'volume'),
    page: textOf(citation, 'fpage') ?? textOf(citation, 'elocation-id'),
    doi: idOf('doi'),
    pmid: idOf('pmid'),
    text: textContent(citation)?.replace(/\s+/g, ' '),
  });
  return cited === undefined ? [] : [cited];
}
