import { IconButton, Section } from '../../components/controls.tsx';
import { PaperLink } from '../../components/paper-list.tsx';
import { Snippet } from '../../components/terms.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import { Years } from '../../components/year-chart.tsx';
import { mark } from '../../state/actions/find.ts';
import { answers, closeReading, openConcept } from '../../state/actions/select.ts';
import { state } from '../../state/store.ts';
import { texts } from '../../strings/strings.ts';
import type { ConceptAnswer, NamedConcept } from '../../worker/protocol.ts';

/** A concept's page: how it is written, when it rose, what it goes together with, and the papers that mention it, with proof. */
export function ConceptPanel({ concept: id }: { concept: string }) {
  const answer = useAnswer(() => answers.concept(id), [id, state.map.value]);
  return (
    <article aria-label={answer?.concept.name ?? texts.concept.heading} aria-busy={!answer}>
      <div class="reading-actions">
        {answer && (
          <IconButton icon="focus" name={texts.concept.fit} onClick={() => mark(answer.concept.name, answer.papers)} />
        )}
        <span class="spacer" />
        <IconButton icon="close" name={texts.paper.close} onClick={closeReading} />
      </div>
      {answer && <Page {...answer} />}
    </article>
  );
}

function Page({ concept, papers, shown, introducedBy, companions, years }: ConceptAnswer) {
  const { name, kind, variants, first } = concept;
  const others = variants.filter((variant) => variant.toLowerCase() !== name.toLowerCase());
  const known = years.filter(([, count]) => count > 0);
  return (
    <>
      <h2 class="paper-title">{name}</h2>
      <p class="facts">
        {[texts.concept.kinds[kind], texts.papers(papers.length), first && texts.concept.since(first)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {others.length > 0 && (
        <Section heading={texts.concept.variants}>
          <ul class="chips">
            {others.map((variant) => (
              <li class="chip still" key={variant}>
                {variant}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {known.length > 1 && (
        <Section heading={texts.concept.rose}>
          <Years counts={years} />
        </Section>
      )}
      {companions.length > 0 && (
        <Section heading={texts.concept.companions}>
          <ConceptChips concepts={companions} />
        </Section>
      )}
      {introducedBy.length > 0 && (
        <Section heading={texts.concept.introducedBy}>
          <ul class="plain">
            {introducedBy.map((paper) => (
              <li key={paper}>
                <PaperLink paper={paper} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section heading={texts.concept.papers}>
        <ol class="plain">
          {shown.map(({ paper, passage }) => (
            <li key={paper}>
              <PaperLink paper={paper}>
                {state.map.value?.nodes.titles[paper]}
                {passage && <Snippet text={passage.snippet} marks={passage.marks} />}
              </PaperLink>
            </li>
          ))}
        </ol>
        {papers.length > shown.length && <p class="hint">{texts.concept.others(papers.length - shown.length)}</p>}
      </Section>
    </>
  );
}

/** Concepts that open their pages. */
export function ConceptChips({ concepts }: { concepts: NamedConcept[] }) {
  return (
    <ul class="chips">
      {concepts.map(({ id, name, papers }) => (
        <li key={id}>
          <button type="button" class="chip quiet" onClick={() => openConcept(id)}>
            {name} <span class="number">{texts.count(papers)}</span>
            <span class="sr"> {texts.topics.papers(papers)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
