import type { PaperMap } from '../../model/map.ts';
import { checkOptions, type OptionTable } from '../../model/option-table.ts';
import type { Paper } from '../../model/paper.ts';
import { joinChunks, removeInvalidCharacters } from '../escape.ts';
import { SELECTION_OPTIONS, type Selection, selectPapers } from '../selection.ts';

/** Options of {@link writeRis}. */
export interface RisOptions extends Pick<Selection, 'papers'> {}

/** The options of {@link RisOptions}. */
export const RIS_OPTIONS: OptionTable<RisOptions> = { papers: SELECTION_OPTIONS.papers };

/** RIS reference types by the types that sources use; all others become GEN. */
const TYPES = new Map([
  ['article', 'JOUR'],
  ['journal-article', 'JOUR'],
  ['inproceedings', 'CONF'],
  ['conference', 'CONF'],
  ['conference-paper', 'CONF'],
  ['proceedings-article', 'CONF'],
  ['book', 'BOOK'],
  ['incollection', 'CHAP'],
  ['book-chapter', 'CHAP'],
  ['phdthesis', 'THES'],
  ['mastersthesis', 'THES'],
  ['techreport', 'RPRT'],
  ['preprint', 'UNPB'],
]);

/** Writes the papers as RIS in UTF-8, in chunks, one record per paper in the order of the map. */
export function writeRis(map: Pick<PaperMap, 'papers'>, options: RisOptions = {}): Iterable<string> {
  checkOptions(RIS_OPTIONS, options, 'writeRis');
  return joinChunks(records(map, options));
}

function* records(map: Pick<PaperMap, 'papers'>, options: RisOptions): Generator<string> {
  for (const i of selectPapers(map, options)) yield formatRecord(map.papers[i]!);
}

function formatRecord(paper: Paper): string {
  const { arxiv } = paper;
  const type = TYPES.get((paper.type ?? '').toLowerCase()) ?? 'GEN';
  const tags: [string, string | number | undefined][] = [
    ['TY', type],
    ['ID', paper.id],
    ['TI', paper.title],
    ...(paper.authors ?? []).map((name): [string, string] => ['AU', toFamilyFirst(name)]),
    ['PY', paper.year],
    ['DA', formatDate(paper.date) ?? formatDate(paper.year?.toString())],
    ['T2', paper.venue],
    // Readers disagree whether T2 of a conference paper is the conference or the proceedings; C3 is always the latter.
    ['C3', type === 'CONF' ? paper.venue : undefined],
    ['T3', paper.series],
    ['VL', paper.volume],
    ['IS', paper.number],
    ['SP', /^[^-]+/.exec(paper.pages ?? '')?.[0]],
    ['EP', /-(.+)$/.exec(paper.pages ?? '')?.[1]],
    ...(paper.editors ?? []).map((name): [string, string] => ['A2', toFamilyFirst(name)]),
    ['PB', paper.publisher],
    ['LA', paper.language],
    ...(paper.keywords ?? []).map((keyword): [string, string] => ['KW', keyword]),
    ['DO', paper.doi],
    ['AN', paper.pmid],
    ['C2', paper.pmcid],
    ['SN', (paper.isbn ?? paper.issn)?.join('; ')],
    ['UR', paper.url],
    ['UR', arxiv === undefined ? undefined : `https://arxiv.org/abs/${arxiv}`],
    ['AB', paper.abstract || undefined],
  ];
  const lines = tags.flatMap(([tag, value]) =>
    value === undefined ? [] : [`${tag}  - ${toSingleLine(String(value))}\r\n`],
  );
  return `${lines.join('')}ER  - \r\n\r\n`;
}

const toSingleLine = (value: string) => removeInvalidCharacters(value).replace(/\s+/g, ' ').trim();

/** Formats a date as YYYY/MM/DD/ with unknown parts left empty. Returns undefined without a year. */
function formatDate(date = ''): string | undefined {
  const [, year, month = '', day = ''] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date) ?? [];
  return year === undefined ? undefined : `${year}/${month}/${day}/`;
}

/**
 * Formats "Ludwig van Beethoven" as "van Beethoven, Ludwig". The family name is the last word and the lowercase words before
 * it.
 */
function toFamilyFirst(name: string): string {
  if (name.includes(',')) return name;
  const words = toSingleLine(name).split(' ');
  let familyStart = words.length - 1;
  while (familyStart > 1 && /^\p{Ll}/u.test(words[familyStart - 1]!)) familyStart--;
  if (familyStart <= 0) return words.join(' ');
  return `${words.slice(familyStart).join(' ')}, ${words.slice(0, familyStart).join(' ')}`;
}
