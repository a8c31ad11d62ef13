import type { PaperMap } from '../../model/map.ts';
import { checkOptions, type OptionTable } from '../../model/option-table.ts';
import type { Paper } from '../../model/paper.ts';
import { createNameSplitter, formatParts } from '../../read/normalize/names/name-parts.ts';
import { joinChunks, toSingleLine } from '../escape.ts';
import { SELECTION_OPTIONS, type Selection, selectPapers } from '../selection.ts';
import { kindOf, publisherOf, RIS_TYPES } from './publication-type.ts';

/** Options of {@link writeRis}. */
export interface RisOptions extends Pick<Selection, 'papers'> {}

/** The options of {@link RisOptions}. */
export const RIS_OPTIONS: OptionTable<RisOptions> = { papers: SELECTION_OPTIONS.papers };

/** Writes the papers as RIS in UTF-8, in chunks, one record per paper in the order of the map. */
export function writeRis(map: Pick<PaperMap, 'papers'>, options: RisOptions = {}): Iterable<string> {
  checkOptions(RIS_OPTIONS, options, 'writeRis');
  return joinChunks(records(map, options));
}

function* records(map: Pick<PaperMap, 'papers'>, options: RisOptions): Generator<string> {
  for (const i of selectPapers(map, options)) yield formatRecord(map.papers[i]!);
}

function formatRecord(paper: Paper): string {
  const kind = kindOf(paper);
  const type = RIS_TYPES[kind];
  const splitName = createNameSplitter(paper);
  const toFamilyFirst = (name: string) => formatParts(splitName(toSingleLine(name)));
  const tags: [string, string | number | undefined][] = [
    ['TY', type],
    ['ID', paper.key],
    ['TI', paper.title],
    ...(paper.authors ?? []).map((name): [string, string] => ['AU', toFamilyFirst(name)]),
    ['PY', paper.year],
    ['DA', formatDate(paper)],
    ['T2', paper.venue],
    // Readers disagree whether T2 of a conference paper is the conference or the proceedings; C3 is always the latter.
    ['C3', type === 'CONF' ? paper.venue : undefined],
    ['T3', paper.series],
    ['VL', paper.volume],
    ['IS', paper.number],
    ['SP', /^[^-]+/.exec(paper.pages ?? '')?.[0]],
    ['EP', /^[^-]*-(.+)$/.exec(paper.pages ?? '')?.[1]],
    ...(paper.editors ?? []).map((name): [string, string] => ['A2', toFamilyFirst(name)]),
    ['PB', publisherOf(paper, kind)],
    ['LA', paper.language],
    ...(paper.keywords ?? []).map((keyword, _, all): [string, string] => ['KW', protectKeyword(keyword, all.length)]),
    ['DO', paper.doi],
    ['AN', paper.pmid],
    ['DB', paper.pmid === undefined ? undefined : 'PubMed'],
    ['C2', paper.pmcid],
    ['SN', paper.isbn?.join('; ')],
    ['SN', paper.issn?.join('; ')],
    ...[paper.url, ...(paper.urls ?? [])].map((url): [string, string | undefined] => ['UR', url]),
    ['N1', paper.note],
    ...listOwnValues(paper, type).map(([name, value]): [string, string] => [OWN_TAG, `${name}: ${value}`]),
    ['AB', paper.abstract || undefined],
  ];
  const lines = tags.flatMap(([tag, value]) =>
    value === undefined ? [] : [`${tag}  - ${toSingleLine(String(value))}\r\n`],
  );
  return `${lines.join('')}ER  - \r\n\r\n`;
}

/** Writes a keyword that readers would split as a list with one item, which papergraph reads. */
const protectKeyword = (keyword: string, count: number) =>
  /[;；]/.test(keyword) || (count === 1 && keyword.split(',').length > 2) ? JSON.stringify([keyword]) : keyword;

/** A tag that the user defines. It holds the fields that RIS has no tag for, as "name: value". */
const OWN_TAG = 'U1';

function listOwnValues(paper: Paper, type: string): [name: string, value: string][] {
  const values: [string, string | number | undefined][] = [
    ['type', paper.type === type ? undefined : paper.type],
    // Readers take a series for the venue where there is none.
    ['series', paper.venue === undefined ? paper.series : undefined],
    ['organization', paper.organization],
    // Otherwise readers take a publisher that equals the organization for the latter.
    ['publisher', paper.publisher === paper.organization ? paper.publisher : undefined],
    // RIS has no sign for organizations; the names of persons are in their parts.
    ...(paper.structuredNames ?? [])
      .filter((entry) => entry.startsWith('{'))
      .map((entry): [string, string] => ['structured name', entry]),
    ...(paper.orcids ?? []).map((orcid): [string, string] => ['orcid', orcid]),
    ['arxiv', paper.arxiv],
    ...(paper.identifiers ?? []).map((identifier): [string, string] => ['identifier', identifier]),
    ...(paper.code ?? []).map((url): [string, string] => ['code', url]),
    ...(paper.cites ?? []).map((cited): [string, string] => ['reference', cited]),
    ...(paper.otherAbstracts ?? []).map((text): [string, string] => ['other abstract', text]),
    ['author count', paper.authors ? undefined : paper.authorCount],
    ['votes', paper.votes],
    ['citations', paper.citations],
  ];
  return values.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, String(value)]]));
}

/** Formats the date, or the year, as YYYY/MM/DD/ with unknown parts left empty. */
function formatDate({ year, date = '' }: Paper): string | undefined {
  const [, yearOfDate, month = '', day = ''] = /^(\d{4}|-)(?:-(\d\d))?(?:-(\d\d))?$/.exec(date) ?? [];
  if (yearOfDate === undefined && year === undefined) return undefined;
  return `${yearOfDate === '-' ? (year ?? '') : (yearOfDate ?? year)}/${month}/${day}/`;
}
