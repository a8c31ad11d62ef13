import { IconButton, Section } from '../../components/controls.tsx';
import { Dot, PaperLink } from '../../components/paper-list.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import { Years } from '../../components/year-chart.tsx';
import { zoomTo } from '../../state/actions/draw.ts';
import { setFilters } from '../../state/actions/find.ts';
import { answers, closeReading, openTopic } from '../../state/actions/select.ts';
import { papersOfTopic } from '../../state/filters.ts';
import { state } from '../../state/store.ts';
import { texts } from '../../strings/strings.ts';
import { ShapeTopic } from './edit-here.tsx';

/** A topic's page: what sets it apart, when, by which papers, and what lies beside it. */
export function TopicPanel({ topic: id }: { topic: number }) {
  const answer = useAnswer(() => answers.topic(id), [id, state.map.value]);
  const topics = state.map.value?.summary.topics ?? [];
  const topic = topics.find((one) => one.id === id);
  if (!topic) return null;
  const parent = topics.find((one) => one.id === topic.parent);
  const subtopics = topics.filter((one) => one.parent === id);
  return (
    <article aria-label={topic.label} aria-busy={!answer}>
      <div class="reading-actions">
        <IconButton icon="focus" name={texts.topics.fit} onClick={() => zoomTo(papersOfTopic(id))} />
        {!parent && (
          <IconButton icon="filter" name={texts.topics.only} onClick={() => setFilters({ topics: new Set([id]) })} />
        )}
        <span class="spacer" />
        <IconButton icon="close" name={texts.paper.close} onClick={closeReading} />
      </div>
      <h2 class="paper-title">
        <Dot topic={topic.parent ?? id} /> {topic.label}
      </h2>
      <p class="facts">
        {texts.papers(topic.size)} · {texts.topics.stability(topic.stability)}
      </p>
      {parent && (
        <p class="facts">
          {texts.topics.part}{' '}
          <button type="button" class="chip" onClick={() => openTopic(parent.id)}>
            <Dot topic={parent.id} /> {parent.label}
          </button>
        </p>
      )}
      {answer && (
        <Section heading={texts.topics.apart}>
          <p class="chips">
            {answer.terms.map((term) => (
              <span class="chip still" key={term}>
                {term}
              </span>
            ))}
          </p>
        </Section>
      )}
      <TopicYears papers={papersOfTopic(id)} />
      <Section heading={texts.topics.central}>
        <ol class="plain">
          {topic.central.slice(0, 6).map((paper) => (
            <li key={paper}>
              <PaperLink paper={paper} />
            </li>
          ))}
        </ol>
      </Section>
      {subtopics.length > 0 && (
        <Section heading={texts.topics.subtopics}>
          <TopicLinks topics={subtopics.map((one) => one.id)} />
        </Section>
      )}
      {answer && answer.near.length > 0 && (
        <Section heading={texts.topics.near}>
          <TopicLinks topics={answer.near.slice(0, 5).map((one) => one.topic)} />
        </Section>
      )}
      {!parent && <ShapeTopic key={id} topic={id} label={topic.label} />}
    </article>
  );
}

function TopicYears({ papers }: { papers: number[] }) {
  const counts = new Map<number, number>();
  for (const paper of papers) {
    const year = state.map.value?.nodes.years[paper] ?? 0;
    if (year > 0) counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  if (counts.size < 2) return null;
  return (
    <Section heading={texts.topics.years}>
      <Years counts={[...counts].sort((a, b) => a[0] - b[0])} />
    </Section>
  );
}

function TopicLinks({ topics }: { topics: number[] }) {
  const known = new Map(state.map.value?.summary.topics.map((topic) => [topic.id, topic]));
  return (
    <ul class="plain">
      {topics.map((id) => {
        const topic = known.get(id);
        return (
          topic && (
            <li key={id}>
              <button type="button" class="paper-link" onClick={() => openTopic(id)}>
                <Dot topic={topic.parent ?? id} />
                <span>{topic.label}</span>
                <span class="number">{texts.count(topic.size)}</span>
              </button>
            </li>
          )
        );
      })}
    </ul>
  );
}
