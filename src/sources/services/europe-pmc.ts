import { asNumber, asText, getMember, textAt } from '../../read/formats/json/values.ts';
import { parseDoi } from '../../read/normalize/doi.ts';
import { parsePmcid, parsePmid } from '../../read/normalize/identifiers.ts';
import type { FetchedRecord, Page, Send, Service } from '../service.ts';
import { objectsAt, parseObject, sendOptional } from './answers.ts';

const RESULTS = 100;
const LINKS = 1000;

/** Europe PMC. Source: Europe PMC, "Articles RESTful API". Identifiers are SOURCE/ID, such as MED/12345678. */
export const europePmc: Service = {
  name: 'europepmc',
  title: 'Europe PMC',
  baseUrl: 'https://www.ebi.ac.uk/europepmc/webservices/rest',
  access: { contactParameter: 'email' },
  interval: 200,
  isCached: true,
  idsPerTask: 40,
  parseId(text) {
    const named = /^([A-Z]{3})\/([A-Za-z0-9.-]+)$/.exec(text.trim());
    if (named) return `${named[1]}/${named[2]}`;
    const doi = parseDoi(text)?.toLowerCase();
    if (doi !== undefined) return doi;
    if (/^PMC\d+$/i.test(text.trim())) return parsePmcid(text);
    const pmid = parsePmid(text);
    return pmid === undefined ? undefined : `MED/${pmid}`;
  },
  links: { cites: 1, citedBy: 1 },
  async page(task, cursor = '*', { since }, send) {
    if (task.kind !== 'search' && task.kind !== 'ids') return fetchLinks(task.kind, task.ids[0]!, cursor, send);
    const terms =
      task.kind === 'ids'
        ? task.ids.map(toQuery).join(' OR ')
        : since === undefined
          ? task.query
          : `(${task.query}) AND CREATION_DATE:[${since} TO 3000-12-31]`;
    const query = { query: terms, format: 'json', resultType: 'core', pageSize: RESULTS, cursorMark: cursor };
    const { answer, value } = await send({ path: '/search', query }, (received) => {
      const object = parseObject(received);
      return { object, articles: objectsAt(object, 'resultList', 'result') };
    });
    const next = asText(value.object.nextCursorMark);
    return {
      answer,
      records: value.articles.flatMap((article) => europePmc.identify(article) ?? []),
      next: next === cursor || value.articles.length === 0 ? undefined : next,
      total: asNumber(value.object.hitCount),
    };
  },
  identify(content): FetchedRecord | undefined {
    const [id, source] = [asText(content.id), asText(content.source)];
    if (id === undefined || source === undefined) return undefined;
    const aliases = [parseDoi(asText(content.doi))?.toLowerCase(), parsePmcid(asText(content.pmcid))];
    return {
      service: 'europepmc',
      id: `${source}/${id}`,
      content,
      cites: [],
      aliases: aliases.filter((alias) => alias !== undefined),
    };
  },
};

function toQuery(id: string): string {
  if (id.startsWith('10.')) return `DOI:"${id.replaceAll('"', '')}"`;
  if (id.startsWith('PMC')) return `PMCID:${id}`;
  const [source, number] = id.split('/');
  return `(EXT_ID:${number} AND SRC:${source})`;
}

async function fetchLinks(kind: 'cites' | 'citedBy', id: string, cursor: string, send: Send): Promise<Page> {
  const [list, item] = kind === 'cites' ? ['references', 'reference'] : ['citations', 'citation'];
  const page = cursor === '*' ? 1 : Number(cursor);
  const request = { path: `/${id}/${list}`, query: { format: 'json', page, pageSize: LINKS } };
  const answered = await sendOptional(send, request, parseObject);
  if (!answered) return { answer: undefined, records: [], links: [] };
  const { answer, value } = answered;
  // A paper without links has no list.
  const found = getMember(value, `${item}List`, item) === undefined ? [] : objectsAt(value, `${item}List`, item);
  const links = found.flatMap((entry): [string, string][] => {
    const [source, number] = [textAt(entry, 'source'), textAt(entry, 'id')];
    if (source === undefined || number === undefined) return [];
    const other = `${source}/${number}`;
    return [kind === 'cites' ? [id, other] : [other, id]];
  });
  const total = asNumber(value.hitCount) ?? 0;
  return { answer, records: [], links, next: found.length > 0 && page * LINKS < total ? String(page + 1) : undefined };
}
