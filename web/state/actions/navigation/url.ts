import { batch, computed } from '@preact/signals';
import { strings } from '../../../strings/strings.ts';
import { hasTopic } from '../../filters.ts';
import { indexOfPaper, paperById } from '../../paper-ids.ts';
import { packRecipe, unpackRecipe } from '../../recipe/recipe-link.ts';
import { nonDefaultOptions, sameOptions } from '../../recipe/recipe-options.ts';
import { defaultPane, type MapRecipe, type Selection, state } from '../../store.ts';
import { withoutHistoryEntry } from '../../url-state/history-entry.ts';
import { formatHash, isTooLongForUrl, type UrlState } from '../../url-state/url.ts';
import { restoreQuestion } from '../ask.ts';
import { goTo, revealNext } from '../map-view.ts';
import { notify } from '../page.ts';
import { clearSearch, search } from '../search.ts';
import { papersToReveal, show } from '../select.ts';
import { originBeforeUpdates } from '../session.ts';
import { findHighlighted } from './highlight.ts';

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
  const details = state.details.value;
  const indexesOf = (names: string[], allNames: readonly string[] | undefined) =>
    new Set(names.map((name) => allNames?.indexOf(name) ?? -1).filter((index) => index >= 0));
  const restore = () => {
    state.colorBy.value = url.colorBy;
    state.sizeBy.value = url.sizeBy;
    state.curved.value = url.curved;
    state.density.value = url.density;
    state.contours.value = url.contours;
    if (url.pane) state.pane.value = url.pane === 'none' ? null : url.pane;
    state.table.value = url.table;
    state.filters.value = {
      topics: new Set(url.topics),
      venues: indexesOf(url.venues, details?.venues),
      files: indexesOf(url.files, details?.files),
      years: url.years,
      minSimilarity: url.minSimilarity,
      minLinks: url.minLinks,
      withAbstract: url.withAbstract,
    };
    state.readingList.value = toPapers(url.readingList);
    const selection = toSelection(url.selection);
    if (url.view === 'all') revealNext([], 'always');
    else if (!url.view) revealNext(papersToReveal(selection), 'if whole');
    state.selection.value = selection;
    if (url.view && url.view !== 'all') goTo(url.view);
    void restoreQueries(url);
  };
  withoutHistoryEntry(() => batch(restore));
}

/** Shows what a history entry showed: its selection, its question, and whether the table was open. The camera moves only if papers are out of view. */
export function restoreStep(url: UrlState): void {
  withoutHistoryEntry(() => {
    show(toSelection(url.selection));
    if (!url.table || !state.table.value) state.table.value = url.table;
    const asked = toQuestion(url);
    if (isCurrentQuestion(asked)) return;
    if (asked.text || asked.positive.length > 0) state.pane.value = 'ask';
    void restoreQuestion(asked, false);
  });
}

function isCurrentQuestion(asked: ReturnType<typeof toQuestion>): boolean {
  const question = state.question.value;
  if (!question) return !asked.text && asked.positive.length === 0;
  if (question.kind === 'text') return question.text === asked.text;
  return !asked.text && `${question.positive} ${question.negative}` === `${asked.positive} ${asked.negative}`;
}

const toQuestion = ({ text, positiveExamples, negativeExamples }: UrlState) => ({
  text,
  positive: toPapers(positiveExamples),
  negative: toPapers(negativeExamples),
});

/** Returns the indexes of papers; unknown ones are omitted. */
const toPapers = (ids: string[]) => [...new Set(ids.flatMap((id) => paperById.value.get(id) ?? []))];

/** Repeats the search, the highlight and the question of a URL. The map zooms only if the URL has no view. */
async function restoreQueries(url: UrlState): Promise<void> {
  const { query, highlight, view } = url;
  await restoreQuestion(toQuestion(url), !view);
  if (query) void search(query);
  else clearSearch();
  const highlighted = highlight && (await findHighlighted(highlight));
  state.highlight.value = highlighted && highlighted.papers.length > 0 ? highlighted : null;
}

function toSelection(selection: UrlState['selection']): Selection {
  if (!selection) return { kind: 'none' };
  const ifKnown = (papers: number[], result: Selection): Selection => {
    if (papers.every((paper) => paper >= 0)) return result;
    notify(strings.errors.unknownPaperHeading, strings.errors.unknownPaper, { cause: 'link' });
    return { kind: 'none' };
  };
  switch (selection.kind) {
    case 'paper': {
      const paper = indexOfPaper(selection.paper);
      return ifKnown([paper], { kind: 'paper', paper });
    }
    case 'compare': {
      const [a, b] = [indexOfPaper(selection.a), indexOfPaper(selection.b)];
      return ifKnown([a, b], { kind: 'compare', a, b });
    }
    case 'path': {
      const [from, to] = [indexOfPaper(selection.from), indexOfPaper(selection.to)];
      return ifKnown([from, to], { kind: 'path', from, to });
    }
    case 'topic': {
      if (hasTopic(selection.topic)) return selection;
      notify(strings.errors.unknownTopicHeading, strings.errors.unknownTopic(selection.topic), { cause: 'link' });
      return { kind: 'none' };
    }
    default:
      return selection;
  }
}

/** Returns the text that was asked, or ''. */
export const askedText = () => (state.question.value?.kind === 'text' ? state.question.value.text : '');

/** Whether the URL lacks the text that was asked because the text is too long. */
export const urlOmitsText = computed(() => isTooLongForUrl(askedText()));

/** Returns the URL hash of the current view, without the leading #. */
export function currentHash(): string {
  return formatHash({
    sample: originBeforeUpdates() === 'sample',
    view: state.view.value,
    movesCamera: state.question.value !== null || papersToReveal(state.selection.value).length > 1,
    selection: state.selection.value,
    filters: state.filters.value,
    colorBy: state.colorBy.value,
    sizeBy: state.sizeBy.value,
    curved: state.curved.value,
    density: state.density.value,
    contours: state.contours.value,
    pane: state.pane.value,
    defaultPane: defaultPane.value,
    table: state.table.value,
    text: isTooLongForUrl(askedText()) ? '' : askedText(),
    query: state.query.value,
    highlight: state.highlight.value?.source ?? '',
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
