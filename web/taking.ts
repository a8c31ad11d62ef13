import { computed } from '@preact/signals';
import { ask, notify, say } from './actions.ts';
import { shown } from './filters.ts';
import { colouring, look } from './look.ts';
import { pictureOf, rasterised } from './picture.ts';
import type { ExportFormat } from './protocol.ts';
import { dark, state } from './state.ts';
import { texts } from './texts.ts';

/** What leaves the page: the map or a part of it as files, pictures, a page of its own, a link. */

export type Scope = 'everything' | 'visible' | 'selection';

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

/** The papers that a person has singled out, and how: by what is read, else by marks, else by pins. Null when there are none. */
export const selection = computed<{ name: string; papers: Uint32Array } | null>(() => {
  const { selected } = texts.take;
  const reading = state.reading.value;
  const links = state.links.value;
  const { marked, good, bad, path, map } = state;
  const of = (name: string, papers: Iterable<number>) => ({ name, papers: Uint32Array.from(new Set(papers)) });
  switch (reading.kind) {
    case 'paper': {
      const row = links?.ids.subarray(links.starts[reading.paper], links.starts[reading.paper + 1]) ?? [];
      return of(selected.paper, [reading.paper, ...row]);
    }
    case 'compare':
      return of(selected.compare, [reading.a, reading.b]);
    case 'path':
      return path.value && of(selected.path, [...path.value.map((step) => step.paper)]);
    case 'topic': {
      const nodes = map.value?.nodes;
      const papers = [...(nodes?.ids.keys() ?? [])].filter(
        (i) => nodes?.topicOf[i] === reading.topic || nodes?.subtopicOf[i] === reading.topic,
      );
      return of(selected.topic, papers);
    }
  }
  if (marked.value) return of(marked.value.name, marked.value.papers);
  return good.value.length > 0 ? of(selected.pinned, [...good.value, ...bad.value]) : null;
});

/** Indexes of the papers in a scope; null for all. */
function papersIn(scope: Scope): Uint32Array | null {
  if (scope === 'selection') return selection.peek()?.papers ?? null;
  if (scope === 'everything') return null;
  return Uint32Array.from([...shown.peek().keys()].filter((paper) => shown.peek()[paper]));
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

export async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    say(texts.paper.copied);
  } catch {
    notify(texts.take.link, location.href);
  }
}

export function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  say(texts.take.done(name));
}
