/** A rectangle; y points down. */
export interface Rectangle {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Returns whether two rectangles are closer to each other than a margin; touching ones do not overlap. */
export const isOverlapping = (a: Rectangle, b: Rectangle, margin = 0) =>
  a.left < b.right + margin && a.right > b.left - margin && a.top < b.bottom + margin && a.bottom > b.top - margin;

/** Returns a rectangle that is larger by a margin on each side, or smaller if the margin is negative. */
export const expand = ({ left, right, top, bottom }: Rectangle, margin: number): Rectangle => ({
  left: left - margin,
  right: right + margin,
  top: top - margin,
  bottom: bottom + margin,
});

/** Returns the distance between a rectangle and a point; 0 if the point is inside. */
export function distanceTo({ left, right, top, bottom }: Rectangle, { x, y }: { x: number; y: number }): number {
  const [dx, dy] = [Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)];
  return Math.sqrt(dx * dx + dy * dy);
}
