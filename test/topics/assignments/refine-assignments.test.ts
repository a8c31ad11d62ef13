import { expect, test } from 'vitest';
import { buildAdjacency } from '../../../src/graph/adjacency.ts';
import { refineAssignments } from '../../../src/topics/assignments/refine-assignments.ts';
import { createPlantedPapers } from '../planted-papers.ts';

test('moves misassigned papers to the correct topic and leaves papers in no topic unchanged', async () => {
  const { text, edges, fieldOf } = await createPlantedPapers(4, 120);
  const expected = fieldOf.map((field) => field + 1);
  const initial = expected.map((topic, i) => (i % 15 === 0 ? (topic % 4) + 1 : topic));
  initial[7] = 0;
  expected[7] = 0;
  const papers = Uint32Array.from({ length: 120 }, (_, i) => i);
  const refined = await refineAssignments(buildAdjacency({ order: 120, edges }), text.rows, papers, initial);
  expect([...refined]).toEqual([...expected]);
});
