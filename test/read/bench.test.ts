import { expect, test } from 'vitest';
import { packers, writers } from '../../bench/formats.ts';
import { readPapers } from '../../src/read/read.ts';
import { headLength } from '../../src/read/record.ts';
import { formats } from '../../src/read/registry.ts';
import { readText, seeds } from './reading.ts';

/** Names under which the bench writes what another format reads. */
const readAs = new Map([
  ['Scopus CSV', 'CSV, TSV (Scopus, Web of Science, spreadsheets)'],
  ['JSON Lines', 'JSON, JSON Lines'],
  ['JSON array', 'JSON, JSON Lines'],
]);

test('what the bench of reading writes is read as the format it says, and whole', async () => {
  const { papers } = await readPapers(seeds());
  const sample = papers.slice(0, 40);
  const titles = sample.map(({ title }) => title).sort();
  for (const [name, write] of Object.entries(writers)) {
    const text = write(sample);
    const format = formats.find(({ detects }) => detects(text.slice(0, headLength), {}));
    expect(format?.name).toBe(readAs.get(name) ?? name);
    const read = await readText(text);
    expect([name, read.papers.map(({ title }) => title).sort()]).toEqual([name, titles]);
    expect([name, read.papers.filter(({ abstract }) => abstract).length]).toEqual([
      name,
      sample.filter(({ abstract }) => abstract).length,
    ]);
  }
  const bytes = new TextEncoder().encode(writers.RIS(sample));
  for (const pack of Object.values(packers)) expect((await readText(pack(bytes))).papers).toHaveLength(sample.length);
});
