import type { PaperMap } from '../../model/map.ts';
import type { Paper } from '../../model/paper.ts';
import { clean, pieces } from '../escape.ts';
import { type Selection, selectedPapers } from '../selection.ts';

/** Which papers to write as RIS. */
export interface RisOptions extends Pick<Selection, 'papers'> {}

/** RIS's reference types by what sources call them; anything else becomes GEN. */
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

/** The papers as RIS in UTF-8, in pieces, a record each, in the map's order. */
export function ris(map: PaperMap, options: RisOptions = {}): Iterable<string> {
  return pieces(records(map, options));
}

function* records(map: PaperMap, options: RisOptions): Generator<string> {
  for (const i of selectedPapers(map, options)) yield record(map.papers[i]!);
}

function record(paper: Paper): string {
  const { arxiv } = paper;
  const type = TYPES.get((paper.type ?? '').toLowerCase()) ?? 'GEN';
  const tags: [string, string | number | undefined][] = [
    ['TY', type],
    ['ID', paper.id],
    ['TI', paper.title],
    ...(paper.authors ?? []).map((name): [string, string] => ['AU', familyFirst(name)]),
    ['PY', paper.year],
    ['DA', risDate(paper.date) ?? risDate(paper.year?.toString())],
    ['T2', paper.venue],
    // A conference paper's T2 is the conference to some readers, the proceedings to others; C3 is the proceedings to all.
    ['C3', type === 'CONF' ? paper.venue : undefined],
    ['PB', paper.publisher],
    ['LA', paper.language],
    ...(paper.keywords ?? []).map((keyword): [string, string] => ['KW', keyword]),
    ['DO', paper.doi],
    ['AN', paper.pmid],
    ['UR', paper.url],
    ['UR', arxiv === undefined ? undefined : `https://arxiv.org/abs/${arxiv}`],
    ['AB', paper.abstract || undefined],
  ];
  const lines = tags.flatMap(([tag, value]) =>
    value === undefined ? [] : [`${tag}  - ${oneLine(String(value))}\r\n`],
  );
  return `${lines.join('')}ER  - \r\n\r\n`;
}

const oneLine = (value: string) => clean(value).replace(/\s+/g, ' ').trim();

/** YYYY/MM/DD/ with what is not known left empty; nothing for a date without year. */
function risDate(date = ''): string | undefined {
  const [, year, month = '', day = ''] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date) ?? [];
  return year === undefined ? undefined : `${year}/${month}/${day}/`;
}

/** "Ludwig van Beethoven" as "van Beethoven, Ludwig": the family name is the last word with the small words before it. */
function familyFirst(name: string): string {
  if (name.includes(',')) return name;
  const words = oneLine(name).split(' ');
  let family = words.length - 1;
  while (family > 1 && /^\p{Ll}/u.test(words[family - 1]!)) family--;
  return family <= 0 ? words.join(' ') : `${words.slice(family).join(' ')}, ${words.slice(0, family).join(' ')}`;
}
