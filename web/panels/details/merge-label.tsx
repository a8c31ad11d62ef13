import { openThesaurus } from '../../state/actions/edits/thesaurus.ts';
import { strings } from '../../strings/strings.ts';
import type { LabelKind } from '../../worker/search/results.ts';

/** A button that opens the thesaurus to merge a label with others. */
export function MergeLabel({ kind, label }: { kind: LabelKind; label: string }) {
  return (
    <button type="button" class="secondary" onClick={() => openThesaurus(kind, label)}>
      {strings.thesaurus.mergeWith}
    </button>
  );
}
