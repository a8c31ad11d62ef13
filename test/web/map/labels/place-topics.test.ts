import { expect, test } from 'vitest';
import type { LabelStyle } from '../../../../web/map/labels/label-text.ts';
import { placeTopics } from '../../../../web/map/labels/place-topics.ts';
import { wrapText } from '../../../../web/map/labels/wrap-text.ts';

const SMALL: LabelStyle = { font: 'small', lineHeight: 10, lineLength: 30, maxLines: 1 };
const LARGE: LabelStyle = { font: 'large', lineHeight: 20, lineLength: 8, maxLines: 1 };

interface Topic {
  id: number;
  label: string;
}

/** Places labels whose characters are half as wide as a line is high. Returns their texts and fonts; undefined for labels without space. */
async function place(
  topics: Topic[],
  styles: LabelStyle[],
  papers: { x: number; y: number; topic: number }[],
  { width, height }: { width: number; height: number },
) {
  const labels = await placeTopics({
    view: { width, height, scale: 1, center: { x: 0, y: 0 }, obstacles: [], radiusOf: () => 4 },
    positions: Float32Array.from(papers.flatMap(({ x, y }) => [x, y])),
    topicOf: papers.map(({ topic }) => topic),
    topics,
    styles,
    createLabel: ({ label }, { font, lineHeight, lineLength, maxLines }) => {
      const lines = wrapText(label, lineLength, maxLines);
      const longest = Math.max(...lines.map((line) => line.length));
      const size = { width: (longest * lineHeight) / 2, height: lines.length * lineHeight };
      return { ...size, lines, font, lineHeight, x: 0, y: 0, offsetY: 0, minScale: 0, maxScale: 1 };
    },
    pause: () => undefined,
  });
  return labels.map(({ lines, font, offsetX }) => (offsetX === undefined ? undefined : `${font}: ${lines.join(' ')}`));
}

test('a label has all of its words in a small font rather than some of them in a large one', async () => {
  const labels = await place([{ id: 1, label: 'Neural networks' }], [LARGE, SMALL], [{ x: 0, y: 0, topic: 1 }], {
    width: 400,
    height: 200,
  });
  expect(labels).toEqual(['small: Neural networks']);
});

test('a topic that remains without space is placed before the others', async () => {
  const topics = [
    { id: 1, label: 'Abc' },
    { id: 2, label: 'Defghijk' },
  ];
  // The label of the first topic would be where that of the second has its only place.
  const papers = [
    { x: 30, y: 0, topic: 1 },
    { x: -25, y: -5, topic: 2 },
  ];
  expect(await place(topics, [SMALL], papers, { width: 100, height: 50 })).toEqual(['small: Abc', 'small: Defghijk']);
});
