import type { Paper } from '../../model/paper.ts';

/** The kinds of publications that formats of references distinguish. */
export type PublicationKind =
  | 'article'
  | 'conference paper'
  | 'proceedings'
  | 'book'
  | 'chapter'
  | 'thesis'
  | 'masters thesis'
  | 'report'
  | 'preprint'
  | 'data set'
  | 'software'
  | 'web page'
  | 'other';

/**
 * The names that sources give to each kind, without case and punctuation: BibTeX, RIS, CSL, Crossref, OpenAlex, DataCite, Zotero,
 * PubMed, Scopus, Web of Science, DBLP. Those of `other` say that a publication is none of the others.
 */
const NAMES: Record<PublicationKind, string> = {
  article:
    'article journalarticle articlejournal journalarticles jour mgzn ejour articlemagazine articlenewspaper review reviewarticle researcharticle researchpaper j letter editorial editorialmaterial shortsurvey articleinpress datapaper casereport casereports randomizedcontrolledtrial metaanalysis systematicreview newspaperarticle magazinearticle',
  'conference paper':
    'inproceedings conference conferencepaper paperconference proceedingsarticle proceedingspaper conf cpaper conferenceandworkshoppapers conferencearticle c',
  proceedings: 'proceedings conferenceproceedings',
  book: 'book ebook edbook monograph mvbook collection booksandtheses b',
  chapter:
    'incollection inbook bookchapter chapter booksection chap echap partsinbooksorcollections referenceentry entryencyclopedia entrydictionary encyclopediaarticle dictionaryentry',
  thesis: 'phdthesis thesis dissertation thes doctoraldissertation doctoralthesis',
  'masters thesis': 'mastersthesis masterthesis',
  report: 'techreport report rprt technicalreport',
  preprint: 'preprint postedcontent unpb unpublished workingpaper articlepreprint informalandotherpublications',
  'data set': 'dataset data',
  software: 'software computerprogram comp',
  'web page': 'webpage online electronic elec website post postweblog',
  other: 'misc gen generic document other patent pat standard stand',
};

const kinds = new Map<string, PublicationKind>();
// Object.entries loses the key type of the constant.
for (const [kind, names] of Object.entries(NAMES) as [PublicationKind, string][])
  for (const name of names.split(' ')) kinds.set(name, kind);

/** What {@link kindOf} looks at. */
type TypedPaper = Pick<Paper, 'type' | 'venue' | 'volume' | 'number' | 'pages' | 'issn'>;

/**
 * Returns the kind of a publication: the first that its type names, which may be a list such as "Article; Proceedings Paper". Without a type, or
 * with one that says something else, such as "Comparative Study", the fields decide.
 */
export function kindOf(paper: TypedPaper): PublicationKind {
  for (const part of paper.type?.split(';') ?? []) {
    const kind = kinds.get(part.toLowerCase().replace(/[^a-z]/g, ''));
    if (kind !== undefined) return kind;
  }
  return kindByFields(paper);
}

/** Names of conferences, not those of journals such as PNAS. */
const CONFERENCE =
  /\b(?:proceedings(?! of the (?:national academy|royal society|ieee$))|conference|workshop|symposium)\b/i;

function kindByFields({ venue, volume, number, pages, issn }: TypedPaper): PublicationKind {
  if (venue === undefined) return 'other';
  const isSerial = [volume, number, issn].some((value) => value !== undefined);
  if (!isSerial && CONFERENCE.test(venue)) return 'conference paper';
  return isSerial || pages !== undefined ? 'article' : 'other';
}

/** Name of the BibTeX field for the organization by kind, where styles require another than "organization". */
export const INSTITUTION_FIELDS: Partial<Record<PublicationKind, string>> = {
  thesis: 'school',
  'masters thesis': 'school',
  report: 'institution',
};

/** Returns what RIS and CSL name as the publisher, which of a thesis or report is the organization unless it has another. */
export const publisherOf = (
  paper: Pick<Paper, 'publisher' | 'organization'>,
  kind: PublicationKind,
): string | undefined => paper.publisher ?? (kind in INSTITUTION_FIELDS ? paper.organization : undefined);

/** BibTeX entry types. */
export const BIBTEX_TYPES: Record<PublicationKind, string> = {
  article: 'article',
  'conference paper': 'inproceedings',
  proceedings: 'proceedings',
  book: 'book',
  chapter: 'incollection',
  thesis: 'phdthesis',
  'masters thesis': 'mastersthesis',
  report: 'techreport',
  preprint: 'misc',
  'data set': 'misc',
  software: 'misc',
  'web page': 'misc',
  other: 'misc',
};

/** RIS reference types. */
export const RIS_TYPES: Record<PublicationKind, string> = {
  article: 'JOUR',
  'conference paper': 'CONF',
  proceedings: 'CONF',
  book: 'BOOK',
  chapter: 'CHAP',
  thesis: 'THES',
  'masters thesis': 'THES',
  report: 'RPRT',
  preprint: 'UNPB',
  'data set': 'DATA',
  software: 'COMP',
  'web page': 'ELEC',
  other: 'GEN',
};

/** CSL item types. */
export const CSL_TYPES: Record<PublicationKind, string> = {
  article: 'article-journal',
  'conference paper': 'paper-conference',
  proceedings: 'book',
  book: 'book',
  chapter: 'chapter',
  thesis: 'thesis',
  'masters thesis': 'thesis',
  report: 'report',
  preprint: 'article',
  'data set': 'dataset',
  software: 'software',
  'web page': 'webpage',
  other: 'document',
};
