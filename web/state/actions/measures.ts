import { type Measure, state } from '../store.ts';
import { callWorker } from './session.ts';

const MEASURES: ReadonlySet<string> = new Set<Measure>(['weightedDegree', 'pageRank', 'betweenness', 'burst']);

/** Computes the measures of the open map if the color or the size of the nodes needs them. */
export async function loadNeededMeasures(): Promise<void> {
  const isNeeded = MEASURES.has(state.colorBy.value) || MEASURES.has(state.sizeBy.value);
  if (!isNeeded || state.measures.value) return;
  const layoutVersion = state.layoutVersion.peek();
  const measures = await callWorker((worker) => worker.call('measures', []));
  // Another map may have been opened in the meantime.
  if (measures && state.layoutVersion.peek() === layoutVersion) state.measures.value = measures;
}
