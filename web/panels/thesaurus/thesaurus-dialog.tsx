import { useRef, useState } from 'preact/hooks';
import { mergeLabels, normalizeLabel } from '../../../src/networks/thesaurus.ts';
import { IconButton, Section, useShortened } from '../../components/controls.tsx';
import { Dialog } from '../../components/dialog/dialog.tsx';
import { FileInput } from '../../components/file-picker.tsx';
import {
  applyThesaurus,
  closeThesaurus,
  readThesaurus,
  saveThesaurus,
  type Thesaurus,
} from '../../state/actions/edits/thesaurus.ts';
import { state, type ThesaurusView } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';
import { LabelPicker } from './label-picker.tsx';

/** A dialog that merges labels of terms, keywords, authors and organizations. The map is rebuilt when its entries are applied. */
export function ThesaurusDialog({ kind, label }: ThesaurusView) {
  const current = state.recipe.value.options.thesaurus ?? [];
  const [thesaurus, setThesaurus] = useState<Thesaurus>(current);
  const hasChanged = JSON.stringify(thesaurus) !== JSON.stringify(current);
  return (
    <Dialog class="thesaurus" heading={strings.thesaurus.heading} onClose={closeThesaurus}>
      <LabelPicker
        kind={kind}
        label={label}
        thesaurus={thesaurus}
        onMerge={(labels, replacement) => setThesaurus(mergeLabels(thesaurus, labels, replacement))}
      />
      <Entries thesaurus={thesaurus} onChange={setThesaurus} />
      <div class="button-row">
        <button type="button" class="primary" disabled={!hasChanged} onClick={() => void applyThesaurus(thesaurus)}>
          {strings.thesaurus.apply}
        </button>
        <button type="button" class="secondary" onClick={closeThesaurus}>
          {strings.thesaurus.cancel}
        </button>
      </div>
    </Dialog>
  );
}

/** Number of entries that are listed by default. */
const MAX_ENTRIES = 50;

function Entries({ thesaurus, onChange }: { thesaurus: Thesaurus; onChange(thesaurus: Thesaurus): void }) {
  const input = useRef<HTMLInputElement>(null);
  const [message, setMessage] = useState('');
  const { listed, showAllButton } = useShortened(thesaurus, MAX_ENTRIES);
  const importFile = async (file: File) => {
    const read = await readThesaurus(file);
    setMessage(typeof read === 'string' ? read : strings.thesaurus.imported(file.name, read.length));
    if (typeof read === 'string') return;
    // Entries of the file replace those of the same label.
    const labels = new Set(read.map(([label]) => normalizeLabel(label)));
    onChange([...thesaurus.filter(([label]) => !labels.has(normalizeLabel(label))), ...read]);
  };
  return (
    <Section
      heading={strings.thesaurus.entries(thesaurus.length)}
      aside={
        <>
          <button type="button" class="text-button" onClick={() => input.current?.click()}>
            {strings.thesaurus.import}
          </button>
          <button
            type="button"
            class="text-button"
            disabled={thesaurus.length === 0}
            onClick={() => saveThesaurus(thesaurus)}
          >
            {strings.thesaurus.export}
          </button>
        </>
      }
    >
      <FileInput inputRef={input} accept=".txt,.tsv,.csv" onFiles={([file]) => file && void importFile(file)} />
      <p class="hint" role="status">
        {message || strings.thesaurus.importHint}
      </p>
      <ul class="thesaurus-entries">
        {listed.map(([label, replacement], i) => {
          const entry = strings.thesaurus.entry(label, replacement);
          return (
            <li key={`${i} ${entry}`}>
              <span>{entry}</span>
              <IconButton
                icon="close"
                name={strings.edit.remove(entry)}
                onClick={() => onChange(thesaurus.filter((_, other) => other !== i))}
              />
            </li>
          );
        })}
      </ul>
      {showAllButton}
    </Section>
  );
}
