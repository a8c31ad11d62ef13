import { asArray, asNumber, asText, getMember, textAt } from '../../read/formats/json/values.ts';
import { parseDoi } from '../../read/normalize/doi.ts';
import type { FetchedRecord, Page, Send, Service } from '../service.ts';
import { isUnlistable, objectsAt, parseObject, sendOptional } from './answers.ts';

const toWorkId = (text: string | undefined): string | undefined =>
  /(?:^|\/|:)(W\d{1,15})$/i.exec(text?.trim() ?? '')?.[1]?.toUpperCase();

/** OpenAlex. Source: OpenAlex developers' documentation, "Works" and "Page through results". */
export const openAlex: Service = {
  name: 'openalex',
  title: 'OpenAlex',
  baseUrl: 'https://api.openalex.org',
  access: { keyVariable: 'OPENALEX_API_KEY', keyParameter: 'api_key', contactParameter: 'mailto' },
  interval: 110,
  isCached: true,
  idsPerTask: 50,
  // Ids, DOIs and PubMed ids are separate filters.
  parseId: (text) => toWorkId(text) ?? parseDoi(text)?.toLowerCase(),
  links: { cites: 'inRecords', citedBy: 50 },
  async page(task, cursor = '*', { since }, send) {
    const isLinks = task.kind === 'citedBy';
    if (task.kind === 'ids' && isUnlistable(task.ids[0] ?? '')) return fetchRecord(task.ids[0]!, send);
    const filters = [
      ...(task.kind === 'search' ? [] : [isLinks ? `cites:${task.ids.join('|')}` : createIdFilter(task.ids)]),
      ...(since !== undefined && task.kind !== 'ids' ? [`from_publication_date:${since}`] : []),
    ];
    const query = {
      search: task.kind === 'search' ? task.query : undefined,
      filter: filters.join(','),
      select: isLinks ? 'id,referenced_works' : undefined,
      per_page: 100,
      cursor,
    };
    const { answer, value } = await send({ path: '/works', query }, (received) => {
      const object = parseObject(received);
      return { object, works: objectsAt(object, 'results') };
    });
    const known = new Set(isLinks ? task.ids : []);
    const found = value.works.flatMap((work) => openAlex.identify(work) ?? []);
    return {
      answer,
      records: isLinks ? [] : found,
      links: isLinks
        ? found.flatMap(({ id, cites }) =>
            cites.filter((cited) => known.has(cited)).map((cited) => [id, cited] as [string, string]),
          )
        : [],
      next: value.works.length > 0 ? asText(getMember(value.object, 'meta', 'next_cursor')) : undefined,
      total: asNumber(getMember(value.object, 'meta', 'count')),
    };
  },
  identify(content): FetchedRecord | undefined {
    const id = toWorkId(asText(content.id));
    if (id === undefined) return undefined;
    return {
      service: 'openalex',
      id,
      content,
      cites: asArray(content.referenced_works).flatMap((work) => toWorkId(asText(work)) ?? []),
      aliases: [parseDoi(asText(content.doi))?.toLowerCase(), toWorkId(textAt(content, 'ids', 'openalex'))].filter(
        (alias) => alias !== undefined,
      ),
    };
  },
};

function createIdFilter(ids: readonly string[]): string {
  const isWork = /^W\d+$/.test(ids[0] ?? '');
  return `${isWork ? 'openalex' : 'doi'}:${ids.join('|')}`;
}

async function fetchRecord(doi: string, send: Send): Promise<Page> {
  const found = await sendOptional(send, { path: `/works/doi:${encodeURIComponent(doi)}` }, parseObject);
  return { answer: found?.answer, records: found ? [openAlex.identify(found.value) ?? []].flat() : [] };
}
