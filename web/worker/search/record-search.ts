import type { Paper } from '../../../src/model/paper.ts';
import { hasWordPrefix } from './paper-filter.ts';
import type { Clause } from './query.ts';
import type { Passage } from './results.ts';
import { normalize, spellings } from './spellings.ts';

/** The fields of a paper that are neither on the map nor in its abstract, but that people search for. */
export type SearchRecord = Pick<Paper, 'abstract' | 'doi' | 'key' | 'arxiv' | 'pmid' | 'keywords'>;

/** Returns the fields of a paper that are searched. */
export const toRecord = ({ abstract, doi, key, arxiv, pmid, keywords }: Paper): SearchRecord => ({
  abstract,
  ...(doi && { doi }),
  ...(key && { key }),
  ...(arxiv && { arxiv }),
  ...(pmid && { pmid }),
  ...(keywords && { keywords }),
});

/** Minimum length of the start of an identifier. */
const MIN_IDENTIFIER_PREFIX = 4;

/** The identifiers of a paper, by the name under which they are shown. */
export const IDENTIFIERS = [
  ['DOI', 'doi'],
  ['Key', 'key'],
  ['arXiv', 'arxiv'],
  ['PubMed', 'pmid'],
] as const;

/** Returns the clauses that name an identifier or keywords. */
export const recordClauses = (clauses: readonly Clause[]) =>
  clauses.filter(({ field }) => field === 'doi' || field === 'key' || field === 'keyword');

/** Finds a clause in the identifiers and keywords of a paper. Returns what was found, to be shown below the title. */
export function matchRecord(record: SearchRecord, { field, text, isPhrase }: Clause): Passage | undefined {
  const wanted = text.toLowerCase();
  for (const [name, identifier] of isPhrase ? [] : IDENTIFIERS) {
    const value = record[identifier];
    if (!value || (field !== undefined && field !== identifier)) continue;
    const isShort = wanted.length < MIN_IDENTIFIER_PREFIX;
    if (isShort ? value.toLowerCase() !== wanted : !value.toLowerCase().startsWith(wanted)) continue;
    const start = name.length + 1;
    return { snippet: `${name} ${value}`, marks: [[start, start + text.length]] };
  }
  if (field !== undefined && field !== 'keyword') return undefined;
  const prefixes = spellings(text);
  const keyword = record.keywords?.find((word) => prefixes.some((prefix) => hasWordPrefix(normalize(word), prefix)));
  return keyword === undefined ? undefined : { snippet: keyword, marks: [[0, keyword.length]] };
}
