import { IconButton } from '../../components/controls.tsx';
import { Dot } from '../../components/paper-list.tsx';
import { legend } from '../../map/style.ts';
import { setFilters, toggle } from '../../state/actions/find.ts';
import { openTopic } from '../../state/actions/select.ts';
import { mainTopics, topicCounts } from '../../state/filters.ts';
import { state } from '../../state/store.ts';
import { texts } from '../../strings/strings.ts';

/** The legend: topics with their counts; choosing some shows only them. */
export function TopicsPane() {
  const topics = state.map.value ? mainTopics(state.map.value) : [];
  const chosen = state.filters.value.topics;
  const counts = topicCounts.value;
  const most = Math.max(1, ...topics.map((topic) => topic.size));
  const none = counts.get(0) ?? 0;
  return (
    <>
      <Colours />
      <div class="pane-head">
        <p class="hint">{texts.topics.hint}</p>
        {chosen.size > 0 && (
          <button type="button" class="text-button" onClick={() => setFilters({ topics: new Set() })}>
            {texts.topics.all}
          </button>
        )}
      </div>
      <ul class="legend">
        {topics.map(({ id, label }) => (
          <LegendRow key={id} id={id} label={label} count={counts.get(id) ?? 0} most={most} />
        ))}
        {none > 0 && <LegendRow id={0} label={texts.topics.none} count={none} most={most} />}
      </ul>
    </>
  );
}

function LegendRow({ id, label, count, most }: { id: number; label: string; count: number; most: number }) {
  const { topics } = state.filters.value;
  const on = topics.has(id);
  return (
    <li class={topics.size > 0 && !on ? 'off' : ''}>
      <button type="button" class="legend-topic" aria-pressed={on} onClick={() => toggle('topics', id)}>
        <Dot topic={id} />
        <span class="legend-label">{label}</span>
        <span class="number">
          {texts.count(count)}
          <span class="sr"> {texts.topics.papers(count)}</span>
        </span>
        <svg class="legend-bar" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
          <rect width={(100 * count) / most} height="2" />
        </svg>
      </button>
      {id > 0 && <IconButton icon="right" name={texts.topics.open(label)} onClick={() => openTopic(id)} />}
    </li>
  );
}

/** What the colours mean when they do not stand for topics. */
function Colours() {
  const shown = legend.value;
  if (!shown) return null;
  const { colours, names, scale } = shown;
  if (scale)
    return (
      <figure class="scale" aria-label={texts.look.colours[state.colourBy.value]}>
        <svg viewBox={`0 0 ${colours.length - 1} 1`} preserveAspectRatio="none" aria-hidden="true">
          {colours.slice(1).map((colour, at) => (
            <rect key={colour} x={at} width="1.02" height="1" fill={colour} />
          ))}
        </svg>
        <figcaption>
          <span>{names[1]}</span>
          <span>{texts.look.colours[state.colourBy.value]}</span>
          <span>{names[names.length - 1]}</span>
        </figcaption>
      </figure>
    );
  return (
    <ul class="colours">
      {[...names.keys()].slice(1).map((at) => (
        <li key={names[at]}>
          <svg class="dot" width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
            <circle cx="5" cy="5" r="4.5" fill={colours[at]} />
          </svg>
          <span>{names[at]}</span>
        </li>
      ))}
    </ul>
  );
}
