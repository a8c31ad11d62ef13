/**
 * Names of columns and JSON keys for each field, the most specific first. Compared after {@link normalizeFieldName}.
 */
const fieldNames = {
  title: 'title papertitle articletitle documenttitle itemtitle primarytitle displayname name ti t1 label',
  abstract: 'abstract abstractnote abstracttext summary description paperabstract ab n2',
  otherAbstracts: 'otherabstracts otherabstract',
  authors:
    'authorfullnames af authors author authornames authorlist authorsfullnames creators creator authorshipsauthordisplayname authorshipsrawauthorname au',
  /** Organizations and collaborations, beside the people in `authors`. */
  groupAuthors: 'groupauthors',
  structuredNames: 'structurednames',
  orcids: 'orcids orcid orcidids researcherids oi',
  authorCount: 'authorcount numauthors nauthors numberofauthors',
  year: 'year publicationyear pubyear publishedyear sourceyear yearpublished yearofpublication coveryear py yr',
  date: 'date publicationdate published publisheddate datepublished dateofpublication publishedon pubdate dateissued issued coverdate issuedate onlinedate publicationdateonline earlyaccessdate updatedate',
  venue:
    'venue journal sourcetitle journaltitle journalname journalbook publicationtitle publicationname pubtitle publication primarylocationsourcedisplayname hostvenuedisplayname booktitle conference conferencename containertitle anthologytitle sourcetitleanthologytitle so secondarytitle journals',
  /** The venue, or the database that a record comes from. */
  source: 'source',
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
  wosId: 'utuniquewosid',
  urls: 'urls url link articleurl paperurl externalurl documenturl primarylocationlandingpageurl landingpageurl fulltextlink fulltexturl pdfurl pdflink links sourceurls permalink plink href doiurl openaccesspdf openaccessoaurl dimensionsurl',
  code: 'code codeurl github githubrepo repository githuburl repourl',
  note: 'note notes',
  /** Zotero keeps here what it has no field for. */
  extra: 'extra',
  votes: 'votes upvotes likes stars',
  citations:
    'citations citedby timescitedalldatabases timescitedwoscore citationcount articlecitationcount citingworkscount scholarlycitationscount timescited citedbycount numcitations numberofcitations citationscount tc',
  cites: 'references citedreferences referencedworks cr',
  /** Publish or Perish writes a number under this name, others the cited works. */
  citesOrCount: 'cites',
  key: 'citationkey citekey bibtexkey',
  id: 'id key paperid',
} as const;

/** A field of a record, or an ID that may be a DOI or an arXiv ID. */
export type Field = keyof typeof fieldNames;

/** The fields by the names of columns; rank 0 is the most specific name. */
export const fieldsByName = new Map<string, { field: Field; rank: number }>();
// Object.entries loses the key type of the constant.
for (const [field, names] of Object.entries(fieldNames) as [Field, string][])
  for (const [rank, name] of names.split(' ').entries()) fieldsByName.set(name, { field, rank });

/** Returns the letters and digits of the name of a column or key, in lower case. */
export const normalizeFieldName = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Returns whether `name` is a field that `ReadOptions.columns` accepts. */
export const isField = (name: string): boolean => fieldOf(name) !== undefined;

/** Returns the field that a name of a column or key stands for; undefined if it is unknown. */
export const fieldOf = (name: string): Field | undefined => fieldsByName.get(normalizeFieldName(name))?.field;
