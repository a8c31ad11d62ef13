import { useEffect, useRef } from 'preact/hooks';
import { Choice, IconButton } from '../../components/controls.tsx';
import { MOST_ARCS } from '../../map/edge-layer.ts';
import { canCurve } from '../../map/style.ts';
import { draw, fitAll, middle, pan, zoom } from '../../state/actions/draw.ts';
import { setFilters, unmark } from '../../state/actions/find.ts';
import { setLook } from '../../state/actions/page.ts';
import { choose, closeReading } from '../../state/actions/select.ts';
import { shownCount, shownLinks } from '../../state/filters.ts';
import { state } from '../../state/store.ts';
import { texts } from '../../strings/strings.ts';
import { Slider } from '../sidebar/filters.tsx';
import { Overview } from './minimap.tsx';

/** The map with what steers it. */
export function Stage() {
  const container = useRef<HTMLDivElement>(null);
  const drawing = state.drawing.value;
  useEffect(() => {
    const click = (paper: number | null) => (paper === null ? closeReading() : choose(paper));
    return container.current ? draw(container.current, click) : undefined;
  }, [drawing]);
  return (
    <main class="stage">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the map is moved with the arrow keys */}
      <div class="map" ref={container} role="application" aria-label={texts.map.label} tabIndex={0} onKeyDown={keys} />
      {!state.webgl.value && (
        <div class="no-webgl" role="alert">
          <p class="notice-heading">{texts.errors.webglHeading}</p>
          <p>{texts.errors.webgl}</p>
        </div>
      )}
      <div class="strip">
        <Choice
          label={texts.look.colourBy}
          value={state.colourBy.value}
          options={texts.look.colours}
          onChange={(colourBy) => setLook({ colourBy })}
        />
        <Choice
          label={texts.look.sizeBy}
          value={state.sizeBy.value}
          options={texts.look.sizes}
          onChange={(sizeBy) => setLook({ sizeBy })}
        />
        <IconButton
          icon="curve"
          name={canCurve.value ? texts.look.curved : texts.look.tooManyToCurve(MOST_ARCS)}
          pressed={state.curved.value && canCurve.value}
          disabled={!canCurve.value}
          onClick={() => setLook({ curved: !state.curved.value })}
        />
        <div class="strip-slider">
          <span aria-hidden="true">{texts.look.similarity}</span>
          <Slider
            name={texts.filters.minSimilarity}
            value={state.filters.value.minSimilarity}
            max={0.6}
            step={0.01}
            write={texts.look.atLeast}
            onInput={(minSimilarity) => setFilters({ minSimilarity })}
          />
        </div>
      </div>
      {state.marked.value && (
        <button type="button" class="marked" onClick={unmark} title={texts.search.unmark}>
          {texts.search.shown(state.marked.value.name, state.marked.value.papers.length)} ×
        </button>
      )}
      <p class="status" title={state.linksDrawn.value < shownLinks.value ? texts.status.nearer : undefined}>
        {texts.status.shown(shownCount.value, shownLinks.value, state.linksDrawn.value)}
      </p>
      <div class="zoom">
        <IconButton icon="plus" name={texts.map.zoomIn} onClick={() => zoom(1 / 1.6)} />
        <IconButton icon="minus" name={texts.map.zoomOut} onClick={() => zoom(1.6)} />
        <IconButton icon="fit" name={texts.map.fit} onClick={fitAll} />
      </div>
      <Overview />
    </main>
  );
}

/** How far an arrow key moves the map, in parts of its width. */
const STEP = 0.12;

function keys(event: KeyboardEvent): void {
  const actions: Record<string, () => unknown> = {
    ArrowLeft: () => pan(-STEP, 0),
    ArrowRight: () => pan(STEP, 0),
    ArrowUp: () => pan(0, -STEP),
    ArrowDown: () => pan(0, STEP),
    '+': () => zoom(1 / 1.4),
    '=': () => zoom(1 / 1.4),
    '-': () => zoom(1.4),
    '0': () => fitAll(),
    Enter: () => {
      const paper = middle();
      if (paper !== null) choose(paper);
    },
  };
  if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(actions, event.key)) return;
  event.preventDefault();
  actions[event.key]!();
}
