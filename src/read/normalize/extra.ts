import type { RawRecord } from '../record.ts';

/** Returns what Zotero's field "Extra" has, one per line, of the fields that Zotero has not: "PMID: 31234567". */
export function parseExtra(extra: string | undefined): Pick<RawRecord, 'key' | 'doi' | 'arxiv' | 'pmid' | 'pmcid'> {
  if (!extra?.includes(':')) return {};
  const find = (pattern: RegExp) => pattern.exec(extra)?.[1];
  return {
    key: find(/^citation key: *(\S+)/im),
    doi: find(/^DOI: *(\S+)/im),
    arxiv: find(/^arXiv: *(\S+)/im),
    pmid: find(/^PMID: *(\d+)/im),
    pmcid: find(/^PMCID: *(\S+)/im),
  };
}
