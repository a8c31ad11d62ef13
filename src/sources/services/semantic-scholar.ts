import { asNumber, asText, getMember, textAt } from '../../read/formats/json/values.ts';
import { isObject, type JsonObject } from '../../read/input/json.ts';
import { parseDoi } from '../../read/normalize/doi.ts';
import { parseArxivId } from '../../read/normalize/identifiers.ts';
import { type FetchedRecord, MalformedAnswer, type Page, type Send, type Service } from '../service.ts';
import { objectsAt, parseJson, parseObject, sendOptional } from './answers.ts';

/** Fields of a paper that papergraph reads. */
const FIELDS = [
  'paperId',
  'corpusId',
  'externalIds',
  'url',
  'title',
  'abstract',
  'venue',
  'year',
  'citationCount',
  'openAccessPdf',
  'fieldsOfStudy',
  'publicationTypes',
  'publicationDate',
  'journal',
  'authors',
].join(',');

const LINKS = 1000;
/** The service lists no more links of a paper. */
const MAX_LINKS = 9999;

/** Semantic Scholar. Source: Semantic Scholar Academic Graph API documentation. */
export const semanticScholar: Service = {
  name: 'semanticscholar',
  title: 'Semantic Scholar',
  baseUrl: 'https://api.semanticscholar.org/graph/v1',
  access: { keyVariable: 'SEMANTIC_SCHOLAR_API_KEY', keyHeader: 'x-api-key' },
  interval: 1100,
  isCached: true,
  idsPerTask: 200,
  parseId(text) {
    const trimmed = text.trim();
    if (/^[0-9a-f]{40}$/i.test(trimmed)) return trimmed.toLowerCase();
    const named = /^(CorpusId|PMID|PMCID|ACL|MAG):(\S+)$/i.exec(trimmed);
    if (named) return trimmed;
    const arxiv = parseArxivId(trimmed);
    if (arxiv !== undefined) return `ARXIV:${arxiv}`;
    const doi = parseDoi(trimmed)?.toLowerCase();
    return doi === undefined ? undefined : `DOI:${doi}`;
  },
  links: { cites: 1, citedBy: 1 },
  async page(task, cursor, { since }, send) {
    if (task.kind === 'ids') return fetchRecords(task.ids, send);
    if (task.kind !== 'search') return fetchLinks(task.kind, task.ids[0]!, Number(cursor ?? 0), send);
    const query = {
      query: task.query,
      fields: FIELDS,
      publicationDateOrYear: since === undefined ? undefined : `${since}:`,
      token: cursor,
    };
    const { answer, value } = await send({ path: '/paper/search/bulk', query }, (received) => {
      const object = parseObject(received);
      return { object, papers: objectsAt(object, 'data') };
    });
    return {
      answer,
      records: value.papers.flatMap((paper) => semanticScholar.identify(paper) ?? []),
      next: asText(value.object.token),
      total: asNumber(value.object.total),
    };
  },
  identify(content): FetchedRecord | undefined {
    const id = asText(content.paperId);
    if (id === undefined) return undefined;
    const doi = parseDoi(textAt(content, 'externalIds', 'DOI'))?.toLowerCase();
    const others = ['ArXiv', 'CorpusId', 'PubMed', 'PubMedCentral', 'ACL', 'MAG'].map((key) => {
      const value = textAt(content, 'externalIds', key);
      return value === undefined ? undefined : `${PREFIXES[key] ?? key}:${value}`;
    });
    const aliases = [doi === undefined ? undefined : `DOI:${doi}`, ...others].filter((alias) => alias !== undefined);
    return { service: 'semanticscholar', id, content, cites: [], aliases };
  },
};

/** How identifiers are asked for that have another name in records. */
const PREFIXES: Readonly<Record<string, string>> = { ArXiv: 'ARXIV', PubMed: 'PMID', PubMedCentral: 'PMCID' };

async function fetchRecords(ids: readonly string[], send: Send): Promise<Page> {
  const request = { path: '/paper/batch', query: { fields: FIELDS }, body: { ids: [...ids] } };
  const found = await sendOptional(send, request, ({ text }) => {
    const list = parseJson(text);
    if (!Array.isArray(list)) throw new MalformedAnswer('the answer is not a list');
    // Unknown papers are null.
    return list.filter(isObject);
  });
  return {
    answer: found?.answer,
    records: (found?.value ?? []).flatMap((paper) => semanticScholar.identify(paper) ?? []),
  };
}

async function fetchLinks(kind: 'cites' | 'citedBy', id: string, offset: number, send: Send): Promise<Page> {
  const [list, member] = kind === 'cites' ? ['references', 'citedPaper'] : ['citations', 'citingPaper'];
  const query = { fields: 'paperId', offset, limit: Math.min(LINKS, MAX_LINKS - offset) };
  const request = { path: `/paper/${encodeURIComponent(id)}/${list}`, query };
  const found = await sendOptional(send, request, (received) => {
    const object: JsonObject = parseObject(received);
    // The list is null where a publisher does not allow it to be shown.
    return { object, entries: object.data === null ? [] : objectsAt(object, 'data') };
  });
  if (!found) return { answer: undefined, records: [], links: [] };
  const { answer, value } = found;
  const links = value.entries.flatMap((entry): [string, string][] => {
    const other = asText(getMember(entry, member, 'paperId'));
    if (other === undefined) return [];
    return [kind === 'cites' ? [id, other] : [other, id]];
  });
  const next = asNumber(value.object.next);
  return { answer, records: [], links, next: next !== undefined && next < MAX_LINKS ? String(next) : undefined };
}
