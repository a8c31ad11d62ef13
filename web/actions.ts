import { batch, computed, effect } from '@preact/signals';
import type { Edit } from '../src/graph/reshape.ts';
import { type Address, readAddress, writeAddress } from './address.ts';
import { embeddedMap } from './embedded.ts';
import { shown } from './filters.ts';
import { Lettering } from './lettering.ts';
import { look } from './look.ts';
import { type Focus, Network } from './network/network.ts';
import type { Overview, Progress, Related, Shape, Shaped } from './protocol.ts';
import { ownOptions } from './recipe-options.ts';
import { sampleFiles } from './sample.ts';
import { type Asked, type Filters, NO_FILTERS, type Reading, type Shaping, state } from './state.ts';
import { texts } from './texts.ts';
import { MapWorker, WorkerGone } from './worker-client.ts';

/** What a person can do, but for shaping the map (shaping.ts). These two files alone write the state. */

/** How the map that is open was opened, to open it again. */
type Origin = { kind: 'sample' } | { kind: 'served' } | { kind: 'files'; files: File[] };

let worker: MapWorker | undefined;
let origin: Origin | undefined;
let loading: MapWorker | undefined;
let network: Network | undefined;
let titles: AbortController | undefined;

export const say = (text: string) => {
  state.announcement.value = text;
};

// ---- opening maps

/** Starts the page: the map that it carries or that the server offers, the sample if the link asks for it, or an invitation. */
export async function begin(): Promise<void> {
  const address = readAddress(location.hash);
  const carried = await embeddedMap();
  if (carried) await open({ kind: 'files', files: [carried] }, address);
  else if (await served()) await open({ kind: 'served' }, address);
  else if (address.sample) await open({ kind: 'sample' }, address);
  else if (address.reading) notify(texts.errors.back, texts.errors.notHere);
}

async function served(): Promise<boolean> {
  try {
    const answer = await fetch('./map.json', { headers: { range: 'bytes=0-63' } });
    const start = answer.ok ? await answer.text() : '';
    return start.startsWith('{"format":"papergraph map"');
  } catch {
    return false;
  }
}

export const openSample = () => open({ kind: 'sample' });

export function openFiles(files: File[]): void {
  if (files.length > 0) void open({ kind: 'files', files });
}

export const openAgain = () => origin && open(origin, readAddress(location.hash), shapeNow());

/** Ends what is being opened; the map that was open stays. */
export function stop(): void {
  loading?.end();
}

/** Tells whether the map was opened; what was open stays until it is. */
async function open(from: Origin, address: Address = readAddress(''), shape: Shape = AS_IT_IS): Promise<boolean> {
  loading?.end();
  const next = new MapWorker(workerDied);
  loading = next;
  state.notice.value = null;
  setProgress(undefined);
  try {
    const shaped = await load(next, from, shape);
    worker?.end();
    worker = next;
    const same = origin === from;
    origin = from;
    await show(shaped, address, same);
    return true;
  } catch (error) {
    next.end();
    if (loading !== next) return false;
    state.phase.value = state.map.value ? { kind: 'ready' } : { kind: 'empty' };
    if (!(error instanceof WorkerGone)) notify(texts.errors.heading, messageOf(error));
    return false;
  } finally {
    if (loading === next) loading = undefined;
  }
}

async function load(next: MapWorker, from: Origin, shape: Shape): Promise<Shaped> {
  const progress = estimated();
  if (from.kind === 'served')
    return next.call('openAddress', [new URL('./map.json', location.href).href, shape], progress);
  const files = from.kind === 'sample' ? await sampleFiles() : from.files;
  return next.call('open', [files, shape], progress);
}

function workerDied(): void {
  worker = undefined;
  state.phase.value = state.map.value ? { kind: 'ready' } : { kind: 'empty' };
  state.notice.value = { heading: texts.errors.workerHeading, text: texts.errors.worker, reopen: true };
}

/** Reports progress with the time to go, judged by the pace of the stage. */
function estimated(): (progress: Progress) => void {
  let stage: string | undefined;
  let since = 0;
  return (progress) => {
    if (progress.stage !== stage) {
      stage = progress.stage;
      since = performance.now();
    }
    const share = progress.total > 0 ? progress.done / progress.total : undefined;
    const passed = (performance.now() - since) / 1000;
    setProgress(progress.stage, share, share && passed > 1 ? (passed * (1 - share)) / share : undefined);
  };
}

function setProgress(stage: Progress['stage'] | undefined, share?: number, remaining?: number): void {
  const name = stage ? texts.loading.stages[stage] : texts.loading.opening;
  state.phase.value = { kind: 'loading', stage: name, share, remaining };
}

/** @param same whether these are the papers that were open, built anew: what speaks of papers still holds. */
async function show({ notes, ...overview }: Shaped, address: Address, same: boolean): Promise<void> {
  batch(() => {
    state.map.value = overview;
    state.drawing.value++;
    state.editNotes.value = notes;
    state.links.value = null;
    state.reading.value = { kind: 'nothing' };
    state.filters.value = NO_FILTERS;
    state.marked.value = null;
    state.asked.value = null;
    if (!same) forget(overview);
    state.view.value = address.view ?? { x: 0.5, y: 0.5, ratio: 1 };
    state.phase.value = { kind: 'ready' };
  });
  say(`${texts.papers(overview.nodes.ids.length)}, ${texts.topicsCount(mainTopics(overview).length)}`);
  const current = worker;
  const links = await current?.call('links', []);
  if (worker !== current) return;
  state.links.value = links ?? null;
  state.details.value = (await current?.call('details', [])) ?? null;
  apply(address);
}

function forget({ summary }: Overview): void {
  state.details.value = null;
  state.found.value = null;
  state.query.value = '';
  state.good.value = [];
  state.bad.value = [];
  state.shaping.value = { options: ownOptions(summary.options), edits: [] };
  state.past.value = [];
  state.future.value = [];
}

const mainTopics = ({ summary }: Overview) => summary.topics.filter((topic) => topic.parent === undefined);

// ---- the map in another shape

/** A map as its file has it; papers with the options that are the defaults. */
const AS_IT_IS: Shape = { options: null, edits: [] };

const shapeOf = ({ options, edits }: Shaping): Shape => ({ options, edits: [...edits] });

const shapeNow = () => (state.map.value ? shapeOf(state.shaping.value) : AS_IT_IS);

/** Builds the open map anew with other options and edits; what is read stays open. Tells whether it was done. */
export async function rebuild(shaping: Shaping): Promise<boolean> {
  if (!origin) return false;
  const address = readAddress(addressNow());
  // Places and topics are others in the new map.
  const reading = address.reading?.kind === 'topic' ? null : address.reading;
  return open(origin, { ...address, view: null, topics: [], reading }, shapeOf(shaping));
}

/** Makes edits to the open map in place of those made before; the picture stays where it is. The answer lists what could not be made. */
export async function edit(edits: readonly Edit[], linksChange: boolean): Promise<string[] | undefined> {
  const shaped = await ask((w) => w.call('edit', [[...edits]]));
  const links = shaped && linksChange ? await ask((w) => w.call('links', [])) : undefined;
  if (!shaped) return undefined;
  const { notes, ...overview } = shaped;
  const known = new Set(overview.summary.topics.map((topic) => topic.id));
  const { reading, filters } = state;
  batch(() => {
    state.map.value = overview;
    state.editNotes.value = notes;
    if (links) state.links.value = links;
    if (reading.value.kind === 'topic' && !known.has(reading.value.topic)) reading.value = { kind: 'nothing' };
    const topics = [...filters.value.topics].filter((topic) => known.has(topic));
    if (topics.length < filters.value.topics.size) filters.value = { ...filters.value, topics: new Set(topics) };
  });
  return notes;
}

// ---- the picture

/** Draws the map into an element; called when the element or the map changes. */
export function draw(container: HTMLElement): () => void {
  const overview = state.map.peek();
  const current = look.peek();
  if (!overview || !current) return () => {};
  const lettering = new Lettering(overview.nodes, overview.summary.topics);
  const picture = new Network(container, overview.nodes, lettering, current, {
    hover: (paper) => {
      state.hovered.value = paper;
    },
    click: (paper) => (paper === null ? closeReading() : choose(paper)),
    view: (view) => {
      state.view.value = view;
    },
    lost: () => notify(texts.errors.webglHeading, texts.errors.lost),
    restored: () => {
      state.notice.value = null;
    },
  });
  network = picture;
  let unfollow = () => {};
  const ended = new AbortController();
  const { signal } = ended;
  picture
    .start(state.view.peek())
    .then(() => {
      performance.mark('drawn');
      if (signal.aborted) return;
      unfollow = follow(picture, overview);
      state.drawn.value = picture;
      void placeLetters(picture, lettering);
    })
    .catch(() => {
      state.webgl.value = false;
    });
  return () => {
    ended.abort();
    titles?.abort();
    unfollow();
    state.drawn.value = null;
    picture.kill();
    if (network === picture) network = undefined;
  };
}

function placeLetters(picture: Network, lettering: Lettering): Promise<void> {
  titles?.abort();
  titles = new AbortController();
  return lettering.place(() => picture.repaint(), titles.signal);
}

/** What stands out now: what is pointed at before what is read, and that before what was found. */
const focus = computed<Focus>(() => {
  const reading = state.reading.value;
  const hovered = state.hovered.value;
  const asked = state.asked.value;
  const marked = state.marked.value?.papers ?? asked?.related.map((one) => one.paper) ?? [];
  const way = state.path.value?.map((step) => step.paper) ?? [];
  const papers =
    hovered !== null
      ? [hovered]
      : reading.kind === 'paper'
        ? [reading.paper]
        : reading.kind === 'compare'
          ? [reading.a, reading.b]
          : [];
  const guest = asked && asked.related.length > 0 ? guestAt(asked) : null;
  return { papers, marked, way, guest: hovered === null ? guest : null };
});

/** A text stands amid the papers nearest to it, nearer to the more similar ones. */
function guestAt({ kind, related }: Asked): Focus['guest'] {
  const positions = state.map.value?.nodes.positions;
  if (!positions) return null;
  let [x, y, sum] = [0, 0, 0];
  for (const { paper, similarity } of related.slice(0, 5)) {
    if (Number.isNaN(positions[2 * paper]!)) continue;
    x += positions[2 * paper]! * similarity;
    y += positions[2 * paper + 1]! * similarity;
    sum += similarity;
  }
  const label = kind === 'text' ? texts.map.yourText : texts.map.examples;
  return sum > 0 ? { x: x / sum, y: y / sum, label } : null;
}

/** Keeps the picture in step with the state. */
function follow(picture: Network, drawnMap: Overview): () => void {
  const drawing = state.drawing.peek();
  let current = drawnMap;
  const ends = [
    effect(() => {
      const next = state.map.value;
      // A map that is drawn anew gets a picture of its own.
      if (!next || next === current || state.drawing.value !== drawing) return;
      current = next;
      const lettering = new Lettering(next.nodes, next.summary.topics);
      picture.setNodes(next.nodes, lettering);
      void placeLetters(picture, lettering);
    }),
    effect(() => {
      if (state.links.value) picture.setLinks(state.links.value);
    }),
    effect(() => {
      if (look.value) picture.setLook(look.value);
    }),
    effect(() => {
      state.linksDrawn.value = state.links.value && look.value ? picture.linksDrawn : 0;
    }),
    effect(() => picture.setFocus(focus.value)),
  ];
  return () => {
    for (const end of ends) end();
  };
}

/** Papers to bring into sight once the panel that was opened for them stands. */
let toReveal: number[] = [];

/** Tells the picture how many pixels a panel covers at its right. */
export function covered(pixels: number): void {
  network?.setCovered(pixels);
  if (toReveal.length === 1) network?.reveal(toReveal[0]!);
  else if (toReveal.length > 1) network?.fit(toReveal);
  toReveal = [];
}

export const zoom = (factor: number) => network?.zoom(factor);
export const pan = (right: number, down: number) => network?.pan(right, down);
export const fitAll = () => network?.fitAll();
export const zoomTo = (papers: ArrayLike<number>) => network?.fit(papers);

/** Opens the paper in the middle of the view: what Enter does on the map. */
export function openMiddle(): void {
  const paper = network?.middle();
  if (paper !== null && paper !== undefined) choose(paper);
}

// ---- reading

/** A paper was chosen anywhere: it opens, or becomes the second of a comparison. */
export function choose(paper: number): void {
  const first = state.comparing.value;
  if (first !== null && first !== paper) compare(first, paper);
  else openPaper(paper);
}

export function openPaper(paper: number): void {
  toReveal = [paper];
  read({ kind: 'paper', paper });
  say(texts.paper.opened(state.map.value?.nodes.titles[paper] ?? ''));
}

export const startComparing = (paper: number) => {
  state.comparing.value = paper;
  say(texts.paper.comparePick);
};

export const stopComparing = () => {
  state.comparing.value = null;
};

export function compare(a: number, b: number): void {
  toReveal = [a, b];
  read({ kind: 'compare', a, b });
}

export function openTopic(topic: number): void {
  read({ kind: 'topic', topic });
}

export function openWay(from: number, to: number): void {
  read({ kind: 'path', from, to });
}

export const openAbout = () => read({ kind: 'about' });

export function closeReading(): void {
  read({ kind: 'nothing' });
}

function read(reading: Reading): void {
  batch(() => {
    state.comparing.value = null;
    state.path.value = null;
    state.reading.value = reading;
  });
}

export const hover = (paper: number | null) => {
  state.hovered.value = paper;
};

/** What a panel asks the worker for; undefined when the worker is gone. */
export const answers = {
  paper: (paper: number) => ask((w) => w.call('paper', [paper])),
  compare: (a: number, b: number) => ask((w) => w.call('compare', [a, b])),
  topic: (topic: number) => ask((w) => w.call('topic', [topic])),
  path: async (from: number, to: number) => {
    const steps = await ask((w) => w.call('path', [from, to]));
    state.path.value = steps ?? null;
    if (steps && steps.length > 0) network?.fit(steps.map((step) => step.paper));
    return steps;
  },
};

export async function ask<T>(question: (worker: MapWorker) => Promise<T>): Promise<T | undefined> {
  if (!worker) {
    if (state.map.value) workerDied();
    return undefined;
  }
  try {
    return await question(worker);
  } catch (error) {
    if (!(error instanceof WorkerGone)) notify(texts.errors.heading, messageOf(error));
    return undefined;
  }
}

// ---- finding

let searches = 0;

export async function search(query: string): Promise<void> {
  state.query.value = query;
  const own = ++searches;
  if (!query.trim()) {
    state.found.value = null;
    return;
  }
  const found = await ask((w) => w.call('search', [query]));
  if (own !== searches || !found) return;
  state.found.value = found;
  say(texts.search.found(found.papers.length + found.authors.length + found.terms.length));
}

export function clearSearch(): void {
  searches++;
  state.query.value = '';
  state.found.value = null;
}

export function mark(name: string, papers: Uint32Array): void {
  state.marked.value = { name, papers };
  network?.fit(papers);
  say(texts.search.shown(name, papers.length));
}

export const unmark = () => {
  state.marked.value = null;
};

export function setFilters(change: Partial<Filters>): void {
  state.filters.value = { ...state.filters.value, ...change };
  const all = state.map.value?.nodes.ids.length ?? 0;
  say(
    texts.filters.shown(
      shown.value.reduce((sum, one) => sum + one, 0),
      all,
    ),
  );
}

export function toggle(facet: 'topics' | 'venues' | 'files', value: number): void {
  const chosen = new Set(state.filters.value[facet]);
  if (!chosen.delete(value)) chosen.add(value);
  setFilters({ [facet]: chosen });
}

export const clearFilters = () => setFilters(NO_FILTERS);

// ---- asking

export async function askText(text: string): Promise<void> {
  state.askText.value = text;
  if (!text.trim()) {
    state.asked.value = null;
    return;
  }
  answerWith('text', await ask((w) => w.call('ask', [text])));
}

export function pin(paper: number, as: 'good' | 'bad'): void {
  const other = as === 'good' ? 'bad' : 'good';
  const toggled = state[as].value.includes(paper)
    ? state[as].value.filter((one) => one !== paper)
    : [...state[as].value, paper];
  batch(() => {
    state[as].value = toggled;
    state[other].value = state[other].value.filter((one) => one !== paper);
  });
  void askExamples();
}

async function askExamples(): Promise<void> {
  const [good, bad] = [state.good.value, state.bad.value];
  if (good.length === 0) {
    if (state.asked.value?.kind === 'examples') state.asked.value = null;
    return;
  }
  state.pane.value = 'ask';
  answerWith('examples', await ask((w) => w.call('examples', [good, bad])));
}

function answerWith(kind: 'text' | 'examples', related: Related[] | undefined): void {
  if (!related) return;
  state.asked.value = { kind, related };
  const answer = kind === 'text' ? texts.ask.answer : texts.ask.examplesAnswer;
  say(related.length ? answer(related.length) : texts.ask.nothing);
  if (related.length) network?.fit(related.map((one) => one.paper));
}

export function clearAsked(): void {
  batch(() => {
    state.asked.value = null;
    state.askText.value = '';
    state.good.value = [];
    state.bad.value = [];
  });
}

// ---- looks, notices

export function setLook(
  change: Partial<{ [K in 'colourBy' | 'sizeBy' | 'curved' | 'theme' | 'pane']: (typeof state)[K]['value'] }>,
) {
  batch(() => {
    if (change.colourBy) state.colourBy.value = change.colourBy;
    if (change.sizeBy) state.sizeBy.value = change.sizeBy;
    if (change.curved !== undefined) state.curved.value = change.curved;
    if (change.theme) state.theme.value = change.theme;
    if (change.pane !== undefined) state.pane.value = change.pane;
  });
}

export function notify(heading: string, text: string): void {
  state.notice.value = { heading, text };
}

export const dismiss = () => {
  state.notice.value = null;
};

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

// ---- links to this view

/** Brings the page to what a link says, as far as this map has it. */
export function apply(address: Address): void {
  const map = state.map.value;
  if (!map) return;
  const index = new Map(map.nodes.ids.map((id, i) => [id, i]));
  const details = state.details.value;
  const indexesIn = (names: readonly string[] | undefined, sought: string[]) =>
    new Set(sought.map((name) => names?.indexOf(name) ?? -1).filter((at) => at >= 0));
  batch(() => {
    state.colourBy.value = address.colourBy;
    state.sizeBy.value = address.sizeBy;
    state.curved.value = address.curved;
    if (address.pane) state.pane.value = address.pane;
    state.filters.value = {
      topics: new Set(address.topics),
      venues: indexesIn(details?.venues, address.venues),
      files: indexesIn(details?.files, address.files),
      years: address.years,
      minSimilarity: address.minSimilarity,
      minNeighbours: address.minNeighbours,
      withAbstract: address.withAbstract,
    };
    state.reading.value = readingOf(address.reading, index);
  });
  if (address.view) network?.goTo(address.view);
  if (address.text) void askText(address.text);
}

function readingOf(reading: Address['reading'], index: ReadonlyMap<string, number>): Reading {
  const at = (id: string) => index.get(id) ?? -1;
  const known = (papers: number[], found: Reading): Reading => {
    if (papers.every((paper) => paper >= 0)) return found;
    notify(texts.errors.heading, texts.errors.unknownPaper);
    return { kind: 'nothing' };
  };
  if (!reading) return { kind: 'nothing' };
  switch (reading.kind) {
    case 'paper':
      return known([at(reading.paper)], { kind: 'paper', paper: at(reading.paper) });
    case 'compare':
      return known([at(reading.a), at(reading.b)], { kind: 'compare', a: at(reading.a), b: at(reading.b) });
    case 'path':
      return known([at(reading.from), at(reading.to)], { kind: 'path', from: at(reading.from), to: at(reading.to) });
    default:
      return reading;
  }
}

/** The part after the # of a link to this view. */
export function addressNow(): string {
  return writeAddress({
    sample: origin?.kind === 'sample',
    view: state.view.value,
    reading: state.reading.value,
    filters: state.filters.value,
    colourBy: state.colourBy.value,
    sizeBy: state.sizeBy.value,
    curved: state.curved.value,
    pane: state.pane.value,
    text: state.asked.value?.kind === 'text' ? state.askText.value : '',
    ids: state.map.value?.nodes.ids ?? [],
    venues: state.details.value?.venues ?? [],
    files: state.details.value?.files ?? [],
  });
}
