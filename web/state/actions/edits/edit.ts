import { batch, computed } from '@preact/signals';
import type { Edit } from '../../../../src/edit/edit.ts';
import { parseRecipe, type RecipeOptions, serializeRecipe } from '../../../../src/edit/recipe.ts';
import type { NetworkName } from '../../../../src/model/network.ts';
import { strings } from '../../../strings/strings.ts';
import { fileName } from '../../file-name.ts';
import { indexOfPaper } from '../../paper-ids.ts';
import { RECIPE_DEFAULTS, sameOptions } from '../../recipe/recipe-options.ts';
import { type MapRecipe, state } from '../../store.ts';
import { markSaved } from '../../unsaved.ts';
import type { UrlState } from '../../url-state/url.ts';
import { applyUrl, recipeFromUrl } from '../navigation/url.ts';
import { applyEdits, rebuild, sameMerges } from '../open.ts';
import { dismissCausedBy, download, messageOf, notify, toast } from '../page.ts';
import { openTopic } from '../select.ts';
import { callWorker } from '../session.ts';
import { isTextField } from '../shortcuts.ts';

/** Editing the map: every change produces a new recipe, which is then applied. */

/** Labels of the topics at the time of an edit. Edits identify topics by a paper, which is hard to recognize in the UI. */
const labelsAtEdit = new WeakMap<Edit, { topic: string; into: string }>();

/** Titles of the papers of edits, because a merged paper is no longer in the map. */
const titlesAtEdit = new WeakMap<Edit, string>();

/** Whether there is a change to undo. */
export const canUndo = computed(() => state.undoStack.value.length > 0);
/** Whether there is a change to redo. */
export const canRedo = computed(() => state.redoStack.value.length > 0);

/** Changes run one after the other. */
let lastTask: Promise<unknown> = Promise.resolve();
function enqueue(task: () => Promise<void>): Promise<void> {
  const next = lastTask.then(task);
  lastTask = next.catch(() => undefined);
  return next;
}

// ---- changes

/** Renames a topic. */
export async function renameTopic(topic: number, label: string): Promise<void> {
  const paper = representativeOf(topic);
  if (paper) await addEdit({ edit: 'rename', paper, label });
}

/** Merges a topic into another one. */
export async function mergeTopic(topic: number, into: number): Promise<void> {
  const [paper, other] = [representativeOf(topic), representativeOf(into)];
  if (!paper || !other) return;
  const selection = state.selection.value;
  await addEdit({ edit: 'merge', paper, into: other });
  if (selection.kind === 'topic' && selection.topic === topic) openTopic(into);
}

/** Moves a paper to another topic. */
export async function movePaper(paper: number, into: number): Promise<void> {
  const other = representativeOf(into);
  if (other) await addEdit({ edit: 'move', paper: idOf(paper), into: other });
}

/** Hides a paper. */
export const hidePaper = (paper: number) => addEdit({ edit: 'hide', paper: idOf(paper) });

/** Removes all edits that hide a paper. */
export function unhidePaper(paper: number): Promise<void> {
  const { options, edits } = state.recipe.value;
  const remaining = edits.filter((edit) => edit.edit !== 'hide' || edit.paper !== idOf(paper));
  return changeRecipe({ options, edits: remaining }, strings.edit.unhidden);
}

/** Merges a paper into another one, by id. The map is rebuilt. */
export const mergePapers = (paper: string, into: string) => addEdit({ edit: 'mergePapers', paper, into });

/** Removes two papers from the possible duplicates, by id. */
export const keepSeparate = (paper: string, from: string) => addEdit({ edit: 'keepSeparate', paper, from });

/** Removes an edit. */
export function removeEdit(removed: Edit): Promise<void> {
  const { options, edits } = state.recipe.value;
  const remaining = edits.filter((edit) => edit !== removed);
  return changeRecipe({ options, edits: remaining }, strings.edit.removed(describeEdit(removed)));
}

/** Sets an option for the next rebuild; undefined for its default. */
export function setDraftOption<Name extends keyof RecipeOptions>(
  name: Name,
  value: RecipeOptions[Name] | undefined,
): void {
  const { [name]: _, ...others } = state.draftOptions.value ?? state.recipe.value.options;
  state.draftOptions.value = value === undefined ? others : { ...others, [name]: value };
}

/** Resets the options for the next rebuild to those of the open map. */
export const discardDraft = () => {
  state.draftOptions.value = null;
};

/** Rebuilds the map with other options and applies the edits to the result. */
export const rebuildWithOptions = (options: RecipeOptions) =>
  changeRecipe({ options, edits: state.recipe.value.edits }, strings.edit.rebuilt);

/** Rebuilds the map with another thesaurus: pairs of a label and what replaces it. */
export function changeThesaurus(thesaurus: [string, string][]): Promise<void> {
  const { options, edits } = state.recipe.value;
  const { thesaurus: _, ...others } = options;
  const next = thesaurus.length === 0 ? others : { ...others, thesaurus };
  return changeRecipe({ options: next, edits }, strings.thesaurus.applied(thesaurus.length));
}

/**
 * Shows another network of the same papers.
 *
 * @param view what it shows instead of what is shown now.
 */
export function showNetwork(network: NetworkName, view?: Partial<UrlState>): Promise<void> {
  const { network: _, ...others } = state.recipe.value.options;
  const options = network === RECIPE_DEFAULTS.network ? others : { ...others, network };
  const { edits } = state.recipe.value;
  return changeRecipe({ options, edits }, strings.network.switched(strings.network.names[network]), view);
}

/**
 * Opens a paper of the collection in the network of similar texts.
 *
 * @param index of the paper in the collection.
 */
export async function openSourcePaper(index: number): Promise<void> {
  const paper = await callWorker((worker) => worker.call('sourcePaperId', [index]));
  if (paper !== undefined) await showNetwork('similarity', { selection: { kind: 'paper', paper } });
}

/** Appends an edit to the recipe. If it cannot be applied, shows why and restores the previous recipe. */
function addEdit(edit: Edit): Promise<void> {
  titlesAtEdit.set(edit, titleOf(edit.paper));
  labelsAtEdit.set(edit, { topic: topicLabelOf(edit.paper), into: 'into' in edit ? topicLabelOf(edit.into) : '' });
  return enqueue(async () => {
    const previous = state.recipe.value;
    const noteCount = state.editNotes.value.length;
    if (!(await applyRecipe({ options: previous.options, edits: [...previous.edits, edit] }))) return;
    const reason = state.editNotes.value.length > noteCount ? state.editNotes.value.at(-1) : undefined;
    if (reason !== undefined) {
      await applyRecipe(previous);
      notify(strings.edit.refused, strings.edit.reason(reason), { cause: 'edit' });
    } else pushUndo(previous, describeEdit(edit));
  });
}

/** @param view what the rebuilt map shows instead of what is shown now. */
function changeRecipe(next: MapRecipe, description: string, view?: Partial<UrlState>): Promise<void> {
  return enqueue(async () => {
    const previous = state.recipe.value;
    if (await applyRecipe(next, view)) pushUndo(previous, description);
  });
}

function pushUndo(previous: MapRecipe, description: string): void {
  batch(() => {
    state.undoStack.value = [...state.undoStack.value, { recipe: previous, description }];
    state.redoStack.value = [];
  });
  dismissCausedBy('edit');
  toast(description, { label: strings.edit.undoAction, run: undo });
}

/** Applies a recipe. Rebuilds the map only if the options or the merged papers differ. Returns whether the recipe was applied. */
function applyRecipe(next: MapRecipe, view?: Partial<UrlState>): Promise<boolean> {
  const current = state.recipe.value;
  if (!sameOptions(current.options, next.options) || !sameMerges(current.edits, next.edits)) return rebuild(next, view);
  return applyEdits(next.edits, !sameEdits(hiddenPapers(current), hiddenPapers(next)));
}

const sameEdits = (a: readonly Edit[], b: readonly Edit[]) => JSON.stringify(a) === JSON.stringify(b);

const hiddenPapers = ({ edits }: MapRecipe) => edits.filter(({ edit }) => edit === 'hide');

// ---- undo and redo

/** Undoes the last change. */
export function undo(): Promise<void> {
  return enqueue(async () => {
    const current = state.recipe.value;
    const previous = state.undoStack.value.at(-1);
    if (!previous || !(await applyRecipe(previous.recipe))) return;
    const { description } = previous;
    state.undoStack.value = state.undoStack.value.slice(0, -1);
    state.redoStack.value = [...state.redoStack.value, { recipe: current, description }];
    dismissCausedBy('edit');
    toast(strings.edit.undone(description), { label: strings.edit.redoAction, run: redo });
  });
}

/** Redoes the last undone change. */
export function redo(): Promise<void> {
  return enqueue(async () => {
    const current = state.recipe.value;
    const next = state.redoStack.value.at(-1);
    if (!next || !(await applyRecipe(next.recipe))) return;
    const { description } = next;
    state.redoStack.value = state.redoStack.value.slice(0, -1);
    state.undoStack.value = [...state.undoStack.value, { recipe: current, description }];
    dismissCausedBy('edit');
    toast(strings.edit.redone(description), { label: strings.edit.undoAction, run: undo });
  });
}

/** Handles Ctrl or Cmd with Z (undo), Shift+Z and Y (redo). Text fields keep their own undo. */
export function handleUndoKeys(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || isTextField(event.target)) return;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return;
  event.preventDefault();
  void (key === 'y' || event.shiftKey ? redo() : undo());
}

// ---- recipes

/** Returns whether a file is a recipe, judging by its first bytes. */
export async function isRecipe(file: File): Promise<boolean> {
  return file.size < 1e7 && /^\s*\{\s*"papergraphRecipe"/.test(await file.slice(0, 200).text());
}

/** Applies a recipe file to the open map. */
export async function loadRecipe(file: File): Promise<void> {
  if (!state.map.value) return notify(strings.edit.noMapHeading, strings.edit.mapFirst, { cause: 'edit' });
  try {
    const { options, edits } = parseRecipe(await file.text(), file.name);
    await changeRecipe({ options, edits }, strings.edit.loaded(file.name));
    markSaved();
  } catch (error) {
    notify(strings.errors.recipeFailed, messageOf(error), { cause: 'edit' });
  }
}

/** Downloads the recipe of the open map. */
export function saveRecipe(): void {
  const { options, edits } = state.recipe.value;
  const vectors = state.map.value?.summary.options.vectors;
  const text = serializeRecipe({ options, edits: [...edits], ...(typeof vectors === 'string' && { vectors }) });
  download(new Blob([text], { type: 'application/json' }), fileName('', 'recipe.json'));
  markSaved();
}

/** Applies a URL that was followed while the map is open: first its recipe, then its view. */
export async function followUrl(url: UrlState): Promise<void> {
  try {
    const target = recipeFromUrl(url) ?? { options: state.initialOptions.value, edits: [] };
    const { options, edits } = state.recipe.value;
    if (!sameOptions(target.options, options) || !sameEdits(target.edits, edits))
      await changeRecipe(target, strings.edit.appliedFromLink);
    markSaved();
  } catch (error) {
    notify(strings.errors.recipeFailed, messageOf(error), { cause: 'edit' });
  }
  applyUrl(url);
}

/** Shows a network as a history entry shows it, apart from the reading list: what was edited or listed since stays. */
export function returnToNetwork(network: NetworkName, { readingList: _, ...view }: UrlState): Promise<void> {
  return showNetwork(network, view);
}

// ---- descriptions

/** Describes an edit in one line. */
export function describeEdit(edit: Edit): string {
  const labels = labelsAtEdit.get(edit);
  const title = titlesAtEdit.get(edit) ?? titleOf(edit.paper);
  const topic = labels?.topic || strings.edit.topicWith(title);
  // The topic that an edit of a recipe has filled is there, unless it was merged into another since.
  const into =
    labels?.into || ('into' in edit ? topicLabelOf(edit.into) || strings.edit.topicWith(titleOf(edit.into)) : '');
  switch (edit.edit) {
    case 'rename':
      return strings.edit.renamed(topic, edit.label);
    case 'merge':
      return strings.edit.merged(topic, into);
    case 'move':
      return strings.edit.moved(title, into);
    case 'hide':
      return strings.edit.hidden(title);
    case 'mergePapers':
      return strings.edit.papersMerged(title, titleOf(edit.into));
    case 'keepSeparate':
      return strings.edit.keptSeparate(title, titleOf(edit.from));
  }
}

const idOf = (paper: number) => state.map.value?.nodes.ids[paper] ?? '';
const titleOf = (id: string) => state.map.value?.nodes.titles[indexOfPaper(id)] ?? id;
/** Returns the label of the topic of a paper; '' if it has none. */
const topicLabelOf = (id: string) => labelOf(state.map.value?.nodes.topicOf[indexOfPaper(id)] ?? 0);
const labelOf = (topic: number) => state.map.value?.summary.topics.find(({ id }) => id === topic)?.label ?? '';

/** Returns the id of the paper that identifies a topic in edits: its most central paper, or else its first. */
function representativeOf(topic: number): string | undefined {
  const map = state.map.value;
  const central = map?.summary.topics.find(({ id }) => id === topic)?.central[0];
  const paper = central ?? map?.nodes.topicOf.indexOf(topic) ?? -1;
  return map?.nodes.ids[paper];
}
