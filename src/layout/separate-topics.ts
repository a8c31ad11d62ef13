import type { Topics } from '../model/map.ts';
import { removeOverlaps } from './remove-overlaps.ts';

/** The radius of a group's disc, against the root mean square of its papers' distances from its centre. */
const REACH = 1.25;

/**
 * Moves topics apart, in place, where they have run into each other: each subtopic (each topic, where it has none) is taken
 * for a disc around its centre, overlaps of discs are removed, and the papers move with their disc.
 */
export function partTopics(positions: Float32Array, groups: Pick<Topics, 'topicOf' | 'subtopicOf'>): void {
  const members = new Map<string, number[]>();
  groups.topicOf.forEach((topic, i) => {
    const key = `${topic} ${groups.subtopicOf[i]}`;
    const own = members.get(key);
    if (own) own.push(i);
    else members.set(key, [i]);
  });
  const discs = [...members.values()].map((papers) => discOf(positions, papers));
  const moved = Float32Array.from(discs.flatMap(({ x, y }) => [x, y]));
  removeOverlaps(
    moved,
    Float32Array.from(discs, ({ radius }) => radius),
  );
  [...members.values()].forEach((papers, d) => {
    const dx = moved[2 * d]! - discs[d]!.x;
    const dy = moved[2 * d + 1]! - discs[d]!.y;
    for (const i of papers) {
      positions[2 * i]! += dx;
      positions[2 * i + 1]! += dy;
    }
  });
}

function discOf(positions: Float32Array, papers: readonly number[]): { x: number; y: number; radius: number } {
  let [x, y, squares] = [0, 0, 0];
  for (const i of papers) {
    x += positions[2 * i]! / papers.length;
    y += positions[2 * i + 1]! / papers.length;
  }
  for (const i of papers) squares += (positions[2 * i]! - x) ** 2 + (positions[2 * i + 1]! - y) ** 2;
  return { x, y, radius: REACH * Math.sqrt(squares / papers.length) };
}
