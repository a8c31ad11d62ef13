import { unwrap } from '../../read/formats/json/unwrap.ts';
import { asArray, asNumber, asText, getMember } from '../../read/formats/json/values.ts';
import { parseDoi } from '../../read/normalize/doi.ts';
import type { FetchedRecord, Page, Send, Service } from '../service.ts';
import { isUnlistable, objectsAt, parseObject, sendOptional } from './answers.ts';

const ROWS = 100;
const MAX_RESULTS = 10_000;

/**
 * Crossref. Source: Crossref REST API documentation. It does not tell which works cite a work.
 *
 * Pages are asked for by offset. A cursor of Crossref is the same on all pages: it names a search that the service advances with each answer and forgets
 * after five minutes, so that an answer that got lost, or a fetch that is continued later, would skip records.
 */
export const crossref: Service = {
  name: 'crossref',
  title: 'Crossref',
  baseUrl: 'https://api.crossref.org',
  access: { keyVariable: 'CROSSREF_PLUS_API_TOKEN', keyHeader: 'Crossref-Plus-API-Token', contactParameter: 'mailto' },
  interval: 1000,
  contactInterval: 350,
  keyInterval: 100,
  isCached: true,
  maxResults: MAX_RESULTS,
  idsPerTask: 40,
  parseId: (text) => parseDoi(text)?.toLowerCase(),
  links: { cites: 'inRecords' },
  async page(task, cursor = '0', { since }, send) {
    const isSearch = task.kind === 'search';
    if (!isSearch && isUnlistable(task.ids[0] ?? '')) return fetchRecord(task.ids[0]!, send);
    const filters = isSearch
      ? since === undefined
        ? []
        : [`from-created-date:${since}`]
      : task.ids.map((doi) => `doi:${doi}`);
    const offset = Number(cursor);
    const query = { query: isSearch ? task.query : undefined, filter: filters.join(','), rows: ROWS, offset };
    const { answer, value } = await send({ path: '/works', query }, (received) => {
      const object = parseObject(received);
      return { object, works: objectsAt(object, 'message', 'items') };
    });
    const total = asNumber(getMember(value.object, 'message', 'total-results')) ?? 0;
    const end = offset + value.works.length;
    return {
      answer,
      records: value.works.flatMap((work) => crossref.identify(work) ?? []),
      next: value.works.length === ROWS && end < Math.min(total, MAX_RESULTS) ? String(end) : undefined,
      total,
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
