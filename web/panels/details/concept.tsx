import { IconButton, Section } from '../../components/controls.tsx';
import { Snippet } from '../../components/marked-text.tsx';
import { PaperLink } from '../../components/paper-list/paper-list.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import { YearChart } from '../../components/years/year-chart.tsx';
import { highlightPapers } from '../../state/actions/search.ts';
import { openConcept, queries } from '../../state/actions/select.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';
import type { ConceptDetails } from '../../worker/queries/answers.ts';
import type { ConceptSummary } from '../../worker/search/results.ts';
import { PanelHeader } from './panel-header.tsx';

/** A concept: its variants, its papers per year, related concepts, and the papers that mention it. */
export function ConceptPanel({ concept: id }: { concept: string }) {
  const answer = useAnswer(() => queries.concept(id), [id, state.map.value]);
  const highlight = answer && (
    <IconButton
      icon="focus"
      name={strings.concept.fit}
      onClick={() => highlightPapers(answer.concept.name, answer.papers, `concept:${id}`)}
    />
  );
  return (
    <article aria-label={answer?.concept.name ?? strings.concept.heading} aria-busy={!answer}>
      <PanelHeader left={highlight} />
      {answer && <ConceptContent {...answer} />}
    </article>
  );
}

function ConceptContent({ concept, papers, passages, introducedBy, relatedConcepts, years }: ConceptDetails) {
  const { name, kind, variants, first } = concept;
  const otherVariants = variants.filter((variant) => variant.toLowerCase() !== name.toLowerCase());
  const yearsWithPapers = years.filter(([, count]) => count > 0);
  return (
    <>
      <h2 class="details-title">{name}</h2>
      <p class="metadata">
        {[strings.concept.kinds[kind], strings.papers(papers.length), first && strings.concept.since(first)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {otherVariants.length > 0 && (
        <Section heading={strings.concept.variants}>
          <ul class="chips">
            {otherVariants.map((variant) => (
              <li class="chip static" key={variant}>
                {variant}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {yearsWithPapers.length > 1 && (
        <Section heading={strings.concept.papersPerYear}>
          <YearChart counts={years} />
        </Section>
      )}
      {relatedConcepts.length > 0 && (
        <Section heading={strings.concept.companions}>
          <ConceptChips concepts={relatedConcepts} />
        </Section>
      )}
      {introducedBy.length > 0 && (
        <Section heading={strings.concept.introducedBy}>
          <ul class="item-list">
            {introducedBy.map((paper) => (
              <li key={paper}>
                <PaperLink paper={paper} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section heading={strings.concept.papers}>
        <ol class="item-list">
          {passages.map(({ paper, passage }) => (
            <li key={paper}>
              <PaperLink paper={paper}>{passage && <Snippet text={passage.snippet} marks={passage.marks} />}</PaperLink>
            </li>
          ))}
        </ol>
        {papers.length > passages.length && <p class="hint">{strings.concept.more(papers.length - passages.length)}</p>}
      </Section>
    </>
  );
}

/** Buttons that open concepts. */
export function ConceptChips({ concepts }: { concepts: ConceptSummary[] }) {
  return (
    <ul class="chips">
      {concepts.map(({ id, name, papers }) => (
        <li key={id}>
          <button type="button" class="chip muted" onClick={() => openConcept(id)}>
            {name} <span class="number">{strings.count(papers)}</span>
            <span class="visually-hidden"> {strings.topics.papers(papers)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
