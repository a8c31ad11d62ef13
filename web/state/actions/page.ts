import { batch } from '@preact/signals';
import { texts } from '../../strings/strings.ts';
import { type Notice, state } from '../store.ts';

/** What the page says, how it looks, and what it saves. */

/** Says something aloud to whoever does not see the page. */
export const say = (text: string) => {
  state.announcement.value = text;
};

/** Shows a message that stays until it is dismissed; `offer` is what can be done about it. */
export function notify(heading: string, text: string, offer?: Notice['offer']): void {
  state.notice.value = { heading, text, ...(offer && { offer }) };
}

export const dismiss = () => {
  state.notice.value = null;
};

/** What an error has to say to a person. */
export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

export function setLook(
  change: Partial<{ [K in 'colourBy' | 'sizeBy' | 'curved' | 'theme' | 'pane']: (typeof state)[K]['value'] }>,
): void {
  batch(() => {
    if (change.colourBy) state.colourBy.value = change.colourBy;
    if (change.sizeBy) state.sizeBy.value = change.sizeBy;
    if (change.curved !== undefined) state.curved.value = change.curved;
    if (change.theme) state.theme.value = change.theme;
    if (change.pane !== undefined) state.pane.value = change.pane;
  });
}

/** Saves a file. */
export function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  say(texts.take.done(name));
}
