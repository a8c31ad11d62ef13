import { batch } from '@preact/signals';
import type { Edit } from '../../../src/edit/edits.ts';
import type { View } from '../../map/types.ts';
import { texts } from '../../strings/strings.ts';
import type { Overview, Shape, Shaped } from '../../worker/protocol.ts';
import { embeddedMap } from '../embedded-map.ts';
import { mainTopics } from '../filters.ts';
import { NO_FILTERS, type Shaping, state, WHOLE } from '../store.ts';
import { type Address, readAddress } from '../url.ts';
import { addressNow, apply, sharedShape } from './link.ts';
import { messageOf, notify, say } from './page.ts';
import { ask, load, type Origin, openOrigin } from './session.ts';

/** Opening maps, and bringing the one that is open into another shape. */

/** A map as its file has it; papers with the options that are the defaults. */
const AS_IT_IS: Shape = { options: null, edits: [] };

/** Starts the page: the map that it carries or that the server offers, the sample if the link asks for it, or an invitation. */
export async function begin(): Promise<void> {
  const address = readAddress(location.hash);
  const origin = await offered(address);
  if (!origin && address.reading) notify(texts.errors.back, texts.errors.notHere);
  if (!origin) return;
  let shape = AS_IT_IS;
  let fault: unknown;
  try {
    const shared = sharedShape(address);
    if (shared) shape = shapeOf(shared);
  } catch (error) {
    fault = error;
  }
  await open(origin, address, shape);
  if (fault) notify(texts.errors.heading, messageOf(fault));
}

async function offered(address: Address): Promise<Origin | undefined> {
  const carried = await embeddedMap();
  if (carried) return { kind: 'files', files: [carried] };
  if (await served()) return { kind: 'served' };
  return address.sample ? { kind: 'sample' } : undefined;
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

/** Opens the same map once more, as it was shaped and looked at. */
function openAgain(): void {
  const origin = openOrigin();
  if (origin) void open(origin, readAddress(location.hash), state.map.value ? shapeOf(state.shaping.value) : AS_IT_IS);
}

/** Tells whether the map was opened; what was open stays until it is. */
async function open(from: Origin, address: Address = readAddress(''), shape: Shape = AS_IT_IS): Promise<boolean> {
  const loaded = await load(from, shape, openAgain);
  if (!loaded) return false;
  show(loaded.shaped, shape, loaded.same, address.view);
  await fill(address);
  return true;
}

/** @param same whether these are the papers that were open, built anew: what speaks of papers still holds. */
function show(
  { notes, asBuilt, ...overview }: Shaped,
  { options, edits }: Shape,
  same: boolean,
  view: View | null,
): void {
  batch(() => {
    state.map.value = overview;
    state.drawing.value++;
    state.editNotes.value = notes;
    state.asBuilt.value = asBuilt;
    state.shaping.value = { options: options ?? asBuilt, edits };
    state.draft.value = null;
    state.links.value = null;
    state.reading.value = { kind: 'nothing' };
    state.filters.value = NO_FILTERS;
    state.marked.value = null;
    state.asked.value = null;
    if (!same) forget();
    state.view.value = view ?? WHOLE;
    state.phase.value = { kind: 'ready' };
  });
  say(`${texts.papers(overview.nodes.ids.length)}, ${texts.topicsCount(mainTopics(overview).length)}`);
}

function forget(): void {
  state.details.value = null;
  state.found.value = null;
  state.query.value = '';
  state.good.value = [];
  state.bad.value = [];
  state.kept.value = [];
  state.past.value = [];
  state.future.value = [];
}

/** What comes after the first picture. */
async function fill(address: Address): Promise<void> {
  const drawing = state.drawing.value;
  const links = await ask((w) => w.call('links', []));
  const details = await ask((w) => w.call('details', []));
  // Another map may have been opened meanwhile.
  if (state.drawing.value !== drawing) return;
  state.links.value = links ?? null;
  state.details.value = details ?? null;
  apply(address);
}

// ---- the map in another shape

const shapeOf = ({ options, edits }: Shaping): Shape => ({ options, edits: [...edits] });

/** Builds the open map anew with other options and edits; what is read stays open. Tells whether it was done. */
export async function rebuild(shaping: Shaping): Promise<boolean> {
  const origin = openOrigin();
  if (!origin) return false;
  const address = readAddress(addressNow());
  // Places and topics are others in the new map.
  const reading = address.reading?.kind === 'topic' ? null : address.reading;
  return open(origin, { ...address, view: null, topics: [], reading }, shapeOf(shaping));
}

/** Makes edits to the open map in place of those made before; the picture stays where it is. Tells whether it was done. */
export async function edit(edits: readonly Edit[], linksChange: boolean): Promise<boolean> {
  const shaped = await ask((w) => w.call('edit', [[...edits]]));
  const links = shaped && linksChange ? await ask((w) => w.call('links', [])) : undefined;
  if (!shaped) return false;
  const { notes, asBuilt: _, ...overview } = shaped;
  batch(() => {
    state.map.value = overview;
    state.editNotes.value = notes;
    state.shaping.value = { ...state.shaping.value, edits };
    if (links) state.links.value = links;
    letGoOfTopics(overview);
  });
  return true;
}

/** What speaks of topics that are gone is closed. */
function letGoOfTopics({ summary }: Overview): void {
  const known = new Set(summary.topics.map((topic) => topic.id));
  const { reading, filters } = state;
  if (reading.value.kind === 'topic' && !known.has(reading.value.topic)) reading.value = { kind: 'nothing' };
  const topics = [...filters.value.topics].filter((topic) => known.has(topic));
  if (topics.length < filters.value.topics.size) filters.value = { ...filters.value, topics: new Set(topics) };
}
