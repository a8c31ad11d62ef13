import type { FetchOptions, FetchRequest, SourceName } from '../../src/model/fetched-file.ts';
import type { Paper } from '../../src/model/paper.ts';
import { readPapers } from '../../src/read/read.ts';
import { fetchPapers } from '../../src/sources/fetch-papers.ts';
import { applyLine, createState } from '../../src/sources/fetch-state.ts';
import type { AnswerCache, ClientEnvironment } from '../../src/sources/http/client.ts';
import type { Answer } from '../../src/sources/service.ts';
import type { TestServer } from './test-server.ts';

/** The time at which all fetches of the tests start. */
export const NOW = Date.UTC(2026, 10, 29, 12);

/** An environment whose clock passes only while it waits. */
export interface TestEnvironment extends ClientEnvironment {
  /** The waits, in milliseconds. */
  waits: number[];
}

/** Creates an environment without real waits. */
export function createEnvironment(changes: Partial<ClientEnvironment> = {}): TestEnvironment {
  const waits: number[] = [];
  let time = NOW;
  return {
    waits,
    fetch,
    now: () => time,
    async sleep(milliseconds) {
      waits.push(milliseconds);
      time += milliseconds;
    },
    createTimeout: () => new AbortController().signal,
    getKey: () => undefined,
    userAgent: 'papergraph/test',
    ...changes,
  };
}

/** A cache in memory. */
export function createMemoryCache(): AnswerCache & { answers: Map<string, Answer> } {
  const answers = new Map<string, Answer>();
  return {
    answers,
    get: async (key) => answers.get(key),
    async set(key, answer) {
      answers.set(key, answer);
    },
  };
}

/** Creates a request to the test server. */
export function createRequest(
  server: TestServer,
  source: SourceName,
  asked: Pick<FetchRequest, 'query' | 'ids'>,
  options: FetchOptions = {},
): FetchRequest {
  const service = source === 'doi' ? 'crossref' : source;
  return { source, ...asked, options: { baseUrl: server.baseUrl(service), ...options } };
}

/**
 * Runs a fetch and returns the text of its file. `start` is what the file contains already; after `maxSteps` steps the fetch is
 * interrupted.
 */
export async function runFetch(
  request: FetchRequest,
  environment: ClientEnvironment = createEnvironment(),
  { start = '', maxSteps = Number.POSITIVE_INFINITY } = {},
): Promise<string> {
  const state = createState();
  for (const line of start.split('\n').slice(0, -1)) applyLine(state, line);
  let text = start.slice(0, start.lastIndexOf('\n') + 1);
  let steps = 0;
  for await (const { lines } of fetchPapers(request, state, environment)) {
    text += lines;
    if (++steps >= maxSteps) break;
  }
  return text;
}

/** Reads a fetched file with the reader of papergraph. Throws if a record is lost. */
export async function readFetched(text: string): Promise<{ papers: Paper[]; notes: string[] }> {
  const { papers, problems, notes } = await readPapers([{ name: 'papers.jsonl', bytes: () => [Buffer.from(text)] }]);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return { papers, notes: notes.map(({ reason }) => reason) };
}

/** Returns the numbers of the papers of the test library in a fetched file, in the order of the file. */
export const listNumbers = (text: string): number[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{"_source"'))
    .map((line) => Number(/Paper (\d+) about/.exec(line)![1]));
