import { useEffect, useRef } from 'preact/hooks';
import { IconButton, Section } from '../../components/controls.tsx';
import { PaperLink, RelatedList } from '../../components/paper-list/paper-list.tsx';
import { askText, clearAsk, isAnswerOutdated, toggleExample } from '../../state/actions/ask.ts';
import { type AskResult, state } from '../../state/store.ts';
import { hasVectors } from '../../strings/nouns.ts';
import { strings } from '../../strings/strings.ts';

/** Finds the papers related to a text or to example papers. */
export function AskPane() {
  const result = state.askResult.value;
  const resultElement = useRef<HTMLDivElement>(null);
  // In a narrow window the result would be below the fold.
  useEffect(() => {
    if (result && state.isNarrow.peek()) resultElement.current?.scrollIntoView({ block: 'start' });
  }, [result]);
  return (
    <>
      <AskForm />
      <Examples />
      <div ref={resultElement} class="ask-result">
        {result && <Result {...result} />}
      </div>
    </>
  );
}

function AskForm() {
  const submit = () => void askText(state.askText.value);
  return (
    <Section heading={strings.ask.heading}>
      <p class="hint">{strings.ask.hint}</p>
      {hasVectors.value && <p class="hint">{strings.ask.termsOnly}</p>}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <textarea
          aria-label={strings.ask.label}
          placeholder={strings.ask.placeholder}
          rows={5}
          value={state.askText.value}
          onInput={(event) => {
            state.askText.value = event.currentTarget.value;
          }}
          onKeyDown={(event) => {
            // While a word is being composed, for example in Japanese, Enter completes it.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            submit();
          }}
        />
        <div class="button-row">
          <button type="submit" class="primary">
            {strings.ask.submit}
          </button>
          {(state.askResult.value || state.askText.value) && (
            <button type="button" class="secondary" onClick={clearAsk}>
              {strings.ask.clear}
            </button>
          )}
        </div>
      </form>
    </Section>
  );
}

function Result({ kind, related }: AskResult) {
  const heading = kind === 'text' ? strings.ask.answer : strings.ask.examplesAnswer;
  return (
    <Section heading={heading(related.length)}>
      {isAnswerOutdated.value && (
        <p class="hint outdated" role="status">
          {strings.ask.outdated}
        </p>
      )}
      {related.length > 0 ? <RelatedList related={related} /> : <p class="hint">{strings.ask.nothing}</p>}
    </Section>
  );
}

function Examples() {
  const titles = state.map.value?.nodes.titles ?? [];
  const examples = [
    ...state.positiveExamples.value.map((paper) => ({ paper, kind: 'positive' as const })),
    ...state.negativeExamples.value.map((paper) => ({ paper, kind: 'negative' as const })),
  ];
  return (
    <Section heading={strings.ask.examples}>
      {examples.length === 0 && <p class="hint">{strings.ask.examplesHint}</p>}
      {examples.length > 0 && state.positiveExamples.value.length === 0 && (
        <p class="hint" role="status">
          {strings.ask.onlyNegative}
        </p>
      )}
      <ul class="examples">
        {examples.map(({ paper, kind }) => (
          <li key={paper}>
            <span class={`example ${kind}`}>{strings.ask[kind]}</span>
            <PaperLink paper={paper} />
            <IconButton
              icon="close"
              name={strings.ask.remove(titles[paper] ?? '')}
              onClick={() => toggleExample(paper, kind)}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
