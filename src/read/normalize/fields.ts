import type { Draft, ReadOptions } from '../record.ts';
import { splitList, splitNames } from './names.ts';

/** The fields that tables and plain JSON may have, and the names they go by; compared without case, blanks and signs. */
const synonyms = {
  title: 'title papertitle articletitle documenttitle primarytitle name ti t1',
  abstract: 'abstract abstractnote abstracttext summary description paperabstract ab n2',
  authors: 'authorfullnames af authors author authornames creators creator au',
  authorCount: 'authorcount numauthors nauthors numberofauthors',
  year: 'year publicationyear pubyear publishedyear py yr',
  date: 'date publicationdate published publisheddate publishedon pubdate dateissued issued earlyaccessdate updatedate',
  venue:
    'venue journal sourcetitle journaltitle journalname journalbook publicationtitle publicationname publication booktitle conference conferencename containertitle source so',
  publisher: 'publisher pu',
  organisation: 'organisation organization institution affiliation',
  type: 'type documenttype publicationtype itemtype dt',
  language: 'language languageoforiginaldocument lang la',
  keywords: 'keywords authorkeywords keyword tags manualtags subjects de',
  doi: 'doi digitalobjectidentifier di doilink',
  arxiv: 'arxiv arxivid eprint',
  pmid: 'pmid pubmedid pubmed pm',
  urls: 'url link urls paperurl pdfurl links href doiurl openaccesspdf',
  code: 'code codeurl github githubrepo repository githuburl repourl',
  votes: 'votes upvotes likes stars',
  citations: 'citations citedby citationcount timescited citedbycount numcitations tc',
  cites: 'cites references citedreferences',
  id: 'id key paperid citationkey',
} as const;

/** A field of a {@link Draft}, or an id that may turn out to be a DOI, an arXiv or a PubMed id. */
export type Field = keyof typeof synonyms;

const byName = new Map<string, { field: Field; rank: number }>();
// The table above has no other names than its type says.
for (const [field, names] of Object.entries(synonyms) as [Field, string][])
  for (const [rank, name] of names.split(' ').entries()) byName.set(name, { field, rank });

export const plainName = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Says which columns hold which field: those with the more usual names first, given ones before all. */
export function columnsOf(names: string[], options: ReadOptions): Map<Field, number[]> {
  const given = new Map(
    Object.entries(options.columns ?? {}).map(([field, name]) => [plainName(name), fieldOf(field)]),
  );
  const ranked = names.flatMap((name, at) => {
    const plain = plainName(name);
    const wanted = given.get(plain);
    const known = wanted ? { field: wanted, rank: -1 } : byName.get(plain);
    return known ? [{ ...known, at }] : [];
  });
  const columns = new Map<Field, number[]>();
  for (const { field, at } of ranked.sort((a, b) => a.rank - b.rank || a.at - b.at))
    columns.set(field, [...(columns.get(field) ?? []), at]);
  return columns;
}

/** Whether columns can be said to hold this. */
export const isField = (name: string): boolean => fieldOf(name) !== undefined;

const fieldOf = (name: string): Field | undefined => byName.get(plainName(name))?.field;

/** A draft from fields that are all text, as tables have them. */
export function draftOfText(get: (field: Field) => string | undefined): Draft {
  const id = get('id');
  const list = (field: Field) => {
    const written = get(field);
    return written === undefined ? undefined : splitList(written);
  };
  const authors = get('authors');
  return {
    title: get('title'),
    abstract: get('abstract'),
    authors: authors === undefined ? undefined : splitNames(authors),
    authorCount: countOf(get('authorCount')),
    year: get('year') ?? get('date'),
    date: get('date'),
    venue: get('venue'),
    publisher: get('publisher'),
    organisation: get('organisation'),
    type: get('type'),
    language: get('language'),
    keywords: list('keywords'),
    doi: get('doi') ?? id,
    arxiv: get('arxiv') ?? id,
    pmid: get('pmid'),
    urls: get('urls')?.split(/[\s;|]+/),
    code: get('code')?.split(/[\s;|]+/),
    votes: countOf(get('votes')),
    citations: countOf(get('citations')),
    cites: get('cites')?.split(';'),
  };
}

/** "1,234" or "1234.0" as a number. */
export function countOf(written: string | undefined): number | undefined {
  if (!written || !/^\s*\d[\d,]*(?:\.0*)?\s*$/.test(written)) return undefined;
  return Number(written.replaceAll(',', ''));
}
