import { topicColor } from '../../graph/colors.ts';
import { computeArea } from '../../layout/density/ring.ts';
import { computeTopicContours, type TopicContour } from '../../layout/density/topic-contours.ts';
import type { PaperMap } from '../../model/map.ts';
import type { Contour } from './figure-model.ts';
import type { Projection } from './projection.ts';

/** Returns the regions of the topics of papers. */
export function findRegions(map: PaperMap, papers: Uint32Array): TopicContour[] {
  const selected = new Set(papers);
  return [...computeTopicContours(map.positions, map.topicOf, (paper) => selected.has(paper))];
}

/** Lays out regions of topics; small ones are above large ones. */
export function layOutContours(regions: readonly TopicContour[], { toX, toY }: Projection): Contour[] {
  const contours = regions.map(({ topic, islands }) => ({
    color: topicColor(topic),
    rings: islands.flat().map((ring) => ring.map((value, i) => (i % 2 === 0 ? toX(value) : toY(value)))),
    area: islands.reduce((total, [outer]) => total + computeArea(outer!), 0),
  }));
  return contours.sort((a, b) => b.area - a.area).map(({ color, rings }) => ({ color, rings }));
}
