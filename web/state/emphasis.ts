import { computed } from '@preact/signals';
import type { Emphasis } from '../map/map-view.ts';
import { strings } from '../strings/strings.ts';
import { papersOfTopic, visible } from './filters.ts';
import { type AskResult, state } from './store.ts';

/**
 * The papers to emphasize on the map. A hovered paper takes precedence over the selection. Highlighted papers are limited
 * to visible ones.
 */
export const emphasis = computed<Emphasis>(() => {
  const hovered = state.hovered.value;
  const mask = visible.value;
  const result = state.askResult.value;
  const isHidden = state.highlight.value || state.searchResults.value || state.tableSelection.value.size > 0;
  const showsResult = result && result.related.length > 0 && !isHidden;
  return {
    focused: hovered !== null ? [hovered] : selectedPapers(),
    highlighted: Array.from(highlightedPapers()).filter((paper) => mask[paper]),
    path: state.path.value?.map((step) => step.paper) ?? [],
    marker: hovered === null && showsResult ? askMarker(result, mask) : null,
  };
});

function selectedPapers(): number[] {
  const selection = state.selection.value;
  if (selection.kind === 'paper') return [selection.paper];
  return selection.kind === 'compare' ? [selection.a, selection.b] : [];
}

function highlightedPapers(): Iterable<number> {
  const selection = state.selection.value;
  const { highlight, conceptPapers, searchResults, abstractResults, askResult, tableSelection } = state;
  if (tableSelection.value.size > 0) return tableSelection.value;
  if (highlight.value) return highlight.value.papers;
  if (conceptPapers.value) return conceptPapers.value;
  if (selection.kind === 'topic') return papersOfTopic(selection.topic);
  if (searchResults.value)
    return new Set([...searchResults.value.papers, ...abstractResults.value.hits].map((hit) => hit.paper));
  return askResult.value?.related.map(({ paper }) => paper) ?? [];
}

/** Returns a marker for the asked text at the mean position of its five most similar papers, weighted by similarity. */
function askMarker({ kind, related }: AskResult, mask: Uint8Array): Emphasis['marker'] {
  const positions = state.map.value?.nodes.positions;
  if (!positions) return null;
  let [x, y, sum] = [0, 0, 0];
  for (const { paper, similarity } of related.filter((match) => mask[match.paper]).slice(0, 5)) {
    if (Number.isNaN(positions[2 * paper]!)) continue;
    x += positions[2 * paper]! * similarity;
    y += positions[2 * paper + 1]! * similarity;
    sum += similarity;
  }
  const label = kind === 'text' ? strings.map.yourText : strings.map.examples;
  return sum > 0 ? { x: x / sum, y: y / sum, label } : null;
}
