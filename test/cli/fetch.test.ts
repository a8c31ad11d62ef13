import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { IDS } from '../sources/library.ts';
import { listNumbers } from '../sources/run-fetch.ts';
import { startTestServer, type TestServer } from '../sources/test-server.ts';
import { createTempDirectory, runCli } from './run-cli.ts';

/** Runs a fetch in a directory, with its cache there. */
const runFetch = (cwd: string, server: TestServer, source: string, args: string[], env: Record<string, string> = {}) =>
  runCli(['fetch', source, ...args, '--base-url', server.baseUrl(source === 'doi' ? 'crossref' : source)], {
    cwd,
    env: { XDG_CACHE_HOME: join(cwd, 'cache'), OPENALEX_API_KEY: '', ...env },
  });

describe('papergraph fetch', () => {
  test('writes a file that build reads, and is done only once', async () => {
    const cwd = createTempDirectory();
    const server = await startTestServer(60);
    const env = { OPENALEX_API_KEY: 'secret-key', PAPERGRAPH_FETCH_CONTACT: 'me@example.org' };
    const fetched = await runFetch(cwd, server, 'openalex', ['neurons', '-o', 'papers.jsonl', '--json'], env);
    expect(fetched.code, fetched.stderr).toBe(0);
    expect(JSON.parse(fetched.stdout)).toMatchObject({
      source: 'openalex',
      records: 30,
      new: 30,
      matched: 30,
      missing: [],
    });
    expect(server.requests[0]!.url.searchParams.get('api_key')).toBe('secret-key');
    expect(server.requests[0]!.url.searchParams.get('mailto')).toBe('me@example.org');
    const cache = join(cwd, 'cache', 'papergraph');
    for (const file of [join(cwd, 'papers.jsonl'), ...readdirSync(cache).map((name) => join(cache, name))])
      expect(readFileSync(file, 'utf8')).not.toMatch(/secret-key|me@example/);
    const built = await runCli(['build', 'papers.jsonl', '--json', '-q'], { cwd });
    expect(JSON.parse(built.stdout)).toMatchObject({ records: 30, papers: 30, problems: [], notes: [] });
    const requests = server.requests.length;
    const again = await runFetch(cwd, server, 'openalex', ['neurons', '-o', 'papers.jsonl']);
    expect(again.stderr).toContain('papers.jsonl is complete; use --force to fetch again');
    expect(server.requests).toHaveLength(requests);
  });

  test('continues a file whose last line is cut short', async () => {
    const cwd = createTempDirectory();
    const server = await startTestServer(450);
    // The second page is refused.
    server.faults = [undefined, { status: 400, text: 'not now' }];
    const args = ['neurons', '-o', 'papers.jsonl'];
    const failed = await runFetch(cwd, server, 'openalex', args);
    expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining('refused the request (400: not now)') });
    const path = join(cwd, 'papers.jsonl');
    const before = readFileSync(path, 'utf8');
    expect(listNumbers(before)).toHaveLength(100);
    appendFileSync(path, '{"_source":{"service":"openalex","que');
    const interrupted = await runCli(['read', 'papers.jsonl', '--json', '-q'], { cwd });
    const { papers, notes } = JSON.parse(interrupted.stdout) as { papers: object[]; notes: { reason: string }[] };
    expect(papers).toHaveLength(100);
    expect(notes[0]!.reason).toContain('this fetch was interrupted: run "papergraph fetch" with the same output');
    const continued = await runFetch(cwd, server, 'openalex', args);
    expect(continued.stderr).toContain('continuing after 100 records');
    const after = readFileSync(path, 'utf8');
    expect(after.startsWith(before)).toBe(true);
    expect(listNumbers(after)).toEqual(Array.from({ length: 225 }, (_, i) => 2 * (i + 1)));
  });

  test('replaces no file of another request or program, unless it is forced', async () => {
    const cwd = createTempDirectory();
    const server = await startTestServer(10);
    writeFileSync(join(cwd, 'mine.jsonl'), '{"title":"My paper"}\n');
    const foreign = await runFetch(cwd, server, 'openalex', ['neurons', '-o', 'mine.jsonl']);
    expect(foreign).toMatchObject({ code: 2, stderr: expect.stringContaining('was not written by papergraph fetch') });
    expect(readFileSync(join(cwd, 'mine.jsonl'), 'utf8')).toBe('{"title":"My paper"}\n');
    await runFetch(cwd, server, 'openalex', ['neurons']);
    const size = statSync(join(cwd, 'papers.jsonl')).size;
    const other = await runFetch(cwd, server, 'openalex', ['graphs']);
    expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('is a fetch with the query "neurons"') });
    expect(statSync(join(cwd, 'papers.jsonl')).size).toBe(size);
    const forced = await runFetch(cwd, server, 'openalex', ['graphs', '--force']);
    expect(forced.code, forced.stderr).toBe(0);
    expect(listNumbers(readFileSync(join(cwd, 'papers.jsonl'), 'utf8'))).toEqual([1, 3, 5, 7, 9]);
  });

  test('reads DOIs from a file and names lines without one', async () => {
    const cwd = createTempDirectory();
    const server = await startTestServer(10);
    writeFileSync(join(cwd, 'dois.txt'), `https://doi.org/${IDS.doi(1)}\n\nno DOI\n${IDS.doi(2).toUpperCase()}\n`);
    // The test server has DataCite elsewhere, which therefore has no paper at all.
    const result = await runFetch(cwd, server, 'doi', ['dois.txt', IDS.doi(3), '-o', '-', '--no-cache']);
    expect(result.code, result.stderr).toBe(0);
    expect(listNumbers(result.stdout)).toEqual([1, 2, 3]);
    expect(result.stderr).toContain('dois.txt:3: no DOI in this line');
  });

  test('says what is missing, and that nothing was found', async () => {
    const cwd = createTempDirectory();
    const server = await startTestServer(3);
    const result = await runFetch(cwd, server, 'openalex', ['W9999']);
    expect(result).toMatchObject({ code: 1, stderr: expect.stringContaining('not found: W9999') });
  });

  test('says why fewer records were fetched than match', async () => {
    const cwd = createTempDirectory();
    const server = await startTestServer(10);
    const { stderr } = await runFetch(cwd, server, 'zotero', []);
    expect(stderr).toContain('10 records match, 9 were fetched: the others are attachments or notes');
  });

  test.each([
    [['openalex'], 'missing query'],
    [['scholar', 'x'], 'Allowed choices are openalex'],
    [['openalex', 'x', '--since', '2026-02-30'], 'It must be a date such as 2026-01-31'],
    [['openalex', 'x', '--rounds', '2'], '--rounds needs --cites or --cited-by'],
    [['openalex', 'x', '--collection', 'A'], '--collection is for zotero'],
    [['openalex', 'x', '--group', 'A'], '--group is for zotero'],
    [['openalex', 'x', '--contact', 'me'], '--contact must be an email address'],
    [['openalex', 'x', '--base-url', 'file:///etc'], 'It must be an address such as'],
    [['doi', 'x'], '"x" is neither a DOI nor a file'],
    [['openalex', 'x', '--json', '-o', '-'], 'are both written to stdout'],
  ])('%j is wrong usage', async (args, message) => {
    const result = await runCli(['fetch', ...args], { cwd: createTempDirectory() });
    expect(result).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });

  test('a file in the working directory cannot send keys elsewhere', async () => {
    const cwd = createTempDirectory();
    writeFileSync(join(cwd, 'papergraph.config.json'), '{"fetch":{"baseUrl":"http://127.0.0.1:9"}}');
    const result = await runCli(['fetch', 'openalex', 'x'], { cwd });
    expect(result).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"fetch.baseUrl" can only be set on the command line'),
    });
  });
});
