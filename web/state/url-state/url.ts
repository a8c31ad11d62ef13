import type { View } from '../../map/types.ts';
import type { TableColumn, TableOrder } from '../../worker/protocol.ts';
import type { GroupKind } from '../../worker/search/results.ts';
import {
  type ColorBy,
  type Filters,
  type Measure,
  NO_FILTERS,
  type Pane,
  type Selection,
  type SizeBy,
} from '../store.ts';

/** The state stored in a URL. Papers are given by id; venues and files by name. */
export interface UrlState {
  sample: boolean;
  /** `all` for the whole map; null to show the papers of the selection or of the answer. */
  view: View | 'all' | null;
  selection:
    | { kind: 'paper'; paper: string }
    | { kind: 'compare'; a: string; b: string }
    | { kind: 'path'; from: string; to: string }
    | { kind: 'topic'; topic: number }
    | { kind: 'concept'; concept: string }
    | { kind: 'group'; group: GroupKind; name: string }
    | { kind: 'about' }
    | { kind: 'reading' }
    | null;
  topics: number[];
  venues: string[];
  files: string[];
  years: [number, number] | null;
  minSimilarity: number;
  minLinks: number;
  withAbstract: boolean;
  colorBy: ColorBy;
  sizeBy: SizeBy;
  curved: boolean;
  density: boolean;
  contours: boolean;
  /** The open tab, `none` if all are closed, null for the default of the window. */
  pane: Pane | 'none' | null;
  table: TableOrder | null;
  /** The text of the Ask tab. */
  text: string;
  /** The text in the search box. */
  query: string;
  /** The highlighted papers: "author:NAME", "concept:ID", or "list:"; older links have only the name. */
  highlight: string;
  readingList: string[];
  positiveExamples: string[];
  negativeExamples: string[];
  /** The encoded recipe; '' for a map without changes. */
  recipe: string;
}

/** The first entry of each list is the default and is left out of URLs. */
const MEASURES: Measure[] = ['weightedDegree', 'pageRank', 'betweenness', 'burst'];
const COLORS: ColorBy[] = [
  'topic',
  'subtopic',
  'year',
  'venue',
  'source',
  'confidence',
  'links',
  'citations',
  ...MEASURES,
];
const SIZES: SizeBy[] = ['links', 'citations', 'uniform', ...MEASURES];

const PANES: (Pane | 'none')[] = ['topics', 'filters', 'ask', 'tree', 'edit', 'none'];

/** The columns of the table of papers, in the order in which they are shown. */
export const TABLE_COLUMNS: readonly TableColumn[] = [
  'title',
  'authors',
  'year',
  'venue',
  'topic',
  'links',
  'citations',
];

/** The value of the parameter `view` for the whole map, whatever the size of the window. */
const WHOLE_MAP = 'all';

const GROUPS: GroupKind[] = ['author', 'venue', 'year', 'term'];

/** Parameters in links of papergraph 0.1, mapped to today's names. */
const FORMER_PARAMETERS: ReadonlyMap<string, string> = new Map([
  ['colour', 'color'],
  ['way', 'path'],
  ['keep', 'list'],
  ['mark', 'highlight'],
]);

/** Values in links of papergraph 0.1, mapped to today's values. */
const FORMER_VALUES: ReadonlyMap<string, string> = new Map([
  ['pane=shape', 'edit'],
  ['size=even', 'uniform'],
]);

/** Returns the parameters of a hash with today's names and values. A parameter with today's name takes precedence. */
function readParameters(hash: string): URLSearchParams {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const params = new URLSearchParams();
  for (const [name, value] of given) {
    const current = FORMER_PARAMETERS.get(name) ?? name;
    if (current === name || !given.has(current)) params.append(current, FORMER_VALUES.get(`${name}=${value}`) ?? value);
  }
  return params;
}

/** Longer texts are left out of URLs, because mail and chat programs truncate long URLs. */
const MAX_TEXT_LENGTH = 1000;

/** Returns whether a text is too long for a URL. */
export const isTooLongForUrl = (text: string) => new URLSearchParams({ text }).toString().length > MAX_TEXT_LENGTH;

/** Parses the hash of a URL, with or without the leading #. Invalid values are ignored. */
export function parseHash(hash: string): UrlState {
  const params = readParameters(hash);
  const numbers = (name: string) =>
    (params.get(name) ?? '').split(',').filter(Boolean).map(Number).filter(Number.isFinite);
  const number = (name: string) => numbers(name)[0] ?? 0;
  const oneOf = <T extends string>(name: string, values: readonly T[]): T =>
    values.find((value) => value === params.get(name)) ?? values[0]!;
  const [from, to] = numbers('years');
  return {
    sample: params.has('sample'),
    view: params.get('view') === WHOLE_MAP ? WHOLE_MAP : toView(numbers('view')),
    selection: parseSelection(params),
    topics: numbers('topics'),
    venues: params.getAll('venue'),
    files: params.getAll('source'),
    years: from !== undefined && to !== undefined ? [from, to] : null,
    minSimilarity: Math.min(1, Math.max(0, number('similarity'))),
    minLinks: Math.max(0, Math.floor(number('links'))),
    withAbstract: params.has('abstract'),
    colorBy: oneOf('color', COLORS),
    sizeBy: oneOf('size', SIZES),
    curved: params.has('curved'),
    density: params.has('density'),
    contours: params.has('contours'),
    pane: PANES.find((pane) => pane === params.get('pane')) ?? null,
    table: parseTable(params.get('table') ?? ''),
    text: params.get('text') ?? '',
    query: params.get('search') ?? '',
    highlight: params.get('highlight') ?? '',
    readingList: params.getAll('list'),
    positiveExamples: params.getAll('like'),
    negativeExamples: params.getAll('unlike'),
    recipe: params.get('recipe') ?? '',
  };
}

const toView = ([x, y, ratio]: number[]): View | null =>
  x !== undefined && y !== undefined && ratio !== undefined && ratio > 0 ? { x, y, ratio } : null;

/** Parses the name of the column by which the table is sorted, with a leading minus sign for the descending order. */
function parseTable(text: string): TableOrder | null {
  const column = TABLE_COLUMNS.find((name) => name === text.replace('-', ''));
  return column ? { column, descending: text.startsWith('-') } : null;
}

function parseSelection(params: URLSearchParams): UrlState['selection'] {
  const papers = params.getAll('paper');
  const topic = Number(params.get('topic') ?? Number.NaN);
  if (papers.length === 2 && params.has('path')) return { kind: 'path', from: papers[0]!, to: papers[1]! };
  if (papers.length === 2) return { kind: 'compare', a: papers[0]!, b: papers[1]! };
  if (papers.length === 1) return { kind: 'paper', paper: papers[0]! };
  if (Number.isInteger(topic) && topic >= 0) return { kind: 'topic', topic };
  const concept = params.get('concept');
  if (concept) return { kind: 'concept', concept };
  const [, kind, name] = /^([a-z]+):(.+)$/s.exec(params.get('group') ?? '') ?? [];
  const group = GROUPS.find((known) => known === kind);
  if (group && name) return { kind: 'group', group, name };
  if (params.has('read')) return { kind: 'reading' };
  return params.has('about') ? { kind: 'about' } : null;
}

/** The part of the page state that goes into a URL, with the names that its indexes refer to. */
export interface PageState {
  sample: boolean;
  view: View;
  /** Whether a link without a view moves the camera, to show the papers of the selection or of the answer. */
  movesCamera: boolean;
  selection: Selection;
  filters: Filters;
  colorBy: ColorBy;
  sizeBy: SizeBy;
  curved: boolean;
  density: boolean;
  contours: boolean;
  pane: Pane | null;
  /** The tab that is open without a link; null in narrow windows. */
  defaultPane: Pane | null;
  table: TableOrder | null;
  text: string;
  query: string;
  highlight: string;
  readingList: readonly number[];
  positiveExamples: readonly number[];
  negativeExamples: readonly number[];
  recipe: string;
  /** Paper ids. */
  ids: readonly string[];
  venues: readonly string[];
  files: readonly string[];
}

/** Formats the page state as the hash of a URL, without the leading #. Default values are left out. */
export function formatHash(page: PageState): string {
  const params = new URLSearchParams();
  if (page.sample) params.set('sample', '');
  appendSelection(params, page);
  const { x, y, ratio } = page.view;
  if (x !== 0.5 || y !== 0.5 || ratio !== 1)
    params.set('view', [x, y, ratio].map((n) => Number(n.toFixed(4))).join(','));
  else if (page.movesCamera) params.set('view', WHOLE_MAP);
  appendFilters(params, page);
  if (page.colorBy !== COLORS[0]) params.set('color', page.colorBy);
  if (page.sizeBy !== SIZES[0]) params.set('size', page.sizeBy);
  if (page.curved) params.set('curved', '');
  if (page.density) params.set('density', '');
  if (page.contours) params.set('contours', '');
  if (page.pane !== page.defaultPane) params.set('pane', page.pane ?? 'none');
  if (page.table) params.set('table', `${page.table.descending ? '-' : ''}${page.table.column}`);
  const texts = { text: page.text, highlight: page.highlight, recipe: page.recipe, search: page.query };
  for (const [name, text] of Object.entries(texts)) if (text) params.set(name, text);
  const lists = { list: page.readingList, like: page.positiveExamples, unlike: page.negativeExamples };
  for (const [name, papers] of Object.entries(lists))
    for (const paper of papers) params.append(name, page.ids[paper] ?? '');
  return params.toString().replaceAll('=&', '&').replace(/=$/, '').replaceAll('%2C', ',');
}

function appendFilters(params: URLSearchParams, page: PageState): void {
  const { topics, venues, files, years, minSimilarity, minLinks, withAbstract } = page.filters;
  if (topics.size) params.set('topics', [...topics].sort((a, b) => a - b).join(','));
  for (const venue of venues) params.append('venue', page.venues[venue] ?? '');
  for (const file of files) params.append('source', page.files[file] ?? '');
  if (years) params.set('years', years.join(','));
  if (minSimilarity !== NO_FILTERS.minSimilarity) params.set('similarity', String(minSimilarity));
  if (minLinks) params.set('links', String(minLinks));
  if (withAbstract) params.set('abstract', '');
}

function appendSelection(params: URLSearchParams, { selection, ids }: PageState): void {
  const append = (...papers: number[]) => {
    for (const paper of papers) params.append('paper', ids[paper] ?? '');
  };
  if (selection.kind === 'paper') append(selection.paper);
  else if (selection.kind === 'compare') append(selection.a, selection.b);
  else if (selection.kind === 'path') {
    append(selection.from, selection.to);
    params.set('path', '');
  } else if (selection.kind === 'topic') params.set('topic', String(selection.topic));
  else if (selection.kind === 'concept') params.set('concept', selection.concept);
  else if (selection.kind === 'group') params.set('group', `${selection.group}:${selection.name}`);
  else if (selection.kind === 'about') params.set('about', '');
  else if (selection.kind === 'reading') params.set('read', '');
}
