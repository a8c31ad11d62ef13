import { effect } from '@preact/signals';
import type { LabelLayer } from '../../map/labels/label-layer.ts';
import type { MapView } from '../../map/map-view.ts';
import { markStep } from '../../map/mark-step.ts';
import { drawnEdges, mapStyle } from '../../map/style/style.ts';
import type { MapViewEvents } from '../../map/types.ts';
import { strings } from '../../strings/strings.ts';
import type { Overview } from '../../worker/protocol.ts';
import { bylineOf } from '../byline.ts';
import {
  DETAILS,
  FIXED_CONTROLS,
  findCovered,
  findRectangles,
  MINIMAP,
  OTHER_CONTROLS,
  SHOWN_MINIMAP,
} from '../covered.ts';
import { getDrawing } from '../drawing.ts';
import { emphasis } from '../emphasis.ts';
import { FULL_VIEW, state } from '../store.ts';
import { loadNeededMeasures } from './measures.ts';
import { announce, dismiss, notify } from './page.ts';
import { callWorker } from './session.ts';

/** Drawing the map, keeping it in sync with the state, and moving its camera. */

let mapView: MapView | undefined;
/** The layout that `mapView` draws. */
let drawnLayout = 0;
let labelPlacement: AbortController | undefined;
/** The scale of the whole map for which the labels were placed, in pixels per map unit. */
let labelScale = 0;
let resizeTimer: ReturnType<typeof setTimeout> | undefined;

/** Distance that an arrow key pans, as a fraction of the view. */
export const PAN_STEP = 0.12;

/** Milliseconds without a change of size after which labels are placed again. */
const RESIZE_DELAY = 150;

/** Maximum number of papers of maps whose labels are placed again. For more papers, this takes seconds. */
const MAX_REPLACED = 20_000;

/**
 * Draws the map in an element.
 *
 * @param events called with the clicked paper, or null for the background, and with a topic whose label was clicked.
 * @returns a function that removes the map again.
 */
export function mountMap(container: HTMLElement, events: Pick<MapViewEvents, 'onClick' | 'onTopicClick'>): () => void {
  const overview = state.map.peek();
  const style = mapStyle.peek();
  if (!overview || !style) return () => {};
  const labels = createLabels(overview);
  const layoutVersion = state.layoutVersion.peek();
  const unmounted = new AbortController();
  const { signal } = unmounted;
  const view = new (getDrawing().MapView)(container, overview.nodes, labels, style, {
    onHover: (paper) => {
      // Until another map has its view, this one finds papers that the map does not have.
      if (state.layoutVersion.peek() === layoutVersion) state.hovered.value = paper;
    },
    ...events,
    onViewChange: (camera) => {
      // The whole map is no place in the map: what it takes to show it depends on the window and on open panels.
      state.view.value = camera ?? { ...FULL_VIEW };
    },
    onResize: () => {
      view.setCovered(findCovered());
      clearTimeout(resizeTimer);
      resizeTimer = setTimeout(() => !signal.aborted && replaceLabels(view), RESIZE_DELAY);
    },
    obstacles: () => findRectangles(`${FIXED_CONTROLS}, ${SHOWN_MINIMAP}, ${OTHER_CONTROLS}, ${DETAILS}`),
    controls: () => findRectangles(`${FIXED_CONTROLS}, ${MINIMAP}, ${OTHER_CONTROLS}`),
    // A view that is removed releases its WebGL context on purpose.
    onContextLost: () => !signal.aborted && notify(strings.errors.lostHeading, strings.errors.lost),
    onContextRestored: dismiss,
    findContours: ({ positions, topicOf }, visible) =>
      callWorker((worker) => worker.call('topicContours', [positions, topicOf, visible])),
  });
  mapView = view;
  drawnLayout = layoutVersion;
  let stopSync = () => {};
  view
    .start(state.view.peek())
    .then(() => {
      markStep('map drawn');
      if (signal.aborted) return;
      stopSync = syncMapView(view, overview, layoutVersion);
      state.mapView.value = view;
      view.setCovered(findCovered());
      if (view.showsWhole) view.fitAll(false);
      void placeLabels(view, labels);
      // If a panel is open, this replaces the labels.
      revealPending();
    })
    .catch(() => {
      state.hasWebgl.value = false;
    });
  return () => {
    unmounted.abort();
    labelPlacement?.abort();
    stopSync();
    state.mapView.value = null;
    view.kill();
    if (mapView === view) mapView = undefined;
  };
}

function createLabels({ nodes, summary }: Overview): LabelLayer {
  const { LabelLayer } = getDrawing();
  return new LabelLayer(nodes, summary.topics, bylineOf);
}

function placeLabels(view: MapView, labels: LabelLayer): Promise<void> {
  labelPlacement?.abort();
  labelPlacement = new AbortController();
  const wholeView = view.wholeView();
  if (!wholeView) return Promise.resolve();
  labelScale = wholeView.scale;
  const place = { ...wholeView, obstacles: findRectangles(FIXED_CONTROLS) };
  return labels.place(place, () => view.repaint(), labelPlacement.signal);
}

/** Places the labels again if the whole map has become larger or smaller. */
function replaceLabels(view: MapView): void {
  const map = state.map.peek();
  const scale = view.wholeView()?.scale ?? labelScale;
  if (!map || map.nodes.ids.length > MAX_REPLACED || Math.abs(Math.log(scale / labelScale)) < 0.05) return;
  const labels = createLabels(map);
  view.setLabels(labels);
  void placeLabels(view, labels);
}

/**
 * Updates the view whenever the state changes. Returns a function that stops it.
 *
 * @param layoutVersion the layout that the view draws; while the view was starting, another one may have come.
 */
function syncMapView(view: MapView, initialMap: Overview, layoutVersion: number): () => void {
  let current = initialMap;
  // A new layout gets a new view; until that replaces this one, the state belongs to another map.
  const whileCurrent = (update: () => void) =>
    effect(() => {
      if (state.layoutVersion.value === layoutVersion) update();
    });
  const disposers = [
    whileCurrent(() => {
      const next = state.map.value;
      if (!next || next === current) return;
      current = next;
      const labels = createLabels(next);
      view.setNodes(next.nodes, labels);
      void placeLabels(view, labels);
    }),
    whileCurrent(() => {
      if (state.links.value) view.setEdges(state.links.value, drawnEdges.value);
    }),
    whileCurrent(() => {
      if (mapStyle.value) view.setStyle(mapStyle.value);
    }),
    whileCurrent(() => view.setEmphasis(emphasis.value)),
    whileCurrent(() => void loadNeededMeasures()),
  ];
  return () => {
    for (const dispose of disposers) dispose();
  };
}

/** Papers to move into view once the map is drawn and the details panel has been laid out. */
let pendingReveal: number[] = [];
/** When the whole map is fitted beside the details panel first: never, if the whole map is shown, or always. */
let pendingFit: 'never' | 'if whole' | 'always' = 'never';
/** Whether the details panel has been laid out since papers have been waiting. */
let isLaidOut = true;

/**
 * Moves papers into view once the map is drawn, after the next call of `handleLayout`.
 *
 * @param fit when to fit the whole map beside the details panel before; by default, only if a paper is hidden.
 */
export function revealNext(papers: number[], fit: typeof pendingFit = 'never'): void {
  pendingReveal = papers;
  pendingFit = fit;
  isLaidOut = false;
}

/** Takes note of a change of what covers the map: the details panel was laid out. */
export function handleLayout(): void {
  isLaidOut = true;
  revealPending();
}

function revealPending(): void {
  const view = state.mapView.peek();
  if (!view || !isLaidOut) return;
  view.setCovered(findCovered());
  if (pendingFit === 'always' || (pendingFit === 'if whole' && view.showsWhole)) view.fitAll();
  pendingFit = 'never';
  if (pendingReveal.length === 1) view.reveal(pendingReveal[0]!);
  else if (pendingReveal.length > 1) view.fit(pendingReveal);
  pendingReveal = [];
  replaceLabels(view);
}

/** Multiplies the camera ratio; a factor below 1 zooms in. */
export const zoom = (factor: number) => mapView?.zoom(factor);
/** Moves the camera by fractions of the view. */
export const pan = (right: number, down: number) => mapView?.pan(right, down);
/** Shows the whole map. */
export function fitAll(): void {
  mapView?.fitAll();
  if (mapView) replaceLabels(mapView);
}
/** Zooms to papers. */
export const zoomTo = (papers: ArrayLike<number>) => mapView?.fit(papers);
/** Moves all papers. */
export const moveTo = (positions: Float32Array) => mapView?.setPositions(positions);
/** Moves the camera to a position. */
export const goTo = (view: typeof state.view.value) => mapView?.goTo(view);

/** Returns the view of the open map; undefined until the map is drawn, while the view still has the papers of the map before. */
const currentView = () => (drawnLayout === state.layoutVersion.peek() ? mapView : undefined);

/**
 * Moves the keyboard focus of the map to the next paper in a direction; pans if there is none in view. The first key focuses the
 * paper at the center.
 */
export function moveToPaper(right: number, down: number): void {
  const focused = state.hovered.value;
  const next = focused === null ? paperAtCenter() : (currentView()?.nextPaper(focused, right, down) ?? null);
  if (next === null) return void pan(PAN_STEP * right, PAN_STEP * down);
  focusPaper(next);
}

/** Shows a paper as if the pointer were on it, and announces its title. */
export function focusPaper(paper: number | null): void {
  state.hovered.value = paper;
  if (paper !== null) announce(state.map.value?.nodes.titles[paper] ?? '');
}

/** Returns the paper at the center of the view, or null if there is none or the map has no view yet. */
export const paperAtCenter = (): number | null => currentView()?.centerPaper() ?? null;
