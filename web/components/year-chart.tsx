import { texts } from '../strings/strings.ts';

/** Papers a year as small bars, first year to last; `counts` come in order of years. */
export function Years({ counts }: { counts: [year: number, papers: number][] }) {
  const first = counts[0]![0];
  const last = counts[counts.length - 1]![0];
  const most = Math.max(...counts.map(([, papers]) => papers));
  const width = 100 / (last - first + 1);
  const name = counts.map(([year, papers]) => `${year}: ${texts.count(papers)}`).join(', ');
  return (
    <figure class="years">
      <svg viewBox="0 0 100 30" preserveAspectRatio="none" role="img" aria-label={name}>
        {counts.map(([year, papers]) => (
          <rect
            key={year}
            x={(year - first) * width + width * 0.1}
            y={30 - (30 * papers) / most}
            width={width * 0.8}
            height={(30 * papers) / most}
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
