import { setViewOptions } from '../../state/actions/page.ts';
import { clearFilters, setFilters } from '../../state/actions/search.ts';
import { visible, visibleCount, visibleLinkCount } from '../../state/filters.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';

/** Why the map shows nothing, or no links, and a button that changes it. */
interface Reason {
  text: string;
  action?: { label: string; run(): void };
}

/** Explains a map without visible papers or without links. */
export function EmptyMap() {
  const reason = findReason();
  if (!reason) return null;
  return (
    <div class="empty-map" role="status">
      <p>{reason.text}</p>
      {reason.action && (
        <button type="button" class="secondary" onClick={reason.action.run}>
          {reason.action.label}
        </button>
      )}
    </div>
  );
}

function findReason(): Reason | undefined {
  const { map, filters, links } = state;
  const { emptyMap } = strings;
  if (!map.value) return undefined;
  const { positions } = map.value.nodes;
  if (positions.every(Number.isNaN))
    return {
      text: emptyMap.noAbstracts,
      action: { label: emptyMap.noAbstractsAction, run: () => setViewOptions({ pane: 'tree' }) },
    };
  const isDrawn = (isVisible: number, paper: number) => isVisible === 1 && !Number.isNaN(positions[2 * paper]!);
  if (visibleCount.value === 0 || !visible.value.some(isDrawn))
    return { text: emptyMap.allHidden, action: { label: emptyMap.allHiddenAction, run: clearFilters } };
  if (!links.value || visibleLinkCount.value > 0) return undefined;
  const { minSimilarity } = filters.value;
  if (minSimilarity === 0) return links.value.ids.length === 0 ? { text: emptyMap.nothingInCommon } : undefined;
  return {
    text: emptyMap.noLinks(minSimilarity),
    action: { label: emptyMap.noLinksAction, run: () => setFilters({ minSimilarity: 0 }) },
  };
}
