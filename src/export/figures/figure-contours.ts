import { topicColor } from '../../graph/colors.ts';
import { computeTopicContours, type Ring } from '../../layout/density/topic-contours.ts';
import type { PaperMap } from '../../model/map.ts';
import type { Contour } from './figure-model.ts';
import type { Projection } from './projection.ts';

/** Lays out the regions of the topics of papers; small ones are above large ones. */
export function layOutContours(map: PaperMap, { toX, toY }: Projection, papers: Uint32Array): Contour[] {
  const selected = new Set(papers);
  const regions = computeTopicContours(map.positions, map.topicOf, (paper) => selected.has(paper));
  const contours = [...regions].map(({ topic, islands }) => ({
    color: topicColor(topic),
    rings: islands.flat().map((ring) => ring.map((value, i) => (i % 2 === 0 ? toX(value) : toY(value)))),
    area: islands.reduce((total, [outer]) => total + computeArea(outer!), 0),
  }));
  return contours.sort((a, b) => b.area - a.area).map(({ color, rings }) => ({ color, rings }));
}

/** Returns the area inside a ring. */
function computeArea(ring: Ring): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2)
    sum += ring[j]! * ring[i + 1]! - ring[i]! * ring[j + 1]!;
  return Math.abs(sum) / 2;
}
