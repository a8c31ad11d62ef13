import type { ReadonlySignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { Section } from '../../components/controls.tsx';
import { YearBrush } from '../../components/year-brush.tsx';
import { clearFilters, setFilters, toggle } from '../../state/actions/find.ts';
import { fileCounts, filtered, venueCounts, yearCounts } from '../../state/filters.ts';
import { state } from '../../state/store.ts';
import { texts } from '../../strings/strings.ts';

/** Every filter with its counts, each cleared by itself or all at once. */
export function FiltersPane() {
  const { minSimilarity, minNeighbours, withAbstract, years, venues, files } = state.filters.value;
  const details = state.details.value;
  return (
    <>
      <div class="pane-head">
        <span />
        <button type="button" class="text-button" disabled={!filtered.value} onClick={clearFilters}>
          {texts.filters.clearAll}
        </button>
      </div>
      {yearCounts.value.length > 1 && (
        <Section
          heading={texts.filters.years}
          aside={years && <Clear what={texts.filters.years} onClick={() => setFilters({ years: null })} />}
        >
          <YearBrush />
        </Section>
      )}
      <Section
        heading={texts.filters.minSimilarity}
        aside={
          minSimilarity > 0 && (
            <Clear what={texts.filters.minSimilarity} onClick={() => setFilters({ minSimilarity: 0 })} />
          )
        }
      >
        <Slider
          name={texts.filters.minSimilarity}
          value={minSimilarity}
          max={0.6}
          step={0.01}
          write={texts.look.atLeast}
          onInput={(value) => setFilters({ minSimilarity: value })}
        />
      </Section>
      <Section
        heading={texts.filters.minNeighbours}
        aside={
          minNeighbours > 0 && (
            <Clear what={texts.filters.minNeighbours} onClick={() => setFilters({ minNeighbours: 0 })} />
          )
        }
      >
        <Slider
          name={texts.filters.minNeighbours}
          value={minNeighbours}
          max={30}
          step={1}
          write={(value) => `≥ ${value}`}
          onInput={(value) => setFilters({ minNeighbours: value })}
        />
      </Section>
      <label class="check">
        <input
          type="checkbox"
          checked={withAbstract}
          onChange={(event) => setFilters({ withAbstract: event.currentTarget.checked })}
        />
        {texts.filters.withAbstract}
      </label>
      {details && details.venues.length > 1 && (
        <Facet
          heading={texts.filters.venues}
          names={details.venues}
          counts={venueCounts}
          chosen={venues}
          onToggle={(venue) => toggle('venues', venue)}
          onClear={() => setFilters({ venues: new Set() })}
        />
      )}
      {details && details.files.length > 1 && (
        <Facet
          heading={texts.filters.sources}
          names={details.files}
          counts={fileCounts}
          chosen={files}
          onToggle={(file) => toggle('files', file)}
          onClear={() => setFilters({ files: new Set() })}
        />
      )}
    </>
  );
}

function Clear({ what, onClick }: { what: string; onClick(): void }) {
  return (
    <button type="button" class="text-button" onClick={onClick}>
      {texts.filters.clear(what.toLowerCase())}
    </button>
  );
}

export function Slider(props: {
  name: string;
  value: number;
  max: number;
  step: number;
  write(value: number): string;
  onInput(value: number): void;
}) {
  return (
    <div class="slider">
      <input
        type="range"
        aria-label={props.name}
        aria-valuetext={props.write(props.value)}
        min={0}
        max={props.max}
        step={props.step}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.valueAsNumber)}
      />
      <output>{props.write(props.value)}</output>
    </div>
  );
}

/** How many names are listed before "more". */
const FEW = 8;
const MANY = 200;

function Facet(props: {
  heading: string;
  names: string[];
  counts: ReadonlySignal<Map<number, number>>;
  chosen: ReadonlySet<number>;
  onToggle(value: number): void;
  onClear(): void;
}) {
  const [all, setAll] = useState(false);
  const counts = props.counts.value;
  const order = [...props.names.keys()]
    .filter((value) => counts.has(value) || props.chosen.has(value))
    .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a - b);
  const listed = order.slice(0, all ? MANY : FEW);
  return (
    <Section
      heading={props.heading}
      aside={props.chosen.size > 0 && <Clear what={props.heading} onClick={props.onClear} />}
    >
      <ul class="facet">
        {listed.map((value) => (
          <li key={value}>
            <label class="check">
              <input type="checkbox" checked={props.chosen.has(value)} onChange={() => props.onToggle(value)} />
              <span class="facet-name">{props.names[value] || texts.filters.unknown}</span>
              <span class="number">{texts.count(counts.get(value) ?? 0)}</span>
            </label>
          </li>
        ))}
      </ul>
      {order.length > FEW && (
        <button type="button" class="text-button" onClick={() => setAll(!all)}>
          {all ? texts.filters.fewer : texts.filters.more(order.length - FEW)}
        </button>
      )}
    </Section>
  );
}
