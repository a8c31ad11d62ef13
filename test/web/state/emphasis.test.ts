import { batch } from '@preact/signals';
import { afterEach, expect, test } from 'vitest';
import type { MapNodes } from '../../../src/map-file/format.ts';
import { emphasis } from '../../../web/state/emphasis.ts';
import { NO_ABSTRACT_RESULTS, NO_FILTERS, state } from '../../../web/state/store.ts';
import type { Overview } from '../../../web/worker/protocol.ts';

/** Emphasis and filters read only these fields. */
const NODES: Partial<MapNodes> = {
  ids: ['a', 'b', 'c'],
  topicOf: new Uint32Array(3),
  subtopicOf: new Uint32Array(3),
  years: new Int32Array(3),
  degrees: new Uint32Array(3),
  positions: new Float32Array(6),
};

afterEach(() => {
  // Test files share the state.
  batch(() => {
    state.map.value = null;
    state.searchResults.value = null;
    state.abstractResults.value = NO_ABSTRACT_RESULTS;
  });
});

test('a paper that a search finds in its title and in its abstract is highlighted once, in the order of the results', () => {
  const hit = { snippet: '', marks: [], kind: 'abstract' as const, isExactPhrase: false };
  batch(() => {
    // Other test files may have left them.
    state.filters.value = NO_FILTERS;
    state.selection.value = { kind: 'none' };
    state.tableSelection.value = new Set();
    state.highlight.value = null;
    state.conceptPapers.value = null;
    state.hovered.value = null;
    state.map.value = {
      nodes: NODES as MapNodes,
      summary: { topics: [] } as Partial<Overview['summary']> as Overview['summary'],
    };
    state.searchResults.value = {
      papers: [2, 0].map((paper) => ({ paper, words: [] })),
      authors: [],
      venues: [],
      years: [],
      terms: [],
      concepts: [],
      corrections: [],
      ignored: [],
    };
    state.abstractResults.value = {
      hits: [0, 1, 2].map((paper) => ({ paper, ...hit })),
      isReading: false,
      byTerms: false,
    };
  });
  expect(emphasis.value.highlighted).toEqual([2, 0, 1]);
});
