/** A closed line as x and y of each vertex; the last vertex is followed by the first one. */
export type Ring = Float64Array;

/** Tests whether a point is in a region with holes: a ray from it crosses the rings an odd number of times. */
export function isInside(rings: readonly Ring[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [y1, y2] = [ring[i + 1]!, ring[j + 1]!];
      if (y1 > y !== y2 > y && x < ((ring[j]! - ring[i]!) * (y - y1)) / (y2 - y1) + ring[i]!) inside = !inside;
    }
  return inside;
}

/** Returns the area inside a ring. */
export function computeArea(ring: Ring): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2)
    sum += ring[j]! * ring[i + 1]! - ring[i]! * ring[j + 1]!;
  return Math.abs(sum) / 2;
}

/** What draws paths: a path of a canvas, or a page of a PDF file. */
interface PathSink {
  moveTo(x: number, y: number): unknown;
  quadraticCurveTo(controlX: number, controlY: number, x: number, y: number): unknown;
  closePath(): unknown;
}

/** Draws a ring as a smooth curve: a quadratic B-spline whose control points are the vertices. */
export function traceRing(ring: Ring, sink: PathSink): void {
  const middle = (i: number, axis: 0 | 1) => {
    const next = (i + 2) % ring.length;
    return (ring[i + axis]! + ring[next + axis]!) / 2;
  };
  sink.moveTo(middle(ring.length - 2, 0), middle(ring.length - 2, 1));
  for (let i = 0; i < ring.length; i += 2) sink.quadraticCurveTo(ring[i]!, ring[i + 1]!, middle(i, 0), middle(i, 1));
  sink.closePath();
}
