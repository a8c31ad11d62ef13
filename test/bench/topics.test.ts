import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { topicsBench } from '../../bench/topics.ts';

it('prints modularity and the rules of labels, and no agreement where no venue is known, on the seeds', async () => {
  const lines = await topicsBench({ papers: 'seeds' });
  expect(lines[0]).toBe('257 papers, no venue is known: nothing to agree with');
  expect(lines).toContainEqual(expect.stringMatching(/^papergraph: \d+ topics, modularity 0\.\d+$/));
  expect(lines).toContainEqual(expect.stringMatching(/^labels: \d+, rules broken: 0$/));
}, 60_000);

it('prints agreement where venues are known', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'papergraph-bench-'));
  const file = join(folder, 'papers.bib');
  const entry = (key: string, venue: string, words: string) =>
    `@article{${key}, title={${key}: ${words} of ${key.toLowerCase()}}, journal={${venue}}, abstract={In ${key.toLowerCase()} ${words}.}}`;
  const entries = ['Memory', 'Injury', 'Rhythm', 'Growth'].flatMap((key) => [
    entry(`Glial${key}`, 'Glia', 'astrocytes raise calcium waves'),
    entry(`Spoken${key}`, 'Speech', 'transformers translate long sequences'),
  ]);
  writeFileSync(file, entries.join('\n'));
  const lines = await topicsBench({ papers: file });
  rmSync(folder, { recursive: true });
  expect(lines[0]).toBe('8 papers, 2 venues');
  expect(lines[1]).toMatch(/^papergraph: 2 topics, modularity 0\.\d+, agreement with venues 1\.0000$/);
});
