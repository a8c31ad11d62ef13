import { batch, computed } from '@preact/signals';
import { strings } from '../../strings/strings.ts';
import type { RelatedPaper } from '../../worker/queries/answers.ts';
import { type Question, state } from '../store.ts';
import { zoomTo } from './map-view.ts';
import { announce } from './page.ts';
import { clearSearch } from './search.ts';
import { papersToReveal } from './select.ts';
import { callWorker } from './session.ts';

/** Finding papers related to a text or to example papers. */

/**
 * Finds the papers most similar to a text. An empty text clears the result.
 *
 * @param zoom whether the map zooms to the result.
 */
export async function askText(text: string, zoom = true): Promise<void> {
  state.askText.value = text;
  if (!text.trim()) return clearAnswer();
  const question = setQuestion({ kind: 'text', text });
  showResult(question, await callWorker((worker) => worker.call('findRelated', [text])), zoom);
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
    if (positiveExamples.value.length + negativeExamples.value.length === 0) return;
    // The results of a search would be in place of the answer.
    clearSearch();
    state.pane.value = 'ask';
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
    if (state.question.value?.kind === 'examples') clearAnswer();
    return;
  }
  const question = setQuestion({ kind: 'examples', positive, negative });
  showResult(question, await callWorker((worker) => worker.call('findByExamples', [positive, negative])), zoom);
}

/** Sets what is asked. An answer to another kind of question is removed at once; others stay until the new one is there. */
function setQuestion(question: Question): Question {
  batch(() => {
    state.question.value = question;
    if (state.askResult.value?.kind !== question.kind) state.askResult.value = null;
  });
  return question;
}

/** Removes the question and its answer; the text and the examples stay. */
function clearAnswer(): void {
  batch(() => {
    state.question.value = null;
    state.askResult.value = null;
  });
}

/** Shows the answer to a question, unless another one has been asked since. */
function showResult(question: Question, related: RelatedPaper[] | undefined, zoom: boolean): void {
  if (!related || state.question.value !== question) return;
  const { kind } = question;
  batch(() => {
    state.askResult.value = { kind, related };
    state.highlight.value = null;
  });
  const heading = kind === 'text' ? strings.ask.answer : strings.ask.examplesAnswer;
  announce(related.length ? heading(related.length) : strings.ask.nothing);
  if (zoom && related.length) zoomTo([...openPapers(), ...related.map(({ paper }) => paper)]);
}

/** Returns the papers in the details panel, which stay in view. */
function openPapers(): number[] {
  const selection = state.selection.value;
  return selection.kind === 'paper' || selection.kind === 'compare' ? papersToReveal(selection) : [];
}

/** Asks a question that was restored from a URL or from the history. Without one, the question that is shown is removed. */
export async function restoreQuestion(
  { text, positive, negative }: { text: string; positive: number[]; negative: number[] },
  zoom: boolean,
): Promise<void> {
  batch(() => {
    state.positiveExamples.value = positive;
    state.negativeExamples.value = negative;
  });
  if (text) await askText(text, zoom);
  else if (positive.length > 0) await askExamples(zoom);
  else clearAnswer();
}

/** Whether the text in the Ask tab differs from the text of the answer. */
export const isAnswerOutdated = computed(() => {
  const question = state.question.value;
  return question?.kind === 'text' && question.text.trim() !== state.askText.value.trim();
});

/** Clears the text, the examples and the result. */
export function clearAsk(): void {
  batch(() => {
    clearAnswer();
    state.askText.value = '';
    state.positiveExamples.value = [];
    state.negativeExamples.value = [];
  });
}
