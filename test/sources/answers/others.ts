import { IDS, type LibraryPaper } from '../library.ts';
import type { Answer, Answerer } from '../test-server.ts';
import { search, toJson } from './dois.ts';

function answerArxiv(query: URLSearchParams, library: readonly LibraryPaper[]): Answer {
  const terms = query.get('search_query');
  const ids = query.get('id_list')?.split(',') ?? [];
  const since = /submittedDate:\[(\d{4})(\d\d)(\d\d)/.exec(terms ?? '');
  const word = /all:\(?(\w+)/.exec(terms ?? '')?.[1] ?? '';
  const found =
    terms === null
      ? library.filter(({ n }) => ids.includes(IDS.arxiv(n)))
      : search(library, word, since?.slice(1).join('-'));
  const start = Number(query.get('start'));
  const page = found.slice(start, start + Number(query.get('max_results')));
  const entries = page.map(
    ({ n, title, abstract, added }) => `  <entry>
    <id>http://arxiv.org/abs/${IDS.arxiv(n)}v1</id>
    <published>${added}T00:00:00Z</published>
    <title>${title}</title>
    <summary>  ${abstract}
</summary>
    <author><name>Jane Doe</name></author>
  </entry>\n`,
  );
  return {
    text: `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>http://arxiv.org/api/xyz</id>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">${found.length}</opensearch:totalResults>
${entries.join('')}</feed>\n`,
  };
}

function answerSemanticScholar(
  path: string,
  query: URLSearchParams,
  body: string,
  library: readonly LibraryPaper[],
): Answer {
  const toPaper = ({ n, title, abstract, added }: LibraryPaper) => ({
    paperId: IDS.s2(n),
    externalIds: { DOI: IDS.doi(n).toUpperCase(), CorpusId: n },
    title,
    abstract,
    year: 2020,
    publicationDate: added,
    authors: [{ authorId: '1', name: 'Jane Doe' }],
  });
  if (path === 'semanticscholar/paper/search/bulk') {
    const found = search(library, query.get('query')!, query.get('publicationDateOrYear')?.replace(':', ''));
    const start = Number(query.get('token') ?? 0);
    const page = found.slice(start, start + 40);
    const end = start + page.length;
    return toJson({ total: found.length, token: end < found.length ? String(end) : null, data: page.map(toPaper) });
  }
  if (path === 'semanticscholar/paper/batch') {
    const { ids } = JSON.parse(body) as { ids: string[] };
    const find = (id: string) => library.find(({ n }) => id === IDS.s2(n) || id === `DOI:${IDS.doi(n)}`);
    return toJson(ids.map((id) => (find(id) ? toPaper(find(id)!) : null)));
  }
  const links = /^semanticscholar\/paper\/([0-9a-f]{40})\/(references|citations)$/.exec(path);
  const paper = links && library.find(({ n }) => IDS.s2(n) === links[1]);
  if (!paper) return undefined;
  const isReferences = links[2] === 'references';
  const numbers = isReferences ? paper.cites : paper.citedBy;
  const start = Number(query.get('offset'));
  const page = numbers.slice(start, start + Number(query.get('limit')));
  const end = start + page.length;
  return toJson({
    offset: start,
    ...(end < numbers.length && { next: end }),
    data: page.map((n) => ({ [isReferences ? 'citedPaper' : 'citingPaper']: { paperId: IDS.s2(n) } })),
  });
}

function answerZotero(path: string, query: URLSearchParams, library: readonly LibraryPaper[]): Answer {
  if (path === 'zotero/users/0/collections')
    return toJson([
      { key: 'COLLECT1', data: { key: 'COLLECT1', name: 'Neurons' } },
      { key: 'COLLECT2', data: { key: 'COLLECT2', name: 'Twice' } },
      { key: 'COLLECT3', data: { key: 'COLLECT3', name: 'Twice' } },
    ]);
  const items = /^zotero\/users\/0(\/collections\/COLLECT1)?\/items\/top$/.exec(path);
  if (!items) return undefined;
  const keys = query.get('itemKey')?.split(',');
  const found = search(library, items[1] === undefined ? (query.get('q') ?? '') : 'neurons').filter(
    ({ n }) => !keys || keys.includes(IDS.zotero(n)),
  );
  const start = Number(query.get('start'));
  const page = found.slice(start, start + Number(query.get('limit')));
  const toItem = ({ n, title, abstract, added }: LibraryPaper) => ({
    key: IDS.zotero(n),
    version: n,
    library: { type: 'user', id: 475425, name: 'Jane Doe' },
    data: {
      key: IDS.zotero(n),
      // Every tenth item is a web page that was saved as an attachment.
      itemType: n % 10 === 0 ? 'attachment' : 'journalArticle',
      title,
      abstractNote: abstract,
      creators: [{ creatorType: 'author', firstName: 'Jane', lastName: 'Doe' }],
      date: '2020',
      DOI: IDS.doi(n),
      dateAdded: `${added}T08:00:00Z`,
    },
  });
  return toJson(page.map(toItem), { 'Total-Results': String(found.length) });
}

/** Answers as arXiv, Semantic Scholar, and Zotero. */
export const answerOthers: Answerer = (path, query, body, library) => {
  if (path === 'arxiv/api/query') return answerArxiv(query, library);
  return answerSemanticScholar(path, query, body, library) ?? answerZotero(path, query, library);
};
