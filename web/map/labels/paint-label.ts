import { isOverlapping as isOverlappingBox, type Rectangle } from '../../../src/layout/labels/rectangle.ts';
import type { Emphasis } from '../emphasis.ts';
import type { ThemeColors } from '../style/palette.ts';
import type { TextLabel } from './label-text.ts';

/** What is needed to paint the labels of one view. Positions and sizes are in CSS pixels. */
export interface LabelFrame {
  width: number;
  height: number;
  /** Pixels per map unit. */
  scale: number;
  toScreen(x: number, y: number): { x: number; y: number };
  forEachPaperInView(visit: (paper: number) => void): void;
  forEachPaperIn(box: Rectangle, visit: (paper: number) => void): void;
  radiusOf(paper: number): number;
  /** Where papers are drawn, as in the nodes of a map: while an earlier map is shown, new papers have no position. */
  positions: Float32Array;
  theme: ThemeColors;
  /** 1 for papers that pass the filters, otherwise 0. */
  visible: Uint8Array;
  emphasis: Emphasis;
  /** The controls and panels that cover the map. */
  obstacles: readonly Rectangle[];
  /** Returns the color of a paper's node as #rrggbb. */
  colorOf(paper: number): string;
}

/** Paints a label unless it is out of view. Returns whether it was painted. */
export function paintLabel(
  context: CanvasRenderingContext2D,
  label: TextLabel,
  frame: LabelFrame,
  opacity: number,
  color: string,
): boolean {
  const box = getBox(label, frame);
  const { lines, lineHeight } = label;
  if (box.right < 0 || box.left > frame.width || box.bottom < 0 || box.top > frame.height) return false;
  const x = (box.left + box.right) / 2;
  const firstY = (box.top + box.bottom - (lines.length - 1) * lineHeight) / 2;
  context.font = label.font;
  context.globalAlpha = opacity;
  context.strokeStyle = frame.theme.background;
  context.fillStyle = color;
  context.lineWidth = 4;
  // All outlines are painted before the text, so that none covers the text of the previous line.
  for (const [i, line] of lines.entries()) context.strokeText(line, x, firstY + i * lineHeight);
  for (const [i, line] of lines.entries()) context.fillText(line, x, firstY + i * lineHeight);
  context.globalAlpha = 1;
  return true;
}

/** Opacity of a label that has just appeared. A view can stay at any scale, so that every label must be readable. */
const FIRST_OPACITY = 0.6;

/** Returns the opacity of a label that is shown from a scale on; it reaches 1 within a quarter of a doubling of the scale. */
export function getOpacity(scale: number, shownFrom: number): number {
  if (shownFrom === 0) return 1;
  if (scale < shownFrom) return 0;
  return Math.min(1, FIRST_OPACITY + (1 - FIRST_OPACITY) * 4 * Math.log2(scale / shownFrom));
}

/** Returns whether two labels overlap or nearly touch in a view. */
export function isOverlapping(a: TextLabel, b: TextLabel, frame: LabelFrame): boolean {
  const [boxA, boxB] = [getBox(a, frame), getBox(b, frame)];
  return (
    boxA.left < boxB.right + PADDING.x &&
    boxA.right > boxB.left - PADDING.x &&
    boxA.top < boxB.bottom + PADDING.y &&
    boxA.bottom > boxB.top - PADDING.y
  );
}

/** Returns whether no part of a label is cut off by the border of the view. */
export function isWhole(label: TextLabel, frame: LabelFrame): boolean {
  const { left, right, top, bottom } = getBox(label, frame);
  return left >= 0 && right <= frame.width && top >= 0 && bottom <= frame.height;
}

/** Returns whether a control or panel covers a part of a label. */
export function isCovered(label: TextLabel, frame: LabelFrame): boolean {
  const box = getBox(label, frame);
  return frame.obstacles.some((obstacle) => isOverlappingBox(box, obstacle));
}

/** Largest distance in pixels by which a label is moved away from a control. */
const MAX_SHIFT = 64;

/**
 * Returns a label that was moved up or down, or sideways, away from the controls that cover it; undefined if that is too far.
 *
 * @param isAllowed whether a place to which the label is moved is one for it; by default, every place is.
 */
export function moveFromObstacles<T extends TextLabel>(
  label: T,
  frame: LabelFrame,
  isAllowed: (moved: T) => boolean = () => true,
): T | undefined {
  if (!isCovered(label, frame)) return label;
  const box = getBox(label, frame);
  const shifts = frame.obstacles.flatMap(({ left, right, top, bottom }) => [
    { x: 0, y: top - box.bottom },
    { x: 0, y: bottom - box.top },
    { x: left - box.right, y: 0 },
    { x: right - box.left, y: 0 },
  ]);
  const lengthOf = ({ x, y }: { x: number; y: number }) => Math.abs(x + y);
  for (const { x, y } of shifts.sort((a, b) => lengthOf(a) - lengthOf(b))) {
    if (lengthOf({ x, y }) > MAX_SHIFT) return undefined;
    const moved = { ...label, offsetX: (label.offsetX ?? 0) + x, offsetY: label.offsetY + y };
    if (isWhole(moved, frame) && !isCovered(moved, frame) && isAllowed(moved)) return moved;
  }
  return undefined;
}

/** Minimum distance between labels, in pixels. */
const PADDING = { x: 8, y: 4 };

/** Returns the rectangle that a label covers in a view, moved sideways if it would be cut off although its anchor is in view. */
export function getBox({ x, y, offsetX = 0, offsetY, width, height }: TextLabel, frame: LabelFrame): Rectangle {
  const anchor = frame.toScreen(x, -y);
  const isInView = anchor.x >= 0 && anchor.x <= frame.width;
  const center = anchor.x + offsetX;
  const left = isInView
    ? Math.max(PADDING.y, Math.min(frame.width - width - PADDING.y, center - width / 2))
    : center - width / 2;
  const top = anchor.y + offsetY - height / 2;
  return { left, right: left + width, top, bottom: top + height };
}
