import { unwrap } from '../../read/formats/json/unwrap.ts';
import { asArray, asNumber, asText, getMember } from '../../read/formats/json/values.ts';
import { parseDoi } from '../../read/normalize/doi.ts';
import type { FetchedRecord, Page, Send, Service } from '../service.ts';
import { isUnlistable, objectsAt, parseObject, sendOptional } from './answers.ts';

const ROWS = 100;

/** Crossref. Source: Crossref REST API documentation. It does not tell which works cite a work. */
export const crossref: Service = {
  name: 'crossref',
  title: 'Crossref',
  baseUrl: 'https://api.crossref.org',
  access: { keyVariable: 'CROSSREF_PLUS_API_TOKEN', keyHeader: 'Crossref-Plus-API-Token', contactParameter: 'mailto' },
  interval: 1000,
  contactInterval: 350,
  keyInterval: 100,
  isCached: true,
  idsPerTask: 40,
  parseId: (text) => parseDoi(text)?.toLowerCase(),
  links: { cites: 'inRecords' },
  async page(task, cursor = '*', { since }, send) {
    const isSearch = task.kind === 'search';
    if (!isSearch && isUnlistable(task.ids[0] ?? '')) return fetchRecord(task.ids[0]!, send);
    const filters = isSearch
      ? since === undefined
        ? []
        : [`from-created-date:${since}`]
      : task.ids.map((doi) => `doi:${doi}`);
    const query = { query: isSearch ? task.query : undefined, filter: filters.join(','), rows: ROWS, cursor };
    const { answer, value } = await send({ path: '/works', query }, (received) => {
      const object = parseObject(received);
      return { object, works: objectsAt(object, 'message', 'items') };
    });
    return {
      answer,
      records: value.works.flatMap((work) => crossref.identify(work) ?? []),
      next: value.works.length < ROWS ? undefined : asText(getMember(value.object, 'message', 'next-cursor')),
      total: asNumber(getMember(value.object, 'message', 'total-results')),
    };
  },
  identify(content): FetchedRecord | undefined {
    const id = parseDoi(asText(content.DOI))?.toLowerCase();
    if (id === undefined) return undefined;
    const cites = asArray(content.reference).flatMap(
      (cited) => parseDoi(asText(getMember(cited, 'DOI')))?.toLowerCase() ?? [],
    );
    return { service: 'crossref', id, content, cites, aliases: [] };
  },
};

async function fetchRecord(doi: string, send: Send): Promise<Page> {
  const found = await sendOptional(send, { path: `/works/${encodeURIComponent(doi)}` }, parseObject);
  return {
    answer: found?.answer,
    records: found ? [crossref.identify(unwrap(found.value, 'message')) ?? []].flat() : [],
  };
}
