import { batch, computed } from '@preact/signals';
import type { Edit } from '../../../src/edit/edits.ts';
import { parseRecipe, type RecipeOptions, recipeText } from '../../../src/edit/recipe.ts';
import { texts } from '../../strings/strings.ts';
import { sameOptions } from '../recipe-options.ts';
import { type Shaping, state } from '../store.ts';
import { readAddress } from '../url.ts';
import { apply, sharedShape } from './link.ts';
import { edit, rebuild } from './open.ts';
import { download, messageOf, notify, say } from './page.ts';
import { openTopic } from './select.ts';

/** Shaping the map: every change makes another recipe, and the map follows from it. */

/** What topics were called when an edit was made: the edit names them by a paper, which tells people little. */
const namesAtEdit = new WeakMap<Edit, { topic: string; into: string }>();

export const canUndo = computed(() => state.past.value.length > 0);
export const canRedo = computed(() => state.future.value.length > 0);

/** Changes wait for those before them. */
let last: Promise<unknown> = Promise.resolve();
function inTurn(task: () => Promise<void>): Promise<void> {
  const next = last.then(task);
  last = next.catch(() => undefined);
  return next;
}

// ---- changes

export async function renameTopic(topic: number, label: string): Promise<void> {
  const paper = paperOf(topic);
  if (paper) await add({ edit: 'rename', paper, label });
}

export async function mergeTopic(topic: number, into: number): Promise<void> {
  const [paper, other] = [paperOf(topic), paperOf(into)];
  if (!paper || !other) return;
  const reading = state.reading.value;
  await add({ edit: 'merge', paper, into: other });
  if (reading.kind === 'topic' && reading.topic === topic) openTopic(into);
}

export async function movePaper(paper: number, into: number): Promise<void> {
  const other = paperOf(into);
  if (other) await add({ edit: 'move', paper: idOf(paper), into: other });
}

export const hidePaper = (paper: number) => add({ edit: 'hide', paper: idOf(paper) });

/** Takes back every hiding of a paper. */
export function showPaper(paper: number): Promise<void> {
  const { options, edits } = state.shaping.value;
  const kept = edits.filter((one) => one.edit !== 'hide' || one.paper !== idOf(paper));
  return change({ options, edits: kept }, texts.shape.shownAgain);
}

export function removeEdit(removed: Edit): Promise<void> {
  const { options, edits } = state.shaping.value;
  return change({ options, edits: edits.filter((one) => one !== removed) }, texts.shape.removed(describe(removed)));
}

/** Chooses an option for the next build; undefined for its default. */
export function draftOption<Name extends keyof RecipeOptions>(
  name: Name,
  value: RecipeOptions[Name] | undefined,
): void {
  const { [name]: _, ...others } = state.draft.value ?? state.shaping.value.options;
  state.draft.value = value === undefined ? others : { ...others, [name]: value };
}

export const discardDraft = () => {
  state.draft.value = null;
};

/** Builds the map anew with other options; the edits are made to the new map. */
export const setOptions = (options: RecipeOptions) =>
  change({ options, edits: state.shaping.value.edits }, texts.shape.rebuilt);

/** Makes one more edit, or says why it cannot be made. */
function add(made: Edit): Promise<void> {
  const topicOf = (id: string) => labelOf(state.map.value?.nodes.topicOf[indexOf(id)] ?? 0);
  namesAtEdit.set(made, { topic: topicOf(made.paper), into: 'into' in made ? topicOf(made.into) : '' });
  return inTurn(async () => {
    const before = state.shaping.value;
    const refused = state.editNotes.value.length;
    const next = { options: before.options, edits: [...before.edits, made] };
    if (!(await become(next))) return;
    const why = state.editNotes.value.length > refused ? state.editNotes.value.at(-1) : undefined;
    if (why !== undefined) {
      await become(before);
      notify(texts.shape.refused, why);
    } else remember(before, describe(made));
  });
}

function change(next: Shaping, said: string): Promise<void> {
  return inTurn(async () => {
    const before = state.shaping.value;
    if (await become(next)) remember(before, said);
  });
}

function remember(before: Shaping, said: string): void {
  batch(() => {
    state.past.value = [...state.past.value, before];
    state.future.value = [];
  });
  say(said);
}

/** Brings the map into a shape; builds it anew only where the options differ. Tells whether it was done. */
function become(next: Shaping): Promise<boolean> {
  const now = state.shaping.value;
  return sameOptions(now.options, next.options) ? edit(next.edits, hidden(now) !== hidden(next)) : rebuild(next);
}

const sameEdits = (a: readonly Edit[], b: readonly Edit[]) => JSON.stringify(a) === JSON.stringify(b);

const hidden = ({ edits }: Shaping) => JSON.stringify(edits.filter((one) => one.edit === 'hide'));

// ---- undo and redo

export function undo(): Promise<void> {
  return inTurn(async () => {
    const now = state.shaping.value;
    const before = state.past.value.at(-1);
    if (!before || !(await become(before))) return;
    state.past.value = state.past.value.slice(0, -1);
    state.future.value = [...state.future.value, now];
    say(texts.shape.undone(state.past.value.length));
  });
}

export function redo(): Promise<void> {
  return inTurn(async () => {
    const now = state.shaping.value;
    const next = state.future.value.at(-1);
    if (!next || !(await become(next))) return;
    state.future.value = state.future.value.slice(0, -1);
    state.past.value = [...state.past.value, now];
    say(texts.shape.redone(state.future.value.length));
  });
}

/** Control or Command with Z or Y; whoever types has the undo of the text. */
export function undoKeys(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || typing(event.target)) return;
  const key = event.key.toLowerCase();
  const redoing = key === 'y' || (key === 'z' && event.shiftKey);
  if (key !== 'z' && key !== 'y') return;
  event.preventDefault();
  void (redoing ? redo() : undo());
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && ['text', 'search', 'number'].includes(target.type));

// ---- recipes

/** Whether a file is a recipe; maps and papers are left to others. */
export async function isRecipe(file: File): Promise<boolean> {
  return file.size < 1e7 && /^\s*\{\s*"papergraphRecipe"/.test(await file.slice(0, 200).text());
}

/** Brings the open map into the shape that a recipe gives. */
export async function loadRecipe(file: File): Promise<void> {
  if (!state.map.value) return notify(texts.shape.recipe, texts.shape.mapFirst);
  try {
    const { options, edits } = parseRecipe(await file.text(), file.name);
    await change({ options, edits }, texts.shape.loaded(file.name));
  } catch (error) {
    notify(texts.errors.heading, messageOf(error));
  }
}

export function saveRecipe(): void {
  const { options, edits } = state.shaping.value;
  const text = recipeText({ options, edits: [...edits] });
  download(new Blob([text], { type: 'application/json' }), 'papergraph-recipe.json');
}

/** Follows a link within the page: to the shape of the map that it asks for, then to the view. */
export async function followLink(hash: string): Promise<void> {
  const address = readAddress(hash);
  try {
    const asked = sharedShape(address) ?? { options: state.asBuilt.value, edits: [] };
    const { options, edits } = state.shaping.value;
    if (!sameOptions(asked.options, options) || !sameEdits(asked.edits, edits))
      await change(asked, texts.shape.followed);
  } catch (error) {
    notify(texts.errors.heading, messageOf(error));
  }
  apply(address);
}

// ---- in words

/** An edit as a line to read. */
export function describe(made: Edit): string {
  const names = namesAtEdit.get(made);
  const title = titleOf(made.paper);
  const topic = names?.topic || texts.shape.topicWith(title);
  const into = names?.into || ('into' in made ? texts.shape.topicWith(titleOf(made.into)) : '');
  switch (made.edit) {
    case 'rename':
      return texts.shape.renamed(topic, made.label);
    case 'merge':
      return texts.shape.merged(topic, into);
    case 'move':
      return texts.shape.moved(title, into);
    case 'hide':
      return texts.shape.hidden(title);
  }
}

const indexOf = (id: string) => state.map.value?.nodes.ids.indexOf(id) ?? -1;
const idOf = (paper: number) => state.map.value?.nodes.ids[paper] ?? '';
const titleOf = (id: string) => state.map.value?.nodes.titles[indexOf(id)] ?? id;
const labelOf = (topic: number) => state.map.value?.summary.topics.find((one) => one.id === topic)?.label ?? '';

/** The paper that a topic is named by: its most central one that is still in it, else its first. */
function paperOf(topic: number): string | undefined {
  const map = state.map.value;
  const central = map?.summary.topics.find((one) => one.id === topic)?.central[0];
  const paper = central ?? map?.nodes.topicOf.indexOf(topic) ?? -1;
  return map?.nodes.ids[paper];
}
