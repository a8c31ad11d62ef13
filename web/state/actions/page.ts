import { batch, computed } from '@preact/signals';
import { supportsDensity } from '../../map/density/support.ts';
import { strings } from '../../strings/strings.ts';
import { type ColorBy, type Notice, type SizeBy, state, type Toast } from '../store.ts';

/** Messages, view options and downloads. */

/** Announces a text to screen readers. */
export const announce = (text: string) => {
  state.announcement.value = text;
};

/**
 * Shows a message until it is dismissed.
 *
 * @param options buttons that do something about it, and what caused the message.
 */
export function notify(heading: string, text: string, options: Omit<Notice, 'heading' | 'text'> = {}): void {
  state.notice.value = { heading, text, ...options };
}

/** Dismisses the message if it has a certain cause, which is gone. */
export function dismissCausedBy(cause: NonNullable<Notice['cause']>): void {
  if (state.notice.value?.cause === cause) dismiss();
}

/**
 * Shows a message for a few seconds and announces it to screen readers.
 *
 * @param action a button that reverses what the message reports.
 * @param stays whether the message stays until it is dismissed.
 */
export function toast(text: string, action?: Toast['action'], stays = false): void {
  state.toast.value = { text, stays, ...(action && { action }) };
  announce(text);
}

/** Removes the message that disappears by itself. */
export const dismissToast = () => {
  state.toast.value = null;
};

/** Opens or closes the list of keyboard shortcuts. */
export const showShortcuts = (isOpen: boolean) => {
  state.showsShortcuts.value = isOpen;
};

/** Dismisses the message. */
export const dismiss = () => {
  state.notice.value = null;
};

/** Returns the message of an error. */
export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** The attributes by which papers can be colored; those that no paper has are left out. */
export const colorOptions = computed<Partial<Record<ColorBy, string>>>(() => {
  const details = state.details.value;
  const missing = new Set<ColorBy>();
  if (!state.map.value?.nodes.years.some((year) => year > 0)) missing.add('year');
  if (details && details.venues.length < 2) missing.add('venue');
  if (details && details.files.length < 2) missing.add('source');
  if (!hasCitations()) missing.add('citations');
  if (!hasBursts()) missing.add('burst');
  // A link may ask for any attribute.
  missing.delete(state.colorBy.value);
  return omitKeys(strings.display.colors, missing);
});

/** The attributes that can determine the size of the papers. */
export const sizeOptions = computed<Partial<Record<SizeBy, string>>>(() => {
  const missing = new Set<SizeBy>();
  if (!hasCitations()) missing.add('citations');
  if (!hasBursts()) missing.add('burst');
  missing.delete(state.sizeBy.value);
  return omitKeys(strings.display.sizes, missing);
});

const hasCitations = () => state.details.value?.citations.some((count) => count > 0) ?? true;

/** Whether nodes can have bursts; without years there are none. */
const hasBursts = () =>
  (state.map.value?.nodes.years.some((year) => year > 0) ?? true) &&
  (state.measures.value === null || (state.measures.value.burst?.some((weight) => weight > 0) ?? false));

const omitKeys = <Key extends string>(names: Record<Key, string>, omitted: ReadonlySet<Key>) =>
  // Leaving out keys gives a partial record.
  Object.fromEntries(Object.entries(names).filter(([key]) => !omitted.has(key as Key))) as Partial<Record<Key, string>>;

type ViewOptions = {
  [K in 'colorBy' | 'sizeBy' | 'curved' | 'density' | 'contours' | 'theme' | 'pane']: (typeof state)[K]['value'];
};

/** Changes how the map and the page look. */
export function setViewOptions(change: Partial<ViewOptions>): void {
  batch(() => {
    if (change.colorBy) state.colorBy.value = change.colorBy;
    if (change.sizeBy) state.sizeBy.value = change.sizeBy;
    if (change.density !== undefined) state.density.value = change.density;
    if (change.contours !== undefined) state.contours.value = change.contours;
    if (change.curved !== undefined) state.curved.value = change.curved;
    if (change.theme) state.theme.value = change.theme;
    if (change.pane !== undefined) state.pane.value = change.pane;
    // In a narrow window, the table and the tabs have the same place.
    if (change.pane && state.isNarrow.peek()) state.table.value = null;
  });
}

/** Shows or hides the density; says why if the browser cannot draw it. */
export function toggleDensity(): void {
  if (state.density.value || supportsDensity()) setViewOptions({ density: !state.density.value });
  else toast(strings.display.noDensity);
}

/** Downloads a blob as a file. */
export function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  toast(strings.export.done(name));
}
