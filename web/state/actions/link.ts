import { batch, computed } from '@preact/signals';
import { texts } from '../../strings/strings.ts';
import { packRecipe, unpackRecipe } from '../recipe-link.ts';
import { ownOptions, sameOptions } from '../recipe-options.ts';
import { type Reading, type Shaping, state } from '../store.ts';
import { type Address, writeAddress } from '../url.ts';
import { askExamples, askText } from './ask.ts';
import { goTo } from './draw.ts';
import { search } from './find.ts';
import { notify } from './page.ts';
import { ask, openOrigin } from './session.ts';

/** Links that reopen this view. */

/** The shape that a link asks for; undefined when it asks for none. Throws InputError when that cannot be read. */
export function sharedShape({ recipe }: Address): Shaping | undefined {
  if (!recipe) return undefined;
  const { options, edits } = unpackRecipe(recipe);
  return { options: ownOptions({ ...options }), edits };
}

/** Brings the page to what a link says, as far as this map has it; the shape of the map stays. */
export function apply(address: Address): void {
  const map = state.map.value;
  if (!map) return;
  const index = new Map(map.nodes.ids.map((id, i) => [id, i]));
  const details = state.details.value;
  const papers = (ids: string[]) => [...new Set(ids.flatMap((id) => index.get(id) ?? []))];
  const indexesIn = (names: readonly string[] | undefined, sought: string[]) =>
    new Set(sought.map((name) => names?.indexOf(name) ?? -1).filter((at) => at >= 0));
  batch(() => {
    state.colourBy.value = address.colourBy;
    state.sizeBy.value = address.sizeBy;
    state.curved.value = address.curved;
    if (address.pane) state.pane.value = address.pane;
    state.filters.value = {
      topics: new Set(address.topics),
      venues: indexesIn(details?.venues, address.venues),
      files: indexesIn(details?.files, address.files),
      years: address.years,
      minSimilarity: address.minSimilarity,
      minNeighbours: address.minNeighbours,
      withAbstract: address.withAbstract,
    };
    state.kept.value = papers(address.kept);
    state.good.value = papers(address.good);
    state.bad.value = papers(address.bad);
    state.reading.value = readingOf(address.reading, index);
  });
  if (address.view) goTo(address.view);
  void applyQuestions(address);
}

/** Search, marks and questions are asked again; the view stays where the link has it. */
async function applyQuestions({ text, query, mark, view }: Address): Promise<void> {
  if (text) await askText(text, !view);
  else if (state.good.value.length > 0) await askExamples(!view);
  if (query) void search(query);
  if (!mark) return;
  const found = await ask((w) => w.call('search', [mark]));
  const group = [...(found?.terms ?? []), ...(found?.authors ?? [])].find(({ name }) => name === mark);
  if (group) state.marked.value = group;
}

function readingOf(reading: Address['reading'], index: ReadonlyMap<string, number>): Reading {
  const at = (id: string) => index.get(id) ?? -1;
  const known = (papers: number[], found: Reading): Reading => {
    if (papers.every((paper) => paper >= 0)) return found;
    notify(texts.errors.heading, texts.errors.unknownPaper);
    return { kind: 'nothing' };
  };
  if (!reading) return { kind: 'nothing' };
  switch (reading.kind) {
    case 'paper':
      return known([at(reading.paper)], { kind: 'paper', paper: at(reading.paper) });
    case 'compare':
      return known([at(reading.a), at(reading.b)], { kind: 'compare', a: at(reading.a), b: at(reading.b) });
    case 'path':
      return known([at(reading.from), at(reading.to)], { kind: 'path', from: at(reading.from), to: at(reading.to) });
    default:
      return reading;
  }
}

/** The part after the # of a link to this view. */
export function addressNow(): string {
  return writeAddress({
    sample: openOrigin()?.kind === 'sample',
    view: state.view.value,
    reading: state.reading.value,
    filters: state.filters.value,
    colourBy: state.colourBy.value,
    sizeBy: state.sizeBy.value,
    curved: state.curved.value,
    pane: state.pane.value,
    text: state.asked.value?.kind === 'text' ? state.askText.value : '',
    query: state.query.value,
    mark: state.marked.value?.name ?? '',
    kept: state.kept.value,
    good: state.good.value,
    bad: state.bad.value,
    recipe: packed.value ?? '',
    ids: state.map.value?.nodes.ids ?? [],
    venues: state.details.value?.venues ?? [],
    files: state.details.value?.files ?? [],
  });
}

/** How the map was shaped: '' for as it was built, undefined when that is too long for a link. */
const packed = computed<string | undefined>(() => {
  const { options, edits } = state.shaping.value;
  if (edits.length === 0 && sameOptions(options, state.asBuilt.value)) return '';
  return packRecipe({ options, edits: [...edits] });
});

/** Whether a link to this view leaves out how the map was shaped, because that is too long for it. */
export const linkLacksRecipe = computed(() => packed.value === undefined);
