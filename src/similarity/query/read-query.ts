import type { Paper } from '../../model/paper.ts';
import { parseDoi } from '../../read/normalize/doi.ts';
import { parseArxivId, parsePmcid, parsePmid, titleKey } from '../../read/normalize/identifiers.ts';

/** What a query was read as. */
export type QueryKind =
  | 'id'
  | 'DOI'
  | 'arXiv id'
  | 'PubMed id'
  | 'PubMed Central id'
  | 'citation key'
  | 'title'
  | 'beginning of a title'
  | 'text';

/** How a query was read. */
export interface QueryReading {
  readAs: QueryKind;
  /** Index of the paper that the query names; absent for text, and if no paper has the identifier. */
  paper?: number;
  /** The identifier in its usual form, if the query is one. */
  identifier?: string;
}

/** The papers that a query can name. */
export interface NamedPapers {
  /** Id of each paper. */
  ids: readonly string[];
  /** Title of each paper. */
  titles: readonly string[];
  /** Loads the papers, for identifiers that are not their ids. */
  load(): Promise<readonly Paper[]>;
}

/** Number of words from which on the beginning of a title is taken for the paper: fewer words are a subject. */
const MIN_TITLE_WORDS = 5;

/** Longest citation key that is looked up. */
const MAX_KEY_LENGTH = 200;

/**
 * Tells what a query names: the id of a paper, another identifier in any of its usual forms, a citation key, a title, or
 * the beginning of one title, with "..." at the end or of at least five words. Everything else is text.
 */
export async function readQuery(query: string, papers: NamedPapers): Promise<QueryReading> {
  const text = query.trim();
  const { ids, titles } = papers;
  const byId = findIgnoringCase(ids, text);
  if (byId !== undefined) return { readAs: 'id', paper: byId };
  const identifier = parseIdentifier(text);
  if (identifier) return findIdentifier(identifier, papers);
  const byTitle = findIgnoringCase(titles, text) ?? findTitle(titles, text);
  if (byTitle !== undefined) return { readAs: 'title', paper: byTitle };
  if (isSingleWord(text)) {
    const byKey = findIgnoringCase(
      (await papers.load()).map(({ key = '' }) => key),
      text,
    );
    if (byKey !== undefined) return { readAs: 'citation key', paper: byKey };
  }
  const byBeginning = findBeginning(titles, text);
  return byBeginning === undefined ? { readAs: 'text' } : { readAs: 'beginning of a title', paper: byBeginning };
}

/** An identifier of a kind that papers have. */
export interface Identifier {
  readAs: QueryKind;
  /** The field of {@link Paper} that has it; absent for ids that papergraph made. */
  field?: 'doi' | 'arxiv' | 'pmid' | 'pmcid';
  identifier: string;
}

/** Returns the identifier that a whole text is; undefined for a text that only contains one. */
export function parseIdentifier(text: string): Identifier | undefined {
  if (/^t-[0-9a-f]{12}(?:-\d+)?$/i.test(text)) return { readAs: 'id', identifier: text.toLowerCase() };
  if (/\s/.test(text.replace(/^(?:doi|arxiv|pmid|pmcid)\s*:?\s+/i, ''))) return undefined;
  const arxiv = parseArxivId(text);
  if (arxiv !== undefined) return { readAs: 'arXiv id', field: 'arxiv', identifier: arxiv };
  const doi = /^(?:10\.\d{4}|doi\b|https?:\/\/|(?:www\.|dx\.)?doi\.org)/i.test(text) ? parseDoi(text) : undefined;
  if (doi !== undefined) return { readAs: 'DOI', field: 'doi', identifier: doi };
  const pmcid = /PMC/i.test(text) ? parsePmcid(text) : undefined;
  if (pmcid !== undefined) return { readAs: 'PubMed Central id', field: 'pmcid', identifier: pmcid };
  // Digits alone may be anything.
  const pmid = /^\d*$/.test(text) ? undefined : parsePmid(text);
  return pmid === undefined ? undefined : { readAs: 'PubMed id', field: 'pmid', identifier: pmid };
}

/** Finds the paper with an identifier, first among the ids, which are the first identifier of each paper. */
async function findIdentifier({ readAs, field, identifier }: Identifier, papers: NamedPapers): Promise<QueryReading> {
  const prefix = { doi: '', arxiv: 'arXiv:', pmid: 'pmid:', pmcid: '' }[field ?? 'doi'];
  let paper = findIgnoringCase(papers.ids, prefix + identifier);
  if (paper === undefined && field)
    paper = findIgnoringCase(
      (await papers.load()).map((candidate) => candidate[field] ?? ''),
      identifier,
    );
  return { readAs, identifier, ...(paper !== undefined && { paper }) };
}

const isSingleWord = (text: string) => text.length <= MAX_KEY_LENGTH && /^\S+$/.test(text);

/** Returns the first text that is equal, or else equal in lower case. */
function findIgnoringCase(texts: readonly string[], text: string): number | undefined {
  if (text === '') return undefined;
  const exact = texts.indexOf(text);
  if (exact >= 0) return exact;
  const lowerCase = text.toLowerCase();
  const found = texts.findIndex((candidate) => candidate.toLowerCase() === lowerCase);
  return found >= 0 ? found : undefined;
}

/** Returns the only paper with this title, ignoring case, accents and punctuation. */
function findTitle(titles: readonly string[], text: string): number | undefined {
  const key = titleKey(text);
  return findOnly(titles, (title) => titleKey(title) === key);
}

/** Returns the only paper with a title that begins like this. */
function findBeginning(titles: readonly string[], text: string): number | undefined {
  const words = text.split(/\s+/).length;
  const isCut = /(?:…|\.\.\.)$/.test(text);
  if (words < MIN_TITLE_WORDS && !isCut) return undefined;
  const key = titleKey(text);
  return findOnly(titles, (title) => titleKey(title).startsWith(key));
}

function findOnly(titles: readonly string[], matches: (title: string) => boolean): number | undefined {
  const first = titles.findIndex(matches);
  return first < 0 || titles.slice(first + 1).some(matches) ? undefined : first;
}
