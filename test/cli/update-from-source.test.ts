import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startTestServer } from '../sources/test-server.ts';
import { createSampleLines, createTempDirectory, runCli } from './run-cli.ts';

test('update --from-source repeats the fetch since its last date and adds what is new', async () => {
  const cwd = createTempDirectory();
  const server = await startTestServer(60);
  const env = { XDG_CACHE_HOME: join(cwd, 'cache'), OPENALEX_API_KEY: '' };
  const base = ['--base-url', server.baseUrl('openalex')];
  await runCli(['fetch', 'openalex', 'neurons', '-o', 'papers.jsonl', '--limit', '20', ...base, '-q'], { cwd, env });
  await runCli(['build', 'papers.jsonl', '-o', 'map.json', '-q'], { cwd });
  const { date } = JSON.parse(readFileSync(join(cwd, 'papers.jsonl'), 'utf8').split('\n')[0]!);
  const before = server.requests.length;
  const { code, stderr } = await runCli(['update', 'map.json', '--from-source', '--contact', 'me@example.org'], {
    cwd,
    env,
  });
  expect(code, stderr).toBe(0);
  const asked = server.requests.slice(before).map(({ url }) => decodeURIComponent(url.search));
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.every((search) => search.includes('neurons') && search.includes(date))).toBe(true);
  expect(asked[0]).toContain('me@example.org');
  expect(readdirSync(cwd)).toContain(`papers-since-${date}.jsonl`);
  expect(stderr).toMatch(/nothing new since|new papers?/);
});

test('update --from-source adds what an interrupted update has fetched', async () => {
  const cwd = createTempDirectory();
  const server = await startTestServer(60);
  const env = { XDG_CACHE_HOME: join(cwd, 'cache'), OPENALEX_API_KEY: '' };
  const fetchTo = (file: string, ...options: string[]) =>
    runCli(['fetch', 'openalex', 'neurons', '-o', file, '--base-url', server.baseUrl('openalex'), '-q', ...options], {
      cwd,
      env,
    });
  await fetchTo('papers.jsonl');
  const path = join(cwd, 'papers.jsonl');
  const lines = readFileSync(path, 'utf8').split('\n');
  // All but three papers; the others were fetched later, and the map was not updated.
  const isLate = (line: string) => /Paper (?:2|4|6) about/.test(line);
  writeFileSync(path, lines.filter((line) => !isLate(line)).join('\n'));
  await runCli(['build', 'papers.jsonl', '-o', 'map.json', '-q'], { cwd });
  await fetchTo('papers-since-2020-01-01.jsonl', '--since', '2020-01-01');
  const { code, stderr } = await runCli(['update', 'map.json', '--from-source'], { cwd, env });
  expect(code, stderr).toBe(0);
  expect(stderr).toMatch(/3 new papers.*; 30 papers/);
});

test('update --from-source of a map of other files says what to do', async () => {
  const cwd = createTempDirectory();
  const input = createSampleLines(8);
  await runCli(['build', '-', '-o', 'map.json', '-q'], { cwd, input });
  const { code, stderr } = await runCli(['update', 'map.json', '--from-source'], { cwd });
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /map\.json does not come from a file of "papergraph fetch" that is here \(stdin\): run this in the folder/,
  );
});
