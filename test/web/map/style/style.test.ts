import { batch, effect } from '@preact/signals';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MapNodes } from '../../../../src/map-file/format.ts';
import type { MapView } from '../../../../web/map/map-view.ts';
import { drawnEdges, drawnLinkCount, mapStyle } from '../../../../web/map/style/style.ts';
import { visibleLinkCount } from '../../../../web/state/filters.ts';
import { NO_FILTERS, state } from '../../../../web/state/store.ts';
import type { Overview } from '../../../../web/worker/protocol.ts';
import { buildAdjacencyLists } from '../../../../web/worker/queries/adjacency.ts';

/** The style reads only these fields. */
const TOPICS = [1, 2].map((id) => ({ id, label: `Topic ${id}` })) as Overview['summary']['topics'];

/** Returns a map of four papers. */
function createMap(topicOf: number[]): Overview {
  const nodes: Partial<MapNodes> = {
    ids: ['a', 'b', 'c', 'd'],
    topicOf: Uint32Array.from(topicOf),
    subtopicOf: new Uint32Array(4),
    years: new Int32Array(4),
    degrees: Uint32Array.of(3, 1, 1, 1),
    positions: Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1),
  };
  // The style reads only these fields.
  return {
    nodes: nodes as MapNodes,
    summary: { topics: TOPICS } as Partial<Overview['summary']> as Overview['summary'],
  };
}

/** Returns the links of paper a with the papers before a limit. */
const createLinks = (limit: number) =>
  buildAdjacencyLists(
    {
      sources: new Uint32Array(limit),
      targets: Uint32Array.from({ length: limit }, (_, i) => i + 1),
      weights: Float64Array.from({ length: limit }, (_, i) => 0.9 - i / 10),
    },
    4,
  );

beforeEach(() => {
  batch(() => {
    // Test files share the state.
    state.filters.value = NO_FILTERS;
    state.details.value = null;
    state.map.value = createMap([1, 1, 2, 2]);
    state.links.value = createLinks(3);
    state.recipe.value = { options: {}, edits: [] };
    // Only whether there is a view counts.
    state.mapView.value = {} as MapView;
  });
});

afterEach(() => {
  state.mapView.value = null;
});

const hide = () => [{ edit: 'hide' as const, paper: 'd' }];

/** The changes that hiding a paper makes, which may come in any order. */
const CHANGES = {
  map: () => {
    state.map.value = createMap([1, 1, 2, 2]);
  },
  links: () => {
    state.links.value = createLinks(2);
  },
  recipe: () => {
    state.recipe.value = { options: {}, edits: hide() };
  },
};

test.each([
  ['map', 'links', 'recipe'],
  ['links', 'recipe', 'map'],
  ['recipe', 'map', 'links'],
] as const)('the number of drawn links is that of the visible ones when %s, %s, and %s change', (...order) => {
  const seen: [drawn: number, visible: number][] = [];
  const dispose = effect(() => {
    seen.push([drawnLinkCount.value, visibleLinkCount.value]);
  });
  batch(() => {
    for (const change of order) CHANGES[change]();
  });
  batch(() => {
    state.links.value = createLinks(3);
    state.recipe.value = { options: {}, edits: [] };
  });
  dispose();
  expect(seen).toEqual([
    [3, 3],
    [2, 2],
    [3, 3],
  ]);
});

test('edits that change nothing that is drawn leave edges and style as they are', () => {
  const [edges, style] = [drawnEdges.value, mapStyle.value];
  state.map.value = createMap([1, 1, 2, 2]);
  expect(drawnEdges.value).toBe(edges);
  expect(mapStyle.value).toBe(style);
});

test('a paper that moves to another topic changes the colors only', () => {
  const [edges, style] = [drawnEdges.value, mapStyle.value];
  state.map.value = createMap([1, 1, 2, 1]);
  expect(drawnEdges.value).toBe(edges);
  expect(mapStyle.value).not.toBe(style);
  expect(mapStyle.value!.colorIndex).not.toEqual(style!.colorIndex);
  expect(mapStyle.value!.sizes).toBe(style!.sizes);
  expect(mapStyle.value!.visible).toBe(style!.visible);
});
