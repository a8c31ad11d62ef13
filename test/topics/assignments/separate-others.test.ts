import fc from 'fast-check';
import { expect, test } from 'vitest';
import { separateOthers } from '../../../src/topics/assignments/separate-others.ts';

const separate = (topicOf: number[], confidence: number[], secondTopic: number[], minSize = 1) => {
  const result = separateOthers(
    Uint32Array.from(topicOf),
    { confidence: Float32Array.from(confidence), secondTopic: Uint32Array.from(secondTopic) },
    minSize,
  );
  return Object.fromEntries(Object.entries(result).map(([name, values]) => [name, [...values]]));
};

test('nodes of low confidence are in no topic, their topic is the second one, and topics are numbered by size again', () => {
  expect(separate([1, 1, 1, 2, 2, 0], [0.9, 0.1, 0.29, 0.8, 0.3, 0], [2, 2, 0, 1, 0, 0])).toEqual({
    topicOf: [2, 0, 0, 1, 1, 0],
    secondTopic: [1, 2, 2, 2, 0, 0],
    previousTopics: [0, 2, 1],
  });
});

test('a topic that would be too small keeps its nodes', () => {
  expect(separate([1, 1, 1, 2, 2], [0.9, 0.1, 0.1, 0.9, 0.9], [0, 2, 2, 0, 0], 2).topicOf).toEqual([1, 1, 1, 2, 2]);
  expect(separate([1, 1], [0, 0], [0, 0], 3).topicOf).toEqual([1, 1]);
});

test('no topic is lost, and a second topic exists and differs from the topic', () => {
  const node = fc.record({
    topic: fc.nat(4),
    second: fc.nat(4),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(node, { minLength: 1 }), fc.integer({ min: 1, max: 4 }), (nodes, minSize) => {
      const numbers = [...new Set(nodes.map(({ topic }) => topic))].filter((topic) => topic > 0);
      const numberOf = (topic: number) => numbers.indexOf(topic) + 1;
      const before = nodes.map(({ topic }) => numberOf(topic));
      const second = nodes.map((n) => (n.second === n.topic ? 0 : numberOf(n.second)));
      const { topicOf, secondTopic, previousTopics } = separate(
        before,
        nodes.map((n) => n.confidence),
        second,
        minSize,
      ) as Record<string, number[]>;
      expect(new Set(topicOf!.filter((topic) => topic > 0)).size).toBe(numbers.length);
      topicOf!.forEach((topic, k) => {
        if (topic > 0) expect(previousTopics![topic]).toBe(before[k]);
        else
          expect(previousTopics![secondTopic![k]!]).toBe(
            before[k] === 0 ? previousTopics![secondTopic![k]!] : before[k],
          );
        expect(topic > 0 && secondTopic![k] === topic).toBe(false);
      });
    }),
  );
});
