import { OTHER_TOPIC } from '../../../src/model/map.ts';
import { IconButton, Section, useShortened } from '../../components/controls.tsx';
import { MarkedText, markStrengths } from '../../components/marked-text.tsx';
import { RelatedList, TopicDot } from '../../components/paper-list/paper-list.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import { toggleExample } from '../../state/actions/ask.ts';
import { openSourcePaper } from '../../state/actions/edits/edit.ts';
import { copyLink } from '../../state/actions/export.ts';
import { zoomTo } from '../../state/actions/map-view.ts';
import { cancelComparing, openTopic, queries, startComparing, toggleReadingList } from '../../state/actions/select.ts';
import { state } from '../../state/store.ts';
import { isSimilarity } from '../../strings/nouns.ts';
import { strings } from '../../strings/strings.ts';
import type { MarkedPaper, SourcePaper } from '../../worker/queries/answers.ts';
import { ConceptChips } from './concept.tsx';
import { EditPaper } from './edit-forms.tsx';
import { PanelHeader } from './panel-header.tsx';
import { ExternalLinks, Metadata } from './paper-metadata.tsx';

/** A paper with its metadata, abstract, concepts and related papers. */
export function PaperPanel({ paper }: { paper: number }) {
  const answer = useAnswer(() => queries.paper(paper), [paper, state.map.value]);
  const title = state.map.value?.nodes.titles[paper] ?? '';
  const hovered = state.hovered.value;
  // The abstract marks the terms shared with the related paper under the pointer, or else the paper's own key terms.
  const similar = [
    ...(answer?.similar ?? []),
    ...(answer?.related.filter(({ terms }) => terms.every(({ id }) => id >= 0)) ?? []),
  ];
  const markedTerms = similar.find((match) => match.paper === hovered)?.terms ?? answer?.terms ?? [];
  return (
    <article aria-label={title} aria-busy={!answer}>
      <PanelHeader left={<PaperActions paper={paper} />} />
      <h2 class="details-title">{title}</h2>
      {answer && <Metadata paper={answer.paper} />}
      <PaperTopics paper={paper} />
      {answer && (
        <>
          <ExternalLinks paper={answer.paper} />
          <Abstract marked={answer} strength={markStrengths(markedTerms)} />
          {answer.paper.otherAbstracts?.map((text) => (
            <details key={text} class="other-abstract">
              <summary>{strings.paper.otherAbstract}</summary>
              <p class="abstract">{text}</p>
            </details>
          ))}
          {answer.paper.keywords && answer.paper.keywords.length > 0 && (
            <p class="metadata">
              {strings.paper.keywords}: {answer.paper.keywords.join(', ')}
            </p>
          )}
          {answer.concepts.length > 0 && (
            <Section heading={strings.concept.ofPaper}>
              <ConceptChips concepts={answer.concepts} />
            </Section>
          )}
          {answer.papers.length > 0 && (
            <Section heading={`${strings.network.papersOf} (${strings.count(answer.papers.length)})`}>
              <SourcePapers papers={answer.papers} />
            </Section>
          )}
          <Section heading={strings.network.links}>
            {answer.related.length > 0 ? (
              <>
                <RelatedList related={answer.related} />
                <UnlistedLinks paper={paper} listed={answer.related.length} />
              </>
            ) : (
              <p class="hint">{strings.network.noLinks}</p>
            )}
          </Section>
          {answer.similar.length > 0 && (
            <Section heading={strings.network.similarTexts}>
              <RelatedList related={answer.similar} />
            </Section>
          )}
          <Section heading={strings.paper.sources}>
            <ul class="sources">
              {answer.paper.sources.map(({ file, line }) => (
                <li key={`${file} ${line}`}>
                  {file}, {strings.paper.line(line)}
                </li>
              ))}
            </ul>
          </Section>
          <EditPaper paper={paper} />
        </>
      )}
    </article>
  );
}

function PaperActions({ paper }: { paper: number }) {
  const isWaiting = state.compareFrom.value === paper;
  const isComparing = isWaiting && state.compareKind.value === 'compare';
  const isFindingPath = isWaiting && state.compareKind.value === 'path';
  const isListed = state.readingList.value.includes(paper);
  return (
    <>
      <IconButton icon="focus" name={strings.paper.fit} onClick={() => zoomTo([paper])} />
      <IconButton
        icon="bookmark"
        name={isListed ? strings.readingList.remove : strings.readingList.add}
        pressed={isListed}
        onClick={() => toggleReadingList(paper)}
      />
      <IconButton
        icon="compare"
        name={isComparing ? strings.paper.compareCancel : strings.paper.compare}
        pressed={isComparing}
        onClick={() => (isComparing ? cancelComparing() : startComparing(paper))}
      />
      <IconButton
        icon="path"
        name={isFindingPath ? strings.path.cancel : strings.path.start}
        pressed={isFindingPath}
        onClick={() => (isFindingPath ? cancelComparing() : startComparing(paper, 'path'))}
      />
      <IconButton
        icon="thumbsUp"
        name={strings.paper.moreLikeThis}
        pressed={state.positiveExamples.value.includes(paper)}
        onClick={() => toggleExample(paper, 'positive')}
      />
      <IconButton
        icon="thumbsDown"
        name={strings.paper.lessLikeThis}
        pressed={state.negativeExamples.value.includes(paper)}
        onClick={() => toggleExample(paper, 'negative')}
      />
      <IconButton icon="link" name={strings.paper.copyLink} onClick={() => void copyLink()} />
    </>
  );
}

/** Confidence below which the second-best topic is shown. */
const CONFIDENT = 0.75;
/** Number of nearest topics that are listed for a paper that fits no topic. */
const MAX_NEAREST = 3;

function PaperTopics({ paper }: { paper: number }) {
  if (!state.map.value) return null;
  const { nodes, summary } = state.map.value;
  const labels = new Map(summary.topics.map((topic) => [topic.id, topic.label]));
  const topic = nodes.topicOf[paper]!;
  const subtopic = nodes.subtopicOf[paper]!;
  const confidence = nodes.confidence[paper]!;
  const secondTopic = labels.get(nodes.secondTopic[paper]!);
  if (topic === OTHER_TOPIC.id)
    return (
      <div class="paper-topics">
        <button type="button" class="chip" onClick={() => openTopic(topic)}>
          <TopicDot topic={topic} />
          {strings.topics.other}
        </button>
        <NearestTopics paper={paper} />
      </div>
    );
  return (
    <div class="paper-topics">
      <button type="button" class="chip" onClick={() => openTopic(topic)}>
        <TopicDot topic={topic} />
        {labels.get(topic)}
      </button>
      {labels.has(subtopic) && (
        <button type="button" class="chip muted" onClick={() => openTopic(subtopic)}>
          {labels.get(subtopic)}
        </button>
      )}
      <p class="topic-confidence" title={strings.paper.confidenceHint}>
        {strings.paper.confidence(confidence)}
        {secondTopic && confidence < CONFIDENT ? `; ${strings.paper.secondTopic(secondTopic)}` : ''}
      </p>
    </div>
  );
}

/** The topics to which the links of a paper lead, those with the highest total similarity first; the one it is placed near is first. */
function NearestTopics({ paper }: { paper: number }) {
  const links = state.links.value;
  if (!state.map.value || !links) return null;
  const { nodes, summary } = state.map.value;
  const nearest = nodes.secondTopic[paper]!;
  const totals = new Map<number, number>();
  for (let k = links.starts[paper]!; k < links.starts[paper + 1]!; k++) {
    const topic = nodes.topicOf[links.ids[k]!]!;
    totals.set(topic, (totals.get(topic) ?? 0) + links.similarities[k]!);
  }
  const rankOf = (topic: number) => (topic === nearest ? Number.POSITIVE_INFINITY : (totals.get(topic) ?? 0));
  const topics = summary.topics
    .filter(({ id }) => id === nearest || totals.has(id))
    .sort((a, b) => rankOf(b.id) - rankOf(a.id))
    .slice(0, MAX_NEAREST);
  if (topics.length === 0) return null;
  return (
    <p class="topic-confidence">
      {strings.topics.nearest}:{' '}
      {topics.map(({ id, label }) => (
        <button type="button" class="chip muted" key={id} onClick={() => openTopic(id)}>
          <TopicDot topic={id} />
          {label}
        </button>
      ))}
    </p>
  );
}

/** How many links of a node are not listed; nothing if all are. */
function UnlistedLinks({ paper, listed }: { paper: number; listed: number }) {
  const links = state.links.value;
  const all = links ? links.starts[paper + 1]! - links.starts[paper]! : 0;
  return all > listed ? <p class="hint">{strings.network.unlisted(all - listed)}</p> : null;
}

/** Number of titles listed by default. */
const MAX_TITLES = 8;

/** The papers of an author, keyword, concept, or cited work. They open in the network of similar texts. */
function SourcePapers({ papers }: { papers: readonly SourcePaper[] }) {
  const { listed, showAllButton } = useShortened(papers, MAX_TITLES);
  return (
    <>
      <ul class="item-list titles">
        {listed.map(({ index, title }) => (
          <li key={index}>
            <button
              type="button"
              class="paper-link"
              title={strings.network.openPaper}
              onClick={() => void openSourcePaper(index)}
            >
              <span class="paper-title">{title}</span>
            </button>
          </li>
        ))}
      </ul>
      {showAllButton}
    </>
  );
}

function Abstract({ marked, strength }: { marked: MarkedPaper; strength: ReadonlyMap<number, number> }) {
  // In other networks than that of similarities, papers have a place on the map without an abstract.
  if (!marked.paper.abstract) return isSimilarity() ? <p class="hint">{strings.paper.noAbstract}</p> : null;
  return (
    <Section heading={strings.paper.abstract}>
      <p class="abstract">
        <MarkedText text={marked.paper.abstract} marks={marked.abstractMarks} strength={strength} />
      </p>
    </Section>
  );
}
