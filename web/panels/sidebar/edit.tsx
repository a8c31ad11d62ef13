import { useId, useRef, useState } from 'preact/hooks';
import type { NetworkName } from '../../../src/model/network.ts';
import { IconButton, Section } from '../../components/controls.tsx';
import { FileInput } from '../../components/file-picker.tsx';
import {
  canRedo,
  canUndo,
  describeEdit,
  discardDraft,
  loadRecipe,
  rebuildWithOptions,
  redo,
  removeEdit,
  saveRecipe,
  setDraftOption,
  undo,
} from '../../state/actions/edits/edit.ts';
import { openThesaurus } from '../../state/actions/edits/thesaurus.ts';
import { RECIPE_DEFAULTS, sameOptions } from '../../state/recipe/recipe-options.ts';
import { type MapRecipe, state } from '../../state/store.ts';
import { shownNetwork } from '../../strings/nouns.ts';
import { strings } from '../../strings/strings.ts';

/** The recipe of the map: the edits, and the options for rebuilding it. */
export function EditPane() {
  return (
    <>
      <EditToolbar />
      <EditList />
      <RebuildOptions />
    </>
  );
}

function EditToolbar() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class="edit-toolbar">
      <IconButton icon="undo" name={strings.edit.undo} disabled={!canUndo.value} onClick={() => void undo()} />
      <IconButton icon="redo" name={strings.edit.redo} disabled={!canRedo.value} onClick={() => void redo()} />
      <span class="spacer" />
      <button type="button" class="text-button" onClick={saveRecipe}>
        {strings.edit.save}
      </button>
      <button type="button" class="text-button" onClick={() => input.current?.click()}>
        {strings.edit.load}
      </button>
      <FileInput inputRef={input} accept=".json" onFiles={([file]) => file && void loadRecipe(file)} />
    </div>
  );
}

function EditList() {
  const { edits } = state.recipe.value;
  return (
    <Section heading={strings.edit.changes}>
      {edits.length === 0 && <p class="hint">{strings.edit.noChanges}</p>}
      <ol class="edit-list">
        {edits.map((edit, i) => {
          const description = describeEdit(edit);
          return (
            <li key={`${i} ${description}`}>
              <span>{description}</span>
              <IconButton icon="close" name={strings.edit.remove(description)} onClick={() => void removeEdit(edit)} />
            </li>
          );
        })}
      </ol>
      {state.editNotes.value.map((note) => (
        <p class="hint" key={note}>
          {strings.edit.notApplied(note)}
        </p>
      ))}
    </Section>
  );
}

/** The options for the next rebuild. They take effect when Rebuild is clicked. */
function RebuildOptions() {
  const { options } = state.recipe.value;
  const draft = state.draftOptions.value ?? options;
  const hasChanged = !sameOptions(draft, options);
  return (
    <>
      <StopWords
        words={draft.stopWords ?? []}
        onChange={(words) => setDraftOption('stopWords', words.length ? words : undefined)}
      />
      <Synonyms
        groups={draft.synonyms ?? []}
        onChange={(groups) => setDraftOption('synonyms', groups.length ? groups : undefined)}
      />
      <ThesaurusSection />
      <Section heading={strings.edit.linksAndTopics}>
        <div class="option-list">
          {NETWORKS_OF_TEXTS.has(shownNetwork.value) && <SimilarityFields draft={draft} />}
          <NumberField
            label={strings.edit.resolution}
            range={[0.1, 20, 0.1]}
            value={draft.resolution === 'auto' ? undefined : draft.resolution}
            defaultValue={strings.edit.auto}
            onChange={(value) => setDraftOption('resolution', value)}
          />
        </div>
        <p class="hint">{strings.edit.resolutionHint(state.map.value?.summary.resolution ?? 1)}</p>
      </Section>
      <div class="button-row rebuild-actions">
        <button type="button" class="primary" disabled={!hasChanged} onClick={() => void rebuildWithOptions(draft)}>
          {strings.edit.rebuild}
        </button>
        {hasChanged && (
          <button type="button" class="secondary" onClick={discardDraft}>
            {strings.edit.discard}
          </button>
        )}
      </div>
    </>
  );
}

/** The networks that have similarities of texts as links. */
const NETWORKS_OF_TEXTS: ReadonlySet<NetworkName> = new Set(['similarity', 'combination']);

/** The options of links between similar texts: minimum, maximum, and step. */
const SIMILARITY_OPTIONS = [
  ['neighbors', [1, 100, 1]],
  ['minSimilarity', [0, 1, 0.01]],
  ['authorWeight', [0, 1, 0.01]],
] as const;

function SimilarityFields({ draft }: { draft: MapRecipe['options'] }) {
  return SIMILARITY_OPTIONS.map(([option, range]) => (
    <NumberField
      key={option}
      label={strings.edit[option]}
      range={range}
      defaultValue={RECIPE_DEFAULTS[option]}
      value={draft[option]}
      onChange={(value) => setDraftOption(option, value)}
    />
  ));
}

/** Opens the dialog of the thesaurus. It applies its entries itself. */
function ThesaurusSection() {
  const entries = state.recipe.value.options.thesaurus?.length ?? 0;
  return (
    <Section heading={strings.thesaurus.heading}>
      <p class="hint">{strings.thesaurus.state(entries)}</p>
      <button type="button" class="secondary edit-thesaurus" onClick={() => openThesaurus('terms')}>
        {strings.thesaurus.open}
      </button>
    </Section>
  );
}

function StopWords({ words, onChange }: { words: string[]; onChange(words: string[]): void }) {
  const [input, setInput] = useState('');
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const added = input
      .toLowerCase()
      .split(/[\s,;]+/)
      .filter(Boolean);
    onChange([...new Set([...words, ...added])]);
    setInput('');
  };
  return (
    <Section heading={strings.edit.stopWords}>
      <RemovableChips labels={words} onRemove={(index) => onChange(words.filter((_, i) => i !== index))} />
      <form class="inline-form" onSubmit={add}>
        <WordField name={strings.edit.stopWord} value={input} onChange={setInput} />
        <AddButton disabled={!input.trim()} />
      </form>
    </Section>
  );
}

/** Groups of synonyms. The first word of a group replaces the others. */
function Synonyms({ groups, onChange }: { groups: string[][]; onChange(groups: string[][]): void }) {
  const [wordInput, setWordInput] = useState('');
  const [targetInput, setTargetInput] = useState('');
  const [word, target] = [wordInput.trim(), targetInput.trim()];
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const existing = groups.find((group) => group[0] === target);
    onChange(
      existing ? groups.map((group) => (group === existing ? [...group, word] : group)) : [...groups, [target, word]],
    );
    setWordInput('');
    setTargetInput('');
  };
  return (
    <Section heading={strings.edit.synonyms}>
      <RemovableChips
        labels={groups.map(([first = '', ...others]) => strings.edit.synonymLine(others.join(', '), first))}
        onRemove={(index) => onChange(groups.filter((_, i) => i !== index))}
      />
      <form class="synonym-form" onSubmit={add}>
        <WordField name={strings.edit.word} value={wordInput} onChange={setWordInput} />
        <WordField name={strings.edit.synonymOf} value={targetInput} onChange={setTargetInput} />
        <AddButton disabled={!word || !target} />
      </form>
    </Section>
  );
}

function WordField({ name, value, onChange }: { name: string; value: string; onChange(value: string): void }) {
  return (
    <input
      type="text"
      aria-label={name}
      placeholder={name}
      value={value}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function AddButton({ disabled }: { disabled: boolean }) {
  return (
    <button type="submit" class="secondary" disabled={disabled}>
      {strings.edit.add}
    </button>
  );
}

function RemovableChips({ labels, onRemove }: { labels: string[]; onRemove(index: number): void }) {
  if (labels.length === 0) return null;
  return (
    <ul class="chips">
      {labels.map((label, i) => (
        <li class="chip static" key={label}>
          {label}
          <button type="button" class="chip-remove" aria-label={strings.edit.remove(label)} onClick={() => onRemove(i)}>
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A number input. An empty one stands for the default; a value that is no number in the range is ignored, with the reason. */
function NumberField(props: {
  label: string;
  range: readonly [min: number, max: number, step: number];
  value: number | undefined;
  defaultValue: number | string;
  onChange(value: number | undefined): void;
}) {
  const [min, max, step] = props.range;
  const [isInvalid, setInvalid] = useState(false);
  const id = useId();
  const handleInput = (input: HTMLInputElement) => {
    const { valueAsNumber: value, validity } = input;
    const isWrong =
      validity.badInput ||
      value < min ||
      value > max ||
      (step === 1 && !Number.isInteger(value) && !Number.isNaN(value));
    setInvalid(isWrong);
    if (!isWrong) props.onChange(Number.isNaN(value) ? undefined : value);
  };
  return (
    <label>
      <span>{props.label}</span>
      <input
        type="number"
        min={min}
        max={max}
        step={step}
        placeholder={String(props.defaultValue)}
        value={isInvalid ? undefined : (props.value ?? '')}
        aria-invalid={isInvalid}
        {...(isInvalid && { 'aria-describedby': id })}
        onInput={(event) => handleInput(event.currentTarget)}
      />
      {isInvalid && (
        <span class="invalid" id={id} role="alert">
          {step === 1 ? strings.edit.wholeNumber(min, max) : strings.edit.number(min, max)}
        </span>
      )}
    </label>
  );
}
