import { isObject, type Json, type JsonObject } from '../../input/json.ts';
import { formatIsoDate } from '../../normalize/dates.ts';
import { joinPages } from '../../normalize/fields.ts';
import { joinParts } from '../../normalize/names/name-parts.ts';
import { organizationName } from '../../normalize/names/organizations.ts';
import { type Format, maxRecordLength, type RawRecord, type Sink } from '../../record.ts';
import { asArray, asText } from '../json/values.ts';

/** CITATION.cff: the work that it asks to cite, unless that is a program without a DOI, and its references. Source: Citation File Format 1.2.0. */
export const cff: Format = {
  name: 'CITATION.cff',
  detects: (head) => /(?:^|\n)cff-version:/.test(head),
  open(sink) {
    let text = '';
    return {
      write(block) {
        if (text.length <= maxRecordLength) text += block;
      },
      end: () => readDocument(text, sink),
    };
  },
};

async function readDocument(text: string, sink: Sink): Promise<void> {
  if (text.length > maxRecordLength)
    return sink.problem(1, `this file has more than ${maxRecordLength} characters; split its references`);
  const { load, JSON_SCHEMA } = await import('js-yaml');
  let document: unknown;
  try {
    // Without the types of YAML that JSON has not, such as dates.
    document = load(text, { schema: JSON_SCHEMA });
  } catch (error) {
    return sink.problem(1, `invalid YAML: ${String(error instanceof Error ? error.message : error).split('\n', 1)[0]}`);
  }
  const root = document as Json;
  if (!isObject(root)) return sink.problem(1, 'expected a YAML mapping with the key "title"');
  const preferred = root['preferred-citation'];
  const own = isObject(preferred) ? [preferred] : isCitable(root) ? [root] : [];
  const works = [...own, ...asArray(root.references).filter(isObject)];
  for (const work of works) sink.record(1, toRecord(work));
  if (!works.length)
    sink.problem(1, 'the description of a program without a DOI, not a list of papers; remove it from the input');
}

/** Returns whether a work is one that others cite: a program without a DOI is no paper. */
const isCitable = (root: JsonObject) =>
  !/^(?:software|dataset)?$/.test(asText(root.type) ?? '') ||
  asText(root.doi) !== undefined ||
  identifierOf(root) !== undefined;

function toRecord(work: JsonObject): RawRecord {
  const date = asText(work['date-released']) ?? asText(work['date-published']);
  const [year, month] = [Number(asText(work.year)) || undefined, Number(asText(work.month)) || undefined];
  return {
    title: asText(work.title),
    abstract: asText(work.abstract),
    authors: asArray(work.authors).map(nameOf).filter(Boolean),
    year: year ?? date,
    date: date ?? formatIsoDate(year, month),
    venue:
      asText(work.journal) ??
      asText(work['collection-title']) ??
      (isObject(work.conference) ? asText(work.conference.name) : undefined),
    series: work.journal === undefined ? undefined : asText(work['collection-title']),
    volume: asText(work.volume),
    number: asText(work.issue) ?? asText(work.number),
    pages: joinPages(asText(work.start), asText(work.end)),
    editors: asArray(work.editors).map(nameOf).filter(Boolean),
    publisher: isObject(work.publisher) ? asText(work.publisher.name) : undefined,
    organization: isObject(work.institution) ? asText(work.institution.name) : undefined,
    isbn: asText(work.isbn),
    issn: asText(work.issn),
    pmcid: asText(work.pmcid),
    note: asText(work.notes),
    identifiers: asArray(work.identifiers).map((item) =>
      isObject(item) && item.type === 'swh' ? asText(item.value) : undefined,
    ),
    type: asText(work.type),
    language: asText(asArray(work.languages)[0]),
    keywords: asArray(work.keywords).flatMap((keyword) => asText(keyword) ?? []),
    doi: asText(work.doi) ?? identifierOf(work),
    pmid: asText(work.pmid),
    urls: [asText(work.url)],
    code: [asText(work['repository-code']) ?? ''],
  };
}

const identifierOf = (work: JsonObject) => {
  const identifier = asArray(work.identifiers).find((item) => isObject(item) && item.type === 'doi');
  return isObject(identifier) ? asText(identifier.value) : undefined;
};

function nameOf(person: Json): string {
  if (!isObject(person)) return '';
  const organization = asText(person.name);
  if (organization !== undefined) return organizationName(organization);
  const family = ['name-particle', 'family-names'].map((key) => asText(person[key]));
  return joinParts(asText(person['given-names']), family.filter(Boolean).join(' '), asText(person['name-suffix']));
}
