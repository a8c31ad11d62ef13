import { IconButton } from '../../components/controls.tsx';
import { Icon } from '../../components/icon.tsx';
import { describeShared, PaperLink } from '../../components/paper-list/paper-list.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import { comparePapers, queries } from '../../state/actions/select.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';
import { PanelHeader } from './panel-header.tsx';

/** The path between two papers, with the terms that consecutive papers share. */
export function PathPanel({ from, to }: { from: number; to: number }) {
  const steps = useAnswer(() => queries.path(from, to), [from, to, state.map.value]);
  return (
    <article aria-label={strings.path.heading} aria-busy={!steps}>
      <PanelHeader
        heading={strings.path.heading}
        right={<IconButton icon="compare" name={strings.compare.heading} onClick={() => comparePapers(from, to)} />}
      />
      {steps && <p class="hint">{explain(steps.length)}</p>}
      <ol class="path">
        {steps?.map(({ paper, similarity, ...shared }, i) => (
          <li key={paper}>
            {i > 0 && (
              <p class="path-step">
                <Icon name="down" size={14} />
                <span class="similarity">{strings.similarity(similarity)}</span>
                <span>{describeShared(shared)}</span>
              </p>
            )}
            <PaperLink paper={paper} />
          </li>
        ))}
      </ol>
    </article>
  );
}

/** Explains a path by its number of papers. */
function explain(paperCount: number): string {
  if (paperCount === 0) return strings.path.none;
  return paperCount === 2 ? strings.path.direct : strings.path.explanation(paperCount - 2);
}
