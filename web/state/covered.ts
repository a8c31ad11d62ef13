import type { Rectangle } from '../../src/layout/labels/rectangle.ts';
import type { Insets } from '../map/viewport/camera.ts';
import { state } from './store.ts';

/** What covers the map on the page. */

/** The controls that always cover the map. */
export const FIXED_CONTROLS = '.toolbar, .zoom-controls, .map-status';

/** What covers the map at times. */
export const OTHER_CONTROLS = '.color-scale, .color-legend, .update-bar, .highlight-badge';

/** The details panel. */
export const DETAILS = '.details';

/** The minimap, which is only shown while a part of the map is in view. */
export const MINIMAP = '.minimap';
export const SHOWN_MINIMAP = '.minimap:not(.inactive)';

/** Distance in pixels between labels and controls. */
const CONTROL_MARGIN = 5;

/** Returns the places of the visible ones of some elements with a margin, in pixels of the map. */
export function findRectangles(selector: string): Rectangle[] {
  const map = document.querySelector('.map')?.getBoundingClientRect();
  if (!map) return [];
  const boxes = [...document.querySelectorAll(selector)].map((control) => control.getBoundingClientRect());
  return boxes
    .filter(({ width, height }) => width > 0 && height > 0)
    .map(({ left, right, top, bottom }) => ({
      left: left - map.left - CONTROL_MARGIN,
      right: right - map.left + CONTROL_MARGIN,
      top: top - map.top - CONTROL_MARGIN,
      bottom: bottom - map.top + CONTROL_MARGIN,
    }));
}

/** Returns what covers the map: the details panel at its right and, in a narrow window, the toolbar at its top. */
export function findCovered(): Insets {
  const map = document.querySelector('.map')?.getBoundingClientRect();
  if (!map) return { top: 0, right: 0 };
  const boxOf = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
  if (state.isNarrow.value) return { top: (boxOf('.toolbar')?.bottom ?? map.top) - map.top, right: 0 };
  return { top: 0, right: map.right - (boxOf('.details')?.left ?? map.right) };
}
