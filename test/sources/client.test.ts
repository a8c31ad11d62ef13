import { describe, expect, test } from 'vitest';
import type { SourceName } from '../../src/model/fetched-file.ts';
import { MAX_ATTEMPTS, parseRetryAfter } from '../../src/sources/http/retry.ts';
import { IDS } from './library.ts';
import {
  createEnvironment,
  createMemoryCache,
  createRequest,
  listNumbers,
  NOW,
  readFetched,
  runFetch,
} from './run-fetch.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const queryNeurons = (server: TestServer, source: SourceName = 'openalex') =>
  createRequest(server, source, { query: 'neurons' });

describe('waiting', () => {
  test('Retry-After is obeyed, in seconds and as a date', async () => {
    const server = await startTestServer(10);
    server.faults = [
      { status: 429, retryAfter: '7' },
      { status: 503, retryAfter: new Date(NOW + 60_000).toUTCString() },
    ];
    const environment = createEnvironment();
    expect(listNumbers(await runFetch(queryNeurons(server), environment))).toHaveLength(5);
    // The clock passes while it waits, so that less than a minute is left.
    expect(environment.waits).toContain(7000);
    expect(environment.waits).toContain(60_000 - 7000);
  });

  test('a header that is none is ignored', () => {
    expect(parseRetryAfter(null, NOW)).toBeUndefined();
    expect(parseRetryAfter('soon', NOW)).toBeUndefined();
    expect(parseRetryAfter('Thu, 01 Jan 1970 00:00:00 GMT', NOW)).toBe(0);
  });

  test('waits grow, and the fetch is given up with advice', async () => {
    const server = await startTestServer(10);
    server.faults = Array.from({ length: MAX_ATTEMPTS }, () => ({ status: 503 }));
    const environment = createEnvironment();
    await expect(runFetch(queryNeurons(server), environment)).rejects.toThrow(
      `OpenAlex answered 503 (${MAX_ATTEMPTS} attempts): run the same command again later to continue`,
    );
    const backoffs = environment.waits.filter((wait) => wait >= 1000);
    expect(backoffs).toHaveLength(MAX_ATTEMPTS - 1);
    backoffs.forEach((wait, i) => {
      expect(wait).toBeGreaterThanOrEqual(1000 * 2 ** i);
      expect(wait).toBeLessThanOrEqual(1500 * 2 ** i);
    });
  });

  test('a service that asks to wait for hours is not waited for', async () => {
    const server = await startTestServer(10);
    server.faults = [{ status: 429, retryAfter: '7200' }];
    const environment = createEnvironment();
    await expect(runFetch(queryNeurons(server), environment)).rejects.toThrow(
      'OpenAlex answered 429 and asks to wait 2 h: run the same command again later to continue, or set OPENALEX_API_KEY',
    );
    expect(environment.waits.filter((wait) => wait > 1000)).toEqual([]);
  });

  test('requests start at the rate of the service', async () => {
    const server = await startTestServer(500);
    const environment = createEnvironment();
    await runFetch(queryNeurons(server, 'arxiv'), environment);
    expect(server.requests).toHaveLength(3);
    expect(environment.waits).toEqual([3000, 3000]);
  });

  test('a slow answer is given up and asked for again', async () => {
    const server = await startTestServer(10);
    server.faults = ['slow', 'reset'];
    const timeouts = Array.from({ length: 4 }, () => new AbortController());
    server.onSlow = () => timeouts[0]!.abort(new DOMException('late', 'TimeoutError'));
    let created = 0;
    const environment = createEnvironment({
      createTimeout: () => timeouts[created++]!.signal,
    });
    expect(listNumbers(await runFetch(queryNeurons(server), environment))).toHaveLength(5);
    // The first page is asked for three times, the last one once.
    expect(created).toBe(4);
    expect(server.requests).toHaveLength(4);
  });
});

describe('refusals', () => {
  test('an error of the query is shown with its message, and is not repeated', async () => {
    const server = await startTestServer(10);
    server.faults = [{ status: 400, text: '{"error":"Bad","message":"Invalid  filter\\n\\"name\\""}' }];
    await expect(runFetch(queryNeurons(server))).rejects.toThrow(
      'OpenAlex refused the request (400: Invalid filter "name"): check the query and the identifiers',
    );
    expect(server.requests).toHaveLength(1);
  });

  test('Zotero says how to allow the access', async () => {
    const server = await startTestServer(10);
    server.faults = [{ status: 403, text: 'Local API is not enabled' }];
    await expect(runFetch(queryNeurons(server, 'zotero'))).rejects.toThrow(
      'Zotero refused the request: allow other applications to communicate with it',
    );
    const failing: typeof fetch = async () => {
      throw new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
    };
    const environment = createEnvironment({ fetch: failing });
    await expect(runFetch(queryNeurons(server, 'zotero'), environment)).rejects.toThrow(
      'Zotero cannot be reached: start Zotero',
    );
  });

  test('a collection is found by its name or key', async () => {
    const server = await startTestServer(10);
    const run = (collection: string) => runFetch(createRequest(server, 'zotero', { query: '' }, { collection }));
    expect(listNumbers(await run('Neurons / Twice'))).toEqual([1, 3, 5, 7, 9]);
    expect(listNumbers(await run('COLLECT3'))).toEqual([1, 3, 5, 7, 9]);
    await expect(run('Other')).rejects.toThrow('Zotero has no collection "Other": use Neurons, Neurons / Twice, Twice');
    await expect(run('Twice')).rejects.toThrow(
      'give the key of one of them: COLLECT2 (Twice), COLLECT3 (Neurons / Twice)',
    );
  });

  test('a collection has the items of the collections in it, also after an interruption', async () => {
    const server = await startTestServer(500);
    const request = createRequest(server, 'zotero', { query: '' }, { collection: 'Neurons' });
    const text = await runFetch(request);
    const isNoAttachment = (n: number) => n % 10 !== 0;
    const even = Array.from({ length: 250 }, (_, i) => 2 * (i + 1)).filter(isNoAttachment);
    const odd = Array.from({ length: 150 }, (_, i) => 2 * i + 1);
    expect(listNumbers(text)).toEqual([...even, ...odd]);
    for (let maxSteps = 1; maxSteps < 6; maxSteps++) {
      const start = await runFetch(request, createEnvironment(), { maxSteps });
      expect(listNumbers(await runFetch(request, createEnvironment(), { start }))).toEqual(listNumbers(text));
    }
  });

  test('a group is found by its name or number, and its items are linked', async () => {
    const server = await startTestServer(10);
    const run = (group: string) => runFetch(createRequest(server, 'zotero', { query: '' }, { group }));
    expect(listNumbers(await run('Lab'))).toEqual([1, 2, 3, 4, 5]);
    const { papers } = await readFetched(await run('77'));
    expect(papers[0]!.identifiers).toContain(`zotero:groups/77/${IDS.zotero(1)}`);
    await expect(run('Team')).rejects.toThrow('Zotero has no group "Team": use Lab');
  });

  test('other hosts are not followed', async () => {
    const server = await startTestServer(10);
    const redirecting: typeof fetch = async () =>
      new Response(null, { status: 302, headers: { Location: 'https://elsewhere.example/works' } });
    await expect(runFetch(queryNeurons(server), createEnvironment({ fetch: redirecting }))).rejects.toThrow(
      'OpenAlex redirects to elsewhere.example, which is not followed',
    );
  });
});

describe('keys and contact addresses', () => {
  test.each([
    ['openalex', 'OPENALEX_API_KEY', 'api_key', undefined],
    ['pubmed', 'NCBI_API_KEY', 'api_key', undefined],
    ['semanticscholar', 'SEMANTIC_SCHOLAR_API_KEY', undefined, 'x-api-key'],
    ['crossref', 'CROSSREF_PLUS_API_TOKEN', undefined, 'crossref-plus-api-token'],
  ] as const)('%s receives them, and nothing else does', async (source, variable, parameter, header) => {
    const server = await startTestServer(30);
    const cache = createMemoryCache();
    const waits: string[] = [];
    const environment = createEnvironment({
      getKey: (name) => (name === variable ? 'secret-key' : undefined),
      contact: 'me@example.org',
      cache,
      onWait: (reason) => waits.push(reason),
    });
    server.faults = [{ status: 503 }, { status: 503 }, { status: 503 }];
    const text = await runFetch(queryNeurons(server, source), environment);
    for (const { url, headers } of server.requests) {
      expect(parameter === undefined ? headers[header] : url.searchParams.get(parameter)).toBe('secret-key');
      expect(headers['user-agent']).toBe('papergraph/test (mailto:me@example.org)');
    }
    const stored = JSON.stringify([...cache.answers]) + text + waits.join();
    expect(cache.answers.size).toBeGreaterThan(0);
    expect(waits.length).toBeGreaterThan(0);
    expect(stored).not.toContain('secret-key');
    expect(stored).not.toContain('me@example.org');
  });

  test('a key is removed from what a service says about it', async () => {
    const server = await startTestServer(3);
    server.faults = [{ status: 403, text: '{"message":"The key secret-key is invalid"}' }];
    const environment = createEnvironment({ getKey: () => 'secret-key' });
    await expect(runFetch(queryNeurons(server), environment)).rejects.toThrow(
      'OpenAlex refused the request (403: The key *** is invalid): check the key in OPENALEX_API_KEY',
    );
  });
});

describe('cache', () => {
  test('an answer is not asked for again, and damaged ones are not stored', async () => {
    const server = await startTestServer(300);
    const cache = createMemoryCache();
    server.faults = ['malformed'];
    const first = await runFetch(queryNeurons(server), createEnvironment({ cache }));
    const requests = server.requests.length;
    const later = createEnvironment({ cache, now: () => NOW + 3_600_000 });
    const second = await runFetch(queryNeurons(server), later);
    expect(server.requests).toHaveLength(requests);
    expect(listNumbers(second)).toEqual(listNumbers(first));
    // The date of a record is that of the answer.
    const dates = (text: string) => [...text.matchAll(/"_source":\{[^}]*"date":"([^"]+)"/g)].map(([, date]) => date);
    expect(dates(second)).toEqual(dates(first));
  });

  test('Zotero is always asked', async () => {
    const server = await startTestServer(5);
    const cache = createMemoryCache();
    await runFetch(queryNeurons(server, 'zotero'), createEnvironment({ cache }));
    expect(cache.answers.size).toBe(0);
  });

  test('different bodies are different requests', async () => {
    const server = await startTestServer(5);
    const cache = createMemoryCache();
    const run = (n: number) =>
      runFetch(createRequest(server, 'pubmed', { ids: [IDS.pmid(n)] }), createEnvironment({ cache }));
    expect(listNumbers(await run(1))).toEqual([1]);
    expect(listNumbers(await run(2))).toEqual([2]);
  });
});
