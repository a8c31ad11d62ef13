import { expect, test } from 'vitest';
import { isAtOwnTopic } from '../../../src/layout/labels/own-topic.ts';

const BOX = { left: 0, right: 100, top: 0, bottom: 20 };

/** Papers of a topic in a row below the box. */
const row = (topic: number, distance: number, count = 10) =>
  Array.from({ length: count }, (_, i) => ({ topic, x: 10 * i, y: BOX.bottom + distance }));

test('a label belongs to the topic whose papers are nearer', () => {
  expect(isAtOwnTopic(BOX, 1, [...row(1, 7), ...row(2, 15)])).toBe(true);
  expect(isAtOwnTopic(BOX, 2, [...row(1, 7), ...row(2, 15)])).toBe(false);
});

test('a label on top of papers belongs to the topic that most of them have', () => {
  expect(isAtOwnTopic(BOX, 1, [...row(1, -10, 6), ...row(2, -5, 4)])).toBe(true);
  expect(isAtOwnTopic(BOX, 1, [...row(1, -10, 4), ...row(2, -5, 6)])).toBe(false);
});

test('a single paper of another topic, and papers of no topic, change nothing', () => {
  expect(isAtOwnTopic(BOX, 1, [...row(1, 7, 3), ...row(2, -5, 1), ...row(0, -5)])).toBe(true);
});

test('a label without papers nearby is at no topic', () => {
  expect(isAtOwnTopic(BOX, 1, [])).toBe(false);
  expect(isAtOwnTopic(BOX, 1, row(1, 200))).toBe(false);
});
