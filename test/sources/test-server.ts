import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { answerBiomedical } from './answers/biomedical.ts';
import { answerDois } from './answers/dois.ts';
import { answerOthers } from './answers/others.ts';
import { createLibrary, type LibraryPaper } from './library.ts';

/** What goes wrong with an answer. */
export type Fault =
  | { status: number; retryAfter?: string; text?: string }
  /** Cut in the middle, as complete as the server says. */
  | 'malformed'
  /** Ends before the length that the server announced. */
  | 'truncated'
  | 'reset'
  /** Never answered. */
  | 'slow';

/** A request that the server received. */
export interface ReceivedRequest {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: string;
}

/** The answer to a request; undefined for an unknown address. */
export type Answer = { text: string; headers?: Record<string, string>; status?: number } | undefined;

/** Answers requests to some services. `path` starts with the name of the service. */
export type Answerer = (path: string, query: URLSearchParams, body: string, library: readonly LibraryPaper[]) => Answer;

/** A server that answers as the services document. */
export interface TestServer {
  /** Address of a service. */
  baseUrl(service: string): string;
  requests: ReceivedRequest[];
  /** Faults of the next answers; undefined for a correct one. */
  faults: (Fault | undefined)[];
  /** Papers that all services have. Tests may add to it. */
  library: LibraryPaper[];
  /** Called when a request is received that is never answered. */
  onSlow: () => void;
}

/** Starts a server that is stopped when the test finishes. */
export async function startTestServer(papers: number): Promise<TestServer> {
  const test: TestServer = {
    baseUrl: (service) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${service}`,
    requests: [],
    faults: [],
    library: createLibrary(papers),
    onSlow: () => {},
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const url = new URL(request.url!, 'http://127.0.0.1');
    test.requests.push({ method: request.method!, url, headers: request.headers, body });
    const fault = test.faults.shift();
    if (fault === 'slow') test.onSlow();
    else if (fault === 'reset') request.socket.destroy();
    else if (typeof fault === 'object') sendError(response, fault);
    else send(response, answer(url, body, test.library), fault);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return test;
}

function answer(url: URL, body: string, library: readonly LibraryPaper[]): Answer {
  const path = decodeURIComponent(url.pathname.slice(1));
  for (const answerer of [answerDois, answerBiomedical, answerOthers]) {
    const found = answerer(path, url.searchParams, body, library);
    if (found) return found;
  }
  return undefined;
}

function sendError(response: ServerResponse, { status, retryAfter, text = 'error' }: Exclude<Fault, string>): void {
  response.writeHead(status, retryAfter === undefined ? {} : { 'Retry-After': retryAfter }).end(text);
}

function send(response: ServerResponse, answer: Answer, fault: 'malformed' | 'truncated' | undefined): void {
  const { text, headers = {}, status = 200 } = answer ?? { text: '{"error":"not found"}', status: 404 };
  const bytes = Buffer.from(text);
  const half = bytes.subarray(0, bytes.length / 2);
  if (fault === 'malformed') response.writeHead(status, headers).end(half);
  else if (fault === 'truncated') {
    response.writeHead(status, { ...headers, 'Content-Length': bytes.length });
    response.write(half, () => response.destroy());
  } else response.writeHead(status, headers).end(bytes);
}
