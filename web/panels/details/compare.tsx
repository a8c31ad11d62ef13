import { IconButton } from '../../components/controls.tsx';
import { PaperLink } from '../../components/paper-list.tsx';
import { Marked, Shares, strengths } from '../../components/terms.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import { answers, closeReading, compare, openWay } from '../../state/actions/select.ts';
import { state } from '../../state/store.ts';
import { texts } from '../../strings/strings.ts';
import type { MarkedPaper } from '../../worker/protocol.ts';
import { Facts } from './paper.tsx';

/** So many shared terms have a bar each at once. */
const BARS = 12;

/** Two papers side by side, and the terms that make them alike. */
export function ComparePanel({ a, b }: { a: number; b: number }) {
  const answer = useAnswer(() => answers.compare(a, b), [a, b, state.map.value]);
  return (
    <article class="compare" aria-label={texts.compare.heading} aria-busy={!answer}>
      <div class="reading-actions">
        <h2>{texts.compare.heading}</h2>
        <span class="spacer" />
        <IconButton icon="swap" name={texts.compare.swap} onClick={() => compare(b, a)} />
        <IconButton icon="way" name={texts.compare.way} onClick={() => openWay(a, b)} />
        <IconButton icon="close" name={texts.paper.close} onClick={closeReading} />
      </div>
      {answer && (
        <>
          <p class="compare-number">
            <span>{texts.compare.similarity}</span> <b>{texts.similarity(answer.similarity)}</b>
          </p>
          <p class="hint">{answer.terms.length > 0 ? texts.compare.adds : texts.compare.none}</p>
          <Shares terms={answer.terms} few={BARS} />
          <div class="compare-papers">
            <Side paper={a} marked={answer.a} strength={strengths(answer.terms)} />
            <Side paper={b} marked={answer.b} strength={strengths(answer.terms)} />
          </div>
        </>
      )}
    </article>
  );
}

function Side({ paper, marked, strength }: { paper: number; marked: MarkedPaper; strength: Map<number, number> }) {
  return (
    <section aria-label={marked.paper.title}>
      <h3 class="compare-title">
        <PaperLink paper={paper}>
          <Marked text={marked.paper.title} marks={marked.titleMarks} strength={strength} />
        </PaperLink>
      </h3>
      <Facts paper={marked.paper} />
      <p class="abstract">
        <Marked text={marked.paper.abstract} marks={marked.abstractMarks} strength={strength} />
      </p>
    </section>
  );
}
