import { useState } from 'preact/hooks';
import { OTHER_TOPIC } from '../../../src/model/map.ts';
import { IconButton, Section } from '../../components/controls.tsx';
import { PaperLink, PaperList, TopicDot } from '../../components/paper-list/paper-list.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import { YearChart } from '../../components/years/year-chart.tsx';
import { zoomTo } from '../../state/actions/map-view.ts';
import { setFilters } from '../../state/actions/search.ts';
import { openTerm, openTopic, queries } from '../../state/actions/select.ts';
import { papersOfTopic } from '../../state/filters.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';
import type { TopicDetails } from '../../worker/queries/answers.ts';
import { EditTopic } from './edit-forms.tsx';
import { PanelHeader } from './panel-header.tsx';

/** Number of central papers that are listed. */
const MAX_CENTRAL = 6;

/** Number of related topics that are listed. */
const MAX_RELATED = 5;

/** A topic or subtopic: its key terms, papers per year, central papers, subtopics and related topics. */
export function TopicPanel({ topic: id }: { topic: number }) {
  const answer = useAnswer(() => queries.topic(id), [id, state.map.value]);
  const topics = state.map.value?.summary.topics ?? [];
  const topic = topics.find((candidate) => candidate.id === id);
  if (id === OTHER_TOPIC.id) return <OtherPanel related={answer?.relatedTopics} />;
  if (!topic) return null;
  const parent = topics.find((candidate) => candidate.id === topic.parent);
  const subtopics = topics.filter((candidate) => candidate.parent === id);
  const showOnly = () => setFilters({ topics: new Set([id]) });
  return (
    <article aria-label={topic.label} aria-busy={!answer}>
      <PanelHeader
        left={
          <>
            <IconButton icon="focus" name={strings.topics.fit} onClick={() => zoomTo(papersOfTopic(id))} />
            {!parent && <IconButton icon="filter" name={strings.topics.showOnly} onClick={showOnly} />}
          </>
        }
      />
      <h2 class="details-title">
        <TopicDot topic={topic.parent ?? id} /> {topic.label}
      </h2>
      <p class="metadata">
        {strings.papers(topic.size)} · {strings.topics.stability(topic.stability)}
      </p>
      {parent && (
        <p class="metadata">
          {strings.topics.parent}{' '}
          <button type="button" class="chip" onClick={() => openTopic(parent.id)}>
            <TopicDot topic={parent.id} /> {parent.label}
          </button>
        </p>
      )}
      {!parent && <EditTopic key={id} topic={id} label={topic.label} />}
      {answer && (
        <Section heading={strings.topics.keyTerms}>
          <p class="chips">
            {answer.terms.map((term) => (
              <button type="button" class="chip" key={term} onClick={() => void openTerm(term)}>
                {term}
              </button>
            ))}
          </p>
        </Section>
      )}
      <TopicYears papers={papersOfTopic(id)} />
      <TopicPapers key={`papers ${id}`} central={topic.central} papers={papersOfTopic(id)} />
      {subtopics.length > 0 && (
        <Section heading={strings.topics.subtopics}>
          <TopicLinks topics={subtopics.map((subtopic) => subtopic.id)} />
        </Section>
      )}
      {answer && answer.relatedTopics.length > 0 && (
        <Section heading={strings.topics.neighbors}>
          <TopicLinks topics={answer.relatedTopics.slice(0, MAX_RELATED).map((related) => related.topic)} />
        </Section>
      )}
    </article>
  );
}

/** The papers that fit no topic, and the topics nearest to them. */
function OtherPanel({ related }: { related: TopicDetails['relatedTopics'] | undefined }) {
  const papers = papersOfTopic(OTHER_TOPIC.id);
  const { id } = OTHER_TOPIC;
  return (
    <article aria-label={strings.topics.other} aria-busy={!related}>
      <PanelHeader
        left={
          <>
            <IconButton icon="focus" name={strings.topics.fit} onClick={() => zoomTo(papers)} />
            <IconButton
              icon="filter"
              name={strings.topics.showOnly}
              onClick={() => setFilters({ topics: new Set([id]) })}
            />
          </>
        }
      />
      <h2 class="details-title">
        <TopicDot topic={id} /> {strings.topics.other}
      </h2>
      <p class="metadata">{strings.papers(papers.length)}</p>
      <p class="hint">{strings.topics.otherHint}</p>
      <Section heading={strings.topics.allPapers}>
        <PaperList papers={papers} />
      </Section>
      {related && related.length > 0 && (
        <Section heading={strings.topics.nearest}>
          <TopicLinks topics={related.slice(0, MAX_RELATED).map(({ topic }) => topic)} />
        </Section>
      )}
    </article>
  );
}

/** The central papers of a topic; all of its papers, which can be sorted, when they are asked for. */
function TopicPapers({ central, papers }: { central: readonly number[]; papers: readonly number[] }) {
  const [showsAll, setShowsAll] = useState(false);
  if (showsAll)
    return (
      <Section heading={strings.topics.allPapers}>
        <PaperList papers={papers} />
      </Section>
    );
  return (
    <Section heading={strings.topics.central}>
      <ol class="item-list">
        {central.slice(0, MAX_CENTRAL).map((paper) => (
          <li key={paper}>
            <PaperLink paper={paper} />
          </li>
        ))}
      </ol>
      {papers.length > MAX_CENTRAL && (
        <button type="button" class="text-button" onClick={() => setShowsAll(true)}>
          {strings.topics.showAllPapers(papers.length)}
        </button>
      )}
    </Section>
  );
}

/** The papers per year; nothing if all papers are of one year. */
function TopicYears({ papers }: { papers: number[] }) {
  const counts = new Map<number, number>();
  for (const paper of papers) {
    const year = state.map.value?.nodes.years[paper] ?? 0;
    if (year > 0) counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  if (counts.size < 2) return null;
  return (
    <Section heading={strings.topics.years}>
      <YearChart counts={[...counts].sort((a, b) => a[0] - b[0])} />
    </Section>
  );
}

function TopicLinks({ topics }: { topics: number[] }) {
  const topicById = new Map(state.map.value?.summary.topics.map((topic) => [topic.id, topic]));
  return (
    <ul class="item-list">
      {topics.map((id) => {
        const topic = topicById.get(id);
        return (
          topic && (
            <li key={id}>
              <button type="button" class="paper-link" onClick={() => openTopic(id)}>
                <TopicDot topic={topic.parent ?? id} />
                <span>{topic.label}</span>
                <span class="number">{strings.count(topic.size)}</span>
              </button>
            </li>
          )
        );
      })}
    </ul>
  );
}
