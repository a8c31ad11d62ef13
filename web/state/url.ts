import type { View } from '../map/types.ts';
import { type ColourBy, type Filters, NO_FILTERS, type Pane, type Reading, type SizeBy } from './store.ts';

/** What a link holds: papers by id, topics, venues and files by what they are called. */
export interface Address {
  sample: boolean;
  view: View | null;
  reading:
    | { kind: 'paper'; paper: string }
    | { kind: 'compare'; a: string; b: string }
    | { kind: 'path'; from: string; to: string }
    | { kind: 'topic'; topic: number }
    | { kind: 'concept'; concept: string }
    | { kind: 'about' }
    | null;
  topics: number[];
  venues: string[];
  files: string[];
  years: [number, number] | null;
  minSimilarity: number;
  minNeighbours: number;
  withAbstract: boolean;
  colourBy: ColourBy;
  sizeBy: SizeBy;
  curved: boolean;
  pane: Pane | null;
  /** A question by a text. */
  text: string;
  /** What stands in the search box, and the group that is marked. */
  query: string;
  mark: string;
  /** The reading list, and the examples of a question. */
  kept: string[];
  good: string[];
  bad: string[];
  /** How the map was shaped, packed; '' when it is as it was built. */
  recipe: string;
}

const COLOURS: ColourBy[] = ['topic', 'subtopic', 'year', 'venue', 'source', 'confidence'];
const SIZES: SizeBy[] = ['links', 'citations', 'even'];
const PANES: Pane[] = ['topics', 'filters', 'ask', 'tree', 'shape'];

/** Reads the part of a link after the #; what makes no sense is left out. */
export function readAddress(hash: string): Address {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const numbers = (name: string) =>
    (fields.get(name) ?? '').split(',').filter(Boolean).map(Number).filter(Number.isFinite);
  const number = (name: string) => numbers(name)[0] ?? 0;
  const oneOf = <T extends string>(name: string, known: readonly T[]): T =>
    known.find((one) => one === fields.get(name)) ?? known[0]!;
  const [x, y, ratio] = numbers('view');
  const [from, to] = numbers('years');
  return {
    sample: fields.has('sample'),
    view: x !== undefined && y !== undefined && ratio !== undefined && ratio > 0 ? { x, y, ratio } : null,
    reading: readReading(fields),
    topics: numbers('topics'),
    venues: fields.getAll('venue'),
    files: fields.getAll('source'),
    years: from !== undefined && to !== undefined ? [from, to] : null,
    minSimilarity: Math.min(1, Math.max(0, number('similarity'))),
    minNeighbours: Math.max(0, Math.floor(number('links'))),
    withAbstract: fields.has('abstract'),
    colourBy: oneOf('colour', COLOURS),
    sizeBy: oneOf('size', SIZES),
    curved: fields.has('curved'),
    pane: PANES.find((pane) => pane === fields.get('pane')) ?? null,
    text: fields.get('text') ?? '',
    query: fields.get('search') ?? '',
    mark: fields.get('mark') ?? '',
    kept: fields.getAll('keep'),
    good: fields.getAll('like'),
    bad: fields.getAll('unlike'),
    recipe: fields.get('recipe') ?? '',
  };
}

function readReading(fields: URLSearchParams): Address['reading'] {
  const papers = fields.getAll('paper');
  const topic = Number(fields.get('topic'));
  if (papers.length === 2 && fields.has('way')) return { kind: 'path', from: papers[0]!, to: papers[1]! };
  if (papers.length === 2) return { kind: 'compare', a: papers[0]!, b: papers[1]! };
  if (papers.length === 1) return { kind: 'paper', paper: papers[0]! };
  if (Number.isInteger(topic) && topic > 0) return { kind: 'topic', topic };
  const concept = fields.get('concept');
  if (concept) return { kind: 'concept', concept };
  return fields.has('about') ? { kind: 'about' } : null;
}

/** What of the page goes into a link. */
export interface Addressed {
  sample: boolean;
  view: View;
  reading: Reading;
  filters: Filters;
  colourBy: ColourBy;
  sizeBy: SizeBy;
  curved: boolean;
  pane: Pane | null;
  text: string;
  query: string;
  mark: string;
  kept: readonly number[];
  good: readonly number[];
  bad: readonly number[];
  recipe: string;
  ids: readonly string[];
  venues: readonly string[];
  files: readonly string[];
}

/** Writes the part of a link after the #; what is as it is at the start is left out. */
export function writeAddress(page: Addressed): string {
  const fields = new URLSearchParams();
  if (page.sample) fields.set('sample', '');
  writeReading(fields, page);
  const { x, y, ratio } = page.view;
  if (x !== 0.5 || y !== 0.5 || ratio !== 1)
    fields.set('view', [x, y, ratio].map((n) => Number(n.toFixed(4))).join(','));
  const { topics, venues, files, years, minSimilarity, minNeighbours, withAbstract } = page.filters;
  if (topics.size) fields.set('topics', [...topics].sort((a, b) => a - b).join(','));
  for (const venue of venues) fields.append('venue', page.venues[venue] ?? '');
  for (const file of files) fields.append('source', page.files[file] ?? '');
  if (years) fields.set('years', years.join(','));
  if (minSimilarity !== NO_FILTERS.minSimilarity) fields.set('similarity', String(minSimilarity));
  if (minNeighbours) fields.set('links', String(minNeighbours));
  if (withAbstract) fields.set('abstract', '');
  if (page.colourBy !== COLOURS[0]) fields.set('colour', page.colourBy);
  if (page.sizeBy !== SIZES[0]) fields.set('size', page.sizeBy);
  if (page.curved) fields.set('curved', '');
  if (page.pane && page.pane !== PANES[0]) fields.set('pane', page.pane);
  for (const name of ['text', 'mark', 'recipe'] as const) if (page[name]) fields.set(name, page[name]);
  if (page.query) fields.set('search', page.query);
  const papers = { keep: page.kept, like: page.good, unlike: page.bad };
  for (const [name, listed] of Object.entries(papers))
    for (const paper of listed) fields.append(name, page.ids[paper] ?? '');
  return fields.toString().replaceAll('=&', '&').replace(/=$/, '').replaceAll('%2C', ',');
}

function writeReading(fields: URLSearchParams, { reading, ids }: Addressed): void {
  const add = (...papers: number[]) => {
    for (const paper of papers) fields.append('paper', ids[paper] ?? '');
  };
  if (reading.kind === 'paper') add(reading.paper);
  else if (reading.kind === 'compare') add(reading.a, reading.b);
  else if (reading.kind === 'path') {
    add(reading.from, reading.to);
    fields.set('way', '');
  } else if (reading.kind === 'topic') fields.set('topic', String(reading.topic));
  else if (reading.kind === 'concept') fields.set('concept', reading.concept);
  else if (reading.kind === 'about') fields.set('about', '');
}
