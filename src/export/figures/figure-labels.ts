/**
 * Placement of labels in a figure without font metrics: text widths are estimated, rather too large than too small, unless they are measured.
 */

/** A rectangle. */
export interface Box {
  /** Center. */
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Average width of a character relative to the font size. Characters of wide scripts have width 1. */
const CHARACTER_WIDTH = 0.58;

/** Estimates the width of a text, in the unit of the font size. */
export function estimateTextWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += character.codePointAt(0)! >= 0x1100 ? size : size * CHARACTER_WIDTH;
  return width;
}

/** Breaks a text at spaces into lines of at most `length` characters; a longer word gets its own line. */
export function wrapText(text: string, length: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line && line.length + 1 + word.length > length) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line];
}

/** Returns the medians of the coordinates, which are robust against outliers. */
export function medianPoint(points: readonly { x: number; y: number }[]): { x: number; y: number } {
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;
  return { x: median(points.map(({ x }) => x)), y: median(points.map(({ y }) => y)) };
}

/** Steps by which a label is moved, in halves of its size: further away it would seem to belong to another topic. */
const MAX_STEPS = { x: 2, y: 3 };

/** The moves of a label in both directions, the shortest first. */
const MOVES = listMoves();

function listMoves(): { x: number; y: number }[] {
  const range = (max: number) => Array.from({ length: 2 * max + 1 }, (_, k) => k - max);
  const moves = range(MAX_STEPS.x).flatMap((x) => range(MAX_STEPS.y).map((y) => ({ x, y })));
  // A label is wider than high, so that a step to the side is longer.
  const length = ({ x, y }: { x: number; y: number }) => 4 * x * x + y * y;
  return moves.sort((a, b) => length(a) - length(b) || a.x - b.x || b.y - a.y);
}

/** Minimum distance of a label from the border of the figure. */
const MARGIN = 4;

/**
 * Finds a box near a point that is inside a square and overlaps no other box.
 * @param occupied boxes that must not be overlapped
 * @param side side of the square
 * @returns undefined if there is no free box near the point
 */
export function findFreeBox(
  { x, y }: { x: number; y: number },
  width: number,
  height: number,
  occupied: readonly Box[],
  side: number,
): Box | undefined {
  const clamp = (value: number, half: number) =>
    Math.min(Math.max(value, half + MARGIN), Math.max(side - half - MARGIN, half + MARGIN));
  for (const move of MOVES) {
    const [shiftX, shiftY] = [(move.x * width) / 2, (move.y * height) / 2];
    const box = { x: clamp(x + shiftX, width / 2), y: clamp(y + shiftY, height / 2), width, height };
    if (!occupied.some((other) => overlaps(box, other))) return box;
  }
  return undefined;
}

/** Tests whether two boxes overlap. */
export const overlaps = (a: Box, b: Box) =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;
