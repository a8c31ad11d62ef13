import type { RawRecord, ReadOptions } from '../record.ts';
import { splitList, splitNames } from './names.ts';

/**
 * Names of columns and JSON keys for each field, the most specific first. Compared after {@link normalizeFieldName}.
 */
const fieldNames = {
  title: 'title papertitle articletitle documenttitle primarytitle name ti t1',
  abstract: 'abstract abstractnote abstracttext summary description paperabstract ab n2',
  authors: 'authorfullnames af authors author authornames creators creator au',
  authorCount: 'authorcount numauthors nauthors numberofauthors',
  year: 'year publicationyear pubyear publishedyear py yr',
  date: 'date publicationdate published publisheddate publishedon pubdate dateissued issued earlyaccessdate updatedate',
  venue:
    'venue journal sourcetitle journaltitle journalname journalbook publicationtitle publicationname publication booktitle conference conferencename containertitle source so',
  publisher: 'publisher pu',
  organization: 'organization organisation institution affiliation',
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

/** A field of a {@link RawRecord}, or an ID that may be a DOI or an arXiv ID. */
export type Field = keyof typeof fieldNames;

const fieldsByName = new Map<string, { field: Field; rank: number }>();
// Object.entries loses the key type of the constant.
for (const [field, names] of Object.entries(fieldNames) as [Field, string][])
  for (const [rank, name] of names.split(' ').entries()) fieldsByName.set(name, { field, rank });

const normalizeFieldName = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * Maps fields to the indexes of the columns that hold them: columns named in `options` first, then those with the most
 * specific names.
 */
export function mapColumns(names: string[], options: ReadOptions): Map<Field, number[]> {
  const fieldsByOption = new Map(
    Object.entries(options.columns ?? {}).map(([field, name]) => [normalizeFieldName(name), fieldOf(field)]),
  );
  const ranked = names.flatMap((name, index) => {
    const normalized = normalizeFieldName(name);
    const field = fieldsByOption.get(normalized);
    const match = field ? { field, rank: -1 } : fieldsByName.get(normalized);
    return match ? [{ ...match, index }] : [];
  });
  const columns = new Map<Field, number[]>();
  for (const { field, index } of ranked.sort((a, b) => a.rank - b.rank || a.index - b.index))
    columns.set(field, [...(columns.get(field) ?? []), index]);
  return columns;
}

/** Returns whether `name` is a field that {@link ReadOptions.columns} accepts. */
export const isField = (name: string): boolean => fieldOf(name) !== undefined;

const fieldOf = (name: string): Field | undefined => fieldsByName.get(normalizeFieldName(name))?.field;

/** Creates a record from fields that are all text, such as the cells of a table row. */
export function recordFromText(get: (field: Field) => string | undefined): RawRecord {
  const id = get('id');
  const authors = get('authors');
  const keywords = get('keywords');
  return {
    title: get('title'),
    abstract: get('abstract'),
    authors: authors === undefined ? undefined : splitNames(authors),
    authorCount: parseCount(get('authorCount')),
    year: get('year') ?? get('date'),
    date: get('date'),
    venue: get('venue'),
    publisher: get('publisher'),
    organization: get('organization'),
    type: get('type'),
    language: get('language'),
    keywords: keywords === undefined ? undefined : splitList(keywords),
    doi: get('doi') ?? id,
    arxiv: get('arxiv') ?? id,
    pmid: get('pmid'),
    urls: get('urls')?.split(/[\s;|]+/),
    code: get('code')?.split(/[\s;|]+/),
    votes: parseCount(get('votes')),
    citations: parseCount(get('citations')),
    cites: get('cites')?.split(';'),
  };
}

/** Parses a non-negative integer as tables write it: "1,234" or "1234.0". */
export function parseCount(text: string | undefined): number | undefined {
  if (!text || !/^\s*\d[\d,]*(?:\.0*)?\s*$/.test(text)) return undefined;
  return Number(text.replaceAll(',', ''));
}
