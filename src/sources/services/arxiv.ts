import { parseArxivId } from '../../read/normalize/identifiers.ts';
import { MalformedAnswer, type Service } from '../service.ts';
import { cutElements } from './answers.ts';

const RESULTS = 100;
const MAX_RESULTS = 30_000;

/** arXiv. Source: arXiv API User's Manual. It has no citations. */
export const arxiv: Service = {
  name: 'arxiv',
  title: 'arXiv',
  baseUrl: 'https://export.arxiv.org',
  access: {},
  interval: 3000,
  isCached: true,
  idsPerTask: RESULTS,
  maxResults: MAX_RESULTS,
  parseId: parseArxivId,
  links: {},
  async page(task, cursor = '0', { since }, send) {
    const start = Number(cursor);
    const isSearch = task.kind === 'search';
    const query = {
      search_query: isSearch ? createQuery(task.query, since) : undefined,
      id_list: isSearch ? undefined : task.ids.join(','),
      start,
      max_results: RESULTS,
    };
    const { answer, value } = await send({ path: '/api/query', query }, (received) => {
      const entries = cutElements(received, 'feed', ['entry']);
      const total = Number(/<opensearch:totalResults[^>]*>(\d+)</.exec(received.text)?.[1] ?? entries.length);
      // arXiv sometimes sends an empty page in between.
      if (entries.length === 0 && isSearch && start < total) throw new MalformedAnswer('the answer has no entries');
      return { entries, total };
    });
    // A feed of one entry: what the reader of arXiv's answers takes.
    const records = value.entries.flatMap((entry) => arxiv.identify({ xml: `<feed>${entry}</feed>` }) ?? []);
    const end = start + value.entries.length;
    return {
      answer,
      records,
      next: isSearch && end < Math.min(value.total, MAX_RESULTS) ? String(end) : undefined,
      total: value.total,
    };
  },
  identify(content) {
    const id = parseArxivId(/<id>([^<]+)<\/id>/.exec(String(content.xml))?.[1]);
    return id === undefined ? undefined : { service: 'arxiv', id, content, cites: [], aliases: [] };
  },
};

/** Words without a field are searched for everywhere. */
function createQuery(query: string, since: string | undefined): string {
  const hasFields = /\b(?:ti|au|abs|co|jr|cat|rn|id|all|submittedDate):/.test(query);
  const terms = hasFields ? query : `all:${/\s/.test(query) && !query.startsWith('"') ? `(${query})` : query}`;
  return since === undefined
    ? terms
    : `(${terms}) AND submittedDate:[${since.replaceAll('-', '')}0000 TO 299912312359]`;
}
