import type { FormatOptions, RawRecord } from '../record.ts';
import { parseListLiteral } from './list-literals.ts';
import { splitList, splitNames } from './names.ts';

/**
 * Names of columns and JSON keys for each field, the most specific first. Compared after {@link normalizeFieldName}.
 */
const fieldNames = {
  title: 'title papertitle articletitle documenttitle itemtitle primarytitle displayname name ti t1 label',
  abstract: 'abstract abstractnote abstracttext summary description paperabstract ab n2',
  authors:
    'authorfullnames af authors author authornames authorlist authorsfullnames creators creator authorshipsauthordisplayname authorshipsrawauthorname au',
  authorCount: 'authorcount numauthors nauthors numberofauthors',
  year: 'year publicationyear pubyear publishedyear sourceyear yearpublished yearofpublication coveryear py yr',
  date: 'date publicationdate published publisheddate datepublished dateofpublication publishedon pubdate dateissued issued coverdate issuedate onlinedate publicationdateonline earlyaccessdate updatedate',
  venue:
    'venue journal sourcetitle journaltitle journalname journalbook publicationtitle publicationname pubtitle publication primarylocationsourcedisplayname hostvenuedisplayname booktitle conference conferencename containertitle anthologytitle source so',
  publisher: 'publisher publishername primarylocationsourcehostorganizationname pu',
  editors: 'editor editors bookeditors be',
  series: 'series bookseriestitle bookseries seriestitle se',
  volume: 'volume vol journalvolume volumenumber bibliovolume vl',
  number: 'issue issuenumber journalissue biblioissue number is',
  pages: 'pages pagination pagerange pagenumbers page',
  firstPage: 'startpage firstpage pagestart beginningpage bibliofirstpage bp',
  lastPage: 'endpage lastpage pageend endingpage bibliolastpage ep',
  articleNumber: 'articlenumber artno articleno ar',
  organization: 'organization organisation institution affiliation',
  type: 'type documenttype publicationtype itemtype contenttype doctype dt',
  language: 'language languageoforiginaldocument languages lang la',
  keywords: 'keywords authorkeywords keyword keywordsdisplayname tags manualtags subjects de',
  /** Keywords that a program took over from the source, beside those that the user gave. */
  automaticKeywords: 'automatictags',
  /** Terms that a database assigned; used where there are no keywords. */
  indexTerms:
    'meshterms meshheadings indexterms indexkeywords emtreemedicalindextermsmajorfocus subjectterms subjectheadings ieeeterms keywordsplus',
  doi: 'doi digitalobjectidentifier digitalobjectidentifierdoi itemdoi doinumber di doilink',
  arxiv: 'arxiv arxivid eprint',
  pmid: 'pmid pubmedid pubmed medlinepmid idspmid pubmednumber pm',
  pmcid: 'pmcid pmc idspmcid',
  isbn: 'isbn isbns printisbn eisbn bn',
  issn: 'issn issns printissn primarylocationsourceissnl sn',
  eissn: 'eissn onlineissn ei',
  identifiers: 'identifiers',
  urls: 'urls url link articleurl paperurl externalurl documenturl primarylocationlandingpageurl landingpageurl fulltextlink fulltexturl pdfurl pdflink links sourceurls permalink plink href doiurl openaccesspdf openaccessoaurl dimensionsurl',
  code: 'code codeurl github githubrepo repository githuburl repourl',
  note: 'note notes extra',
  votes: 'votes upvotes likes stars',
  citations:
    'citations citedby timescitedalldatabases timescitedwoscore citationcount articlecitationcount citingworkscount scholarlycitationscount timescited citedbycount numcitations numberofcitations citationscount tc',
  cites: 'references citedreferences referencedworks',
  /** Publish or Perish writes a number under this name, others the cited works. */
  citesOrCount: 'cites',
  key: 'citationkey citekey bibtexkey',
  id: 'id key paperid',
} as const;

/** A field of a {@link RawRecord}, or an ID that may be a DOI or an arXiv ID. */
export type Field = keyof typeof fieldNames;

const fieldsByName = new Map<string, { field: Field; rank: number }>();
// Object.entries loses the key type of the constant.
for (const [field, names] of Object.entries(fieldNames) as [Field, string][])
  for (const [rank, name] of names.split(' ').entries()) fieldsByName.set(name, { field, rank });

/** Returns the letters and digits of the name of a column or key, in lower case. */
export const normalizeFieldName = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * Maps fields to the indexes of the columns that hold them: columns named in `options` first, then those with the most
 * specific names.
 */
export function mapColumns(names: string[], options: FormatOptions): Map<Field, number[]> {
  const fieldsByOption = new Map(
    Object.entries(options.columns ?? {}).map(([field, name]) => [
      normalizeFieldName(name),
      { name, field: fieldOf(field) },
    ]),
  );
  const ranked = names.flatMap((name, index) => {
    const normalized = normalizeFieldName(name);
    const option = fieldsByOption.get(normalized);
    if (option) options.foundColumns?.add(option.name);
    const field = option?.field;
    const match = field ? { field, rank: -1 } : fieldsByName.get(normalized);
    return match ? [{ ...match, index }] : [];
  });
  const columns = new Map<Field, number[]>();
  for (const { field, index } of ranked.sort((a, b) => a.rank - b.rank || a.index - b.index))
    columns.set(field, [...(columns.get(field) ?? []), index]);
  return columns;
}

/** Returns whether `name` is a field that `ReadOptions.columns` accepts. */
export const isField = (name: string): boolean => fieldOf(name) !== undefined;

const fieldOf = (name: string): Field | undefined => fieldsByName.get(normalizeFieldName(name))?.field;

/** Creates a record from fields that are all text, such as the cells of a table row. */
export function recordFromText(get: (field: Field) => string | undefined): RawRecord {
  const id = get('id');
  const authors = get('authors');
  const editors = get('editors');
  const citesOrCount = get('citesOrCount');
  const citations = parseCount(citesOrCount);
  return {
    key: get('key'),
    title: get('title'),
    abstract: get('abstract'),
    authors: authors === undefined ? undefined : splitNames(authors),
    authorCount: parseCount(get('authorCount')),
    year: get('year') ?? get('date'),
    date: get('date'),
    venue: get('venue'),
    publisher: get('publisher'),
    editors: editors === undefined ? undefined : splitNames(editors),
    series: get('series'),
    volume: get('volume'),
    number: get('number'),
    pages: get('pages') ?? joinPages(get('firstPage'), get('lastPage')) ?? get('articleNumber'),
    organization: get('organization'),
    type: get('type'),
    language: get('language'),
    keywords: collectKeywords(get),
    doi: get('doi') ?? id,
    arxiv: get('arxiv') ?? id,
    pmid: get('pmid'),
    pmcid: get('pmcid'),
    isbn: get('isbn'),
    issn: joinTexts(get('issn'), get('eissn')),
    identifiers: splitUrls(get('identifiers')),
    urls: splitUrls(get('urls')),
    code: splitUrls(get('code')),
    note: get('note'),
    votes: parseCount(get('votes')),
    citations: parseCount(get('citations')) ?? citations,
    cites: splitCited(get('cites') ?? (citations === undefined ? citesOrCount : undefined)),
  };
}

const splitUrls = (text: string | undefined) =>
  text === undefined ? undefined : (parseListLiteral(text) ?? text.split(/[\s;|]+/));

/** Splits a list of cited works, whose texts may contain commas. */
export const splitCited = (text: string | undefined): string[] | undefined =>
  text === undefined ? undefined : (parseListLiteral(text) ?? text.split(/[;|]/).map((item) => item.trim()));

/** Returns keywords and automatic keywords; index terms when there are none. */
function collectKeywords(get: (field: Field) => string | undefined): string[] | undefined {
  const keywords = [get('keywords'), get('automaticKeywords')].flatMap((field) => (field ? splitList(field) : []));
  if (keywords.length) return keywords;
  const indexTerms = get('indexTerms');
  return indexTerms === undefined ? undefined : splitList(indexTerms);
}

const joinTexts = (...texts: (string | undefined)[]) => texts.filter(Boolean).join(' ') || undefined;

/** Joins the first and last page; undefined when there is no first page. Publish or Perish writes 0 for unknown pages. */
export function joinPages(first: string | undefined, last: string | undefined): string | undefined {
  const [start, end] = [first?.trim(), last?.trim()];
  if (!start || start === '0') return undefined;
  return end && end !== '0' && end !== start ? `${start}-${end}` : start;
}

/** Parses a non-negative integer as tables write it: "1,234" or "1234.0". */
export function parseCount(text: string | undefined): number | undefined {
  if (!text || !/^\s*\d[\d,]*(?:\.0*)?\s*$/.test(text)) return undefined;
  return Number(text.replaceAll(',', ''));
}
