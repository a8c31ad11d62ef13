import { computed } from '@preact/signals';
import { pictureOf, rasterised } from '../../map/snapshot.ts';
import { colouring, look } from '../../map/style.ts';
import { texts } from '../../strings/strings.ts';
import type { ExportFormat } from '../../worker/protocol.ts';
import { papersOfTopic, shown } from '../filters.ts';
import { dark, state } from '../store.ts';
import { saveRecipe } from './edit.ts';
import { linkLacksRecipe } from './link.ts';
import { download, notify, say } from './page.ts';
import { ask } from './session.ts';

/** What leaves the page: the map or a part of it as files, pictures, a page of its own, a link. */

/** Which papers leave: all, those that the filters show, or a group that was singled out, by its key. */
export type Scope = 'everything' | 'visible' | keyof typeof texts.take.selected;

const FILE_NAMES: Record<ExportFormat, string> = {
  gexf: 'papergraph.gexf',
  graphml: 'papergraph.graphml',
  'nodes.csv': 'papergraph-papers.csv',
  'edges.csv': 'papergraph-links.csv',
  json: 'papergraph.json',
  bibtex: 'papergraph.bib',
  ris: 'papergraph.ris',
  svg: 'papergraph.svg',
  map: 'papergraph-map.json',
};

/** Width of a printed picture in pixels: 38 cm at 300 dots an inch. */
const PRINTED = 4500;

/** Papers that a person has singled out, and how. */
export interface Selection {
  scope: Scope;
  name: string;
  papers: Uint32Array;
}

/** Every way in which papers are singled out now, what is most likely wanted first. */
export const selections = computed<Selection[]>(() => {
  const { selected } = texts.take;
  const { kept, asked, marked, good, bad, found, abstracts } = state;
  const groups: [scope: keyof typeof selected, papers: Iterable<number>, name?: string | undefined][] = [
    ['kept', kept.value],
    ...read(),
    ['found', [...(found.value?.papers ?? []), ...abstracts.value.hits].map((hit) => hit.paper)],
    ['marked', marked.value?.papers ?? [], marked.value?.name],
    ['asked', asked.value?.related.map((one) => one.paper) ?? []],
    ['pinned', [...good.value, ...bad.value]],
  ];
  return groups
    .map(([scope, papers, name]) => ({
      scope,
      name: name ?? selected[scope],
      papers: Uint32Array.from(new Set(papers)),
    }))
    .filter(({ papers }) => papers.length > 0);
});

/** What the panel at the right shows. */
function read(): [keyof typeof texts.take.selected, Iterable<number>][] {
  const reading = state.reading.value;
  const links = state.links.value;
  switch (reading.kind) {
    case 'paper': {
      const row = links?.ids.subarray(links.starts[reading.paper], links.starts[reading.paper + 1]) ?? [];
      return [['paper', [reading.paper, ...row]]];
    }
    case 'compare':
      return [['compare', [reading.a, reading.b]]];
    case 'path':
      return [['path', state.path.value?.map((step) => step.paper) ?? []]];
    case 'concept':
      return [['concept', state.mentioning.value ?? []]];
    case 'topic':
      return [['topic', papersOfTopic(reading.topic)]];
    default:
      return [];
  }
}

/** Indexes of the papers in a scope; null for all. */
function papersIn(scope: Scope): Uint32Array | null {
  if (scope === 'everything') return null;
  if (scope === 'visible') return Uint32Array.from([...shown.peek().keys()].filter((paper) => shown.peek()[paper]));
  return selections.peek().find((one) => one.scope === scope)?.papers ?? null;
}

function exported(format: ExportFormat, scope: Scope): Promise<Blob | undefined> {
  const minSimilarity = scope === 'visible' ? state.filters.peek().minSimilarity : 0;
  return ask((w) => w.call('exportAs', [format, { papers: papersIn(scope), minSimilarity, dark: dark.peek() }]));
}

/** Saves the papers of a scope and the links between them in a format of other programs. */
export async function save(format: ExportFormat, scope: Scope): Promise<void> {
  const blob = await exported(format, scope);
  if (blob) download(blob, FILE_NAMES[format]);
}

/** Saves the picture with names and legend at print size. */
export async function savePrint(scope: Scope): Promise<void> {
  const drawn = await exported('svg', scope);
  if (drawn) savePng(await rasterised(drawn, PRINTED));
}

/** Saves the view as it stands as a picture with its legend. */
export async function saveView(): Promise<void> {
  const picture = state.drawn.value;
  const [how, colours] = [look.peek(), colouring.peek()];
  savePng(picture && how && colours && (await pictureOf(picture, how, colours)));
}

function savePng(blob: Blob | null): void {
  if (blob) download(blob, 'papergraph.png');
  else notify(texts.errors.heading, texts.take.noPicture);
}

/** Saves one page that holds explorer and map and opens without a network. */
export async function savePage(): Promise<void> {
  const answer = await fetch('./single.html').catch(() => undefined);
  if (!answer?.ok) return notify(texts.errors.heading, texts.take.noTemplate);
  const template = await answer.text();
  const blob = await ask((w) => w.call('page', [template]));
  if (blob) download(blob, 'papergraph.html');
}

/** Copies a link to this view; says so when the link cannot hold how the map was shaped. */
export async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    say(texts.paper.copied);
  } catch {
    return notify(texts.take.link, location.href);
  }
  if (linkLacksRecipe.peek())
    notify(texts.paper.copied, texts.take.linkLacksRecipe, { name: texts.shape.save, act: saveRecipe });
}
