import { IDS, type LibraryPaper } from '../library.ts';
import type { Answer, Answerer } from '../test-server.ts';

/** Finds the papers with a word in their title, added on or after a date. */
export const search = (library: readonly LibraryPaper[], word: string, since = ''): LibraryPaper[] =>
  library.filter(({ title, added }) => title.includes(word.trim()) && added >= since);

/** Formats an answer as JSON. */
export const toJson = (value: unknown, headers?: Record<string, string>): Answer => ({
  text: JSON.stringify(value),
  ...(headers && { headers }),
});

const splitFilter = (text: string | null) =>
  (text ?? '').split(',').map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)] as const);

function answerOpenAlex(query: URLSearchParams, library: readonly LibraryPaper[]): Answer {
  let found = search(library, query.get('search') ?? '');
  for (const [name, value] of splitFilter(query.get('filter'))) {
    const values = value.split('|');
    if (name === 'openalex') found = found.filter(({ n }) => values.includes(IDS.openalex(n)));
    if (name === 'doi') found = found.filter(({ n }) => values.includes(IDS.doi(n)));
    if (name === 'cites') found = found.filter(({ cites }) => cites.some((n) => values.includes(IDS.openalex(n))));
    if (name === 'from_publication_date') found = found.filter(({ added }) => added >= value);
  }
  const size = Number(query.get('per_page') ?? 25);
  if (size > 100) return { text: '{"error":"per_page must be at most 100"}', status: 400 };
  const start = query.get('cursor') === '*' ? 0 : Number(atob(query.get('cursor')!));
  const page = found.slice(start, start + size);
  const toUrl = (n: number) => `https://openalex.org/${IDS.openalex(n)}`;
  return toJson({
    // The cursor of the last page with results leads to an empty page.
    meta: {
      count: found.length,
      per_page: size,
      next_cursor: page.length > 0 ? btoa(String(start + page.length)) : null,
    },
    results: page.map(({ n, title, abstract, added, cites }) => ({
      id: toUrl(n),
      ...(query.get('select') === null && {
        doi: `https://doi.org/${IDS.doi(n)}`,
        title,
        publication_year: 2020,
        publication_date: added,
        abstract_inverted_index: Object.fromEntries(abstract.split(' ').map((word, i) => [word, [i]])),
      }),
      referenced_works: cites.map(toUrl),
    })),
  });
}

function answerCrossref(path: string, query: URLSearchParams, library: readonly LibraryPaper[]): Answer {
  // DOIs of every seventh paper are registered elsewhere.
  const registered = library.filter(({ n }) => n % 7 !== 0);
  const toWork = ({ n, title, abstract, added, cites }: LibraryPaper) => ({
    DOI: IDS.doi(n).toUpperCase(),
    title: [title],
    abstract: `<jats:p>${abstract}</jats:p>`,
    issued: { 'date-parts': [added.split('-').map(Number)] },
    type: 'journal-article',
    'is-referenced-by-count': 1,
    'reference-count': cites.length,
    reference: [...cites.map((m) => ({ key: `r${m}`, DOI: IDS.doi(m) })), { key: 'x', unstructured: 'A book' }],
  });
  const single = /^crossref\/works\/(.+)$/.exec(path)?.[1];
  if (single !== undefined) {
    const work = registered.find(({ n }) => IDS.doi(n) === single.toLowerCase());
    return work && toJson({ status: 'ok', 'message-type': 'work', message: toWork(work) });
  }
  const filters = splitFilter(query.get('filter'));
  const dois = filters.filter(([name]) => name === 'doi').map(([, value]) => value);
  const since = filters.find(([name]) => name === 'from-created-date')?.[1];
  const found = search(registered, query.get('query') ?? '', since).filter(
    ({ n }) => dois.length === 0 || dois.includes(IDS.doi(n)),
  );
  const rows = Number(query.get('rows'));
  const start = Number(query.get('offset') ?? 0);
  if (!(start + rows <= 10_000))
    return { text: '{"status":"failed","message-type":"validation-failure"}', status: 400 };
  const items = found.slice(start, start + rows).map(toWork);
  return toJson({
    status: 'ok',
    'message-type': 'work-list',
    message: { 'total-results': found.length, items, 'items-per-page': rows },
  });
}

function answerDatacite(query: URLSearchParams, library: readonly LibraryPaper[]): Answer {
  const terms = query.get('query')!;
  const dois = [...terms.matchAll(/"(10\.[^"]+)"/g)].map(([, doi]) => doi!);
  const since = /created:\[(\S+) TO \*\]/.exec(terms)?.[1];
  const word = /^\(?(\w+)/.exec(terms)![1]!;
  const found = dois.length > 0 ? library.filter(({ n }) => dois.includes(IDS.doi(n))) : search(library, word, since);
  const size = Number(query.get('page[size]'));
  const start = Number(query.get('page[cursor]')) - 1;
  const page = found.slice(start, start + size);
  const end = start + page.length;
  return toJson({
    data: page.map(({ n, title, abstract, cites }) => ({
      id: IDS.doi(n),
      type: 'dois',
      attributes: {
        doi: IDS.doi(n),
        titles: [{ title }],
        descriptions: [{ description: abstract, descriptionType: 'Abstract' }],
        publicationYear: 2020,
        types: { resourceTypeGeneral: 'JournalArticle' },
        relatedIdentifiers: cites.map((m) => ({
          relationType: 'References',
          relatedIdentifier: IDS.doi(m),
          relatedIdentifierType: 'DOI',
        })),
      },
    })),
    meta: { total: found.length },
    // The address is that of another host, as behind a proxy server.
    links: end < found.length ? { next: `https://elsewhere.example/dois?page%5Bcursor%5D=${end + 1}` } : {},
  });
}

/** Answers as OpenAlex, Crossref, and DataCite. */
export const answerDois: Answerer = (path, query, _, library) => {
  if (path === 'openalex/works') return answerOpenAlex(query, library);
  if (path.startsWith('openalex/works/doi:')) {
    const found = library.filter(({ n }) => path.endsWith(`:${IDS.doi(n)}`));
    if (found.length === 0) return undefined;
    const { results } = JSON.parse(
      answerOpenAlex(new URLSearchParams({ cursor: '*', per_page: '100' }), found)!.text,
    ) as { results: object[] };
    return toJson(results[0]);
  }
  if (/^crossref\/works(\/|$)/.test(path)) return answerCrossref(path, query, library);
  if (path === 'datacite/dois') return answerDatacite(query, library);
  return undefined;
};
