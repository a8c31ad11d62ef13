import { batch } from '@preact/signals';
import { strings } from '../../strings/strings.ts';
import { papersOfTopic } from '../filters.ts';
import { type Selection, state } from '../store.ts';
import { revealNext, zoomTo } from './map-view.ts';
import { announce } from './page.ts';
import { callWorker } from './session.ts';

/** What the details panel shows, and the reading list. */

/** Opens a paper, or compares it with the paper that is waiting for a comparison. */
export function choosePaper(paper: number): void {
  const first = state.compareFrom.value;
  if (first !== null && first !== paper) comparePapers(first, paper);
  else showPaper(paper);
}

function showPaper(paper: number): void {
  revealNext([paper]);
  select({ kind: 'paper', paper });
  announce(strings.paper.opened(state.map.value?.nodes.titles[paper] ?? ''));
}

/** Makes the next chosen paper the second one of a comparison. */
export const startComparing = (paper: number) => {
  state.compareFrom.value = paper;
  announce(strings.paper.comparePick);
};

/** Cancels the comparison that waits for its second paper. */
export const cancelComparing = () => {
  state.compareFrom.value = null;
};

/** Shows two papers side by side. */
export function comparePapers(a: number, b: number): void {
  revealNext([a, b]);
  select({ kind: 'compare', a, b });
}

/** Opens a topic or subtopic. */
export function openTopic(topic: number): void {
  revealNext(papersOfTopic(topic));
  select({ kind: 'topic', topic });
}

/**
 * Whether to zoom to the papers of the pending answer. It is false for a selection that was restored from a URL, which has
 * its own view.
 */
let zoomPending = false;

function zoomIfPending(papers: ArrayLike<number>): void {
  if (zoomPending && papers.length > 0) zoomTo(papers);
  zoomPending = false;
}

/** Shows the path between two papers. */
export function openPath(from: number, to: number): void {
  zoomPending = true;
  select({ kind: 'path', from, to });
}

/** Opens a concept. */
export function openConcept(concept: string): void {
  zoomPending = true;
  select({ kind: 'concept', concept });
}

/** Shows information about the map. */
export const openAbout = () => select({ kind: 'about' });

/** Closes the details panel. */
export function closeDetails(): void {
  select({ kind: 'none' });
}

function select(selection: Selection): void {
  batch(() => {
    state.compareFrom.value = null;
    state.path.value = null;
    state.conceptPapers.value = null;
    state.selection.value = selection;
  });
}

/** Sets the paper under the pointer or focus; null for none. */
export const hoverPaper = (paper: number | null) => {
  state.hovered.value = paper;
};

/** Adds a paper to the reading list, or removes it. */
export function toggleReadingList(paper: number): void {
  const { readingList } = state;
  const isListed = readingList.value.includes(paper);
  readingList.value = isListed ? readingList.value.filter((listed) => listed !== paper) : [...readingList.value, paper];
  const message = isListed ? strings.readingList.removed : strings.readingList.added;
  announce(message(readingList.value.length));
}

/** The queries of the details panel. Each returns undefined if the worker cannot answer. */
export const queries = {
  paper: (paper: number) => callWorker((worker) => worker.call('paper', [paper])),
  compare: (a: number, b: number) => callWorker((worker) => worker.call('compare', [a, b])),
  topic: (topic: number) => callWorker((worker) => worker.call('topic', [topic])),
  concept: async (id: string) => {
    const answer = await callWorker((worker) => worker.call('concept', [id]));
    state.conceptPapers.value = answer?.papers ?? null;
    zoomIfPending(answer?.papers ?? []);
    return answer;
  },
  path: async (from: number, to: number) => {
    const steps = await callWorker((worker) => worker.call('path', [from, to]));
    state.path.value = steps ?? null;
    zoomIfPending(steps?.map((step) => step.paper) ?? []);
    return steps;
  },
};
