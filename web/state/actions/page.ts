import { batch } from '@preact/signals';
import { strings } from '../../strings/strings.ts';
import { type Notice, state, type Toast } from '../store.ts';

/** Messages, view options and downloads. */

/** Announces a text to screen readers. */
export const announce = (text: string) => {
  state.announcement.value = text;
};

/**
 * Shows a message until it is dismissed.
 *
 * @param options a button that resolves the problem, and what caused the message.
 */
export function notify(heading: string, text: string, options: Pick<Notice, 'action' | 'cause'> = {}): void {
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
 */
export function toast(text: string, action?: Toast['action']): void {
  state.toast.value = { text, ...(action && { action }) };
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

type ViewOptions = { [K in 'colorBy' | 'sizeBy' | 'curved' | 'theme' | 'pane']: (typeof state)[K]['value'] };

/** Changes how the map and the page look. */
export function setViewOptions(change: Partial<ViewOptions>): void {
  batch(() => {
    if (change.colorBy) state.colorBy.value = change.colorBy;
    if (change.sizeBy) state.sizeBy.value = change.sizeBy;
    if (change.curved !== undefined) state.curved.value = change.curved;
    if (change.theme) state.theme.value = change.theme;
    if (change.pane !== undefined) state.pane.value = change.pane;
  });
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
