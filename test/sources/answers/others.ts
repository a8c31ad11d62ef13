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
    if (!ids.some(find)) return { text: '{"error":"No valid paper ids given"}', status: 400 };
    return toJson(ids.map((id) => (find(id) ? toPaper(find(id)!) : null)));
  }
  const links = /^semanticscholar\/paper\/([0-9a-f]{40})\/(references|citations)$/.exec(path);
  const paper = links && library.find(({ n }) => IDS.s2(n) === links[1]);
  if (!paper) return undefined;
  const isReferences = links[2] === 'references';
  // A publisher does not allow the references of paper 13 to be shown.
  if (isReferences && paper.n === 13) return toJson({ data: null, citingPaperInfo: { openAccessPdf: null } });
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

/** Collections of Zotero; two have the same name. */
const COLLECTIONS = [
  { key: 'COLLECT1', name: 'Neurons', parentCollection: false },
  { key: 'COLLECT2', name: 'Twice', parentCollection: false },
  { key: 'COLLECT3', name: 'Twice', parentCollection: 'COLLECT1' },
];

/** Returns whether a collection has a paper: those about neurons, and in the one inside of it the first 150 about graphs. */
const isIn = (collection: string | undefined, { n }: LibraryPaper) =>
  collection === undefined || (collection === 'COLLECT1' ? n % 2 === 0 : n % 2 === 1 && n < 300);

function answerZotero(path: string, query: URLSearchParams, library: readonly LibraryPaper[]): Answer {
  if (path === 'zotero/users/0/collections') return toJson(COLLECTIONS.map((data) => ({ key: data.key, data })));
  if (path === 'zotero/users/0/groups') return toJson([{ id: 77, data: { id: 77, name: 'Lab' } }]);
  const items = /^zotero\/(?:users\/0|groups\/77)(?:\/collections\/(COLLECT\d))?\/items\/top$/.exec(path);
  if (!items) return undefined;
  const isGroup = path.includes('/groups/');
  const keys = query.get('itemKey')?.split(',');
  const found = search(library, query.get('q') ?? '').filter(
    (paper) => isIn(items[1], paper) && (!isGroup || paper.n < 6) && (!keys || keys.includes(IDS.zotero(paper.n))),
  );
  const start = Number(query.get('start'));
  const page = found.slice(start, start + Number(query.get('limit')));
  const toItem = ({ n, title, abstract, added }: LibraryPaper) => ({
    key: IDS.zotero(n),
    version: n,
    library: isGroup ? { type: 'group', id: 77, name: 'Lab' } : { type: 'user', id: 475425, name: 'Jane Doe' },
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
