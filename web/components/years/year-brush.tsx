import type { TargetedPointerEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { setFilters } from '../../state/actions/search.ts';
import { withoutYearCount, yearCounts } from '../../state/filters.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';

/** A chart of the papers per year in which a range of years can be selected, by dragging or with two inputs. */
export function YearBrush() {
  const counts = yearCounts.value;
  const startYear = useRef<number | null>(null);
  const first = counts[0]!.year;
  const last = counts[counts.length - 1]!.year;
  const [from, to] = state.filters.value.years ?? [first, last];
  const maxCount = Math.max(...counts.map(({ all }) => all));
  const width = 100 / counts.length;
  const yearAt = (event: TargetedPointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const index = Math.floor(((event.clientX - box.left) / box.width) * counts.length);
    return first + Math.min(counts.length - 1, Math.max(0, index));
  };
  const [hovered, setHovered] = useState<number | null>(null);
  const [countFrom, countTo] = hovered === null ? [from, to] : [hovered, hovered];
  const papers = counts
    .filter(({ year }) => year >= countFrom && year <= countTo)
    .reduce((sum, { visible }) => sum + visible, 0);
  const withoutYear = withoutYearCount.value;
  const limit = (year: number) => Math.min(last, Math.max(first, Math.round(year)));
  const selectYears = (a: number, b: number) => {
    const years: [number, number] = [limit(Math.min(a, b)), limit(Math.max(a, b))];
    setFilters({ years: years[0] <= first && years[1] >= last ? null : years });
  };
  const yearInput = (name: string, value: number, onChange: (year: number) => void) => (
    <input
      type="number"
      aria-label={name}
      min={first}
      max={last}
      value={value}
      onChange={({ currentTarget: input }) => {
        onChange(input.valueAsNumber);
        // A year out of range is replaced, even if the filter stays the same.
        input.valueAsNumber = limit(input.valueAsNumber || value);
      }}
    />
  );
  return (
    <div class="year-chart">
      <svg
        viewBox="0 0 100 40"
        preserveAspectRatio="none"
        aria-hidden="true"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          startYear.current = yearAt(event);
          setHovered(null);
          selectYears(startYear.current, startYear.current);
        }}
        onPointerMove={(event) => {
          if (startYear.current === null) setHovered(yearAt(event));
          else selectYears(startYear.current, yearAt(event));
        }}
        onPointerLeave={() => setHovered(null)}
        onPointerUp={() => {
          startYear.current = null;
        }}
      >
        <rect class="background" width="100" height="40" />
        {counts.map(({ year, all, visible }, i) => {
          const bar = (papers: number, kind: string) => (
            <rect
              class={kind}
              x={i * width + width * 0.1}
              y={40 - (38 * papers) / maxCount}
              width={width * 0.8}
              height={(38 * papers) / maxCount}
            />
          );
          return (
            <g key={year} class={year >= from && year <= to ? 'in-range' : 'out-of-range'}>
              {bar(all, 'all')}
              {bar(visible, 'visible')}
            </g>
          );
        })}
      </svg>
      <output class="year-count">{strings.filters.yearCount(countFrom, countTo, papers)}</output>
      <div class="year-inputs">
        {yearInput(strings.filters.yearFrom, from, (year) => selectYears(year || first, to))}
        {yearInput(strings.filters.yearTo, to, (year) => selectYears(from, year || last))}
      </div>
      {withoutYear > 0 && (
        <p class="hint">
          {(state.filters.value.years ? strings.filters.withoutYearHidden : strings.filters.withoutYear)(withoutYear)}
        </p>
      )}
    </div>
  );
}
