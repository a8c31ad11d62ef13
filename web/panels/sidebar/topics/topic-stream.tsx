import { computed } from '@preact/signals';
import { topicColor } from '../../../map/style/style.ts';
import { toggleFilter } from '../../../state/actions/search.ts';
import { labelOfTopic, mainTopics } from '../../../state/filters.ts';
import { state } from '../../../state/store.ts';
import { countTopicYears, findTrends, omitOldYears } from '../../../state/topic-trends.ts';
import { strings } from '../../../strings/strings.ts';

/** The papers of each topic per year; undefined without topics, or with fewer than two years. */
const topicYears = computed(() => {
  const map = state.map.value;
  if (!map) return undefined;
  const { topicOf, years } = map.nodes;
  return countTopicYears(
    mainTopics(map).map(({ id }) => id),
    topicOf,
    years,
  );
});

/** The topics that are emerging or declining, by id. */
export const topicTrends = computed(() => (topicYears.value ? findTrends(topicYears.value) : new Map()));

/** Height of the chart in its own units; the width is one unit per year. */
const HEIGHT = 100;

/** A stream chart of the topics: the height of a band is the number of papers of a topic in a year. A click filters the map. */
export function TopicStream() {
  const data = topicYears.value;
  if (!data) return null;
  const { first, last, topics, counts, omitted } = omitOldYears(data);
  const sums = counts[0]!.map((_, year) => counts.reduce((total, list) => total + list[year]!, 0));
  const scale = HEIGHT / Math.max(1, ...sums);
  const selected = state.filters.value.topics;
  // The bands of each year are stacked around the middle.
  const lower = sums.map((total) => (HEIGHT - total * scale) / 2);
  const description = topics.flatMap((topic, rank) =>
    counts[rank]!.some((count) => count > 0) ? [`${labelOfTopic(topic)}: ${describePeak(counts[rank]!, first)}`] : [],
  );
  return (
    <details class="topic-stream">
      <summary>{strings.topics.overTime}</summary>
      <figure>
        <svg
          viewBox={`0 0 ${last - first} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={description.join('; ')}
        >
          {topics.map((topic, rank) => {
            const upper = lower.map((value, year) => value + counts[rank]![year]! * scale);
            const path = formatBand(lower, upper);
            upper.forEach((value, year) => {
              lower[year] = value;
            });
            return (
              // biome-ignore lint/a11y/noStaticElementInteractions: the list of topics does the same with the keyboard
              <path
                key={topic}
                d={path}
                fill={topicColor(topic)}
                class={selected.size > 0 && !selected.has(topic) ? 'inactive' : ''}
                onClick={() => toggleFilter('topics', topic)}
              >
                <title>{labelOfTopic(topic)}</title>
              </path>
            );
          })}
        </svg>
        <figcaption>
          <span>{first}</span>
          <span>{last}</span>
        </figcaption>
      </figure>
      {omitted > 0 && <p class="hint">{strings.topics.omittedYears(omitted, first)}</p>}
      <p class="hint">{strings.topics.streamHint}</p>
    </details>
  );
}

/** Returns the year with most papers. */
function describePeak(counts: readonly number[], first: number): string {
  const peak = counts.indexOf(Math.max(...counts));
  return strings.filters.yearCount(first + peak, first + peak, counts[peak]!);
}

/** Returns the outline of a band between two lines, with horizontal tangents at the years. */
function formatBand(lower: readonly number[], upper: readonly number[]): string {
  const round = (value: number) => Number(value.toFixed(2));
  const back = [...lower.keys()].reverse();
  const forth = upper
    .slice(1)
    .map((y, i) => `C${i + 0.5} ${round(upper[i]!)} ${i + 0.5} ${round(y)} ${i + 1} ${round(y)}`);
  const returning = back
    .slice(1)
    .map((i) => `C${i + 0.5} ${round(lower[i + 1]!)} ${i + 0.5} ${round(lower[i]!)} ${i} ${round(lower[i]!)}`);
  return `M0 ${round(upper[0]!)}${forth.join('')}L${back[0]} ${round(lower[back[0]!]!)}${returning.join('')}Z`;
}
