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
 * PubMed, Scopus, Web of Science, DBLP.
 */
const NAMES: Record<Exclude<PublicationKind, 'other'>, string> = {
  article:
    'article journalarticle articlejournal journalarticles jour mgzn ejour articlemagazine articlenewspaper review reviewarticle researcharticle researchpaper j letter editorial casereport randomizedcontrolledtrial metaanalysis systematicreview',
  'conference paper':
    'inproceedings conference conferencepaper paperconference proceedingsarticle proceedingspaper conf cpaper conferenceandworkshoppapers conferencearticle c',
  proceedings: 'proceedings conferenceproceedings',
  book: 'book ebook edbook monograph mvbook collection booksandtheses b',
  chapter: 'incollection inbook bookchapter chapter booksection chap echap partsinbooksorcollections',
  thesis: 'phdthesis thesis dissertation thes doctoraldissertation doctoralthesis',
  'masters thesis': 'mastersthesis masterthesis',
  report: 'techreport report rprt technicalreport',
  preprint: 'preprint postedcontent unpb unpublished workingpaper articlepreprint informalandotherpublications',
  'data set': 'dataset data',
  software: 'software computerprogram comp',
  'web page': 'webpage online electronic elec website post postweblog',
};

const kinds = new Map<string, PublicationKind>();
// Object.entries loses the key type of the constant.
for (const [kind, names] of Object.entries(NAMES) as [PublicationKind, string][])
  for (const name of names.split(' ')) kinds.set(name, kind);

/** Returns the kind of a publication whose type a source has named. */
export const kindOf = (type: string | undefined): PublicationKind =>
  kinds.get((type ?? '').toLowerCase().replace(/[^a-z]/g, '')) ?? 'other';

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
