import { OTHER_TOPIC } from '../../../../src/model/map.ts';
import { IconButton } from '../../../components/controls.tsx';
import { TopicDot } from '../../../components/paper-list/paper-list.tsx';
import { setFilters, toggleFilter } from '../../../state/actions/search.ts';
import { openTopic } from '../../../state/actions/select.ts';
import { mainTopics, topicCounts } from '../../../state/filters.ts';
import { state } from '../../../state/store.ts';
import type { Trend } from '../../../state/topic-trends.ts';
import { strings } from '../../../strings/strings.ts';
import { TopicStream, topicTrends } from './topic-stream.tsx';

/** The legend: topics with their number of papers. Selected topics filter the map. */
export function TopicsPane() {
  const topics = state.map.value ? mainTopics(state.map.value) : [];
  const counts = topicCounts.value;
  const maxSize = Math.max(1, ...topics.map((topic) => topic.size));
  const others = counts.get(OTHER_TOPIC.id) ?? 0;
  return (
    <>
      <div class="pane-header">
        <p class="hint">{strings.topics.hint}</p>
        {state.filters.value.topics.size > 0 && (
          <button type="button" class="text-button" onClick={() => setFilters({ topics: new Set() })}>
            {strings.topics.all}
          </button>
        )}
      </div>
      <TopicStream />
      <ul class="legend">
        {topics.map(({ id, label }) => (
          <LegendItem key={id} id={id} label={label} count={counts.get(id) ?? 0} maxSize={maxSize} />
        ))}
        {others > 0 && <LegendItem id={OTHER_TOPIC.id} label={strings.topics.other} count={others} maxSize={maxSize} />}
      </ul>
    </>
  );
}

/** An arrow next to a topic whose share of the papers has changed. */
function TrendMark({ kind, since, share, before }: Trend) {
  const text = strings.topics.trend(kind, since, strings.percent(share), strings.percent(before));
  return (
    <span class={`trend ${kind}`} title={text}>
      <span aria-hidden="true">{kind === 'emerging' ? '↗' : '↘'}</span>
      <span class="visually-hidden">{text}</span>
    </span>
  );
}

function LegendItem(props: { id: number; label: string; count: number; maxSize: number }) {
  const { id, label, count, maxSize } = props;
  const { topics } = state.filters.value;
  const isSelected = topics.has(id);
  const trend = topicTrends.value.get(id);
  return (
    <li class={topics.size > 0 && !isSelected ? 'inactive' : ''}>
      <button type="button" class="legend-topic" aria-pressed={isSelected} onClick={() => toggleFilter('topics', id)}>
        <TopicDot topic={id} />
        <span class="legend-label">{label}</span>
        {trend && <TrendMark {...trend} />}
        <span class="number">
          {strings.count(count)}
          <span class="visually-hidden"> {strings.topics.papers(count)}</span>
        </span>
        <svg class="legend-bar" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
          <rect width={(100 * count) / maxSize} height="2" />
        </svg>
      </button>
      <IconButton icon="right" name={strings.topics.open(label)} onClick={() => openTopic(id)} />
    </li>
  );
}
