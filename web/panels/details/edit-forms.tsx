import { useState } from 'preact/hooks';
import { NETWORK_NODES } from '../../../src/model/network.ts';
import { Section } from '../../components/controls.tsx';
import { hidePaper, mergeTopic, movePaper, renameTopic, unhidePaper } from '../../state/actions/edits/edit.ts';
import { mainTopics } from '../../state/filters.ts';
import { state } from '../../state/store.ts';
import { shownNetwork } from '../../strings/nouns.ts';
import { strings } from '../../strings/strings.ts';
import { MergeLabel } from './merge-label.tsx';

/** Maximum length of a topic name in characters. */
const MAX_NAME_LENGTH = 80;

/** Forms to rename a topic and to merge it into another one. */
export function EditTopic({ topic, label }: { topic: number; label: string }) {
  const [name, setName] = useState(label);
  const [previousLabel, setPreviousLabel] = useState(label);
  // Undo changes the label too. Resetting the state instead of the component keeps the focus in the text field.
  if (previousLabel !== label) {
    setPreviousLabel(label);
    setName(label);
  }
  const newName = name.trim();
  const canRename = newName !== '' && newName !== label;
  const rename = (event: SubmitEvent) => {
    event.preventDefault();
    if (canRename) void renameTopic(topic, newName);
  };
  return (
    <Section heading={strings.edit.topic}>
      <form class="inline-form" onSubmit={rename}>
        <input
          type="text"
          aria-label={strings.edit.name}
          maxLength={MAX_NAME_LENGTH}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit" class="secondary" disabled={!canRename}>
          {strings.edit.rename}
        </button>
      </form>
      <TopicSelect
        exclude={topic}
        label={strings.edit.mergeWith}
        action={strings.edit.merge}
        onSubmit={(into) => void mergeTopic(topic, into)}
      />
    </Section>
  );
}

/** Forms to move a paper to another topic and to hide it. */
export function EditPaper({ paper }: { paper: number }) {
  const nodes = state.map.value?.nodes;
  if (!nodes) return null;
  const id = nodes.ids[paper];
  const nodeKind = NETWORK_NODES[shownNetwork.value];
  const isHidden = state.recipe.value.edits.some((edit) => edit.edit === 'hide' && edit.paper === id);
  if (isHidden)
    return (
      <Section heading={strings.edit.paper}>
        <p class="hint">{strings.edit.isHidden}</p>
        <button type="button" class="secondary" onClick={() => void unhidePaper(paper)}>
          {strings.edit.unhide}
        </button>
      </Section>
    );
  return (
    <Section heading={strings.edit.paper}>
      <TopicSelect
        exclude={nodes.topicOf[paper]!}
        label={strings.edit.moveTo}
        action={strings.edit.move}
        onSubmit={(into) => void movePaper(paper, into)}
      />
      {!Number.isNaN(nodes.positions[2 * paper]!) && (
        <button type="button" class="secondary" onClick={() => void hidePaper(paper)}>
          {strings.edit.hide}
        </button>
      )}
      {(nodeKind === 'authors' || nodeKind === 'keywords') && (
        <MergeLabel kind={nodeKind} label={nodes.titles[paper]!} />
      )}
    </Section>
  );
}

/** A list of the other topics with a button; nothing if there are none. */
function TopicSelect(props: { exclude: number; label: string; action: string; onSubmit(topic: number): void }) {
  const topics = state.map.value ? mainTopics(state.map.value).filter((topic) => topic.id !== props.exclude) : [];
  const [selected, setSelected] = useState(0);
  const isValid = topics.some((topic) => topic.id === selected);
  if (topics.length === 0) return null;
  return (
    <form
      class="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isValid) props.onSubmit(selected);
      }}
    >
      <select
        aria-label={props.label}
        value={isValid ? String(selected) : ''}
        onChange={(event) => setSelected(Number(event.currentTarget.value))}
      >
        <option value="">{props.label}</option>
        {topics.map((topic) => (
          <option key={topic.id} value={String(topic.id)}>
            {topic.label}
          </option>
        ))}
      </select>
      <button type="submit" class="secondary" disabled={!isValid}>
        {props.action}
      </button>
    </form>
  );
}
