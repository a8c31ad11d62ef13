/**
 * The format of files that `papergraph fetch` writes: JSON Lines, one record per line, as the service sent it.
 *
 *     {"format":"papergraph fetch","version":1,"source":"openalex","query":"spiking networks","options":{...},"date":"2026-11-29"}
 *     {"_source":{"service":"openalex","query":"spiking networks","date":"...","url":"https://..."},"id":"https://openalex.org/W1",...}
 *     {"_page":{"round":0,"step":"records","task":0,"next":"..."}}
 *     ...
 *     {"_end":{"date":"...","records":2,"matched":2,"missing":[]}}
 *
 * Lines are only appended, so that an interrupted fetch can continue from the last `_page`.
 */

/** The first bytes of every fetched file. */
export const FETCH_FILE_START = '{"format":"papergraph fetch","version":';

/** Version of the format. It is increased when older versions of papergraph can no longer read the file. */
export const FETCH_FILE_VERSION = 1;

/** The services that records come from. */
export const SERVICE_NAMES = [
  'openalex',
  'crossref',
  'arxiv',
  'pubmed',
  'europepmc',
  'semanticscholar',
  'datacite',
  'zotero',
] as const;

/** Name of a service that records come from. */
export type ServiceName = (typeof SERVICE_NAMES)[number];

/** Name of a source to fetch from: a service, or "doi" for the agencies that register DOIs. */
export type SourceName = ServiceName | 'doi';

/** What determines which records are fetched. */
export interface FetchOptions {
  /** Only records that were added to the service on or after this date, YYYY-MM-DD. Default all. */
  since?: string;
  /** Maximum number of records. Integer, at least 1. Default 10000. */
  limit?: number;
  /** Whether to follow the references of the papers. Default false. */
  cites?: boolean;
  /** Whether to follow the citations of the papers. Default false. */
  citedBy?: boolean;
  /** Maximum number of rounds in which citations are followed. Integer, at least 1. Default 1 if any are followed. */
  rounds?: number;
  /** Minimum number of links between a paper and those that were fetched before. Integer, at least 1. Default 1. */
  minLinks?: number;
  /** Name or key of a Zotero collection; the collections in it belong to it. Default the whole library. */
  collection?: string;
  /** Name or number of a Zotero group. Default the user's own library. */
  group?: string;
  /** Address of the service. Default its public address. */
  baseUrl?: string;
}

/** What is fetched: the first line of a fetched file has these members, after its format and version. */
export interface FetchRequest {
  source: SourceName;
  /** Search terms in the syntax of the service; absent if `ids` are fetched. */
  query?: string;
  /** Identifiers of papers; absent if a query is fetched. */
  ids?: string[];
  options: FetchOptions;
}

/** The first line of a fetched file. */
export interface FetchHeader extends FetchRequest {
  format: 'papergraph fetch';
  version: number;
  /** When the fetch started, YYYY-MM-DD: the value of `since` for the next fetch. */
  date: string;
}

/** Where a record comes from: the member `_source` of its line. All fields of the record come from there. */
export interface RecordSource {
  service: ServiceName;
  /** What was asked for: the query, or "ids", "cites", or "citedBy". */
  query: string;
  /** When the service sent the record, in ISO 8601. */
  date: string;
  /** Address of the answer, without keys and contact address. */
  url: string;
  /** In which round a record was found by following citations; absent for those that were asked for. */
  round?: number;
}

/** The end of a page of an answer: the member `_page` of a line. */
export interface PageMark {
  /** 0 for what was asked for, then the rounds in which citations are followed. */
  round: number;
  step: 'links' | 'records';
  /** Number of the task within the step. */
  task: number;
  /** Where the next page starts; null if the task is done. */
  next: string | null;
}

/** The last line of a complete fetched file, under `_end`. */
export interface FetchSummary {
  /** When the fetch was completed, in ISO 8601. */
  date: string;
  records: number;
  /** Number of records that match, as stated by the service; absent if it did not say. */
  matched?: number;
  /** Identifiers that the service does not know. */
  missing: string[];
  /** Why no further round was started; absent if citations were not followed. */
  stopped?: string;
}
