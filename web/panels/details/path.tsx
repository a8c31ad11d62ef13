import { IconButton } from '../../components/controls.tsx';
import { Icon } from '../../components/icon.tsx';
import { PaperLink } from '../../components/paper-list.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import { answers, closeReading, compare } from '../../state/actions/select.ts';
import { state } from '../../state/store.ts';
import { texts } from '../../strings/strings.ts';

/** How two papers are connected, step by step. */
export function WayPanel({ from, to }: { from: number; to: number }) {
  const steps = useAnswer(() => answers.path(from, to), [from, to, state.map.value]);
  return (
    <article aria-label={texts.path.heading} aria-busy={!steps}>
      <div class="reading-actions">
        <h2>{texts.path.heading}</h2>
        <span class="spacer" />
        <IconButton icon="compare" name={texts.compare.heading} onClick={() => compare(from, to)} />
        <IconButton icon="close" name={texts.paper.close} onClick={closeReading} />
      </div>
      {steps?.length === 0 && <p class="hint">{texts.path.none}</p>}
      <ol class="way">
        {steps?.map(({ paper, similarity, terms }, at) => (
          <li key={paper}>
            {at > 0 && (
              <p class="way-step">
                <Icon name="down" size={14} />
                <span class="similarity">{texts.similarity(similarity)}</span>
                <span>
                  {terms
                    .slice(0, 4)
                    .map(({ term }) => term)
                    .join(' · ')}
                </span>
              </p>
            )}
            <PaperLink paper={paper} />
          </li>
        ))}
      </ol>
    </article>
  );
}
