import { useEffect, useRef } from 'preact/hooks';
import { IconButton, narrow, Section } from '../../components/controls.tsx';
import { PaperLink, RelatedList } from '../../components/paper-list.tsx';
import { askText, clearAsked, pin } from '../../state/actions/ask.ts';
import { type Asked, state } from '../../state/store.ts';
import { texts } from '../../strings/strings.ts';

/** A text of one's own, or papers as examples; the answer is a list with reasons and marks on the map. */
export function AskPane() {
  const asked = state.asked.value;
  const answer = useRef<HTMLDivElement>(null);
  // On a small screen the answer would come below what is seen.
  useEffect(() => {
    if (asked && narrow()) answer.current?.scrollIntoView({ block: 'start' });
  }, [asked]);
  const go = () => void askText(state.askText.value);
  return (
    <>
      <Section heading={texts.ask.heading}>
        <p class="hint">{texts.ask.hint}</p>
        <form
          class="ask"
          onSubmit={(event) => {
            event.preventDefault();
            go();
          }}
        >
          <textarea
            aria-label={texts.ask.label}
            placeholder={texts.ask.placeholder}
            rows={5}
            value={state.askText.value}
            onInput={(event) => {
              state.askText.value = event.currentTarget.value;
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) go();
            }}
          />
          <div class="ask-actions">
            <button type="submit" class="primary">
              {texts.ask.go}
            </button>
            {(asked || state.askText.value) && (
              <button type="button" class="secondary" onClick={clearAsked}>
                {texts.ask.clear}
              </button>
            )}
          </div>
        </form>
      </Section>
      <Examples />
      <div ref={answer}>{asked && <Answer asked={asked} />}</div>
    </>
  );
}

function Answer({ asked }: { asked: Asked }) {
  const answer = asked.kind === 'text' ? texts.ask.answer : texts.ask.examplesAnswer;
  return (
    <Section heading={answer(asked.related.length)}>
      {asked.related.length > 0 ? <RelatedList related={asked.related} /> : <p class="hint">{texts.ask.nothing}</p>}
    </Section>
  );
}

function Examples() {
  const examples = [
    ...state.good.value.map((paper) => ({ paper, kind: 'good' as const })),
    ...state.bad.value.map((paper) => ({ paper, kind: 'bad' as const })),
  ];
  return (
    <Section heading={texts.ask.examples}>
      {examples.length === 0 && <p class="hint">{texts.ask.examplesHint}</p>}
      <ul class="examples">
        {examples.map(({ paper, kind }) => (
          <li key={paper}>
            <span class={`example ${kind}`}>{texts.ask[kind]}</span>
            <PaperLink paper={paper} />
            <IconButton
              icon="close"
              name={texts.ask.remove(state.map.value?.nodes.titles[paper] ?? '')}
              onClick={() => pin(paper, kind)}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
