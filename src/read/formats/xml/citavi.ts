import { createXmlReader, type Element, textContent, textOf } from '../../input/xml/xml.ts';
import { findRootTag, joinName } from '../../input/xml/xml-text.ts';
import { formatIsoDate, parseMonth, parseYear } from '../../normalize/dates.ts';
import { joinParts } from '../../normalize/names/name-parts.ts';
import { organizationName } from '../../normalize/names/organizations.ts';
import type { Format, RawRecord, Sink, TextReader } from '../../record.ts';

/** The lists of the file whose items the reader needs; their items have the singular as name. */
const ITEMS: ReadonlyMap<string, string> = new Map([
  ['Persons', 'Person'],
  ['Keywords', 'Keyword'],
  ['Publishers', 'Publisher'],
  ['Periodicals', 'Periodical'],
  ['SeriesTitles', 'SeriesTitle'],
  ['References', 'Reference'],
]);

/** Lists of relations: each item names a reference, then what belongs to it. */
const RELATIONS = [
  'ReferenceAuthors',
  'ReferenceEditors',
  'ReferenceOrganizations',
  'ReferenceKeywords',
  'ReferencePublishers',
  'ReferenceReferences',
] as const;

type Relation = (typeof RELATIONS)[number];

const isRelation = (name: string | undefined): name is Relation => RELATIONS.some((relation) => relation === name);

/** Citavi projects, saved as backup (.ctv5bak, .ctv6bak) or as XML. Source: files of Citavi 5 and 6. */
export const citavi: Format = {
  name: 'Citavi XML',
  detects: (head) => findRootTag(head).name === 'CitaviExchangeData',
  open: openProject,
};

function openProject(sink: Sink): TextReader {
  const project = new Project();
  const reader = createXmlReader(
    sink,
    (name, parent = '') => ITEMS.get(parent) === name || (name === 'OnetoN' && isRelation(parent)),
    (element, line, ancestors) => project.add(element, line, ancestors.at(-1)?.name),
  );
  return {
    write: (block) => reader.write(block),
    end() {
      reader.end();
      for (const { line, record } of project.records()) sink.record(line, record);
    },
  };
}

interface Reference {
  id: string;
  element: Element;
  line: number;
}

/** The items and relations of a project, which refer to each other. */
class Project {
  readonly #references: Reference[] = [];
  /** Names of persons, keywords, publishers, periodicals, and series by id. */
  readonly #names = new Map<string, string>();
  readonly #related = new Map<Relation, Map<string, string[]>>(RELATIONS.map((name) => [name, new Map()]));

  add(element: Element, line: number, list: string | undefined): void {
    const id = element.attributes.get('id') ?? '';
    if (isRelation(list)) this.#addRelation(list, textContent(element) ?? '');
    else if (element.name === 'Reference') this.#references.push({ id, element, line });
    else this.#names.set(id, nameOf(element));
  }

  /** Adds "reference;other;other", in which a number may follow each id: "other:0". */
  #addRelation(relation: Relation, text: string): void {
    const [reference = '', ...others] = text.split(';').map((part) => part.split(':', 1)[0].trim());
    const relations = this.#related.get(relation)!;
    const known = relations.get(reference);
    if (known) for (const other of others) known.push(other);
    else relations.set(reference, others);
  }

  #namesIn(relation: Relation, reference: Reference | undefined): string[] {
    const ids = (reference && this.#related.get(relation)!.get(reference.id)) ?? [];
    return ids.flatMap((id) => this.#names.get(id) || []);
  }

  /** Returns the references. Contributions have the venue, the editors, and the publisher of the work that contains them. */
  *records(): Generator<{ line: number; record: RawRecord }> {
    const byId = new Map(this.#references.map((reference) => [reference.id, reference]));
    const parentOf = new Map<string, Reference | undefined>();
    for (const [parent, children] of this.#related.get('ReferenceReferences')!)
      for (const child of children) parentOf.set(child, byId.get(parent));
    for (const reference of this.#references) {
      const record = this.#toRecord(reference, parentOf.get(reference.id));
      yield { line: reference.line, record };
    }
  }

  #toRecord(reference: Reference, parent: Reference | undefined): RawRecord {
    const own = (name: string) => textOf(reference.element, name)?.trim() || undefined;
    const ownOrInherited = (name: string) => own(name) ?? (parent && textOf(parent.element, name)?.trim());
    const date = ownOrInherited('Date') ?? ownOrInherited('Year');
    const persons = this.#namesIn('ReferenceAuthors', reference);
    const organizations = this.#namesIn('ReferenceOrganizations', reference);
    const editors = this.#namesIn('ReferenceEditors', reference);
    const publishers = [reference, parent].flatMap((work) => this.#namesIn('ReferencePublishers', work));
    return {
      title: titleOf(reference.element),
      abstract: own('Abstract'),
      authors: persons.length ? persons : organizations.map(organizationName),
      editors: editors.length ? editors : this.#namesIn('ReferenceEditors', parent),
      year: ownOrInherited('Year') ?? date,
      date: dateOf(date),
      venue: this.#names.get(own('PeriodicalID') ?? '') ?? (parent && titleOf(parent.element)),
      series: this.#names.get(ownOrInherited('SeriesTitleID') ?? ''),
      volume: ownOrInherited('Volume'),
      number: own('Number'),
      pages: pagesOf(own('PageRange')),
      publisher: publishers[0],
      organization: organizations[0],
      type: own('ReferenceType'),
      language: own('LanguageCode') ?? own('Language'),
      keywords: this.#namesIn('ReferenceKeywords', reference),
      doi: own('DOI'),
      pmid: own('PubMedID'),
      isbn: ownOrInherited('ISBN'),
      issn: own('ISSN'),
      key: own('CitationKey') ?? own('BibTeXKey'),
      note: own('Notes'),
      urls: [own('OnlineAddress')],
    };
  }
}

/** Returns the name of a person, or of another item. */
const nameOf = (item: Element) =>
  item.name === 'Person'
    ? joinParts(
        joinName(textOf(item, 'FirstName'), textOf(item, 'MiddleName')),
        joinName(textOf(item, 'Prefix'), textOf(item, 'LastName')),
      )
    : (textOf(item, 'Name')?.trim() ?? '');

function titleOf(reference: Element): string | undefined {
  const [title, subtitle] = ['Title', 'Subtitle'].map((name) => textOf(reference, name)?.trim());
  return title && subtitle ? `${title}: ${subtitle}` : title || undefined;
}

/** Converts "15.03.2012"; other dates are read as they are. */
function dateOf(date: string | undefined): string | undefined {
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(date ?? '') ?? [];
  return year ? formatIsoDate(parseYear(year), parseMonth(month), Number(day)) : date;
}

/** Returns the pages of "<sp>…</sp><ep>…</ep><os>12-14</os>": the last element has them as they were typed. */
function pagesOf(range = ''): string | undefined {
  const start = range.lastIndexOf('<os>');
  const end = range.indexOf('</os>', start);
  return start < 0 || end < 0 ? undefined : range.slice(start + '<os>'.length, end).trim() || undefined;
}
