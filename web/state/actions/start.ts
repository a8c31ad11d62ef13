import { isMapFile, isMapStart } from '../../../src/map-file/is-map-start.ts';
import { strings } from '../../strings/strings.ts';
import { embeddedMap } from '../embedded-map.ts';
import { decodeName } from '../file-name.ts';
import {
  forgetFiles,
  type KeptAdditions,
  listAllNames,
  loadRememberedFiles,
  type RememberedFiles,
  readRememberedFiles,
  rememberFiles,
} from '../remembered-files.ts';
import { state } from '../store.ts';
import { hasUnsavedAdditions, hasUnsavedChanges } from '../unsaved.ts';
import { parseHash, type UrlState } from '../url-state/url.ts';
import { saveRecipe } from './edits/edit.ts';
import { exportPapers } from './export.ts';
import { recipeFromUrl } from './navigation/url.ts';
import { open, UNCHANGED, urlOfEntry } from './open.ts';
import { dismiss, messageOf, notify, toast } from './page.ts';
import { openReading } from './select.ts';
import { callWorker, type Origin } from './session.ts';
import { addFiles, restoreAdditions } from './update.ts';

/** What is opened at the start of the page, and opening files afterwards. */

/** The link of the page at its start; it belongs to the files that were open before a reload. */
let startUrl: UrlState | undefined;

/** Starts the page: opens the embedded map, the map of the server, or the sample if the URL asks for it. */
export async function startPage(): Promise<void> {
  const url = urlOfEntry();
  const remembered = readRememberedFiles();
  const origin = await findOrigin(url);
  // A page without history data was reached by a new link.
  const wasReloaded = history.state !== null;
  const hasFiles = remembered !== null && remembered.names.length > 0;
  if (remembered) startUrl = url;
  if (!origin) {
    state.rememberedFiles.value = hasFiles ? remembered : null;
    if (url.selection && !hasFiles) notify(strings.errors.otherMapHeading, strings.errors.otherMap);
    return;
  }
  if (remembered && !hasFiles) {
    if (wasReloaded) return openWithAdditions(origin, url, remembered.added);
    forgetFiles();
  }
  if (!hasFiles || !wasReloaded) return openWithUrl(origin, url);
  await open(origin);
  offerReopening(remembered);
}

/** Opens a map, adds files to it that were added before a reload, and restores the recipe and the view of a URL. */
async function openWithAdditions(origin: Origin, url: UrlState, added: KeptAdditions | undefined): Promise<void> {
  // The view may show papers that were added.
  await openWithUrl(origin, url, added?.contents ? parseHash('') : url);
  if (added) await restoreAdditions(added, url);
}

/** Opens a map, with the recipe and the view of a URL, or another view. */
async function openWithUrl(origin: Origin, url: UrlState, view = url): Promise<void> {
  let recipe = UNCHANGED;
  let recipeError: unknown;
  try {
    const urlRecipe = recipeFromUrl(url);
    if (urlRecipe) recipe = { options: urlRecipe.options, edits: [...urlRecipe.edits] };
  } catch (error) {
    recipeError = error;
  }
  await open(origin, view, recipe);
  if (recipeError) notify(strings.errors.recipeFailed, messageOf(recipeError));
}

async function findOrigin(url: UrlState): Promise<Origin | undefined> {
  const embedded = await embeddedMap();
  if (embedded) return { kind: 'embedded', files: [embedded] };
  return (await findServedMap()) ?? (url.sample ? { kind: 'sample' } : undefined);
}

/** Returns the map of the server, or undefined if it has none. */
async function findServedMap(): Promise<Origin | undefined> {
  try {
    const response = await fetch('./map.json', { headers: { range: 'bytes=0-63' } });
    // A server that does not support ranges sends the whole map.
    const isMap = response.ok && isMapStart(new Uint8Array(await response.arrayBuffer()).subarray(0, 64));
    const [, name] = /filename\*=UTF-8''(\S+)/.exec(response.headers.get('content-disposition') ?? '') ?? [];
    return isMap ? { kind: 'served', ...(name !== undefined && { name: decodeName(name) }) } : undefined;
  } catch {
    return undefined;
  }
}

/** Opens the sample papers. */
export async function openSample(): Promise<void> {
  forgetFiles();
  await open({ kind: 'sample' });
}

/**
 * Opens a map file, or builds a map from files of papers. Asks first if the open map has unsaved changes.
 *
 * @param handles lets the browser reopen the files after a reload.
 */
export function openFiles(files: File[], handles?: Promise<FileSystemFileHandle[] | undefined>): void {
  if (files.length === 0) return;
  const run = () => void openAndRemember(files, handles);
  if (hasUnsavedChanges.value)
    notify(strings.replace.heading, strings.replace.text(files.map(({ name }) => name)), {
      action: { label: strings.replace.replace, run },
      alternative: hasUnsavedAdditions.value
        ? { label: strings.replace.save, run: () => void exportPapers('map', 'everything') }
        : { label: strings.edit.save, run: saveRecipe },
      dismissLabel: strings.replace.keep,
    });
  else run();
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
  const identified = await callWorker((worker) => worker.call('identify', [files]));
  if (identified?.every(({ problem }) => problem !== undefined))
    return notify(strings.errors.notPapers, strings.errors.notPapersText(identified));
  notify(strings.update.addHeading, strings.update.addText(files.map(({ name }) => name)), {
    action: { label: strings.update.add, run: () => void addFiles(files, { handles }) },
    alternative: { label: strings.update.replace, run: () => openFiles(files, handles) },
    dismissLabel: strings.update.cancel,
  });
}

async function openAndRemember(files: File[], handles?: Promise<FileSystemFileHandle[] | undefined>): Promise<void> {
  dismiss();
  const names = files.map(({ name }) => name);
  const remembered = readRememberedFiles();
  const wasOpen = JSON.stringify(remembered?.names) === JSON.stringify(names);
  const url = state.map.value === null && wasOpen ? startUrl : undefined;
  const added = url && remembered?.added;
  const origin: Origin = { kind: 'files', files };
  const previousMap = state.layoutVersion.value;
  await (url ? openWithUrl(origin, url, added?.contents ? parseHash('') : url) : open(origin));
  if (state.layoutVersion.value === previousMap) return;
  state.rememberedFiles.value = null;
  reportReading();
  await rememberFiles(files, await handles?.catch(() => undefined), added);
  if (added) await restoreAdditions(added, url);
}

/** Says how many papers were read, and what was merged or lost. A report of problems stays until it is dismissed. */
function reportReading(): void {
  const [map, details] = [state.map.value, state.details.value];
  if (!map || !details?.reading) return;
  const { papers, merged, problems } = map.summary;
  const isRefused = (file: { format?: string; problems: number }) => file.format === undefined && file.problems > 0;
  const refused = details.reading.files.filter(isRefused).map(({ file }) => file);
  const text = strings.reading.report(papers, merged, problems, refused);
  toast(text, { label: strings.reading.heading, run: openReading }, problems > 0);
}

/** Offers to reopen the files that replaced the map of the server before a reload. */
function offerReopening(remembered: RememberedFiles): void {
  notify(strings.reopen.heading, strings.reopen.files(listAllNames(remembered)), {
    action: { label: strings.reopen.reopen, run: () => void reopenRemembered(remembered, chooseFiles) },
  });
}

const chooseFiles = () => document.querySelector<HTMLInputElement>('input[type=file]')?.click();

/**
 * Reopens the files that were open before a reload, with the recipe and the view of the URL.
 *
 * @param choose lets the user choose the files again; called if the browser has not kept them.
 */
export async function reopenRemembered(remembered: RememberedFiles, choose: () => void): Promise<void> {
  const files = await loadRememberedFiles(remembered);
  if (!files) return choose();
  dismiss();
  await openWithAdditions({ kind: 'files', files }, startUrl ?? parseHash(''), remembered.added);
  state.rememberedFiles.value = null;
}
