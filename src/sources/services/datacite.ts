import { asNumber, asText, getMember, textAt, textsOfType } from '../../read/formats/json/values.ts';
import { parseDoi } from '../../read/normalize/doi.ts';
import type { FetchedRecord, Service } from '../service.ts';
import { objectsAt, parseObject, quoteAll } from './answers.ts';

/** DataCite. Source: DataCite REST API guide, "Pagination" and "Queries and filtering". */
export const datacite: Service = {
  name: 'datacite',
  title: 'DataCite',
  baseUrl: 'https://api.datacite.org',
  access: {},
  interval: 250,
  isCached: true,
  idsPerTask: 40,
  parseId: (text) => parseDoi(text)?.toLowerCase(),
  links: { cites: 'inRecords' },
  async page(task, cursor = '1', { since }, send) {
    const terms =
      task.kind === 'search'
        ? since === undefined
          ? task.query
          : `(${task.query}) AND created:[${since} TO *]`
        : `doi:(${quoteAll(task.ids)})`;
    const query = { query: terms, 'page[cursor]': cursor, 'page[size]': 200 };
    const { answer, value } = await send({ path: '/dois', query }, (received) => {
      const object = parseObject(received);
      return { object, items: objectsAt(object, 'data') };
    });
    return {
      answer,
      records: value.items.flatMap((item) => datacite.identify(item) ?? []),
      next: value.items.length > 0 ? getCursor(textAt(value.object, 'links', 'next')) : undefined,
      total: asNumber(getMember(value.object, 'meta', 'total')),
    };
  },
  identify(content): FetchedRecord | undefined {
    const id = parseDoi(textAt(content, 'attributes', 'doi') ?? asText(content.id))?.toLowerCase();
    if (id === undefined) return undefined;
    const related = getMember(content, 'attributes', 'relatedIdentifiers');
    const cites = textsOfType(related, 'relationType', ['Cites', 'References'], 'relatedIdentifier');
    return {
      service: 'datacite',
      id,
      content,
      cites: cites.flatMap((cited) => parseDoi(cited)?.toLowerCase() ?? []),
      aliases: [],
    };
  },
};

/** Returns the cursor in the address of the next page. The address itself is not used: it could lead to another host. */
const getCursor = (url: string | undefined): string | undefined =>
  url !== undefined && URL.canParse(url) ? (new URL(url).searchParams.get('page[cursor]') ?? undefined) : undefined;
