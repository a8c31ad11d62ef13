import type { ComponentChildren } from 'preact';
import { useShortened } from '../../components/controls.tsx';

/** Number of items listed at first. */
export const MAX_LISTED = 50;

/** A list that shows its first items until all are asked for. */
export function LongList<T>(props: { items: T[]; render(item: T): ComponentChildren }) {
  const { listed, showAllButton } = useShortened(props.items, MAX_LISTED);
  return (
    <>
      <ul class="reading-list-items">
        {listed.map((item, i) => (
          <li key={i}>{props.render(item)}</li>
        ))}
      </ul>
      {showAllButton}
    </>
  );
}
