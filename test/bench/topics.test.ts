import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runTopicsBench } from '../../bench/topics.ts';

it('prints modularity and label rules for papers without venues', async () => {
  const lines = await runTopicsBench({ papers: 'seeds' });
  expect(lines[0]).toBe('257 papers, no venues to compare with');
  expect(lines).toContainEqual(expect.stringMatching(/^papergraph: \d+ topics, modularity 0\.\d+$/));
  expect(lines).toContainEqual(expect.stringMatching(/^labels: \d+, rules broken: 0$/));
}, 60_000);

it('prints the agreement with venues', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'papergraph-bench-'));
  const file = join(directory, 'papers.bib');
  const createEntry = (key: string, venue: string, text: string) =>
    `@article{${key}, title={${key}: ${text} of ${key.toLowerCase()}}, journal={${venue}}, abstract={In ${key.toLowerCase()} ${text}.}}`;
  const entries = ['Memory', 'Injury', 'Rhythm', 'Growth'].flatMap((key) => [
    createEntry(`Glial${key}`, 'Glia', 'astrocytes raise calcium waves'),
    createEntry(`Spoken${key}`, 'Speech', 'transformers translate long sequences'),
  ]);
  writeFileSync(file, entries.join('\n'));
  const lines = await runTopicsBench({ papers: file });
  rmSync(directory, { recursive: true });
  expect(lines[0]).toBe('8 papers, 2 venues');
  expect(lines[1]).toMatch(/^papergraph: 2 topics, modularity 0\.\d+, agreement with venues 1\.0000$/);
});
