import { OTHER_TOPIC } from '../../model/map.ts';
import { distanceTo, type Rectangle } from './rectangle.ts';

/** Papers whose discs are farther from a label than this, in pixels, do not count as near it. */
export const MAX_DISTANCE = 24;

/**
 * Returns whether a label is among the papers of its own topic rather than among those of another one. The closer a paper is to the label, the more it counts. Papers that
 * belong to no topic do not count.
 *
 * @param box the place of the label.
 * @param papers at least those whose discs are within `MAX_DISTANCE` of the label; without a radius, discs are points.
 */
export function isAtOwnTopic(
  box: Rectangle,
  topic: number,
  papers: Iterable<{ x: number; y: number; topic: number; radius?: number }>,
): boolean {
  const shares = new Map<number, number>();
  for (const paper of papers) {
    const nearness = 1 - Math.max(0, distanceTo(box, paper) - (paper.radius ?? 0)) / MAX_DISTANCE;
    if (nearness > 0 && paper.topic !== OTHER_TOPIC.id)
      shares.set(paper.topic, (shares.get(paper.topic) ?? 0) + nearness);
  }
  const own = shares.get(topic) ?? 0;
  return own > 0 && own >= Math.max(...shares.values());
}
