import { cancelComparing } from '../../state/actions/select.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';

/** Asks for the second paper of a comparison, at the top of the map. */
export function CompareBanner() {
  const paper = state.compareFrom.value;
  if (paper === null) return null;
  return (
    <section class="compare-banner" aria-label={strings.compare.heading}>
      <p>{strings.compare.pickSecond(state.map.value?.nodes.titles[paper] ?? '')}</p>
      <button type="button" class="secondary" onClick={cancelComparing}>
        {strings.compare.cancel}
      </button>
    </section>
  );
}
