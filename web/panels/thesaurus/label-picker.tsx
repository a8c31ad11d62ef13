import { useState } from 'preact/hooks';
import { createReplacer } from '../../../src/networks/thesaurus.ts';
import { Select } from '../../components/controls.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import { queryLabels, type Thesaurus } from '../../state/actions/edits/thesaurus.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';
import type { LabelCount, LabelKind } from '../../worker/search/results.ts';

interface PickerProps {
  kind: LabelKind;
  /** A label that is selected at the beginning. */
  label: string | undefined;
  thesaurus: Thesaurus;
  /** Merges labels; '' leaves them out. */
  onMerge(labels: string[], replacement: string): void;
}

/** Lists labels to select, and merges the selected ones. */
export function LabelPicker({ kind: firstKind, label, thesaurus, onMerge }: PickerProps) {
  const [kind, setKind] = useState(firstKind);
  // Other spellings of an author have the same last name.
  const [filter, setFilter] = useState(kind === 'authors' ? (label?.split(/\s+/).at(-1) ?? '') : '');
  const [selected, setSelected] = useState<readonly string[]>(label === undefined ? [] : [label]);
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const list = useAnswer(() => queryLabels(kind, filter), [kind, filter, state.map.value]);
  // The label that was selected first represents the others.
  const replacement = typed ?? selected[0] ?? '';
  const finish = (by: string) => {
    onMerge([...selected], by);
    setSelected([]);
    setTyped(undefined);
  };
  const toggle = (name: string) =>
    setSelected(selected.includes(name) ? selected.filter((other) => other !== name) : [...selected, name]);
  return (
    <>
      <div class="picker-filter">
        <Select
          label={strings.thesaurus.kind}
          value={kind}
          options={strings.thesaurus.kinds}
          onChange={(next) => {
            setKind(next);
            setSelected([]);
            setFilter('');
          }}
        />
        <input
          // In a search field, Escape would remove the text instead of closing the dialog.
          type="text"
          // The dialog focuses the control that is used first.
          autofocus
          aria-label={strings.thesaurus.filter}
          placeholder={strings.thesaurus.filter}
          value={filter}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
      </div>
      <p class="hint">{strings.thesaurus.effects[kind]}</p>
      <div class="picker-labels" aria-busy={!list}>
        <LabelItems labels={list?.labels ?? []} selected={selected} thesaurus={thesaurus} onToggle={toggle} />
        {list?.total === 0 && (
          <p class="hint">
            {filter ? strings.thesaurus.none : strings.thesaurus.noLabels(strings.thesaurus.kinds[kind])}
          </p>
        )}
        {list && list.total > list.labels.length && (
          <p class="hint">{strings.thesaurus.more(list.total - list.labels.length)}</p>
        )}
      </div>
      <p class="picker-selected">
        {strings.thesaurus.selected(selected.length)}
        {selected.length > 0 && `: ${selected.join(', ')}`}
      </p>
      <form
        class="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          finish(replacement.trim());
        }}
      >
        <input
          type="text"
          aria-label={strings.thesaurus.replacement}
          placeholder={strings.thesaurus.replacement}
          value={replacement}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" class="secondary" disabled={!canMerge(selected, replacement.trim())}>
          {strings.thesaurus.add}
        </button>
        <button type="button" class="secondary" disabled={selected.length === 0} onClick={() => finish('')}>
          {strings.thesaurus.leaveOut}
        </button>
      </form>
    </>
  );
}

/** A label is not merged with itself only. */
const canMerge = (selected: readonly string[], replacement: string) =>
  replacement !== '' && selected.some((label) => label !== replacement);

/** Checkboxes that are one tab stop; the arrow keys move between them. */
function LabelItems(props: {
  labels: readonly LabelCount[];
  selected: readonly string[];
  thesaurus: Thesaurus;
  onToggle(label: string): void;
}) {
  const { labels, selected } = props;
  const [focused, setFocused] = useState<string | undefined>(undefined);
  const replace = createReplacer(props.thesaurus);
  const tabStop = labels.some(({ label }) => label === focused) ? focused : labels[0]?.label;
  return (
    <ul onKeyDown={moveFocus}>
      {labels.map(({ label, papers }) => {
        const replacement = replace(label);
        return (
          <li key={label}>
            <label>
              <input
                type="checkbox"
                checked={selected.includes(label)}
                tabIndex={label === tabStop ? 0 : -1}
                onFocus={() => setFocused(label)}
                onChange={() => props.onToggle(label)}
              />
              <span class="picker-label">
                {label}
                {replacement !== label && (
                  <span class="number">
                    {' '}
                    {replacement ? strings.thesaurus.replaced(replacement) : strings.thesaurus.leftOut}
                  </span>
                )}
              </span>
              <span class="number">{strings.count(papers)}</span>
              <span class="visually-hidden"> {strings.thesaurus.papers(papers)}</span>
            </label>
          </li>
        );
      })}
    </ul>
  );
}

/** Moves the focus to another checkbox of the list with the arrow keys, Home, and End. */
function moveFocus(event: KeyboardEvent): void {
  if (!(event.currentTarget instanceof HTMLElement && event.target instanceof HTMLInputElement)) return;
  const boxes = [...event.currentTarget.querySelectorAll('input')];
  const index = boxes.indexOf(event.target);
  const target = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: boxes.length - 1 }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  boxes[target]?.focus();
}
