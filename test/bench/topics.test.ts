import { expect, it } from 'vitest';
import { topicsBench } from '../../bench/topics.ts';

it('prints agreement, modularity and the rules of labels, on the seeds', async () => {
  const lines = await topicsBench({ papers: 'seeds' });
  expect(lines[0]).toMatch(/^257 papers, \d+ venues$/);
  expect(lines).toContainEqual(expect.stringMatching(/^papergraph: \d+ topics, modularity 0\.\d+, agreement/));
  expect(lines).toContainEqual(expect.stringMatching(/^labels: \d+, rules broken: 0$/));
}, 60_000);
