import { batch, computed } from '@preact/signals';
import { strings } from '../../strings/strings.ts';
import { packRecipe, unpackRecipe } from '../recipe-link.ts';
import { nonDefaultOptions, sameOptions } from '../recipe-options.ts';
import { type MapRecipe, type Selection, state } from '../store.ts';
import { formatHash, type UrlState } from '../url.ts';
import { askExamples, askText } from './ask.ts';
import { goTo } from './map-view.ts';
import { notify } from './page.ts';
import { search } from './search.ts';
import { callWorker, currentOrigin } from './session.ts';

/** Saving the view in the URL and restoring it. */

/**
 * Returns the recipe of a URL, or undefined if it has none.
 *
 * @throws {InputError} if the recipe cannot be decoded.
 */
export function recipeFromUrl({ recipe }: UrlState): MapRecipe | undefined {
  if (!recipe) return undefined;
  const { options, edits } = unpackRecipe(recipe);
  return { options: nonDefaultOptions({ ...options }), edits };
}

/** Restores the view of a URL, except for its recipe. Names and papers that the map does not contain are ignored. */
export function applyUrl(url: UrlState): void {
  const map = state.map.value;
  if (!map) return;
  const indexOfId = new Map(map.nodes.ids.map((id, i) => [id, i]));
  const details = state.details.value;
  const papers = (ids: string[]) => [...new Set(ids.flatMap((id) => indexOfId.get(id) ?? []))];
  const indexesOf = (names: string[], allNames: readonly string[] | undefined) =>
    new Set(names.map((name) => allNames?.indexOf(name) ?? -1).filter((index) => index >= 0));
  batch(() => {
    state.colorBy.value = url.colorBy;
    state.sizeBy.value = url.sizeBy;
    state.curved.value = url.curved;
    if (url.pane) state.pane.value = url.pane;
    state.filters.value = {
      topics: new Set(url.topics),
      venues: indexesOf(url.venues, details?.venues),
      files: indexesOf(url.files, details?.files),
      years: url.years,
      minSimilarity: url.minSimilarity,
      minLinks: url.minLinks,
      withAbstract: url.withAbstract,
    };
    state.readingList.value = papers(url.readingList);
    state.positiveExamples.value = papers(url.positiveExamples);
    state.negativeExamples.value = papers(url.negativeExamples);
    state.selection.value = toSelection(url.selection, indexOfId);
  });
  if (url.view) goTo(url.view);
  void restoreQueries(url);
}

/** Repeats the search, the highlight and the question of a URL. The map zooms only if the URL has no view. */
async function restoreQueries({ text, query, highlight, view }: UrlState): Promise<void> {
  if (text) await askText(text, !view);
  else if (state.positiveExamples.value.length > 0) await askExamples(!view);
  if (query) void search(query);
  if (!highlight) return;
  const results = await callWorker((worker) => worker.call('search', [highlight]));
  const group = [...(results?.terms ?? []), ...(results?.authors ?? [])].find(({ name }) => name === highlight);
  if (group) state.highlight.value = group;
}

function toSelection(selection: UrlState['selection'], indexOfId: ReadonlyMap<string, number>): Selection {
  if (!selection) return { kind: 'none' };
  const indexOf = (id: string) => indexOfId.get(id) ?? -1;
  const ifKnown = (papers: number[], result: Selection): Selection => {
    if (papers.every((paper) => paper >= 0)) return result;
    notify(strings.errors.unknownPaperHeading, strings.errors.unknownPaper);
    return { kind: 'none' };
  };
  switch (selection.kind) {
    case 'paper': {
      const paper = indexOf(selection.paper);
      return ifKnown([paper], { kind: 'paper', paper });
    }
    case 'compare': {
      const [a, b] = [indexOf(selection.a), indexOf(selection.b)];
      return ifKnown([a, b], { kind: 'compare', a, b });
    }
    case 'path': {
      const [from, to] = [indexOf(selection.from), indexOf(selection.to)];
      return ifKnown([from, to], { kind: 'path', from, to });
    }
    default:
      return selection;
  }
}

/** Returns the URL hash of the current view, without the leading #. */
export function currentHash(): string {
  return formatHash({
    sample: currentOrigin()?.kind === 'sample',
    view: state.view.value,
    selection: state.selection.value,
    filters: state.filters.value,
    colorBy: state.colorBy.value,
    sizeBy: state.sizeBy.value,
    curved: state.curved.value,
    pane: state.pane.value,
    text: state.askResult.value?.kind === 'text' ? state.askText.value : '',
    query: state.query.value,
    highlight: state.highlight.value?.name ?? '',
    readingList: state.readingList.value,
    positiveExamples: state.positiveExamples.value,
    negativeExamples: state.negativeExamples.value,
    recipe: packedRecipe.value ?? '',
    ids: state.map.value?.nodes.ids ?? [],
    venues: state.details.value?.venues ?? [],
    files: state.details.value?.files ?? [],
  });
}

/** The encoded recipe of the map: '' if the map is unchanged, undefined if the recipe is too long for a URL. */
const packedRecipe = computed<string | undefined>(() => {
  const { options, edits } = state.recipe.value;
  if (edits.length === 0 && sameOptions(options, state.initialOptions.value)) return '';
  return packRecipe({ options, edits: [...edits] });
});

/** Whether the URL lacks the recipe because the recipe is too long. */
export const urlOmitsRecipe = computed(() => packedRecipe.value === undefined);
