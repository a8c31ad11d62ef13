import type { FetchOptions } from '../model/fetched-file.ts';
import { boolean, type Domain, defineOption, integer, type OptionTable, text } from '../model/option-table.ts';
import { DEFAULT_LIMIT } from './fetch-papers.ts';

const date: Domain = {
  text: 'a date such as 2026-01-31',
  includes: (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\d$/.test(value) &&
    !Number.isNaN(Date.parse(value)) &&
    new Date(value).toISOString().startsWith(value),
};

const webAddress: Domain = {
  text: 'an address such as https://example.org',
  includes: (value) => typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value),
};

/** The options of {@link FetchOptions}. */
export const FETCH_OPTIONS: OptionTable<FetchOptions> = {
  since: defineOption('only records that the service added on or after this date', date),
  limit: defineOption('maximum number of records', integer(1), DEFAULT_LIMIT),
  cites: defineOption('follow the references of the papers', boolean, false),
  citedBy: defineOption('follow the citations of the papers', boolean, false),
  rounds: defineOption('maximum number of rounds in which citations are followed', integer(1, 100), 1),
  minLinks: defineOption('minimum number of links of a paper to those fetched before', integer(1), 1),
  collection: defineOption('name or key of a Zotero collection, with the collections in it', text),
  group: defineOption('name or number of a Zotero group, instead of your own library', text),
  baseUrl: defineOption('address of the service', webAddress, '<its public address>'),
};
