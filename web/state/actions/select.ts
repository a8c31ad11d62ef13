import { batch } from '@preact/signals';
import { texts } from '../../strings/strings.ts';
import { papersOfTopic } from '../filters.ts';
import { type Reading, state } from '../store.ts';
import { revealNext, zoomTo } from './draw.ts';
import { say } from './page.ts';
import { ask } from './session.ts';

/** What the panel at the right shows, and what is kept for later. */

/** A paper was chosen anywhere: it opens, or becomes the second of a comparison. */
export function choose(paper: number): void {
  const first = state.comparing.value;
  if (first !== null && first !== paper) compare(first, paper);
  else openPaper(paper);
}

function openPaper(paper: number): void {
  revealNext([paper]);
  read({ kind: 'paper', paper });
  say(texts.paper.opened(state.map.value?.nodes.titles[paper] ?? ''));
}

export const startComparing = (paper: number) => {
  state.comparing.value = paper;
  say(texts.paper.comparePick);
};

export const stopComparing = () => {
  state.comparing.value = null;
};

export function compare(a: number, b: number): void {
  revealNext([a, b]);
  read({ kind: 'compare', a, b });
}

export function openTopic(topic: number): void {
  revealNext(papersOfTopic(topic));
  read({ kind: 'topic', topic });
}

/** Whether the map moves to what is read as soon as the answer tells which papers that are; a link has a view of its own. */
let moves = false;

function moveTo(papers: ArrayLike<number>): void {
  if (moves && papers.length > 0) zoomTo(papers);
  moves = false;
}

export function openWay(from: number, to: number): void {
  moves = true;
  read({ kind: 'path', from, to });
}

export function openConcept(concept: string): void {
  moves = true;
  read({ kind: 'concept', concept });
}

export const openAbout = () => read({ kind: 'about' });

export function closeReading(): void {
  read({ kind: 'nothing' });
}

function read(reading: Reading): void {
  batch(() => {
    state.comparing.value = null;
    state.path.value = null;
    state.mentioning.value = null;
    state.reading.value = reading;
  });
}

export const hover = (paper: number | null) => {
  state.hovered.value = paper;
};

/** Puts a paper on the reading list, or takes it off. */
export function keep(paper: number): void {
  const { kept } = state;
  const known = kept.value.includes(paper);
  kept.value = known ? kept.value.filter((one) => one !== paper) : [...kept.value, paper];
  say(known ? texts.kept.removed(kept.value.length) : texts.kept.added(kept.value.length));
}

/** What a panel asks the worker for; undefined when the worker is gone. */
export const answers = {
  paper: (paper: number) => ask((w) => w.call('paper', [paper])),
  compare: (a: number, b: number) => ask((w) => w.call('compare', [a, b])),
  topic: (topic: number) => ask((w) => w.call('topic', [topic])),
  concept: async (id: string) => {
    const answer = await ask((w) => w.call('concept', [id]));
    state.mentioning.value = answer?.papers ?? null;
    moveTo(answer?.papers ?? []);
    return answer;
  },
  path: async (from: number, to: number) => {
    const steps = await ask((w) => w.call('path', [from, to]));
    state.path.value = steps ?? null;
    moveTo(steps?.map((step) => step.paper) ?? []);
    return steps;
  },
};
