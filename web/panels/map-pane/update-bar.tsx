import { Slider } from '../../components/controls.tsx';
import { highlightNew, listNew, newPapers, showBetween } from '../../state/actions/update.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';

/** What is new since the map was updated: buttons for the new papers, and a slider between both maps. */
export function UpdateBar() {
  const update = state.details.value?.update;
  if (!update || update.added.length + update.removed.length + update.changed.length === 0) return null;
  return (
    <section class="update-bar" aria-label={strings.update.heading}>
      <p>{strings.update.newPapers(newPapers.value.length)}</p>
      {newPapers.value.length > 0 && (
        <>
          <button type="button" class="text-button" onClick={highlightNew}>
            {strings.update.showNew}
          </button>
          <button type="button" class="text-button" onClick={listNew}>
            {strings.update.listNew}
          </button>
        </>
      )}
      <Slider
        name={strings.update.slider}
        value={state.updateShare.value}
        max={1}
        step={0.02}
        format={strings.update.share}
        onInput={showBetween}
      />
    </section>
  );
}
