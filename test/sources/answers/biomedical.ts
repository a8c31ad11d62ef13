import { IDS, type LibraryPaper } from '../library.ts';
import type { Answer, Answerer } from '../test-server.ts';
import { search, toJson } from './dois.ts';

const toPubmedXml = ({ n, title, abstract }: LibraryPaper) => `<PubmedArticle><MedlineCitation>
<PMID Version="1">${IDS.pmid(n)}</PMID>
<Article><Journal><JournalIssue><PubDate><Year>2020</Year></PubDate></JournalIssue></Journal>
<ArticleTitle>${title}</ArticleTitle><Abstract><AbstractText>${abstract}</AbstractText></Abstract></Article>
</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="doi">${IDS.doi(n)}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>`;

function answerPubmed(path: string, query: URLSearchParams, body: string, library: readonly LibraryPaper[]): Answer {
  const form = new URLSearchParams(body);
  const byPmid = new Map(library.map((paper) => [IDS.pmid(paper.n), paper]));
  if (path === 'pubmed/esearch.fcgi') {
    const found = search(library, query.get('term')!, query.get('mindate')?.replaceAll('/', '-'));
    const start = Number(query.get('retstart'));
    if (start > 9998) return toJson({ esearchresult: { ERROR: "'retstart' cannot be larger than 9998" } });
    const page = found.slice(start, Math.min(9999, start + Number(query.get('retmax'))));
    return toJson({
      header: { type: 'esearch' },
      esearchresult: { count: String(found.length), retstart: String(start), idlist: page.map(({ n }) => IDS.pmid(n)) },
    });
  }
  if (path === 'pubmed/efetch.fcgi') {
    const found = form
      .get('id')!
      .split(',')
      .flatMap((id) => byPmid.get(id) ?? []);
    return {
      text: `<?xml version="1.0" ?>\n<PubmedArticleSet>\n${found.map(toPubmedXml).join('\n')}\n</PubmedArticleSet>\n`,
    };
  }
  if (path !== 'pubmed/elink.fcgi') return undefined;
  const linkname = form.get('linkname')!;
  const member = linkname === 'pubmed_pubmed_refs' ? 'cites' : 'citedBy';
  return toJson({
    linksets: form.getAll('id').map((id) => ({
      dbfrom: 'pubmed',
      ids: [id],
      linksetdbs: [{ dbto: 'pubmed', linkname, links: (byPmid.get(id)?.[member] ?? []).map(IDS.pmid) }],
    })),
  });
}

function answerEuropePmc(path: string, query: URLSearchParams, library: readonly LibraryPaper[]): Answer {
  const toArticle = ({ n, title, abstract }: LibraryPaper) => ({
    id: IDS.pmid(n),
    source: 'MED',
    pmid: IDS.pmid(n),
    doi: IDS.doi(n),
    title,
    authorString: 'Doe J.',
    pubYear: '2020',
    abstractText: abstract,
  });
  const links = /^europepmc\/MED\/(\d+)\/(references|citations)$/.exec(path);
  if (links) {
    const paper = library.find(({ n }) => IDS.pmid(n) === links[1]);
    const [list, item] = links[2] === 'references' ? ['referenceList', 'reference'] : ['citationList', 'citation'];
    const numbers = (links[2] === 'references' ? paper?.cites : paper?.citedBy) ?? [];
    const entries = numbers.map((n) => ({ id: IDS.pmid(n), source: 'MED', title: `Paper ${n}` }));
    // References that were not recognized have neither id nor source.
    return toJson({ hitCount: entries.length + 1, [list!]: { [item!]: [...entries, { title: 'A book' }] } });
  }
  if (path !== 'europepmc/search') return undefined;
  const terms = query.get('query')!;
  const ids = [...terms.matchAll(/EXT_ID:(\d+)|DOI:"([^"]+)"/g)].map(([, pmid, doi]) => pmid ?? doi!);
  const since = /CREATION_DATE:\[(\S+) TO/.exec(terms)?.[1];
  const word = /^\(?(\w+)/.exec(terms)?.[1] ?? '';
  const found =
    ids.length > 0
      ? library.filter(({ n }) => ids.includes(IDS.pmid(n)) || ids.includes(IDS.doi(n)))
      : search(library, word, since);
  const cursor = query.get('cursorMark')!;
  const start = cursor === '*' ? 0 : Number(cursor.slice(2));
  const page = found.slice(start, start + Number(query.get('pageSize')));
  const end = start + page.length;
  return toJson({
    version: '6.9',
    hitCount: found.length,
    // The last page repeats its cursor.
    nextCursorMark: page.length > 0 ? `Ao${end}` : cursor,
    resultList: { result: page.map(toArticle) },
  });
}

/** Answers as PubMed and Europe PMC. */
export const answerBiomedical: Answerer = (path, query, body, library) =>
  answerPubmed(path, query, body, library) ?? answerEuropePmc(path, query, library);
