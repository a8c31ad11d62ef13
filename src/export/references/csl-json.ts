import type { PaperMap } from '../../model/map.ts';
import { checkOptions, type OptionTable } from '../../model/option-table.ts';
import type { Paper } from '../../model/paper.ts';
import { createNameSplitter, type NameParts } from '../../read/normalize/names/name-parts.ts';
import { joinChunks, toSingleLine } from '../escape.ts';
import { joinKeywordsWithCommas } from '../lists.ts';
import { SELECTION_OPTIONS, type Selection, selectPapers } from '../selection.ts';
import { createCitationKeys } from './citation-keys.ts';
import { CSL_TYPES, kindOf, publisherOf } from './publication-type.ts';

/** Options of {@link writeCslJson}. */
export interface CslJsonOptions extends Pick<Selection, 'papers'> {}

/** The options of {@link CslJsonOptions}. */
export const CSL_JSON_OPTIONS: OptionTable<CslJsonOptions> = { papers: SELECTION_OPTIONS.papers };

/**
 * Writes the papers as CSL-JSON, in chunks, one item per paper in the order of the map. The id of an item is its citation key.
 * Fields that CSL does not have are in `custom`. Source: csl-data schema 1.0.2.
 */
export function writeCslJson(map: Pick<PaperMap, 'papers'>, options: CslJsonOptions = {}): Iterable<string> {
  checkOptions(CSL_JSON_OPTIONS, options, 'writeCslJson');
  return joinChunks(items(map, options));
}

function* items(map: Pick<PaperMap, 'papers'>, options: CslJsonOptions): Generator<string> {
  const keys = createCitationKeys(map.papers);
  let separator = '[\n';
  for (const i of selectPapers(map, options)) {
    yield separator + formatJson(toItem(map.papers[i]!, keys[i]!));
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

/** Formats an item on one line, like its texts. */
const formatJson = (item: object) =>
  JSON.stringify(item, (_, field) => (typeof field === 'string' ? toSingleLine(field) : field));

/** JSON.stringify leaves out members that are undefined. */
function toItem(paper: Paper, id: string): object {
  const kind = kindOf(paper);
  const type = CSL_TYPES[kind];
  const splitName = createNameSplitter(paper);
  const custom = {
    type: paper.type === type ? undefined : paper.type,
    // A date of CSL has a year.
    date: paper.date?.startsWith('--') ? paper.date : undefined,
    organization: paper.organization,
    // Otherwise readers take a publisher that equals the organization for the latter.
    publisher: paper.publisher === paper.organization ? paper.publisher : undefined,
    orcids: paper.orcids,
    arxiv: paper.arxiv,
    identifiers: paper.identifiers,
    urls: paper.urls,
    code: paper.code,
    references: paper.cites,
    other_abstracts: paper.otherAbstracts,
    author_count: paper.authors ? undefined : paper.authorCount,
    votes: paper.votes,
    citations: paper.citations,
  };
  return {
    id,
    'citation-key': paper.key,
    type,
    title: paper.title,
    author: paper.authors?.map((name) => toName(splitName(name))),
    editor: paper.editors?.map((name) => toName(splitName(name))),
    issued: toDate(paper),
    'container-title': paper.venue,
    'collection-title': paper.series,
    volume: paper.volume,
    issue: paper.number,
    // As Zotero writes it.
    number: kind === 'preprint' && paper.arxiv && !paper.number ? `arXiv:${paper.arxiv}` : undefined,
    page: paper.pages,
    publisher: publisherOf(paper, kind),
    language: paper.language,
    keyword: joinKeywordsWithCommas(paper.keywords),
    DOI: paper.doi,
    PMID: paper.pmid,
    PMCID: paper.pmcid,
    ISBN: paper.isbn?.join(' '),
    ISSN: paper.issn?.join(' '),
    URL: paper.url,
    note: paper.note,
    abstract: paper.abstract || undefined,
    custom: Object.values(custom).some((value) => value !== undefined) ? custom : undefined,
  };
}

const toName = ({ family, given, suffix }: NameParts): object =>
  given === undefined ? { literal: family } : { family, given, ...(suffix !== undefined && { suffix }) };

function toDate({ year, date }: Paper): object | undefined {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date ?? '')?.slice(1) ?? [year];
  const numbers = parts.filter((part) => part !== undefined).map(Number);
  return numbers.length > 0 ? { 'date-parts': [numbers] } : undefined;
}
