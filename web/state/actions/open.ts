import { batch } from '@preact/signals';
import type { Edit } from '../../../src/edit/edit.ts';
import { isPaperMerge } from '../../../src/edit/paper-merges.ts';
import { NETWORK_NODES, type NetworkName, type NetworkNodes } from '../../../src/model/network.ts';
import { NETWORK_NAMES } from '../../../src/networks/network-options.ts';
import { hasVectors, shownNetwork } from '../../strings/nouns.ts';
import { strings } from '../../strings/strings.ts';
import type { LoadedMap, Overview, RequestedRecipe } from '../../worker/protocol.ts';
import { hasTopic, mainTopics } from '../filters.ts';
import { type Additions, FULL_VIEW, type MapRecipe, NO_ABSTRACT_RESULTS, NO_FILTERS, state } from '../store.ts';
import { readHistoryData, withoutHistoryEntry } from '../url-state/history-entry.ts';
import { parseHash, type UrlState } from '../url-state/url.ts';
import { applyUrl, askedText, currentHash } from './navigation/url.ts';
import { announce, notify } from './page.ts';
import { callWorker, currentOrigin, load, type Origin } from './session.ts';

/** Opening maps, rebuilding the open map and applying edits to it. */

/** A URL that restores nothing. */
const EMPTY_URL = JSON.stringify(parseHash(''));

/** Opens a map as stored in its file, and papers with default options. */
export const UNCHANGED: RequestedRecipe = { options: null, edits: [] };

/** Returns the URL of the page, with the text of its history entry if the text is too long for a URL. */
export function urlOfEntry(): UrlState {
  const url = parseHash(location.hash);
  return { ...url, text: url.text || (readHistoryData(history.state)?.text ?? '') };
}

/** Opens the same map again, with its recipe and view. */
function reopen(): void {
  const origin = currentOrigin();
  if (origin) void open(origin, urlOfEntry(), state.map.value ? toRequest(state.recipe.value) : UNCHANGED);
}

/** The link whose view is restored when the details of the map have been loaded. */
let awaited: UrlState | undefined;

/** Restores a link that is followed while the details of the map are loading, in place of the one that opened the map. */
export function replaceAwaitedUrl(url: UrlState): void {
  if (awaited) awaited = url;
}

/**
 * Opens a map. Returns false if that failed or was canceled; the previous map then stays open.
 *
 * @param isStep whether this is a step of the user that Back reverses.
 */
export async function open(
  from: Origin,
  url: UrlState = parseHash(''),
  recipe: RequestedRecipe = UNCHANGED,
  isStep = false,
): Promise<boolean> {
  const loaded = await load(from, recipe, reopen);
  if (!loaded) return false;
  state.mapName.value = nameOf(from);
  const show = () => showMap(loaded.map, recipe, loaded.samePapers, url.view);
  if (isStep) show();
  else withoutHistoryEntry(show);
  const { warnings } = loaded.map;
  if (warnings.length > 0) notify(strings.errors.builtDifferently, warnings.join(' '));
  await loadDetails(url);
  return true;
}

/** Shows a map that papers were added to in place of the open one; its papers have other indexes. */
export async function showUpdated(
  map: LoadedMap,
  recipe: RequestedRecipe,
  url: UrlState,
  additions: Additions,
): Promise<void> {
  const show = () => {
    showMap(map, recipe, false, url.view);
    state.additions.value = additions;
  };
  withoutHistoryEntry(() => batch(show));
  await loadDetails(url);
}

/** Returns the name of a map: that of its only file without the extension, or '' if it has none. */
function nameOf(from: Origin): string {
  if (from.kind === 'sample') return 'sample';
  const names = from.kind === 'served' ? [from.name ?? ''] : from.files.map(({ name }) => name);
  return names.length === 1 ? names[0]!.replace(/\.[^.]*$/, '') : '';
}

/** Returns the network that a map shows. Its name is checked, because a file can contain anything. */
const networkOf = ({ summary }: Overview): NetworkName =>
  NETWORK_NAMES.find((name) => name === summary.options.network) ?? 'similarity';

/** @param samePapers whether the open papers were rebuilt, so that state that refers to papers stays valid. */
function showMap(
  { notes, warnings: _, initialOptions: asBuilt, ...overview }: LoadedMap,
  { options, edits }: RequestedRecipe,
  samePapers: boolean,
  view: UrlState['view'],
): void {
  const mergesChange = !sameMerges(state.recipe.value.edits, edits);
  const network = networkOf(overview);
  const nodesChange = !haveSameNodes(network, shownNetwork.value);
  batch(() => {
    shownNetwork.value = network;
    hasVectors.value = overview.summary.options.vectors !== undefined;
    state.map.value = overview;
    state.layoutVersion.value++;
    state.editNotes.value = notes;
    state.initialOptions.value = asBuilt;
    state.recipe.value = { options: options ?? asBuilt, edits };
    state.draftOptions.value = null;
    state.links.value = null;
    state.measures.value = null;
    state.updateShare.value = 1;
    state.selection.value = { kind: 'none' };
    state.path.value = null;
    state.conceptPapers.value = null;
    state.filters.value = NO_FILTERS;
    state.highlight.value = null;
    state.askResult.value = null;
    state.question.value = null;
    // Indexes change when papers are merged, and with the nodes; the URL has the ids.
    if (!samePapers || mergesChange || nodesChange) resetPapers();
    if (nodesChange) state.details.value = null;
    if (!samePapers) resetPage();
    if (!samePapers) state.savedRecipe.value = state.recipe.value;
    state.view.value = view === null || view === 'all' ? FULL_VIEW : view;
    state.phase.value = { kind: 'ready' };
  });
  announce(`${strings.papers(overview.nodes.ids.length)}, ${strings.topicsCount(mainTopics(overview).length)}`);
}

function resetPage(): void {
  otherReadingLists.clear();
  state.colorBy.value = 'topic';
  state.sizeBy.value = 'links';
  state.curved.value = false;
  state.density.value = false;
  state.contours.value = false;
  state.additions.value = null;
  state.table.value = null;
  state.details.value = null;
  state.query.value = '';
  state.undoStack.value = [];
  state.redoStack.value = [];
}

/** Resets what refers to papers by index. */
function resetPapers(): void {
  state.searchResults.value = null;
  state.abstractResults.value = NO_ABSTRACT_RESULTS;
  state.positiveExamples.value = [];
  state.negativeExamples.value = [];
  state.readingList.value = [];
  state.tableSelection.value = new Set();
  state.compareFrom.value = null;
  state.hovered.value = null;
}

/** Returns whether two lists of edits merge the same papers. */
export const sameMerges = (a: readonly Edit[], b: readonly Edit[]) =>
  JSON.stringify(a.filter(isPaperMerge)) === JSON.stringify(b.filter(isPaperMerge));

/** Loads what is not needed to draw the map, then restores the view of the URL. */
async function loadDetails(url: UrlState): Promise<void> {
  const layoutVersion = state.layoutVersion.value;
  awaited = url;
  const links = await callWorker((worker) => worker.call('adjacency', []));
  const details = await callWorker((worker) => worker.call('details', []));
  // Another map may have been opened in the meantime.
  if (state.layoutVersion.value !== layoutVersion) return;
  state.links.value = links ?? null;
  state.details.value = details ?? null;
  const target = awaited;
  awaited = undefined;
  // Without a link, the user may have changed the view in the meantime.
  if (JSON.stringify(target) !== EMPTY_URL) applyUrl(target);
}

/** Returns the recipe of an open map as it is requested. */
export const toRequest = ({ options, edits }: MapRecipe): RequestedRecipe => ({ options, edits: [...edits] });

/**
 * Rebuilds the open map with other options and edits. The details panel stays open unless it shows a topic.
 *
 * @param view what the rebuilt map shows instead of what is shown now.
 * @returns whether the map was rebuilt.
 */
export async function rebuild(recipe: MapRecipe, view: Partial<UrlState> = {}): Promise<boolean> {
  const origin = currentOrigin();
  if (!origin) return false;
  const url = { ...parseHash(currentHash()), text: askedText() };
  const { network = 'similarity' } = recipe.options;
  // An entry that the user went back to has the network already; one of a link that was followed has no data yet.
  const entry = readHistoryData(history.state);
  const isStep = entry !== undefined && entry.network !== network;
  // The rebuilt map has other positions and topics.
  const selection = url.selection?.kind === 'topic' ? null : url.selection;
  const kept = haveSameNodes(network, shownNetwork.value) ? { selection } : replaceNodes(url, network);
  return open(origin, { ...url, view: null, topics: [], ...kept, ...view }, toRequest(recipe), isStep);
}

const haveSameNodes = (a: NetworkName, b: NetworkName) => NETWORK_NODES[a] === NETWORK_NODES[b];

/** The reading lists of the nodes that the map does not show, such as those of the papers while it shows authors. */
const otherReadingLists = new Map<NetworkNodes, string[]>();

/** Returns what of a link stays valid in a map with other nodes. The reading list comes back together with the nodes. */
function replaceNodes(url: UrlState, network: NetworkName): Partial<UrlState> {
  otherReadingLists.set(NETWORK_NODES[shownNetwork.value], url.readingList);
  const readingList = otherReadingLists.get(NETWORK_NODES[network]) ?? [];
  return { selection: null, readingList, positiveExamples: [], negativeExamples: [], highlight: '', colorBy: 'topic' };
}

/**
 * Replaces the edits of the open map. The layout does not change.
 *
 * @param linksChange whether the links have to be loaded again.
 * @returns whether the edits were applied.
 */
export async function applyEdits(edits: readonly Edit[], linksChange: boolean): Promise<boolean> {
  const edited = await callWorker((worker) => worker.call('edit', [[...edits]]));
  const links = edited && linksChange ? await callWorker((worker) => worker.call('adjacency', [])) : undefined;
  const before = state.map.peek();
  if (!edited || !before) return false;
  const { summary, nodes, notes } = edited;
  const showEdited = () => {
    state.map.value = { summary, nodes: { ...before.nodes, ...nodes } };
    state.editNotes.value = notes;
    state.recipe.value = { ...state.recipe.value, edits };
    if (links) {
      state.links.value = links;
      state.measures.value = null;
    }
    dropMissingTopics();
  };
  withoutHistoryEntry(() => batch(showEdited));
  return true;
}

/** Removes topics that no longer exist from the selection and the filters. */
function dropMissingTopics(): void {
  const { selection, filters } = state;
  if (selection.value.kind === 'topic' && !hasTopic(selection.value.topic)) selection.value = { kind: 'none' };
  const topics = [...filters.value.topics].filter(hasTopic);
  if (topics.length < filters.value.topics.size) filters.value = { ...filters.value, topics: new Set(topics) };
}
