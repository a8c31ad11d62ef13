import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { strings } from '../../strings/strings.ts';

/** Number of items listed at first. */
const MAX_LISTED = 50;

/** A list that shows its first items until all are asked for. */
export function LongList<T>(props: { items: T[]; render(item: T): ComponentChildren }) {
  const { items } = props;
  const [showsAll, setShowsAll] = useState(false);
  return (
    <>
      <ul class="reading-list-items">
        {(showsAll ? items : items.slice(0, MAX_LISTED)).map((item, i) => (
          <li key={i}>{props.render(item)}</li>
        ))}
      </ul>
      {items.length > MAX_LISTED && !showsAll && (
        <button type="button" class="text-button" onClick={() => setShowsAll(true)}>
          {strings.reading.showAll(items.length)}
        </button>
      )}
    </>
  );
}
