import { parseThesaurus, serializeThesaurus } from '../../../../src/networks/thesaurus.ts';
import type { LabelKind } from '../../../worker/search/results.ts';
import { fileName } from '../../file-name.ts';
import { state } from '../../store.ts';
import { download, messageOf } from '../page.ts';
import { callWorker } from '../session.ts';
import { changeThesaurus } from './edit.ts';

/** The dialog of the thesaurus, which merges terms, keywords, authors and organizations. */

/** Pairs of a label and what replaces it. */
export type Thesaurus = [label: string, replacement: string][];

/** Opens the dialog, to merge a label with others if one is given. */
export function openThesaurus(kind: LabelKind, label?: string): void {
  state.thesaurus.value = { kind, ...(label !== undefined && { label }) };
}

/** Closes the dialog without changing the map. */
export const closeThesaurus = () => {
  state.thesaurus.value = null;
};

/** Closes the dialog and rebuilds the map with its entries. */
export function applyThesaurus(thesaurus: Thesaurus): Promise<void> {
  closeThesaurus();
  return changeThesaurus(thesaurus);
}

/** Returns the labels that contain a text; undefined if the worker cannot answer. */
export const queryLabels = (kind: LabelKind, text: string) =>
  callWorker((worker) => worker.call('labels', [kind, text]));

/** Reads a thesaurus file of VOSviewer. Returns the reason if it is none. */
export async function readThesaurus(file: File): Promise<Thesaurus | string> {
  try {
    return parseThesaurus(await file.text(), file.name);
  } catch (error) {
    return messageOf(error);
  }
}

/** Downloads entries as a thesaurus file of VOSviewer. */
export function saveThesaurus(thesaurus: Thesaurus): void {
  download(new Blob([serializeThesaurus(thesaurus)], { type: 'text/plain' }), fileName('thesaurus', 'txt'));
}
