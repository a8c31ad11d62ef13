import { batch } from '@preact/signals';
import { texts } from '../../strings/strings.ts';
import type { Related } from '../../worker/protocol.ts';
import { state } from '../store.ts';
import { zoomTo } from './draw.ts';
import { clearSearch } from './find.ts';
import { say } from './page.ts';
import { ask } from './session.ts';

/** Questions by a text of one's own or by examples. */

/** @param move whether the map moves to the answer. */
export async function askText(text: string, move = true): Promise<void> {
  state.askText.value = text;
  if (!text.trim()) {
    state.asked.value = null;
    return;
  }
  answerWith('text', await ask((w) => w.call('ask', [text])), move);
}

/** Asks with what stands in the search box. */
export function askQuery(): void {
  const text = state.query.value;
  clearSearch();
  state.pane.value = 'ask';
  void askText(text);
}

export function pin(paper: number, as: 'good' | 'bad'): void {
  const other = as === 'good' ? 'bad' : 'good';
  const toggled = state[as].value.includes(paper)
    ? state[as].value.filter((one) => one !== paper)
    : [...state[as].value, paper];
  batch(() => {
    state[as].value = toggled;
    state[other].value = state[other].value.filter((one) => one !== paper);
    if (state.good.value.length > 0) state.pane.value = 'ask';
  });
  void askExamples();
}

/** @param move whether the map moves to the answer. */
export async function askExamples(move = true): Promise<void> {
  const [good, bad] = [state.good.value, state.bad.value];
  if (good.length === 0) {
    if (state.asked.value?.kind === 'examples') state.asked.value = null;
    return;
  }
  answerWith('examples', await ask((w) => w.call('examples', [good, bad])), move);
}

function answerWith(kind: 'text' | 'examples', related: Related[] | undefined, move: boolean): void {
  if (!related) return;
  batch(() => {
    state.asked.value = { kind, related };
    state.marked.value = null;
  });
  const answer = kind === 'text' ? texts.ask.answer : texts.ask.examplesAnswer;
  say(related.length ? answer(related.length) : texts.ask.nothing);
  if (move && related.length) zoomTo(related.map((one) => one.paper));
}

export function clearAsked(): void {
  batch(() => {
    state.asked.value = null;
    state.askText.value = '';
    state.good.value = [];
    state.bad.value = [];
  });
}
