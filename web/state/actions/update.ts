import { computed } from '@preact/signals';
import { strings } from '../../strings/strings.ts';
import { type AddedFile, type KeptAdditions, loadAdditions, rememberAdditions } from '../remembered-files.ts';
import { state } from '../store.ts';
import { parseHash, type UrlState } from '../url-state/url.ts';
import { moveTo } from './map-view.ts';
import { askedText, currentHash } from './navigation/url.ts';
import { open, showUpdated, toRequest } from './open.ts';
import { notify, toast } from './page.ts';
import { highlightPapers } from './search.ts';
import { callWorker, currentOrigin, originBeforeUpdates, replaceOrigin } from './session.ts';

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

/** Files to add to the open map. */
interface Addition {
  /** Lets the browser read the files again after a reload. */
  handles?: Promise<FileSystemFileHandle[] | undefined>;
  /** The view to show afterwards. Default: the current one. */
  url?: UrlState;
  /** Whether the map was saved with the files before. Default false. */
  isSaved?: boolean;
}

/** Whether papers are being added: the map of the server must not replace the result. */
let isAdding = false;

/** Adds the papers of files to the open map. */
export async function addFiles(files: File[], addition: Addition = {}): Promise<void> {
  isAdding = true;
  try {
    await updateWith(files, addition);
  } finally {
    isAdding = false;
  }
}

async function updateWith(files: File[], { handles: promised, url, isSaved = false }: Addition): Promise<void> {
  state.notice.value = null;
  const recipe = toRequest(state.recipe.value);
  const updated = await callWorker((worker) => worker.call('update', [files, recipe]));
  const origin = originBeforeUpdates();
  if (!updated || !origin) return;
  const handles = await promised?.catch(() => undefined);
  const added: AddedFile[] = files.map((file, i) => ({ file, ...(handles?.[i] && { handle: handles[i] }) }));
  const earlier = state.additions.value?.files ?? [];
  const others = earlier.filter(({ file }) => !files.some((other) => other.name === file.name));
  const additions = { files: [...others, ...added], isSaved };
  // The map now comes from the updated file, so that it can be rebuilt with the added papers.
  const updatedFile = new File([updated.file], `${state.mapName.value || 'map'}.json`);
  replaceOrigin({ kind: 'files', files: [updatedFile], updated: origin });
  await rememberAdditions(additions.files, isSaved, origin === 'files');
  await showUpdated(updated.map, recipe, url ?? { ...parseHash(currentHash()), text: askedText() }, additions);
  reportUpdate();
}

/** Adds files to the map again that were added to it before a reload: at once if their contents were kept, otherwise after a question. */
export async function restoreAdditions(added: KeptAdditions, url: UrlState): Promise<void> {
  const { names, contents, isSaved } = added;
  const files = contents && (await loadAdditions(added));
  if (files) return addFiles(files, { url, isSaved });
  const addAgain = async () => {
    const loaded = await loadAdditions(added);
    if (loaded) await addFiles(loaded, { isSaved });
    else chooseFiles((chosen) => void addFiles(chosen));
  };
  notify(strings.update.addHeading, strings.update.againText(names), {
    action: { label: strings.update.add, run: () => void addAgain() },
    dismissLabel: strings.update.cancel,
  });
}

/** Lets the user choose files. */
function chooseFiles(onFiles: (files: File[]) => void): void {
  const input = document.createElement('input');
  Object.assign(input, { type: 'file', multiple: true });
  input.addEventListener('change', () => onFiles([...(input.files ?? [])]));
  input.click();
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
  const isFollowing = () => currentOrigin()?.kind === 'served' && !isAdding && document.visibilityState === 'visible';
  const check = async () => {
    if (!isFollowing()) return;
    const response = await fetch('./map.json', { method: 'HEAD' }).catch(() => undefined);
    const found = response?.ok ? response.headers.get('etag') : undefined;
    const origin = currentOrigin();
    // Files may have been added to the map while the server answered.
    if (!found || !origin || !isFollowing()) return;
    const isReplaced = version !== undefined && version !== found;
    version = found;
    if (!isReplaced) return;
    const recipe = toRequest(state.recipe.value);
    // A copy, because the papers are not the same.
    if (await open({ ...origin }, { ...parseHash(currentHash()), text: askedText() }, recipe)) reportUpdate();
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
