import { formatZoteroId, parseZoteroUri } from '../../../../model/zotero-ids.ts';
import type { Json, JsonObject } from '../../../input/json.ts';
import { parseExtra } from '../../../normalize/extra.ts';
import { defineJsonFormat } from '../define-format.ts';
import { unwrap } from '../unwrap.ts';
import { asAuthorName, asList, asText, textAt } from '../values.ts';

/** Types of items that are no papers. */
const otherTypes = new Set(['attachment', 'note', 'annotation']);
const venueKeys = [
  'publicationTitle',
  'bookTitle',
  'proceedingsTitle',
  'encyclopediaTitle',
  'dictionaryTitle',
  'conferenceName',
];

/** Items from the Zotero API and from Better BibTeX JSON. Source: Zotero, "Web API" and "schema.json". */
export const zotero = defineJsonFormat({
  name: 'Zotero items',
  pattern: /"(?:itemType|creatorType)":/,
  toRecord: (object) => {
    const item = unwrap(object, 'data');
    if (otherTypes.has(asText(item.itemType) ?? '')) return undefined;
    const first = (...keys: string[]) => keys.map((key) => asText(item[key])).find(Boolean);
    const extra = asText(item.extra);
    const fromExtra = parseExtra(extra);
    const editors = namesOf(item, (role) => /editor$/i.test(role));
    return {
      key: first('citationKey', 'citekey') ?? fromExtra.key,
      title: first('title', 'caseName', 'nameOfAct', 'subject'),
      abstract: first('abstractNote'),
      authors: authorsOf(item),
      editors,
      year: first('date'),
      date: first('date'),
      venue: first(...venueKeys),
      publisher: first('publisher'),
      series: first('series', 'seriesTitle'),
      volume: first('volume'),
      number: first('issue', 'number', 'reportNumber'),
      pages: first('pages'),
      organization: first('institution', 'university'),
      type: first('itemType'),
      language: first('language'),
      keywords: asList(item.tags).flatMap((tag) => textAt(tag, 'tag') ?? asText(tag) ?? []),
      doi: first('DOI') ?? fromExtra.doi,
      arxiv: fromExtra.arxiv ?? first('archiveID'),
      pmid: first('PMID') ?? fromExtra.pmid,
      pmcid: first('PMCID') ?? fromExtra.pmcid,
      isbn: first('ISBN'),
      issn: first('ISSN'),
      urls: [first('url')],
      note: extra,
      identifiers: [idOf(object, item)],
    };
  },
});

/** Creators that are authors; where a type of item has other main creators, such as presenters, those. */
function authorsOf(item: JsonObject): string[] {
  const authors = namesOf(item, (role) => role === 'author');
  return authors.length ? authors : namesOf(item, (role) => !/editor|contributor|translator|reviewed/i.test(role));
}

const namesOf = (item: JsonObject, hasRole: (role: string) => boolean): string[] =>
  asList(item.creators)
    .filter((creator: Json) => hasRole(textAt(creator, 'creatorType') ?? ''))
    .map(asAuthorName)
    .filter(Boolean);

/** The item in Zotero: the API gives its key and library, Better BibTeX its address. */
function idOf(object: JsonObject, item: JsonObject): string | undefined {
  const isGroup = textAt(object.library, 'type') === 'group';
  const key = asText(object.key) ?? asText(item.itemKey);
  return parseZoteroUri(asText(item.uri)) ?? formatZoteroId(key, isGroup ? textAt(object.library, 'id') : undefined);
}
