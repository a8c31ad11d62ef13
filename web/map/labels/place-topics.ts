import { type FoundPlace, TopicPlacement, type WholeView } from '../../../src/layout/labels/topic-placement.ts';
import type { LabelStyle, TextLabel } from './label-text.ts';

/** What a smaller style and words that are left out cost, relative to a paper that a label covers. */
const COSTS = { smallerStyle: 0.75, omittedWords: 6, missing: 30 };

/** Number of times that topics without space are placed before the others, until all labels become smaller. */
const MAX_REORDERED = 3;

/** The labels of topics in their order, and what they cost together. */
interface Attempt {
  labels: TextLabel[];
  /** Indexes of the topics without space. */
  missing: number[];
  cost: number;
}

/**
 * Places the labels of topics, the first ones first, each in the style in which it covers few papers and has all of its words. If a topic remains
 * without space, it is placed before the others; if that does not help, all labels become smaller.
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
  const { styles, topics } = input;
  let order = [...topics.keys()];
  let best: Attempt | undefined;
  for (let attempt = 0; attempt < MAX_REORDERED + styles.length; attempt++) {
    const placed = await tryPlacing(input, order, styles.slice(Math.max(0, attempt - MAX_REORDERED)));
    if (!best || placed.cost < best.cost) best = placed;
    if (placed.missing.length === 0) break;
    order = [...placed.missing, ...order.filter((i) => !placed.missing.includes(i))];
  }
  return best?.labels ?? [];
}

async function tryPlacing<T extends { id: number }>(
  { view, positions, topicOf, topics, createLabel, pause }: Parameters<typeof placeTopics<T>>[0],
  order: readonly number[],
  styles: readonly LabelStyle[],
): Promise<Attempt> {
  const placement = new TopicPlacement(view, positions, topicOf);
  const attempt: Attempt = { labels: [], missing: [], cost: 0 };
  for (const i of order) {
    await pause();
    const topic = topics[i]!;
    const found = findPlace(placement, topic, styles, createLabel);
    if (!found) attempt.missing.push(i);
    attempt.cost += found?.cost ?? COSTS.missing;
    attempt.labels[i] = found
      ? { ...found.label, ...placement.occupy(found.place) }
      : createLabel(topic, styles.at(-1)!);
  }
  return attempt;
}

/** Returns the label of a topic in the style that costs least, and its place; undefined if there is no space. */
function findPlace<T extends { id: number }>(
  placement: TopicPlacement,
  topic: T,
  styles: readonly LabelStyle[],
  createLabel: (topic: T, style: LabelStyle) => TextLabel,
) {
  let best: { label: TextLabel; place: FoundPlace; cost: number } | undefined;
  for (const [step, style] of styles.entries()) {
    const label = createLabel(topic, style);
    const styleCost = step * COSTS.smallerStyle + (label.lines.at(-1)!.endsWith('…') ? COSTS.omittedWords : 0);
    if (best && best.cost <= styleCost) continue;
    const place = placement.find(topic.id, label);
    if (place && (!best || place.cost + styleCost < best.cost)) best = { label, place, cost: place.cost + styleCost };
  }
  return best;
}
