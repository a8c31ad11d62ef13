import { IconButton } from '../../components/controls.tsx';
import { MarkedText, markStrengths } from '../../components/marked-text.tsx';
import { PaperLink } from '../../components/paper-list/paper-list.tsx';
import { TermBars } from '../../components/term-bars.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import { comparePapers, openPath, queries } from '../../state/actions/select.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';
import type { MarkedPaper, RelatedPaper } from '../../worker/queries/answers.ts';
import { PanelHeader } from './panel-header.tsx';
import { Metadata } from './paper-metadata.tsx';

/** Number of shared terms shown by default. */
const MAX_BARS = 12;

/** Two papers side by side, with the terms they share. */
export function ComparePanel({ a, b }: { a: number; b: number }) {
  const answer = useAnswer(() => queries.compare(a, b), [a, b, state.map.value]);
  return (
    <article class="compare" aria-label={strings.compare.heading} aria-busy={!answer}>
      <PanelHeader
        heading={strings.compare.heading}
        right={
          <>
            <IconButton icon="swap" name={strings.compare.swap} onClick={() => comparePapers(b, a)} />
            <IconButton icon="path" name={strings.compare.showPath} onClick={() => openPath(a, b)} />
          </>
        }
      />
      {answer && (
        <>
          {answer.link !== undefined && <Link link={answer.link} />}
          <p class="compare-similarity">
            <span>
              {answer.link === undefined && answer.ranking === undefined
                ? strings.compare.similarity
                : strings.network.textSimilarity}
            </span>{' '}
            <b>{strings.similarity(answer.similarity)}</b>
          </p>
          {answer.ranking !== undefined && <p>{strings.compare.ranking(answer.ranking)}</p>}
          <p class="hint">{answer.terms.length > 0 ? strings.compare.contributions : strings.compare.none}</p>
          <TermBars terms={answer.terms} limit={MAX_BARS} />
          <div class="compare-papers">
            <PaperColumn paper={a} marked={answer.a} strength={markStrengths(answer.terms)} />
            <PaperColumn paper={b} marked={answer.b} strength={markStrengths(answer.terms)} />
          </div>
        </>
      )}
    </article>
  );
}

/** The link between two nodes of another network than that of similarities; null if they are not linked. */
function Link({ link }: { link: RelatedPaper | null }) {
  if (!link) return <p class="hint">{strings.network.notLinked}</p>;
  return (
    <>
      <p class="compare-similarity">
        <span>{strings.network.weight}</span> <b>{strings.similarity(link.similarity)}</b> <span>{link.summary}</span>
      </p>
      <p class="hint">{strings.network.contributions}</p>
      <TermBars terms={link.terms} limit={MAX_BARS} />
    </>
  );
}

function PaperColumn(props: { paper: number; marked: MarkedPaper; strength: ReadonlyMap<number, number> }) {
  const { paper, marked, strength } = props;
  return (
    <section aria-label={marked.paper.title}>
      <h3 class="compare-title">
        <PaperLink
          paper={paper}
          title={<MarkedText text={marked.paper.title} marks={marked.titleMarks} strength={strength} />}
        />
      </h3>
      <Metadata paper={marked.paper} />
      <p class="abstract">
        <MarkedText text={marked.paper.abstract} marks={marked.abstractMarks} strength={strength} />
      </p>
    </section>
  );
}
