import { batch } from '@preact/signals';
import { strings } from '../../strings/strings.ts';
import type { RelatedPaper } from '../../worker/protocol.ts';
import { state } from '../store.ts';
import { zoomTo } from './map-view.ts';
import { announce } from './page.ts';
import { clearSearch } from './search.ts';
import { callWorker } from './session.ts';

/** Finding papers related to a text or to example papers. */

/**
 * Finds the papers most similar to a text. An empty text clears the result.
 *
 * @param zoom whether the map zooms to the result.
 */
export async function askText(text: string, zoom = true): Promise<void> {
  state.askText.value = text;
  if (!text.trim()) {
    state.askResult.value = null;
    return;
  }
  showResult('text', await callWorker((worker) => worker.call('findRelated', [text])), zoom);
}

/** Opens the Ask tab with the text of the search box. */
export function askQuery(): void {
  const text = state.query.value;
  clearSearch();
  state.pane.value = 'ask';
  void askText(text);
}

/** Adds a paper to the positive or negative examples, or removes it from them. */
export function toggleExample(paper: number, kind: 'positive' | 'negative'): void {
  const { positiveExamples, negativeExamples } = state;
  const isPositive = kind === 'positive';
  const [target, other] = isPositive ? [positiveExamples, negativeExamples] : [negativeExamples, positiveExamples];
  batch(() => {
    const others = target.value.filter((example) => example !== paper);
    target.value = others.length < target.value.length ? others : [...others, paper];
    other.value = other.value.filter((example) => example !== paper);
    if (positiveExamples.value.length > 0) state.pane.value = 'ask';
  });
  void askExamples();
}

/**
 * Finds the papers most similar to the examples. Without positive examples the result is cleared.
 *
 * @param zoom whether the map zooms to the result.
 */
export async function askExamples(zoom = true): Promise<void> {
  const [positive, negative] = [state.positiveExamples.value, state.negativeExamples.value];
  if (positive.length === 0) {
    if (state.askResult.value?.kind === 'examples') state.askResult.value = null;
    return;
  }
  showResult('examples', await callWorker((worker) => worker.call('findByExamples', [positive, negative])), zoom);
}

function showResult(kind: 'text' | 'examples', related: RelatedPaper[] | undefined, zoom: boolean): void {
  if (!related) return;
  batch(() => {
    state.askResult.value = { kind, related };
    state.highlight.value = null;
  });
  const heading = kind === 'text' ? strings.ask.answer : strings.ask.examplesAnswer;
  announce(related.length ? heading(related.length) : strings.ask.nothing);
  if (zoom && related.length) zoomTo(related.map(({ paper }) => paper));
}

/** Clears the text, the examples and the result. */
export function clearAsk(): void {
  batch(() => {
    state.askResult.value = null;
    state.askText.value = '';
    state.positiveExamples.value = [];
    state.negativeExamples.value = [];
  });
}
