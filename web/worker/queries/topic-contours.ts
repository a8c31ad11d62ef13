import { computeTopicContours, type TopicContour } from '../../../src/layout/density/topic-contours.ts';

/** Computes the contours of topics, and lets the worker handle other calls between two topics. */
export async function findTopicContours(
  positions: Float32Array,
  topicOf: Uint32Array,
  visible: Uint8Array,
): Promise<TopicContour[]> {
  const contours: TopicContour[] = [];
  for (const contour of computeTopicContours(positions, topicOf, (paper) => visible[paper] === 1)) {
    contours.push(contour);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return contours;
}
