import { useRef, useState } from 'preact/hooks';
import { IconButton, Section } from '../../components/controls.tsx';
import {
  canRedo,
  canUndo,
  describe,
  discardDraft,
  draftOption,
  loadRecipe,
  redo,
  removeEdit,
  saveRecipe,
  setOptions,
  undo,
} from '../../state/actions/edit.ts';
import { sameOptions } from '../../state/recipe-options.ts';
import { state } from '../../state/store.ts';
import { texts } from '../../strings/strings.ts';

/** What was changed, how the map is built, and the recipe that says both. */
export function ShapePane() {
  return (
    <>
      <Head />
      <Changes />
      <Build />
    </>
  );
}

function Head() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class="shape-head">
      <IconButton icon="undo" name={texts.shape.undo} disabled={!canUndo.value} onClick={() => void undo()} />
      <IconButton icon="redo" name={texts.shape.redo} disabled={!canRedo.value} onClick={() => void redo()} />
      <span class="spacer" />
      <button type="button" class="text-button" onClick={saveRecipe}>
        {texts.shape.save}
      </button>
      <button type="button" class="text-button" onClick={() => input.current?.click()}>
        {texts.shape.load}
      </button>
      <input
        ref={input}
        type="file"
        accept=".json"
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) void loadRecipe(file);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}

function Changes() {
  const { edits } = state.shaping.value;
  return (
    <Section heading={texts.shape.changes}>
      {edits.length === 0 && <p class="hint">{texts.shape.noChanges}</p>}
      <ol class="changes">
        {edits.map((made, at) => {
          const line = describe(made);
          return (
            <li key={`${at} ${line}`}>
              <span>{line}</span>
              <IconButton icon="close" name={texts.shape.remove(line)} onClick={() => void removeEdit(made)} />
            </li>
          );
        })}
      </ol>
      {state.editNotes.value.map((note) => (
        <p class="hint" key={note}>
          {texts.shape.skipped(note)}
        </p>
      ))}
    </Section>
  );
}

/** The options of the next build; nothing is built before it is asked for. */
function Build() {
  const { options } = state.shaping.value;
  const draft = state.draft.value ?? options;
  const changed = !sameOptions(draft, options);
  return (
    <>
      <StopWords
        words={draft.stopWords ?? []}
        set={(words) => draftOption('stopWords', words.length ? words : undefined)}
      />
      <Synonyms
        lists={draft.synonyms ?? []}
        set={(lists) => draftOption('synonyms', lists.length ? lists : undefined)}
      />
      <Section heading={texts.shape.linksAndTopics}>
        <div class="rebuild">
          <Numbered
            label={texts.shape.neighbours}
            range={[1, 100, 1]}
            value={draft.neighbours}
            set={(value) => draftOption('neighbours', value)}
          />
          <Numbered
            label={texts.shape.minSimilarity}
            range={[0, 1, 0.01]}
            value={draft.minSimilarity}
            set={(value) => draftOption('minSimilarity', value)}
          />
          <Numbered
            label={texts.shape.authorShare}
            range={[0, 1, 0.01]}
            value={draft.authorShare}
            set={(value) => draftOption('authorShare', value)}
          />
          <Numbered
            label={texts.shape.resolution}
            range={[0.1, 20, 0.1]}
            value={draft.resolution === 'auto' ? undefined : draft.resolution}
            placeholder={texts.shape.auto}
            set={(value) => draftOption('resolution', value)}
          />
        </div>
        <p class="hint">{texts.shape.resolutionHint(state.map.value?.summary.resolution ?? 1)}</p>
      </Section>
      <div class="ask-actions build">
        <button type="button" class="primary" disabled={!changed} onClick={() => void setOptions(draft)}>
          {texts.shape.build}
        </button>
        {changed && (
          <button type="button" class="secondary" onClick={discardDraft}>
            {texts.shape.discard}
          </button>
        )}
      </div>
    </>
  );
}

function StopWords({ words, set }: { words: string[]; set(words: string[]): void }) {
  const [word, setWord] = useState('');
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const added = word
      .toLowerCase()
      .split(/[\s,;]+/)
      .filter(Boolean);
    set([...new Set([...words, ...added])]);
    setWord('');
  };
  return (
    <Section heading={texts.shape.stopWords}>
      <Removable lines={words} remove={(at) => set(words.filter((_, i) => i !== at))} />
      <form class="one-line" onSubmit={add}>
        <Word name={texts.shape.stopWord} value={word} set={setWord} />
        <Add ready={Boolean(word.trim())} />
      </form>
    </Section>
  );
}

function Synonyms({ lists, set }: { lists: string[][]; set(lists: string[][]): void }) {
  const [word, setWord] = useState('');
  const [meaning, setMeaning] = useState('');
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const [other, first] = [word.trim(), meaning.trim()];
    const known = lists.find((list) => list[0] === first);
    set(known ? lists.map((list) => (list === known ? [...list, other] : list)) : [...lists, [first, other]]);
    setWord('');
    setMeaning('');
  };
  return (
    <Section heading={texts.shape.synonyms}>
      <Removable
        lines={lists.map(([first = '', ...others]) => texts.shape.countsAsLine(others.join(', '), first))}
        remove={(at) => set(lists.filter((_, i) => i !== at))}
      />
      <form class="synonym" onSubmit={add}>
        <Word name={texts.shape.word} value={word} set={setWord} />
        <Word name={texts.shape.countsAs} value={meaning} set={setMeaning} />
        <Add ready={Boolean(word.trim() && meaning.trim())} />
      </form>
    </Section>
  );
}

function Word({ name, value, set }: { name: string; value: string; set(value: string): void }) {
  return (
    <input
      type="text"
      aria-label={name}
      placeholder={name}
      value={value}
      onInput={(event) => set(event.currentTarget.value)}
    />
  );
}

function Add({ ready }: { ready: boolean }) {
  return (
    <button type="submit" class="secondary" disabled={!ready}>
      {texts.shape.add}
    </button>
  );
}

function Removable({ lines, remove }: { lines: string[]; remove(at: number): void }) {
  if (lines.length === 0) return null;
  return (
    <ul class="chips">
      {lines.map((line, at) => (
        <li class="chip still" key={line}>
          {line}
          <button type="button" class="chip-remove" aria-label={texts.shape.remove(line)} onClick={() => remove(at)}>
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A number, or nothing: then the default counts. */
function Numbered(props: {
  label: string;
  range: [min: number, max: number, step: number];
  value: number | undefined;
  placeholder?: string;
  set(value: number | undefined): void;
}) {
  const [min, max, step] = props.range;
  return (
    <label>
      <span>{props.label}</span>
      <input
        type="number"
        min={min}
        max={max}
        step={step}
        placeholder={props.placeholder ?? texts.shape.byDefault}
        value={props.value ?? ''}
        onInput={({ currentTarget: { valueAsNumber: value } }) => {
          if (Number.isNaN(value)) props.set(undefined);
          else if (value >= min && value <= max) props.set(value);
        }}
      />
    </label>
  );
}
