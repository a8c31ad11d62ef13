import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Height of a row in CSS pixels. The style sheet has the same height. */
export const ROW_HEIGHT = 32;

/** Number of rows above and below the visible ones that are rendered, so that fast scrolling and the Tab key find them. */
const OVERSCAN = 12;

/** The part of the rows that is rendered: from `first` to before `end`. */
export interface RowWindow {
  first: number;
  end: number;
}

/** Returns which rows of a scrolled list are rendered. */
export function findWindow(scrollTop: number, height: number, rowCount: number): RowWindow {
  const last = Math.max(0, rowCount - Math.ceil(height / ROW_HEIGHT));
  const top = Math.min(Math.floor(scrollTop / ROW_HEIGHT), last);
  return {
    first: Math.max(0, top - OVERSCAN),
    end: Math.min(rowCount, top + Math.ceil(height / ROW_HEIGHT) + 1 + OVERSCAN),
  };
}

/** Returns the rows to render in an element that scrolls, and renders again when they change. */
export function useWindow(container: RefObject<HTMLElement | null>, rowCount: number): RowWindow {
  const [place, setPlace] = useState({ scrollTop: 0, height: 0 });
  useLayoutEffect(() => {
    const element = container.current;
    if (!element) return undefined;
    const update = () =>
      setPlace((previous) => {
        // Whole rows, so that scrolling by a few pixels renders nothing.
        const scrollTop = Math.floor(element.scrollTop / ROW_HEIGHT) * ROW_HEIGHT;
        const height = element.clientHeight;
        return scrollTop === previous.scrollTop && height === previous.height ? previous : { scrollTop, height };
      });
    update();
    element.addEventListener('scroll', update, { passive: true });
    const observer = new ResizeObserver(update);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', update);
      observer.disconnect();
    };
  }, []);
  return findWindow(place.scrollTop, place.height, rowCount);
}
