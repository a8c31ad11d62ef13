import { computed } from '@preact/signals';
import { isMapFile } from '../../../src/map-file/is-map-start.ts';
import { strings } from '../../strings/strings.ts';
import { state } from '../store.ts';
import { parseHash } from '../url-state/url.ts';
import { moveTo } from './map-view.ts';
import { askedText, currentHash } from './navigation/url.ts';
import { open, showUpdated, toRequest } from './open.ts';
import { notify, toast } from './page.ts';
import { highlightPapers } from './search.ts';
import { callWorker, currentOrigin, replaceOrigin } from './session.ts';
import { openFiles } from './start.ts';

/** What has changed since an earlier map: new papers, their former positions, and following the map of the server. */

/** Milliseconds between two questions whether the map of the server has been replaced. */
const FOLLOW_INTERVAL = 2000;

/** The papers that are new since the earlier map; empty for a map that was not updated. */
export const newPapers = computed<readonly number[]>(() => state.details.value?.update?.added ?? []);

/** Highlights the new papers on the map. */
export function highlightNew(): void {
  if (newPapers.value.length > 0) highlightPapers(strings.update.highlight, Uint32Array.from(newPapers.value), 'new:');
}

/** Puts the new papers on the reading list. */
export function listNew(): void {
  const before = state.readingList.value;
  const added = newPapers.value.filter((paper) => !before.includes(paper));
  state.readingList.value = [...before, ...added];
  toast(strings.readingList.count(state.readingList.value.length), {
    label: strings.edit.undoAction,
    run: () => {
      state.readingList.value = before;
    },
  });
}

/**
 * Moves the papers between their positions in the earlier map and in this one.
 * @param share 0 for the earlier map, where new papers are hidden, to 1 for this one.
 */
export function showBetween(share: number): void {
  const [nodes, update] = [state.map.value?.nodes, state.details.value?.update];
  if (!nodes || !update) return;
  state.updateShare.value = share;
  const before = update.positions;
  moveTo(share >= 1 ? nodes.positions : nodes.positions.map((after, k) => before[k]! + share * (after - before[k]!)));
}

/**
 * Opens dropped files. While a map is open, files of papers can also be added to it.
 * @param handles lets the browser reopen the files after a reload.
 */
export async function openDroppedFiles(
  files: File[],
  handles: Promise<FileSystemFileHandle[] | undefined>,
): Promise<void> {
  const [file] = files;
  if (!file) return;
  const isMap = files.length === 1 && (await isMapFile(file));
  if (!state.map.value || isMap) return openFiles(files, handles);
  notify(strings.update.addHeading, strings.update.addText(files.map(({ name }) => name)), {
    action: { label: strings.update.add, run: () => void addFiles(files) },
    alternative: { label: strings.update.replace, run: () => openFiles(files, handles) },
    dismissLabel: strings.update.cancel,
  });
}

/** Adds the papers of files to the open map. */
async function addFiles(files: File[]): Promise<void> {
  state.notice.value = null;
  const recipe = toRequest(state.recipe.value);
  const updated = await callWorker((worker) => worker.call('update', [files, recipe]));
  if (!updated) return;
  const name = `${state.mapName.value || 'map'}.json`;
  // The map now comes from the updated file, so that it can be rebuilt with the added papers.
  replaceOrigin({ kind: 'files', files: [new File([updated.file], name)] });
  await showUpdated(updated.map, recipe, { ...parseHash(currentHash()), text: askedText() });
  reportUpdate();
}

function reportUpdate(): void {
  const update = state.details.value?.update;
  if (!update) return;
  highlightNew();
  toast(strings.update.report(update.added.length, update.changed.length, update.removed.length), undefined, true);
}

/** Opens the map of the server again whenever its file is replaced, with the same view. Asks only while the page is visible. */
export function followServedMap(): void {
  let version: string | null | undefined;
  const check = async () => {
    if (currentOrigin()?.kind !== 'served' || document.visibilityState !== 'visible') return;
    const response = await fetch('./map.json', { method: 'HEAD' }).catch(() => undefined);
    const found = response?.ok ? response.headers.get('etag') : undefined;
    if (!found) return;
    const isReplaced = version !== undefined && version !== found;
    version = found;
    if (!isReplaced) return;
    const recipe = toRequest(state.recipe.value);
    if (await open({ kind: 'served' }, { ...parseHash(currentHash()), text: askedText() }, recipe)) reportUpdate();
  };
  let isChecking = false;
  setInterval(() => {
    if (isChecking) return;
    isChecking = true;
    void check().finally(() => {
      isChecking = false;
    });
  }, FOLLOW_INTERVAL);
  void check();
}
