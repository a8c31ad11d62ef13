import { useState } from 'preact/hooks';
import { Section } from '../../components/controls.tsx';
import { hidePaper, mergeTopic, movePaper, renameTopic, showPaper } from '../../state/actions/edit.ts';
import { state } from '../../state/store.ts';
import { texts } from '../../strings/strings.ts';

/** Renaming a topic, and joining it to another. */
export function ShapeTopic({ topic, label }: { topic: number; label: string }) {
  const [name, setName] = useState(label);
  const [before, setBefore] = useState(label);
  // The name may change by undoing too; the box stays, and with it the focus of whoever typed in it.
  if (before !== label) {
    setBefore(label);
    setName(label);
  }
  const rename = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() && name.trim() !== label) void renameTopic(topic, name.trim());
  };
  return (
    <Section heading={texts.shape.topic}>
      <form class="one-line" onSubmit={rename}>
        <input
          type="text"
          aria-label={texts.shape.name}
          maxLength={80}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit" class="secondary" disabled={!name.trim() || name.trim() === label}>
          {texts.shape.rename}
        </button>
      </form>
      <ToTopic
        but={topic}
        label={texts.shape.mergeWith}
        action={texts.shape.merge}
        act={(into) => void mergeTopic(topic, into)}
      />
    </Section>
  );
}

/** Moving a paper to another topic, and hiding it. */
export function ShapePaper({ paper }: { paper: number }) {
  const nodes = state.map.value?.nodes;
  if (!nodes) return null;
  const id = nodes.ids[paper];
  const hidden = state.shaping.value.edits.some((one) => one.edit === 'hide' && one.paper === id);
  if (hidden)
    return (
      <Section heading={texts.shape.paper}>
        <p class="hint">{texts.shape.isHidden}</p>
        <button type="button" class="secondary" onClick={() => void showPaper(paper)}>
          {texts.shape.show}
        </button>
      </Section>
    );
  return (
    <Section heading={texts.shape.paper}>
      <ToTopic
        but={nodes.topicOf[paper]!}
        label={texts.shape.moveTo}
        action={texts.shape.move}
        act={(into) => void movePaper(paper, into)}
      />
      {!Number.isNaN(nodes.positions[2 * paper]!) && (
        <button type="button" class="secondary" onClick={() => void hidePaper(paper)}>
          {texts.shape.hide}
        </button>
      )}
    </Section>
  );
}

/** A choice of another topic, and a button that acts on it. */
function ToTopic(props: { but: number; label: string; action: string; act(into: number): void }) {
  const others = (state.map.value?.summary.topics ?? []).filter(
    (one) => one.parent === undefined && one.id !== props.but,
  );
  const [chosen, setChosen] = useState(0);
  const valid = others.some((one) => one.id === chosen);
  if (others.length === 0) return null;
  return (
    <form
      class="one-line"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) props.act(chosen);
      }}
    >
      <select
        aria-label={props.label}
        value={valid ? String(chosen) : ''}
        onChange={(event) => setChosen(Number(event.currentTarget.value))}
      >
        <option value="">{props.label}</option>
        {others.map((one) => (
          <option key={one.id} value={String(one.id)}>
            {one.label}
          </option>
        ))}
      </select>
      <button type="submit" class="secondary" disabled={!valid}>
        {props.action}
      </button>
    </form>
  );
}
