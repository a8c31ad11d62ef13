import type { Paper } from '../../../src/model/paper.ts';
import { IconButton, Section } from '../../components/controls.tsx';
import { Dot, RelatedList } from '../../components/paper-list.tsx';
import { Marked, strengths } from '../../components/terms.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import { pin } from '../../state/actions/ask.ts';
import { zoomTo } from '../../state/actions/draw.ts';
import { copyLink } from '../../state/actions/export.ts';
import { answers, closeReading, keep, openTopic, startComparing, stopComparing } from '../../state/actions/select.ts';
import { state } from '../../state/store.ts';
import { texts } from '../../strings/strings.ts';
import type { MarkedPaper } from '../../worker/protocol.ts';
import { ConceptChips } from './concept.tsx';
import { ShapePaper } from './edit-here.tsx';

/** A paper's page. */
export function PaperPanel({ paper }: { paper: number }) {
  const answer = useAnswer(() => answers.paper(paper), [paper, state.map.value]);
  const title = state.map.value?.nodes.titles[paper] ?? '';
  const hovered = state.hovered.value;
  // While a related paper is pointed at: what the two share. Otherwise: what the paper itself is about.
  const telling = answer?.related.find((one) => one.paper === hovered)?.terms ?? answer?.terms ?? [];
  return (
    <article aria-label={title} aria-busy={!answer}>
      <Actions paper={paper} />
      <h2 class="paper-title">{title}</h2>
      {answer && <Facts paper={answer.paper} />}
      <TopicLine paper={paper} />
      {answer && (
        <>
          <Links paper={answer.paper} />
          <Abstract marked={answer} strength={strengths(telling)} />
          {answer.paper.keywords && answer.paper.keywords.length > 0 && (
            <p class="facts">
              {texts.paper.keywords}: {answer.paper.keywords.join(', ')}
            </p>
          )}
          {answer.concepts.length > 0 && (
            <Section heading={texts.concept.ofPaper}>
              <ConceptChips concepts={answer.concepts} />
            </Section>
          )}
          <Section heading={texts.paper.related}>
            {state.comparing.value === paper && <p class="hint">{texts.paper.comparePick}</p>}
            {answer.related.length > 0 ? (
              <RelatedList related={answer.related} />
            ) : (
              <p class="hint">{texts.paper.noRelated}</p>
            )}
          </Section>
          <Section heading={texts.paper.sources}>
            <ul class="sources">
              {answer.paper.sources.map(({ file, line }) => (
                <li key={`${file} ${line}`}>
                  {file}, {texts.paper.line(line)}
                </li>
              ))}
            </ul>
          </Section>
          <ShapePaper paper={paper} />
        </>
      )}
    </article>
  );
}

function Actions({ paper }: { paper: number }) {
  const comparing = state.comparing.value === paper;
  const kept = state.kept.value.includes(paper);
  return (
    <div class="reading-actions">
      <IconButton icon="focus" name={texts.paper.fit} onClick={() => zoomTo([paper])} />
      <IconButton
        icon="keep"
        name={kept ? texts.kept.dropThis : texts.kept.keep}
        pressed={kept}
        onClick={() => keep(paper)}
      />
      <IconButton
        icon="compare"
        name={comparing ? texts.paper.compareCancel : texts.paper.compare}
        pressed={comparing}
        onClick={() => (comparing ? stopComparing() : startComparing(paper))}
      />
      <IconButton
        icon="good"
        name={texts.paper.good}
        pressed={state.good.value.includes(paper)}
        onClick={() => pin(paper, 'good')}
      />
      <IconButton
        icon="bad"
        name={texts.paper.bad}
        pressed={state.bad.value.includes(paper)}
        onClick={() => pin(paper, 'bad')}
      />
      <IconButton icon="link" name={texts.paper.copyLink} onClick={() => void copyLink()} />
      <span class="spacer" />
      <IconButton icon="close" name={texts.paper.close} onClick={closeReading} />
    </div>
  );
}

/** Who, when, where. */
export function Facts({ paper }: { paper: Paper }) {
  const { authors = [], authorCount, date, year, venue, organisation, publisher, citations, votes } = paper;
  const named = authors.slice(0, 8);
  const more = (authorCount ?? authors.length) - named.length;
  const who =
    named.length > 0
      ? `${named.join(', ')}${more > 0 ? ` ${texts.paper.andMore(more)}` : ''}`
      : authorCount && texts.paper.authors(authorCount);
  const facts = [
    who,
    organisation,
    venue,
    publisher,
    date?.replace(/^--/, '') ?? year,
    citations !== undefined && texts.paper.citations(citations),
    votes !== undefined && texts.paper.votes(votes),
  ].filter(Boolean);
  return facts.length > 0 ? <p class="facts">{facts.join(' · ')}</p> : null;
}

function TopicLine({ paper }: { paper: number }) {
  if (!state.map.value) return null;
  const { nodes, summary } = state.map.value;
  const labels = new Map(summary.topics.map((topic) => [topic.id, topic.label]));
  const topic = nodes.topicOf[paper]!;
  const subtopic = nodes.subtopicOf[paper]!;
  const confidence = nodes.confidence[paper]!;
  const second = labels.get(nodes.secondTopic[paper]!);
  if (topic === 0) return null;
  return (
    <div class="topic-line">
      <button type="button" class="chip" onClick={() => openTopic(topic)}>
        <Dot topic={topic} />
        {labels.get(topic)}
      </button>
      {labels.has(subtopic) && (
        <button type="button" class="chip quiet" onClick={() => openTopic(subtopic)}>
          {labels.get(subtopic)}
        </button>
      )}
      <p class="sure">
        {texts.paper.sure(confidence)}
        {second && confidence < 0.95 ? `; ${texts.paper.second(second)}` : ''}
      </p>
    </div>
  );
}

/** Only http and https lead out of the page, and what is opened learns nothing of it. */
function Links({ paper }: { paper: Paper }) {
  const { doi, arxiv, pmid, url, urls = [], code = [] } = paper;
  const links = new Map<string, string>();
  const add = (name: string, address: string | undefined) => {
    if (address && /^https?:\/\//i.test(address) && !links.has(address)) links.set(address, name);
  };
  add(texts.paper.doi, doi && `https://doi.org/${encodeURI(doi)}`);
  add(texts.paper.arxiv, arxiv && `https://arxiv.org/abs/${encodeURI(arxiv)}`);
  add(texts.paper.pubmed, pmid && `https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(pmid)}/`);
  for (const page of [url, ...urls]) add(texts.paper.page, page);
  for (const page of code) add(texts.paper.code, page);
  if (links.size === 0) return null;
  return (
    <p class="links">
      {[...links].map(([address, name]) => (
        <a key={address} href={address} target="_blank" rel="noopener noreferrer" title={address}>
          {name}
          <span class="sr"> {texts.paper.newTab}</span>
        </a>
      ))}
    </p>
  );
}

function Abstract({ marked, strength }: { marked: MarkedPaper; strength: ReadonlyMap<number, number> }) {
  if (!marked.paper.abstract) return <p class="hint">{texts.paper.noAbstract}</p>;
  return (
    <Section heading={texts.paper.abstract}>
      <p class="abstract">
        <Marked text={marked.paper.abstract} marks={marked.abstractMarks} strength={strength} />
      </p>
    </Section>
  );
}
