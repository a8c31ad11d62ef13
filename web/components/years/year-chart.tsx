import { strings } from '../../strings/strings.ts';

/** A bar chart of the papers per year. `counts` is sorted by year. */
export function YearChart({ counts }: { counts: [year: number, papers: number][] }) {
  const first = counts[0]![0];
  const last = counts[counts.length - 1]![0];
  const maxPapers = Math.max(...counts.map(([, papers]) => papers));
  const width = 100 / (last - first + 1);
  const description = counts.map(([year, papers]) => `${year}: ${strings.count(papers)}`).join(', ');
  return (
    <figure class="year-chart">
      <svg viewBox="0 0 100 30" preserveAspectRatio="none" role="img" aria-label={description}>
        {counts.map(([year, papers]) => (
          <rect
            key={year}
            x={(year - first) * width + width * 0.1}
            y={30 - (30 * papers) / maxPapers}
            width={width * 0.8}
            height={(30 * papers) / maxPapers}
          />
        ))}
      </svg>
      <figcaption>
        <span>{first}</span>
        <span>{last}</span>
      </figcaption>
    </figure>
  );
}
