/** Where names stand in a drawing that knows no font: widths are estimated, generously. */

/** A rectangle by its middle. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Average width of a letter in parts of the font's size; wide scripts take the whole of it. */
const LETTER = 0.58;

/** About how wide a text is drawn, in the unit of the size. */
export function widthOf(text: string, size: number): number {
  let width = 0;
  for (const letter of text) width += letter.codePointAt(0)! >= 0x1100 ? size : size * LETTER;
  return width;
}

/** Breaks a text at blanks into lines of about so many letters; a longer word has a line of its own. */
export function linesOf(text: string, length: number): string[] {
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

/** The medians of the coordinates: papers far out do not pull it away. */
export function middleOf(places: readonly { x: number; y: number }[]): { x: number; y: number } {
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;
  return { x: median(places.map(({ x }) => x)), y: median(places.map(({ y }) => y)) };
}

/** How far from its place a name may be moved, in its own heights. */
const FARTHEST = 5;

/** A place for a box above or below its own where it touches no other, within a square; undefined when there is none. */
export function freePlace(
  { x, y }: { x: number; y: number },
  width: number,
  height: number,
  taken: readonly Box[],
  side: number,
): Box | undefined {
  const within = (value: number, half: number) =>
    Math.min(Math.max(value, half + 4), Math.max(side - half - 4, half + 4));
  for (let step = 0; step <= 4 * FARTHEST; step++) {
    const shift = (step % 2 ? 1 : -1) * Math.ceil(step / 2) * (height / 2);
    const box = { x: within(x, width / 2), y: within(y + shift, height / 2), width, height };
    if (!taken.some((other) => overlap(box, other))) return box;
  }
  return undefined;
}

export const overlap = (a: Box, b: Box) =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;
