import type { Topics } from '../model/map.ts';
import { removeOverlaps } from './remove-overlaps.ts';

/** Radius of a group's disc, relative to the root mean square distance of its papers from its center. */
const RADIUS_FACTOR = 1.25;

/**
 * Moves overlapping topics apart, in place. Each subtopic (or topic without subtopics) is approximated by a disc around its
 * center; overlaps between discs are removed and the papers move with their disc.
 * @param positions Interleaved x and y of each paper; input and output.
 * @throws the reason of the signal if it is aborted
 */
export async function separateTopics(
  positions: Float32Array,
  groups: Pick<Topics, 'topicOf' | 'subtopicOf'>,
  signal?: AbortSignal,
): Promise<void> {
  const membersByKey = new Map<string, number[]>();
  groups.topicOf.forEach((topic, i) => {
    const key = `${topic} ${groups.subtopicOf[i]}`;
    const members = membersByKey.get(key);
    if (members) members.push(i);
    else membersByKey.set(key, [i]);
  });
  const discs = [...membersByKey.values()].map((papers) => computeDisc(positions, papers));
  const centers = Float32Array.from(discs.flatMap(({ x, y }) => [x, y]));
  const radii = Float32Array.from(discs, ({ radius }) => radius);
  await removeOverlaps(centers, radii, {}, signal);
  [...membersByKey.values()].forEach((papers, d) => {
    const dx = centers[2 * d]! - discs[d]!.x;
    const dy = centers[2 * d + 1]! - discs[d]!.y;
    for (const i of papers) {
      positions[2 * i]! += dx;
      positions[2 * i + 1]! += dy;
    }
  });
}

/** Returns the disc around the mean position of some papers. */
function computeDisc(positions: Float32Array, papers: readonly number[]): { x: number; y: number; radius: number } {
  let [x, y, squaredDistances] = [0, 0, 0];
  for (const i of papers) {
    x += positions[2 * i]! / papers.length;
    y += positions[2 * i + 1]! / papers.length;
  }
  for (const i of papers) squaredDistances += (positions[2 * i]! - x) ** 2 + (positions[2 * i + 1]! - y) ** 2;
  return { x, y, radius: RADIUS_FACTOR * Math.sqrt(squaredDistances / papers.length) };
}
