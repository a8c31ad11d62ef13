import type { TargetedPointerEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { setFilters } from '../state/actions/find.ts';
import { yearCounts } from '../state/filters.ts';
import { state } from '../state/store.ts';
import { texts } from '../strings/strings.ts';

/** Papers a year; dragging over the bars, or the two boxes, choose a span of years. */
export function YearBrush() {
  const counts = yearCounts.value;
  const start = useRef<number | null>(null);
  const first = counts[0]!.year;
  const last = counts[counts.length - 1]!.year;
  const [from, to] = state.filters.value.years ?? [first, last];
  const most = Math.max(...counts.map((one) => one.all));
  const width = 100 / counts.length;
  const yearAt = (event: TargetedPointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = Math.floor(((event.clientX - box.left) / box.width) * counts.length);
    return first + Math.min(counts.length - 1, Math.max(0, at));
  };
  const unknown = state.filters.value.years
    ? (state.map.value?.nodes.years.filter((year) => year === 0).length ?? 0)
    : 0;
  const choose = (a: number, b: number) => {
    const years: [number, number] = [Math.min(a, b), Math.max(a, b)];
    setFilters({ years: years[0] <= first && years[1] >= last ? null : years });
  };
  const box = (name: string, value: number, set: (year: number) => void) => (
    <input
      type="number"
      aria-label={name}
      min={first}
      max={last}
      value={value}
      onChange={(event) => set(event.currentTarget.valueAsNumber)}
    />
  );
  return (
    <div class="years">
      <svg
        viewBox="0 0 100 40"
        preserveAspectRatio="none"
        aria-hidden="true"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          start.current = yearAt(event);
          choose(start.current, start.current);
        }}
        onPointerMove={(event) => start.current !== null && choose(start.current, yearAt(event))}
        onPointerUp={() => {
          start.current = null;
        }}
      >
        <rect class="ground" width="100" height="40" />
        {counts.map(({ year, all, shown }, at) => {
          const inside = year >= from && year <= to;
          const bar = (papers: number, kind: string) => (
            <rect
              class={kind}
              x={at * width + width * 0.1}
              y={40 - (38 * papers) / most}
              width={width * 0.8}
              height={(38 * papers) / most}
            />
          );
          return (
            <g key={year} class={inside ? 'inside' : 'outside'}>
              {bar(all, 'all')}
              {bar(shown, 'some')}
            </g>
          );
        })}
      </svg>
      <div class="year-boxes">
        {box(texts.filters.yearFrom, from, (year) => choose(year || first, to))}
        {box(texts.filters.yearTo, to, (year) => choose(from, year || last))}
      </div>
      {unknown > 0 && <p class="hint">{texts.filters.withoutYear(unknown)}</p>}
    </div>
  );
}
