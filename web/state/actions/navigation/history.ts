import { computed, effect } from '@preact/signals';
import { NETWORK_NAMES } from '../../../../src/networks/network-options.ts';
import { shownNetwork } from '../../../strings/nouns.ts';
import { state } from '../../store.ts';
import {
  type HistoryData,
  readHistoryData,
  replacesHistoryEntry,
  withoutHistoryEntry,
} from '../../url-state/history-entry.ts';
import { parseHash } from '../../url-state/url.ts';
import { followUrl, returnToNetwork } from '../edits/edit.ts';
import { replaceAwaitedUrl } from '../open.ts';
import { closeDetails } from '../select.ts';
import { currentOrigin } from '../session.ts';
import { currentHash, restoreStep } from './url.ts';

/**
 * Keeps the URL in sync with the state, and makes Back and Forward walk through the steps of the user: every change of the
 * selection, every question, and opening or closing the table adds a history entry, everything else updates the current entry.
 */

/** Milliseconds without a change before the URL is updated. Browsers limit the number of updates per second. */
const URL_DELAY = 250;

/** Number of links that were followed before the current entry. */
let link = readHistoryData(history.state)?.link ?? 0;
/** Identifies what the current entry shows. */
let currentStep = '';
/** An update of the current entry that is waiting. */
let pending: { url: string; data: HistoryData; timer: ReturnType<typeof setTimeout> } | undefined;

/** Identifies the papers of the open map. */
const mapKey = computed(() => {
  const ids = state.map.value?.nodes.ids ?? [];
  return `${ids.length} ${ids[0]} ${ids.at(-1)}`;
});

/** Identifies the open papers, whichever of their networks is shown. After a reload, they are those of the current entry if it shows the same map. */
let papers = '';
/** Where these papers come from. */
let knownOrigin: unknown;

/** Identifies the open papers if they are others than before. */
function identifyPapers(): void {
  const origin = currentOrigin();
  if (origin === knownOrigin) return;
  const entry = knownOrigin === undefined ? readHistoryData(history.state) : undefined;
  const isSame = entry?.map === mapKey.peek() && entry.network === shownNetwork.peek();
  papers = (isSame && entry.papers) || String(Math.random());
  knownOrigin = origin;
}

/** Starts to keep the URL and the history in sync with the state. */
export function startHistory(): void {
  effect(() => {
    const hash = currentHash();
    const step = JSON.stringify([
      state.selection.value,
      state.question.value,
      shownNetwork.value,
      state.table.value !== null,
    ]);
    if (state.map.value) identifyPapers();
    if (state.map.value) record(hash ? `#${hash}` : location.pathname, step);
  });
  addEventListener('popstate', (event) => void handlePop(readHistoryData(event.state)));
}

function record(url: string, step: string): void {
  if (step === currentStep || replacesHistoryEntry()) {
    currentStep = step;
    clearTimeout(pending?.timer);
    setPending({ url, data: historyData(), timer: setTimeout(updateUrl, URL_DELAY) });
    return;
  }
  currentStep = step;
  updateUrl();
  history.pushState(historyData(), '', url);
}

/** Updates the current entry now if an update is waiting. */
export function updateUrl(): void {
  if (pending) history.replaceState(pending.data, '', pending.url);
  discardPending();
}

function discardPending(): void {
  clearTimeout(pending?.timer);
  setPending(undefined);
}

/** Sets the update that is waiting, and marks the page as long as its URL lags behind what it shows. */
function setPending(update: typeof pending): void {
  pending = update;
  document.documentElement.toggleAttribute('data-url-outdated', update !== undefined);
}

function historyData(): HistoryData {
  const question = state.question.peek();
  const network = shownNetwork.peek();
  return { papers, map: mapKey.peek(), network, link, text: question?.kind === 'text' ? question.text : '' };
}

/** @param data of the entry that is now current; undefined if its hash was typed or linked to. */
async function handlePop(data: HistoryData | undefined): Promise<void> {
  discardPending();
  if (!state.map.value) return;
  const url = { ...parseHash(location.hash), ...(data && { text: data.text }) };
  replaceAwaitedUrl(url);
  const network = NETWORK_NAMES.find((name) => name === data?.network) ?? shownNetwork.value;
  if (!data) {
    link++;
    await followUrl(url);
  } else if (data.papers !== papers) withoutHistoryEntry(closeDetails);
  else if (data.link !== link) {
    link = data.link;
    await followUrl(url);
  } else if (network !== shownNetwork.value) await returnToNetwork(network, url);
  else restoreStep(url);
}
