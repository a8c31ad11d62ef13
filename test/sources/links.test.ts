import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/cli/errors.ts';
import { readRequest } from '../../src/cli/fetch/read-request.ts';
import type { FetchOptions, FetchSummary, SourceName } from '../../src/model/fetched-file.ts';
import { IDS, type LibraryPaper } from './library.ts';
import { createEnvironment, createRequest, listNumbers, readFetched, runFetch } from './run-fetch.ts';
import { startTestServer } from './test-server.ts';

/** Follows the links of papers by a plain search, as an oracle. */
function followLinks(library: readonly LibraryPaper[], start: number[], options: FetchOptions): Set<number>[] {
  const { cites = false, citedBy = false, rounds = 1, minLinks = 1 } = options;
  const known = new Set(start);
  const found: Set<number>[] = [];
  for (let round = 0; round < rounds; round++) {
    const isLinked = (a: LibraryPaper, b: number) =>
      (cites && a.citedBy.includes(b)) || (citedBy && a.cites.includes(b));
    const next = library.filter(
      (paper) => !known.has(paper.n) && [...known].filter((n) => isLinked(paper, n)).length >= minLinks,
    );
    if (next.length === 0) break;
    found.push(new Set(next.map(({ n }) => n)));
    for (const { n } of next) known.add(n);
  }
  return found;
}

const summaryOf = (text: string) => (JSON.parse(text.trimEnd().split('\n').at(-1)!) as { _end: FetchSummary })._end;

const BOTH: [SourceName, (n: number) => string][] = [
  ['openalex', IDS.openalex],
  ['semanticscholar', IDS.s2],
  ['europepmc', (n) => `MED/${IDS.pmid(n)}`],
  ['pubmed', IDS.pmid],
];

describe.each(BOTH)('citations of %s', (source, toId) => {
  test.each<FetchOptions>([
    { cites: true },
    { citedBy: true },
    { cites: true, citedBy: true, rounds: 2 },
    { cites: true, citedBy: true, rounds: 3, minLinks: 2 },
  ])('%o', async (options) => {
    const server = await startTestServer(60);
    const request = createRequest(server, source, { ids: [20, 21].map(toId) }, options);
    const text = await runFetch(request);
    const expected = followLinks(server.library, [20, 21], options);
    expect(new Set(listNumbers(text))).toEqual(new Set([20, 21, ...expected.flatMap((round) => [...round])]));
    const rounds = text
      .split('\n')
      .filter((line) => line.startsWith('{"_source"'))
      .map((line) => (JSON.parse(line) as { _source: { round?: number } })._source.round ?? 0);
    expect(rounds.filter((round) => round > 0)).toHaveLength(expected.reduce((sum, round) => sum + round.size, 0));
    expect(rounds).toEqual([...rounds].sort());
    // Wherever it is interrupted, the rest follows.
    for (let maxSteps = 1; maxSteps < 12; maxSteps += 2) {
      const start = await runFetch(request, createEnvironment(), { maxSteps });
      expect(listNumbers(await runFetch(request, createEnvironment(), { start }))).toEqual(listNumbers(text));
    }
    expect((await readFetched(text)).papers).toHaveLength(rounds.length);
  });
});

test.each(['crossref', 'datacite'] as const)('%s follows references', async (source) => {
  const server = await startTestServer(60);
  const ids = [40, 41].map(IDS.doi);
  const text = await runFetch(createRequest(server, source, { ids }, { cites: true, rounds: 2 }));
  const expected = followLinks(server.library, [40, 41], { cites: true, rounds: 2 });
  const hasPaper = (n: number) => source === 'datacite' || n % 7 !== 0;
  const all = [40, 41, ...expected.flatMap((round) => [...round])];
  // What Crossref does not have leads to nothing.
  if (source === 'datacite') expect(new Set(listNumbers(text))).toEqual(new Set(all));
  else expect(listNumbers(text).every((n) => all.includes(n) && hasPaper(n))).toBe(true);
  expect(listNumbers(text).length).toBeGreaterThan(2);
});

test('the rounds end when they are done, nothing new is found, or the limit is reached', async () => {
  const server = await startTestServer(30);
  const run = async (options: FetchOptions) =>
    summaryOf(await runFetch(createRequest(server, 'openalex', { ids: [IDS.openalex(10)] }, options)));
  expect((await run({ cites: true })).stopped).toBe('1 round is done');
  const all = await run({ cites: true, rounds: 50 });
  expect(all).toMatchObject({ records: 10, stopped: expect.stringMatching(/^round \d found no new paper$/) });
  expect(await run({ cites: true, rounds: 50, limit: 4 })).toMatchObject({
    records: 4,
    stopped: 'the limit of 4 records is reached',
  });
});

test('the papers with the most links come first', async () => {
  const server = await startTestServer(60);
  const ids = [20, 21, 22].map(IDS.openalex);
  const text = await runFetch(createRequest(server, 'openalex', { ids }, { cites: true, limit: 4 }));
  // 20 cites 19, 18, 10; 21 cites 20, 19, 10; 22 cites 21, 20, 11.
  expect([10, 19]).toContain(listNumbers(text).at(-1));
});

test('citations that a service does not have are wrong usage', async () => {
  const read = (source: SourceName, options: FetchOptions) => readRequest(source, ['10.1000/2'], options);
  await expect(read('arxiv', { cites: true })).rejects.toThrow(
    new UsageError('arxiv has no such citations: omit --cites, or use openalex, semanticscholar, europepmc, or pubmed'),
  );
  await expect(read('crossref', { citedBy: true })).rejects.toThrow('omit --cited-by');
  await expect(read('crossref', { cites: true })).resolves.toMatchObject({ ids: ['10.1000/2'] });
});

describe('DOIs', () => {
  test('are asked for at Crossref, then at DataCite, and the others are named', async () => {
    const server = await startTestServer(100);
    const answering: typeof fetch = (input, init) =>
      fetch(String(input).replace('/crossref/dois', '/datacite/dois'), init);
    const environment = createEnvironment({ fetch: answering });
    const ids = Array.from({ length: 102 }, (_, i) => IDS.doi(i + 1));
    const request = createRequest(server, 'doi', { ids });
    const text = await runFetch(request, environment);
    expect([...listNumbers(text)].sort((a, b) => a - b)).toEqual(server.library.map(({ n }) => n));
    expect(text).toContain('"service":"datacite"');
    expect(summaryOf(text).missing).toEqual([IDS.doi(101), IDS.doi(102)]);
    for (let maxSteps = 1; maxSteps < 6; maxSteps++) {
      const start = await runFetch(request, environment, { maxSteps });
      expect(listNumbers(await runFetch(request, environment, { start }))).toEqual(listNumbers(text));
    }
  });

  test.each(['crossref', 'openalex'] as const)('with a comma are asked for one by one at %s', async (source) => {
    const server = await startTestServer(3);
    const odd = '10.1234/paper,1';
    const request = createRequest(server, source, { ids: [IDS.doi(2), odd] });
    const text = await runFetch(request);
    expect(listNumbers(text)).toEqual([2]);
    expect(summaryOf(text).missing).toEqual([odd]);
    expect(server.requests.map(({ url }) => decodeURIComponent(url.pathname)).at(-1)).toContain(odd);
  });
});
