import { useLayoutEffect, useRef } from 'preact/hooks';
import { hoverPaper } from '../../state/actions/select.ts';
import { state } from '../../state/store.ts';

/**
 * Returns the event handlers of an element that emphasizes a paper on the map while the pointer or the focus is on it; null for none.
 * An element that is removed, or shows another paper, receives no event when the pointer leaves it, so that the emphasis ends here.
 */
export function useHover(paper: number | null) {
  const isHovered = useRef(false);
  const start = () => {
    isHovered.current = true;
    hoverPaper(paper);
  };
  const end = () => {
    isHovered.current = false;
    hoverPaper(null);
  };
  useLayoutEffect(
    () => () => {
      if (isHovered.current && state.hovered.peek() === paper) end();
    },
    [paper],
  );
  return { onMouseEnter: start, onMouseLeave: end, onFocusIn: start, onFocusOut: end };
}
