import { parseZoteroUri } from '../../../model/zotero-ids.ts';
import type { JsonObject } from '../../input/json.ts';
import { ownPublisher } from '../../normalize/fields.ts';
import { splitList } from '../../normalize/names/names.ts';
import { defineJsonFormat } from './define-format.ts';
import { asArray, asAuthorName, asCount, asText, getMember, parseDateParts, textAt, textsAt } from './values.ts';

const certainKeys = /"issued":\{|"container-title":"|"(?:citation-key|date-parts|collection-title|event-title)":/;
/** What items without date and container have, and keys that only other JSON has. */
const commonKeys =
  /"(?:author|editor)":\[\s*\{\s*"(?:family|given|literal)":|"(?:DOI|URL|PMID|PMCID|ISBN|ISSN|custom)":/;
const otherKeys = /"(?:authors|year|date|venue|journal|doi|url)":/;

/** CSL-JSON, as exported by Zotero, Mendeley and Pandoc. Source: csl-data schema 1.0.2. */
export const cslJson = defineJsonFormat({
  name: 'CSL-JSON',
  pattern: {
    test: (outline) =>
      certainKeys.test(outline) ||
      (outline.includes('"type":') && commonKeys.test(outline) && !otherKeys.test(outline)),
  },
  toRecord: (item) => ({
    title: asText(item.title),
    abstract: asText(item.abstract),
    authors: asArray(item.author).map(asAuthorName).filter(Boolean),
    year: parseDateParts(item.issued),
    date: parseDateParts(item.issued) ?? textAt(item.custom, 'date'),
    // The key "event" is that of older versions.
    venue: ['container-title', 'event-title', 'event', 'collection-title']
      .map((name) => asText(item[name]))
      .find(Boolean),
    publisher: ownPublisher(
      asText(item.publisher),
      textAt(item.custom, 'organization'),
      textAt(item.custom, 'publisher'),
    ),
    key: asText(item['citation-key']) ?? keyOf(asText(item.id)),
    editors: asArray(item.editor).map(asAuthorName).filter(Boolean),
    series: asText(item['collection-title']),
    volume: asText(item.volume),
    number: asText(item.issue) ?? numberOf(item),
    pages: asText(item.page),
    pmcid: asText(item.PMCID) ?? /PMCID:\s*(\w+)/.exec(asText(item.note) ?? '')?.[1],
    isbn: asText(item.ISBN),
    issn: asText(item.ISSN),
    note: asText(item.note),
    type: textAt(item.custom, 'type') ?? asText(item.type),
    language: asText(item.language),
    keywords: splitList(asText(item.keyword) ?? ''),
    doi: asText(item.DOI),
    // Zotero writes values without a CSL field into the note.
    arxiv: textAt(item.custom, 'arxiv') ?? /arXiv:\s*(\S+)/i.exec(asText(item.note) ?? asText(item.number) ?? '')?.[1],
    pmid: asText(item.PMID) ?? /PMID:\s*(\d+)/.exec(asText(item.note) ?? '')?.[1],
    urls: [asText(item.URL), ...textsAt(item.custom, 'urls')],
    // papergraph's export writes the fields that CSL does not have under "custom".
    organization: textAt(item.custom, 'organization'),
    otherAbstracts: textsAt(item.custom, 'other_abstracts'),
    orcids: textsAt(item.custom, 'orcids'),
    identifiers: [...textsAt(item.custom, 'identifiers'), parseZoteroUri(asText(item.id))],
    code: textsAt(item.custom, 'code'),
    cites: textsAt(item.custom, 'references'),
    authorCount: asCount(getMember(item.custom, 'author_count')),
    votes: asCount(getMember(item.custom, 'votes')),
    citations: asCount(getMember(item.custom, 'citations')),
  }),
});

/** Returns the number, unless papergraph wrote the id of a preprint there. */
function numberOf({ number, custom }: JsonObject): string | undefined {
  const text = asText(number);
  return text === `arXiv:${textAt(custom, 'arxiv')}` ? undefined : text;
}

/** Zotero writes the address of an item, or its number, where others write the citation key. */
const keyOf = (id: string | undefined) => (id && !/^\d+$|[/:]/.test(id) ? id : undefined);
