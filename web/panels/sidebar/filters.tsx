import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Section, Slider } from '../../components/controls.tsx';
import { YearBrush } from '../../components/years/year-brush.tsx';
import { clearFilters, setFilters, toggleFilter } from '../../state/actions/search.ts';
import { fileCounts, hasFilters, venueCounts, yearCounts } from '../../state/filters.ts';
import { state } from '../../state/store.ts';
import { isSimilarity, isTextSimilarity } from '../../strings/nouns.ts';
import { strings } from '../../strings/strings.ts';

/** All filters, each with a button that clears it. */
export function FiltersPane() {
  const { minSimilarity, minLinks, withAbstract, years, venues, files } = state.filters.value;
  const details = state.details.value;
  return (
    <>
      <div class="pane-header">
        <span />
        <button type="button" class="text-button" disabled={!hasFilters.value} onClick={clearFilters}>
          {strings.filters.clearAll}
        </button>
      </div>
      {yearCounts.value.length > 1 && (
        <FilterSection
          heading={strings.filters.years}
          isActive={years !== null}
          onClear={() => setFilters({ years: null })}
        >
          <YearBrush />
        </FilterSection>
      )}
      <FilterSection
        heading={strings.filters.minSimilarity}
        isActive={minSimilarity > 0}
        onClear={() => setFilters({ minSimilarity: 0 })}
      >
        <Slider
          name={strings.filters.minSimilarity}
          value={minSimilarity}
          max={isTextSimilarity() ? 0.6 : 1}
          step={0.01}
          format={strings.display.atLeast}
          onInput={(value) => setFilters({ minSimilarity: value })}
        />
      </FilterSection>
      <FilterSection
        heading={strings.filters.minLinks}
        isActive={minLinks > 0}
        onClear={() => setFilters({ minLinks: 0 })}
      >
        <Slider
          name={strings.filters.minLinks}
          value={minLinks}
          max={30}
          step={1}
          format={(value) => `≥ ${value}`}
          onInput={(value) => setFilters({ minLinks: value })}
        />
      </FilterSection>
      {isSimilarity() && (
        <label class="check-row">
          <input
            type="checkbox"
            checked={withAbstract}
            onChange={(event) => setFilters({ withAbstract: event.currentTarget.checked })}
          />
          {strings.filters.withAbstract}
        </label>
      )}
      {details && details.venues.length > 1 && (
        <Facet
          heading={strings.filters.venues}
          names={details.venues}
          counts={venueCounts}
          selected={venues}
          onToggle={(venue) => toggleFilter('venues', venue)}
          onClear={() => setFilters({ venues: new Set() })}
        />
      )}
      {details && details.files.length > 1 && (
        <Facet
          heading={strings.filters.sources}
          names={details.files}
          counts={fileCounts}
          selected={files}
          onToggle={(file) => toggleFilter('files', file)}
          onClear={() => setFilters({ files: new Set() })}
        />
      )}
    </>
  );
}

function FilterSection(props: { heading: string; isActive: boolean; onClear(): void; children: ComponentChildren }) {
  const clearButton = props.isActive && (
    <button type="button" class="text-button" onClick={props.onClear}>
      {strings.filters.clear(props.heading.toLowerCase())}
    </button>
  );
  return (
    <Section heading={props.heading} aside={clearButton}>
      {props.children}
    </Section>
  );
}

/** Number of values listed by default. */
const MAX_COLLAPSED = 8;

/** Number of values listed after "Show more". */
const MAX_EXPANDED = 200;

/** Facets with more values can be searched. */
const MIN_SEARCHED = 20;

/** Check boxes for the values of a facet, most frequent first. */
function Facet(props: {
  heading: string;
  names: string[];
  counts: ReadonlySignal<Map<number, number>>;
  selected: ReadonlySet<number>;
  onToggle(value: number): void;
  onClear(): void;
}) {
  const [isExpanded, setExpanded] = useState(false);
  const [search, setSearch] = useState('');
  const counts = props.counts.value;
  const values = [...props.names.keys()]
    .filter((value) => counts.has(value) || props.selected.has(value))
    .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a - b);
  const wanted = search.trim().toLowerCase();
  const matching = wanted ? values.filter((value) => props.names[value]!.toLowerCase().includes(wanted)) : values;
  const listed = matching.slice(0, isExpanded || wanted ? MAX_EXPANDED : MAX_COLLAPSED);
  return (
    <FilterSection heading={props.heading} isActive={props.selected.size > 0} onClear={props.onClear}>
      {values.length > MIN_SEARCHED && (
        <input
          type="search"
          class="facet-search"
          aria-label={strings.filters.find(props.heading)}
          placeholder={strings.filters.find(props.heading)}
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {matching.length === 0 && <p class="hint">{strings.filters.noMatch}</p>}
      <ul class="facet">
        {listed.map((value) => (
          <li key={value}>
            <label class="check-row">
              <input type="checkbox" checked={props.selected.has(value)} onChange={() => props.onToggle(value)} />
              <span class="facet-name">{props.names[value] || strings.filters.unknown}</span>
              <span class="number">{strings.count(counts.get(value) ?? 0)}</span>
            </label>
          </li>
        ))}
      </ul>
      {matching.length > MAX_COLLAPSED && !wanted && (
        <button type="button" class="text-button" onClick={() => setExpanded(!isExpanded)}>
          {isExpanded ? strings.filters.fewer : strings.filters.more(values.length - MAX_COLLAPSED)}
        </button>
      )}
    </FilterSection>
  );
}
