import { batch } from '@preact/signals';
import { strings } from '../../strings/strings.ts';
import type { GroupKind } from '../../worker/search/results.ts';
import { papersOfTopic } from '../filters.ts';
import { type Selection, state } from '../store.ts';
import { withoutHistoryEntry } from '../url-state/history-entry.ts';
import { revealNext, zoomTo } from './map-view.ts';
import { announce, dismissCausedBy, notify, toast } from './page.ts';
import { highlightPapers } from './search.ts';
import { callWorker } from './session.ts';

/** What the details panel shows, and the reading list. */

/** Opens a paper, or shows it together with the paper that is waiting for a second one. */
export function choosePaper(paper: number): void {
  const first = state.compareFrom.value;
  if (first !== null && first !== paper) {
    if (state.compareKind.value === 'path') openPath(first, paper);
    else comparePapers(first, paper);
  } else show({ kind: 'paper', paper });
}

/** Makes the next chosen paper the second one of a comparison, or the end of a path. */
export const startComparing = (paper: number, kind: 'compare' | 'path' = 'compare') => {
  state.compareFrom.value = paper;
  state.compareKind.value = kind;
  const text = kind === 'path' ? strings.path.pickSecond : strings.compare.pickSecond;
  announce(text(state.map.value?.nodes.titles[paper] ?? ''));
};

/** Cancels the comparison that waits for its second paper. */
export const cancelComparing = () => {
  state.compareFrom.value = null;
};

/** Shows two papers side by side. */
export const comparePapers = (a: number, b: number) => show({ kind: 'compare', a, b });

/** Opens a topic or subtopic. */
export const openTopic = (topic: number) => show({ kind: 'topic', topic });

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
export const openPath = (from: number, to: number) => show({ kind: 'path', from, to });

/** Opens a concept. */
export const openConcept = (concept: string) => show({ kind: 'concept', concept });

/** Lists the papers of an author, venue, year or term, and highlights them on the map. */
export function openGroup(group: GroupKind, name: string, papers: Uint32Array): void {
  highlightPapers(name, papers, `${group}:${name}`);
  show({ kind: 'group', group, name });
}

const findGroup = (group: GroupKind, name: string) => callWorker((worker) => worker.call('group', [group, name]));

/** Lists the papers that contain a term, and highlights them on the map. */
export async function openTerm(term: string): Promise<void> {
  const papers = await findGroup('term', term);
  if (papers) openGroup('term', term, papers);
}

/** Shows information about the map. */
export const openAbout = () => show({ kind: 'about' });

/** Shows what was read from the files. */
export const openReading = () => show({ kind: 'reading' });

/** Closes the details panel. */
export const closeDetails = () => show({ kind: 'none' });

/** The selections that show papers themselves: they end a comparison that waits for its second paper. */
const PAPERS_SHOWN: ReadonlySet<Selection['kind']> = new Set(['paper', 'compare', 'path']);

/** Shows something in the details panel and moves its papers into view. */
export function show(selection: Selection): void {
  revealNext(papersToReveal(selection));
  zoomPending = selection.kind === 'path' || selection.kind === 'concept';
  if (selection.kind === 'paper') announce(strings.paper.opened(state.map.value?.nodes.titles[selection.paper] ?? ''));
  if (selection.kind !== 'none') dismissCausedBy('link');
  const isSame = JSON.stringify(selection) === JSON.stringify(state.selection.value);
  batch(() => {
    // The second paper of a comparison can be looked for in the lists of topics, authors, and concepts.
    if (PAPERS_SHOWN.has(selection.kind)) state.compareFrom.value = null;
    // The panel does not ask again for what it shows already.
    if (!isSame) state.path.value = null;
    if (!isSame) state.conceptPapers.value = null;
    state.selection.value = selection;
  });
}

/** Returns the papers that must be in view while a selection is shown. */
export function papersToReveal(selection: Selection): number[] {
  switch (selection.kind) {
    case 'paper':
      return [selection.paper];
    case 'compare':
      return [selection.a, selection.b];
    case 'topic':
      return papersOfTopic(selection.topic);
    default:
      return [];
  }
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
  toast(message(readingList.value.length), { label: strings.edit.undoAction, run: () => toggleReadingList(paper) });
}

/** Adds papers to the reading list. */
export function addToReadingList(papers: readonly number[]): void {
  const before = state.readingList.value;
  state.readingList.value = [...new Set([...before, ...papers])];
  toast(strings.readingList.added(state.readingList.value.length), {
    label: strings.edit.undoAction,
    run: () => {
      state.readingList.value = before;
    },
  });
}

/** Returns a function that tells whether the page still shows the selection, and the map, of the moment. */
function watchSelection(): () => boolean {
  const describe = () => JSON.stringify([state.layoutVersion.peek(), state.selection.peek()]);
  const before = describe();
  return () => describe() === before;
}

/** Closes the panel of something that a link asked for, but that the map does not have, and says so. */
function leaveUnknown(heading: string, text: string): void {
  withoutHistoryEntry(closeDetails);
  notify(heading, text, { cause: 'link' });
}

/** The queries of the details panel. Each returns undefined if the worker cannot answer. */
export const queries = {
  paper: (paper: number) => callWorker((worker) => worker.call('paper', [paper])),
  compare: (a: number, b: number) => callWorker((worker) => worker.call('compare', [a, b])),
  topic: (topic: number) => callWorker((worker) => worker.call('topic', [topic])),
  concept: async (id: string) => {
    const isShown = watchSelection();
    const answer = await callWorker((worker) => worker.call('concept', [id]));
    if (!isShown()) return answer;
    if (answer === null) leaveUnknown(strings.concept.unknownHeading, strings.concept.unknown(id));
    state.conceptPapers.value = answer?.papers ?? null;
    zoomIfPending(answer?.papers ?? []);
    return answer;
  },
  group: async (group: GroupKind, name: string) => {
    const isShown = watchSelection();
    const papers = await findGroup(group, name);
    const kind = strings.group.kinds[group];
    if (papers?.length === 0 && isShown())
      leaveUnknown(strings.group.unknownHeading(kind), strings.group.unknown(kind, name));
    return papers;
  },
  path: async (from: number, to: number) => {
    const isShown = watchSelection();
    const steps = await callWorker((worker) => worker.call('path', [from, to]));
    if (!isShown()) return steps;
    state.path.value = steps ?? null;
    zoomIfPending(steps?.map((step) => step.paper) ?? []);
    return steps;
  },
};
