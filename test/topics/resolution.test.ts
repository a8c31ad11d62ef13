import { expect, test } from 'vitest';
import { buildAdjacency } from '../../src/graph/adjacency.ts';
import { LouvainRuns } from '../../src/topics/louvain/louvain-runs.ts';
import { chooseResolution, getReadableTopicRange, scanResolutions } from '../../src/topics/resolution.ts';
import { createPlantedPapers } from './planted-papers.ts';

test('chooses the highest plateau with a readable number of topics', () => {
  expect(getReadableTopicRange(256)).toEqual([4, 12]);
  const scanned = [
    { resolution: 0.5, topics: 3, stability: 1, plateau: 1 },
    { resolution: 1, topics: 5, stability: 0.7, plateau: 0.7 },
    { resolution: 2, topics: 11, stability: 0.7, plateau: 0.8 },
    { resolution: 4, topics: 40, stability: 1, plateau: 1 },
  ];
  expect(chooseResolution(scanned, 256)).toBe(2);
  expect(chooseResolution([scanned[0]!, scanned[3]!], 256)).toBe(0.5);
});

test('scans the readable range and finds the planted number of topics on a plateau', async () => {
  const { edges } = await createPlantedPapers(7, 280);
  const graph = { order: 280, edges };
  const scanned = await scanResolutions(new LouvainRuns(graph, buildAdjacency(graph), 1, 1), 280, 4);
  const [minTopics, maxTopics] = getReadableTopicRange(280);
  // Well separated fields stay separate down to the lowest resolution.
  expect(scanned[0]!.topics < minTopics || scanned[0]!.resolution < 0.07).toBe(true);
  expect(scanned.at(-1)!.topics).toBeGreaterThan(maxTopics);
  expect(scanned.map(({ resolution }) => resolution)).toEqual(
    scanned.map(({ resolution }) => resolution).sort((a, b) => a - b),
  );
  const chosen = scanned.find(({ resolution }) => resolution === chooseResolution(scanned, 280))!;
  expect(chosen.topics).toBe(7);
  expect(chosen.plateau).toBeGreaterThan(0.95);
});
