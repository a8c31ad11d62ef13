import { computed, effect } from '@preact/signals';
import { sameOptions } from './recipe/recipe-options.ts';
import { rememberSaved } from './remembered-files.ts';
import { state } from './store.ts';

/** Changes to the map that were not saved: edits in a recipe, in a map, or in a link; papers that were added, in a map. */

/** Whether papers were added to the map and it was not saved with them. */
export const hasUnsavedAdditions = computed(() => state.additions.value?.isSaved === false);

/** Whether the map has changes that were not saved. */
export const hasUnsavedChanges = computed(() => {
  if (hasUnsavedAdditions.value) return true;
  const { options, edits } = state.recipe.value;
  const saved = state.savedRecipe.value;
  return !sameOptions(options, saved.options) || JSON.stringify(edits) !== JSON.stringify(saved.edits);
});

/** Notes that the map was saved. */
export function markMapSaved(): void {
  markSaved();
  const additions = state.additions.peek();
  if (!additions) return;
  state.additions.value = { ...additions, isSaved: true };
  rememberSaved();
}

/** Notes that the edits of the map, and its options, were saved. */
export const markSaved = () => {
  state.savedRecipe.value = state.recipe.peek();
};

const askBeforeUnload = (event: BeforeUnloadEvent) => event.preventDefault();

/** Makes the browser ask before it closes the page while there are unsaved changes. */
export function startUnloadWarning(): void {
  // Browsers do not keep a page that listens for the Back button, so it listens only while there are changes.
  effect(() => {
    if (hasUnsavedChanges.value) addEventListener('beforeunload', askBeforeUnload);
    else removeEventListener('beforeunload', askBeforeUnload);
  });
}
