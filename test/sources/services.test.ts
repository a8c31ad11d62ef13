import { describe, expect, test } from 'vitest';
import { SERVICE_NAMES, type ServiceName } from '../../src/model/fetched-file.ts';
import { SERVICES } from '../../src/sources/registry.ts';
import { IDS } from './library.ts';
import { createEnvironment, createRequest, listNumbers, readFetched, runFetch } from './run-fetch.ts';
import { startTestServer } from './test-server.ts';

/** More than two pages of every service. */
const PAPERS = 900;

const IDENTIFIERS: Record<ServiceName, (n: number) => string> = {
  openalex: IDS.openalex,
  crossref: IDS.doi,
  arxiv: IDS.arxiv,
  pubmed: IDS.pmid,
  europepmc: (n) => `MED/${IDS.pmid(n)}`,
  semanticscholar: IDS.s2,
  datacite: IDS.doi,
  zotero: IDS.zotero,
};

/** Papers of the test library that a service has. */
const hasPaper = (name: ServiceName) => (n: number) =>
  !(name === 'crossref' && n % 7 === 0) && !(name === 'zotero' && n % 10 === 0);

const numbersOf = (papers: readonly { title: string }[]) =>
  papers.map(({ title }) => Number(/\d+/.exec(title)![0])).sort((a, b) => a - b);

describe.each(SERVICE_NAMES)('%s', (name) => {
  const range = (from: number, to: number, step = 1) =>
    Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, k) => from + k * step).filter(hasPaper(name));

  test('a query returns every record of all pages once, and they read like other files', async () => {
    const server = await startTestServer(PAPERS);
    const text = await runFetch(createRequest(server, name, { query: 'neurons' }));
    const { papers, notes } = await readFetched(text);
    expect(numbersOf(papers)).toEqual(range(2, PAPERS, 2));
    expect(server.requests.length).toBeGreaterThan(2);
    expect(notes).toEqual([]);
    expect(papers[0]!.abstract).toContain('“results”');
    expect(papers.every(({ doi, arxiv }) => doi !== undefined || arxiv !== undefined)).toBe(true);
  });

  test('every record says where it comes from', async () => {
    const server = await startTestServer(PAPERS);
    const text = await runFetch(createRequest(server, name, { query: 'neurons' }, { limit: 3 }));
    const records = text.split('\n').filter((line) => line.includes('_source'));
    expect(records).toHaveLength(3);
    const { _source } = JSON.parse(records[0]!) as { _source: Record<string, string> };
    expect(_source).toMatchObject({ service: name, query: 'neurons' });
    expect(_source.date).toMatch(/^2026-11-29T12:/);
    expect(_source.url).toContain(server.baseUrl(name));
  });

  test('since returns what was added on that day or later', async () => {
    const server = await startTestServer(PAPERS);
    const request = createRequest(server, name, { query: 'neurons' }, { since: '2022-01-01' });
    const { papers } = await readFetched(await runFetch(request));
    // Paper 732 was added on 2022-01-01.
    expect(numbersOf(papers)).toEqual(range(732, PAPERS, 2));
  });

  test('identifiers return their records, and those that are unknown are named', async () => {
    const server = await startTestServer(500);
    const asked = range(1, 520);
    const toId = IDENTIFIERS[name];
    const text = await runFetch(createRequest(server, name, { ids: asked.map(toId) }));
    expect(numbersOf((await readFetched(text)).papers)).toEqual(range(1, 500));
    const { _end } = JSON.parse(text.trimEnd().split('\n').at(-1)!) as { _end: { missing: string[] } };
    expect(_end.missing).toEqual(range(501, 520).map(toId));
  });

  test('an interrupted query continues without losing or repeating a record', async () => {
    const server = await startTestServer(PAPERS);
    const request = createRequest(server, name, { query: 'neurons' });
    const whole = await runFetch(request);
    const first = await runFetch(request, createEnvironment(), { maxSteps: 2 });
    expect(first.length).toBeLessThan(whole.length);
    // The second interruption is in the middle of a line.
    const second = (await runFetch(request, createEnvironment(), { start: first, maxSteps: 1 })).slice(0, -25);
    const text = await runFetch(request, createEnvironment(), { start: second });
    expect(listNumbers(text)).toEqual(listNumbers(whole));
    expect(await readFetched(text)).toEqual(await readFetched(text.replace(first, first)));
    expect(text.split('\n').filter((line) => line.includes('"_end"'))).toHaveLength(1);
  });

  test('errors and damaged answers are repeated', async () => {
    const server = await startTestServer(PAPERS);
    const request = createRequest(server, name, { query: 'neurons' });
    const expected = listNumbers(await runFetch(request));
    server.faults = [{ status: 503 }, undefined, 'malformed', { status: 500 }, undefined, 'truncated', { status: 429 }];
    expect(listNumbers(await runFetch(request))).toEqual(expected);
    expect(server.faults).toEqual([]);
  });

  test('identifiers are recognized, and search terms are not', () => {
    const { parseId } = SERVICES[name];
    const id = IDENTIFIERS[name](12);
    expect(parseId(` ${id} `)).toBe(id);
    expect(parseId('spiking neurons')).toBeUndefined();
  });
});

describe('limits of services', () => {
  test.each([
    ['pubmed', 9999],
    ['crossref', 10_000],
  ] as const)('%s is asked for no more than it returns', async (name, limit) => {
    const server = await startTestServer(0);
    const paper = { title: '', abstract: '', added: '2020-01-01', cites: [], citedBy: [] };
    // Crossref has six of seven.
    server.library.push(
      ...Array.from({ length: 12_000 }, (_, i) => ({ ...paper, n: i + 1, title: `Paper ${i} about neurons` })),
    );
    const text = await runFetch(createRequest(server, name, { query: 'neurons' }, { limit: 20_000 }));
    expect(listNumbers(text)).toHaveLength(limit);
  });

  test('Semantic Scholar refuses a list of papers that it does not know', async () => {
    const server = await startTestServer(5);
    const ids = Array.from({ length: 205 }, (_, i) => IDS.s2(i + 1));
    const text = await runFetch(createRequest(server, 'semanticscholar', { ids }));
    expect(listNumbers(text)).toEqual([1, 2, 3, 4, 5]);
    expect(text).toContain(`"missing":["${IDS.s2(6)}"`);
  });

  test('Semantic Scholar does not show the references of every paper', async () => {
    const server = await startTestServer(20);
    const request = createRequest(server, 'semanticscholar', { ids: [IDS.s2(12), IDS.s2(13)] }, { cites: true });
    expect(listNumbers(await runFetch(request))).toEqual([12, 13, 6, 10, 11]);
  });
});
