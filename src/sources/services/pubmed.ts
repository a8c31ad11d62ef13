import { asArray, asText, getMember, textAt, textsAt } from '../../read/formats/json/values.ts';
import { parsePmid } from '../../read/normalize/identifiers.ts';
import type { Answer, Page, Send, Service } from '../service.ts';
import { cutElements, objectsAt, parseObject } from './answers.ts';

const RESULTS = 200;
const MAX_RESULTS = 9999;

/** PubMed. Source: NCBI, "Entrez Programming Utilities Help". */
export const pubmed: Service = {
  name: 'pubmed',
  title: 'PubMed',
  baseUrl: 'https://eutils.ncbi.nlm.nih.gov/entrez/eutils',
  access: { keyVariable: 'NCBI_API_KEY', keyParameter: 'api_key', contactParameter: 'email' },
  interval: 340,
  keyInterval: 110,
  isCached: true,
  idsPerTask: RESULTS,
  maxResults: MAX_RESULTS,
  parseId: parsePmid,
  links: { cites: 50, citedBy: 50 },
  async page(task, cursor = '0', { since }, send) {
    if (task.kind === 'ids') return fetchRecords(task.ids, send);
    if (task.kind !== 'search') return fetchLinks(task.kind, task.ids, send);
    const start = Number(cursor);
    const query = {
      db: 'pubmed',
      tool: 'papergraph',
      term: task.query,
      retmode: 'json',
      retstart: start,
      retmax: Math.min(RESULTS, MAX_RESULTS - start),
      ...(since !== undefined && { datetype: 'edat', mindate: since.replaceAll('-', '/'), maxdate: '3000' }),
    };
    const { answer, value } = await send({ path: '/esearch.fcgi', query }, (received) => {
      const object = parseObject(received);
      objectsAt(object, 'esearchresult', 'idlist');
      return object;
    });
    const ids = textsAt(value, 'esearchresult', 'idlist');
    const total = Number(textAt(value, 'esearchresult', 'count'));
    const end = start + ids.length;
    const page: Page = ids.length > 0 ? await fetchRecords(ids, send) : { records: [], answer };
    return { ...page, total, next: ids.length > 0 && end < Math.min(total, MAX_RESULTS) ? String(end) : undefined };
  },
  identify(content) {
    const xml = String(content.xml);
    const id = parsePmid(/<PMID[^>]*>\s*(\d+)/.exec(xml)?.[1]);
    return id === undefined ? undefined : { service: 'pubmed', id, content, cites: [], aliases: [] };
  },
};

async function fetchRecords(ids: readonly string[], send: Send): Promise<Page> {
  const body = new URLSearchParams({ db: 'pubmed', tool: 'papergraph', retmode: 'xml', id: ids.join(',') }).toString();
  const check = (answer: Answer) => cutElements(answer, 'PubmedArticleSet', ['PubmedArticle', 'PubmedBookArticle']);
  const { answer, value } = await send({ path: '/efetch.fcgi', body }, check);
  return { answer, records: value.flatMap((xml) => pubmed.identify({ xml }) ?? []) };
}

async function fetchLinks(kind: 'cites' | 'citedBy', ids: readonly string[], send: Send): Promise<Page> {
  const linkname = kind === 'cites' ? 'pubmed_pubmed_refs' : 'pubmed_pubmed_citedin';
  const body = new URLSearchParams([
    ...Object.entries({ dbfrom: 'pubmed', db: 'pubmed', tool: 'papergraph', retmode: 'json', linkname }),
    // One parameter for each id gives the links of each paper.
    ...ids.map((id) => ['id', id]),
  ]).toString();
  const { answer, value } = await send({ path: '/elink.fcgi', body }, (received) =>
    objectsAt(parseObject(received), 'linksets'),
  );
  const links = value.flatMap((set) => {
    const from = asText(asArray(set.ids)[0]) ?? '';
    const found = asArray(set.linksetdbs)
      .filter((links) => textAt(links, 'linkname') === linkname)
      .flatMap((links) => asArray(getMember(links, 'links')).flatMap((id) => asText(id) ?? []));
    return found.map((id): [string, string] => (kind === 'cites' ? [from, id] : [id, from]));
  });
  return { answer, records: [], links };
}
