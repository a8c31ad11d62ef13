import { TopicPlacement, type WholeView } from '../../../src/layout/labels/topic-placement.ts';
import type { LabelStyle, TextLabel } from './label-text.ts';

/**
 * Places the labels of topics, the first ones first. Each gets the first style for which there is space. If a topic remains
 * without space, all labels become smaller.
 *
 * @param input.topicOf the topic of each paper.
 * @param input.styles from the largest to the smallest.
 * @param input.createLabel creates a label at the center of its topic, where it stays if there is no space.
 * @returns the labels in the order of the topics.
 */
export async function placeTopics<T extends { id: number }>(input: {
  view: WholeView;
  positions: Float32Array;
  topicOf: ArrayLike<number>;
  topics: readonly T[];
  styles: readonly LabelStyle[];
  createLabel(topic: T, style: LabelStyle): TextLabel;
  /** Called between topics; placing the labels of a hundred topics takes longer than the page may be blocked. */
  pause(): Promise<void> | undefined;
}): Promise<TextLabel[]> {
  const { view, positions, topicOf, topics, styles, createLabel, pause } = input;
  let best: { labels: TextLabel[]; placedCount: number } | undefined;
  for (let first = 0; first < styles.length && (best?.placedCount ?? -1) < topics.length; first++) {
    const placement = new TopicPlacement(view, positions, topicOf);
    let placedCount = 0;
    const labels: TextLabel[] = [];
    for (const topic of topics) {
      await pause();
      const label = placeLabel(placement, topic, styles.slice(first), createLabel);
      if (label) placedCount++;
      labels.push(label ?? createLabel(topic, styles.at(-1)!));
    }
    if (!best || placedCount > best.placedCount) best = { labels, placedCount };
  }
  return best?.labels ?? [];
}

/** Returns the label of a topic in the first style for which there is space, or undefined. */
function placeLabel<T extends { id: number }>(
  placement: TopicPlacement,
  topic: T,
  styles: readonly LabelStyle[],
  createLabel: (topic: T, style: LabelStyle) => TextLabel,
): TextLabel | undefined {
  for (const style of styles) {
    const label = createLabel(topic, style);
    const place = placement.place(topic.id, label);
    if (place) return { ...label, ...place };
  }
  return undefined;
}
