import { cancelComparing } from '../../state/actions/select.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';

/** Asks for the second paper of a comparison or a path, at the top of the map. */
export function CompareBanner() {
  const paper = state.compareFrom.value;
  if (paper === null) return null;
  const isPath = state.compareKind.value === 'path';
  const title = state.map.value?.nodes.titles[paper] ?? '';
  return (
    <section class="compare-banner" aria-label={isPath ? strings.path.heading : strings.compare.heading}>
      <p>{isPath ? strings.path.pickSecond(title) : strings.compare.pickSecond(title)}</p>
      <button type="button" class="secondary" onClick={cancelComparing}>
        {strings.compare.cancel}
      </button>
    </section>
  );
}
