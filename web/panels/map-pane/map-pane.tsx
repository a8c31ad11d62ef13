import { useEffect, useRef } from 'preact/hooks';
import { IconButton, Select, Slider } from '../../components/controls.tsx';
import { MAX_CURVED_EDGES } from '../../map/display-data.ts';
import { canCurveEdges, drawnLinkCount } from '../../map/style/style.ts';
import { showNetwork } from '../../state/actions/edits/edit.ts';
import {
  fitAll,
  focusPaper,
  mountMap,
  moveToPaper,
  PAN_STEP,
  pan,
  paperAtCenter,
  zoom,
} from '../../state/actions/map-view.ts';
import { colorOptions, setViewOptions, sizeOptions, toggleDensity } from '../../state/actions/page.ts';
import { clearHighlight, setFilters } from '../../state/actions/search.ts';
import { choosePaper, closeDetails, openTopic } from '../../state/actions/select.ts';
import { showTable } from '../../state/actions/table.ts';
import { visibleCount, visibleLinkCount } from '../../state/filters.ts';
import { state } from '../../state/store.ts';
import { isTextSimilarity, shownNetwork } from '../../strings/nouns.ts';
import { strings } from '../../strings/strings.ts';
import { Legends } from './color-legend.tsx';
import { EmptyMap } from './empty-map.tsx';
import { Minimap } from './minimap.tsx';
import { UpdateBar } from './update-bar.tsx';

/** Zoom factor of the zoom buttons. */
const BUTTON_ZOOM = 1.6;

/** Zoom factor of the + and - keys. */
const KEY_ZOOM = 1.4;

/** The map with its toolbar, zoom buttons, status line and minimap. */
export function MapPane() {
  const container = useRef<HTMLDivElement>(null);
  const layoutVersion = state.layoutVersion.value;
  useEffect(() => {
    const handleClick = (paper: number | null) => (paper === null ? closeDetails() : choosePaper(paper));
    return container.current
      ? mountMap(container.current, { onClick: handleClick, onTopicClick: openTopic })
      : undefined;
  }, [layoutVersion]);
  const drawsAllLinks = drawnLinkCount.value >= visibleLinkCount.value;
  return (
    <main class="map-pane">
      <div
        class="map"
        ref={container}
        role="application"
        aria-label={strings.map.label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the map is operated with the keyboard
        tabIndex={0}
        onKeyDown={handleKey}
        onFocus={(event) => {
          if (event.currentTarget.matches(':focus-visible') && state.hovered.value === null)
            focusPaper(paperAtCenter());
        }}
        onBlur={() => focusPaper(null)}
      />
      {!state.hasWebgl.value && (
        <div class="no-webgl" role="alert">
          <p class="notice-heading">{strings.errors.webglHeading}</p>
          <p>{strings.errors.webgl}</p>
        </div>
      )}
      {state.hasWebgl.value && <EmptyMap />}
      <Toolbar />
      <Legends />
      <UpdateBar />
      {state.highlight.value && (
        <button type="button" class="highlight-badge" onClick={clearHighlight} title={strings.search.clearHighlights}>
          {strings.search.highlighted(state.highlight.value.name, state.highlight.value.papers.length)} ×
        </button>
      )}
      <p class="map-status" title={drawsAllLinks ? undefined : strings.status.zoomIn}>
        {strings.status.shown(visibleCount.value, visibleLinkCount.value, drawnLinkCount.value)}
      </p>
      <div class="zoom-controls">
        <IconButton icon="plus" name={strings.map.zoomIn} onClick={() => zoom(1 / BUTTON_ZOOM)} />
        <IconButton icon="minus" name={strings.map.zoomOut} onClick={() => zoom(BUTTON_ZOOM)} />
        <IconButton icon="fit" name={strings.map.fit} onClick={fitAll} />
      </div>
      <Minimap />
    </main>
  );
}

function Toolbar() {
  return (
    <div class="toolbar">
      <Select
        label={strings.network.label}
        hidesLabel
        value={shownNetwork.value}
        options={strings.network.names}
        onChange={(network) => void showNetwork(network)}
      />
      <Select
        label={strings.display.colorBy}
        value={state.colorBy.value}
        options={colorOptions.value}
        onChange={(colorBy) => setViewOptions({ colorBy })}
      />
      <Select
        label={strings.display.sizeBy}
        value={state.sizeBy.value}
        options={sizeOptions.value}
        onChange={(sizeBy) => setViewOptions({ sizeBy })}
      />
      <IconButton
        icon="curve"
        name={canCurveEdges.value ? strings.display.curved : strings.display.tooManyToCurve(MAX_CURVED_EDGES)}
        pressed={state.curved.value && canCurveEdges.value}
        disabled={!canCurveEdges.value}
        onClick={() => setViewOptions({ curved: !state.curved.value })}
      />
      <IconButton icon="density" name={strings.display.density} pressed={state.density.value} onClick={toggleDensity} />
      <IconButton
        icon="contours"
        name={strings.display.contours}
        pressed={state.contours.value}
        onClick={() => setViewOptions({ contours: !state.contours.value })}
      />
      <IconButton
        icon="table"
        name={strings.table.open}
        pressed={state.table.value !== null}
        onClick={() => showTable(state.table.value === null)}
      />
      <div class="toolbar-slider">
        <span aria-hidden="true">{strings.network.weight}</span>
        <Slider
          name={strings.filters.minSimilarity}
          value={state.filters.value.minSimilarity}
          max={isTextSimilarity() ? 0.6 : 1}
          step={0.01}
          format={strings.display.atLeast}
          onInput={(minSimilarity) => setFilters({ minSimilarity })}
        />
      </div>
    </div>
  );
}

function handleKey(event: KeyboardEvent): void {
  const move = (right: number, down: number) =>
    event.shiftKey ? pan(PAN_STEP * right, PAN_STEP * down) : moveToPaper(right, down);
  const actions: Record<string, () => unknown> = {
    ArrowLeft: () => move(-1, 0),
    ArrowRight: () => move(1, 0),
    ArrowUp: () => move(0, -1),
    ArrowDown: () => move(0, 1),
    '+': () => zoom(1 / KEY_ZOOM),
    '=': () => zoom(1 / KEY_ZOOM),
    '-': () => zoom(KEY_ZOOM),
    '0': () => fitAll(),
    Enter: () => {
      const paper = state.hovered.value ?? paperAtCenter();
      if (paper !== null) choosePaper(paper);
    },
  };
  if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(actions, event.key)) return;
  event.preventDefault();
  actions[event.key]!();
}
