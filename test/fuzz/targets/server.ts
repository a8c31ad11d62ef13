import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../../src/server/server.ts';
import type { Random } from '../mutate.ts';
import type { FuzzTarget } from '../target.ts';

/** The server with a map, given the bytes of requests. */

const TOKEN = 'Zk3-a_7Q';
const SECRET = 'a file that is not served';
const MAP = Buffer.from(`{"format":"papergraph map"}${'0123456789abcdef'.repeat(500)}`);
const PAGE = '<!doctype html><title>explorer</title>';
const SCRIPT = 'export {}';

/** How long nothing arrives before the server is taken to wait for more, in milliseconds. */
const QUIET_MS = 200;

const LAST_REQUEST = `GET /${TOKEN}/nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`;

const METHODS = ['GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'get'];

const PATHS = [
  `/${TOKEN}/`,
  `/${TOKEN}/map.json`,
  `/${TOKEN}/map.json`,
  `/${TOKEN}/map.json`,
  `/${TOKEN}/assets/main.js`,
  `/${TOKEN}`,
  '/',
  '/map.json',
  `//${TOKEN}/map.json`,
  `/${TOKEN}/../${TOKEN}/map.json`,
];

/** How "../" and "secret.txt" can be written. */
const CLIMBS = [
  '../',
  '..%2f',
  '%2e%2e/',
  '%2e%2e%2f',
  '..%5c',
  '..\\',
  '%252e%252e%252f',
  '..%c0%af',
  '....//',
  '.%00./',
];
const NAMES = [
  'secret.txt',
  '/etc/passwd',
  'web',
  'secret%2etxt',
  'SECRET.TXT',
  'secret.txt%00.js',
  'secret.txt::$DATA',
];

const HOSTS = [
  '127.0.0.1',
  'localhost',
  'LOCALHOST:80',
  '[::1]:9',
  '127.0.0.1:99999',
  'evil.example',
  '127.0.0.1.evil',
  '',
];

const RANGES = [
  'bytes=0-9',
  'bytes=0-',
  'bytes=-5',
  'bytes=-0',
  'bytes=9-3',
  'bytes=100-99999999999999999999',
  'bytes=8026-8027',
  'bytes=0-1,3-4',
  'bytes=,',
  'BYTES=1-2',
  'lines=0-1',
  'bytes=0x1-2',
  'bytes=1e1-2e1',
  'bytes= 1-2',
];

const CONDITIONS = [
  '"x"',
  'W/"x"',
  '*',
  'Thu, 01 Jan 1970 00:00:00 GMT',
  'Sun, 29 Nov 2099 00:00:00 GMT',
  'no date',
  '',
];

const OTHERS = [
  'Connection: close',
  'Connection: upgrade\r\nUpgrade: websocket',
  'Origin: https://evil.example',
  'Origin: null',
  'Sec-Fetch-Site: cross-site',
  'Expect: 100-continue',
  'Content-Length: 0',
  'Content-Length: -1',
  'Content-Length: 99999999',
  'Transfer-Encoding: chunked',
  'Accept-Encoding: gzip, br',
  'X-Forwarded-Host: evil.example',
];

/** Creates one to three requests: their path, host, range, conditions, and body are right or wrong in many ways. */
function createRequests(random: Random): Uint8Array {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const perhaps = (share: number, create: () => string) => (random() < share ? [create()] : []);
  const createPath = () =>
    random() < 0.7 ? pick(PATHS) : `/${TOKEN}/${pick(CLIMBS).repeat(1 + Math.floor(4 * random()))}${pick(NAMES)}`;
  const createBody = () => {
    const body = 'x'.repeat(Math.floor(random() ** 3 * 40_000));
    return random() < 0.5 ? body : `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
  };
  const createRequest = () =>
    [
      `${pick(METHODS)} ${createPath()}${random() < 0.2 ? `?${'q'.repeat(random() * 20_000)}` : ''} HTTP/1.1`,
      ...perhaps(0.95, () => `Host: ${random() < 0.7 ? HOSTS[0] : pick(HOSTS)}`),
      ...perhaps(0.5, () => `Range: ${pick(RANGES)}`),
      ...perhaps(0.2, () => `If-Range: ${pick(CONDITIONS)}`),
      ...perhaps(0.2, () => `If-None-Match: ${pick(CONDITIONS)}`),
      ...perhaps(0.4, () => pick(OTHERS)),
      ...perhaps(0.1, () => `X-Long: ${'y'.repeat(random() * 30_000)}`),
      '',
      ...(random() < 0.2 ? [createBody()] : ['']),
    ].join('\r\n');
  return new TextEncoder().encode(Array.from({ length: 1 + Math.floor(3 * random() ** 2) }, createRequest).join(''));
}

/** What a server answers, and whether it has closed the connection after that. */
interface Answer {
  received: Buffer;
  isComplete: boolean;
}

/** Sends bytes and a last request, after which the server closes the connection, and returns everything that the server answers. */
function exchange(port: number, bytes: Uint8Array): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const received: Buffer[] = [];
    let isComplete = false;
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ received: Buffer.concat(received), isComplete });
    };
    // The server waits for the rest of a request that is not complete.
    const timer = setTimeout(finish, QUIET_MS);
    // The server may close a connection while it is written to.
    socket.on('error', finish);
    socket.on('end', () => {
      isComplete = true;
      finish();
    });
    socket.on('close', finish);
    socket.on('data', (data) => {
      received.push(data);
      timer.refresh();
    });
    // Inputs arrive in two parts, like those of a slow client.
    socket.write(bytes.subarray(0, bytes.length >> 1), () => {
      socket.write(bytes.subarray(bytes.length >> 1));
      socket.write(LAST_REQUEST);
    });
  });
}

/** Returns the first response: its status, its headers in lower case, and what follows. */
function parseResponse(received: Buffer) {
  const end = received.indexOf('\r\n\r\n');
  const [line = '', ...headers] = received.subarray(0, end).toString('latin1').split('\r\n');
  const fields = new Map(
    headers.map((header) => [header.split(':', 1)[0]!.toLowerCase(), header.replace(/^[^:]*: ?/, '')]),
  );
  return { status: Number(line.split(' ')[1]), fields, body: received.subarray(end + 4) };
}

/** Joins the chunks of a body. */
function joinChunks(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let start = 0; ; ) {
    const end = body.indexOf('\r\n', start);
    const size = Number.parseInt(body.subarray(start, end).toString('latin1'), 16);
    if (!(size > 0)) return Buffer.concat(chunks);
    chunks.push(body.subarray(end + 2, end + 2 + size));
    start = end + 4 + size;
  }
}

/** Throws if a response gives away what it must not, or gives wrong bytes of the map. */
function check(request: string, { received, isComplete }: Answer): string {
  const text = received.toString('latin1');
  if (text.includes(SECRET)) throw new Error('a file outside of the directory was served');
  if (/^HTTP\/1\.1 500/m.test(text)) throw new Error('internal server error');
  if (received.length === 0) return 'closed';
  const { status, fields, body } = parseResponse(received);
  // A request that is cut off before its end has the headers of the last one.
  const sent = request.trimStart().includes('\r\n\r\n') ? request : request + LAST_REQUEST;
  const isServed = status === 200 || status === 206;
  const isNamed = /^host:[ \t]*(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?[ \t]*\r?$/im.test(sent);
  if (isServed && !(isNamed && request.includes(TOKEN))) throw new Error('served without the right host and token');
  if (!isServed || !isComplete || /^\s*HEAD /.test(request)) return `${status}`;
  const content = fields.has('content-length')
    ? body.subarray(0, Number(fields.get('content-length')))
    : joinChunks(body);
  // After bytes that are no request, the server closes the connection, also within a response, whose length shows that it is incomplete.
  const isCut = !text.includes(' 404 ') && content.length < Number(fields.get('content-length') ?? 0);
  const isRight = (file: Buffer) => file.equals(content) || (isCut && file.subarray(0, content.length).equals(content));
  if (status === 206) {
    const [, start, last, size] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(fields.get('content-range') ?? '') ?? [];
    if (Number(size) !== MAP.length || !isRight(MAP.subarray(Number(start), Number(last) + 1)))
      throw new Error(`wrong bytes for the range ${start}-${last}/${size}`);
  } else if (![MAP, Buffer.from(PAGE), Buffer.from(SCRIPT)].some(isRight))
    throw new Error('a response has the bytes of no file');
  return `${status} ${fields.get('content-type')} ${fields.has('etag')}`;
}

/** Starts a server with files of its own. */
async function start() {
  const directory = mkdtempSync(join(tmpdir(), 'papergraph-fuzz-server-'));
  const web = join(directory, 'web');
  mkdirSync(join(web, 'assets'), { recursive: true });
  writeFileSync(join(web, 'index.html'), PAGE);
  writeFileSync(join(web, 'assets', 'main.js'), SCRIPT);
  writeFileSync(join(directory, 'secret.txt'), SECRET);
  writeFileSync(join(directory, 'map.json'), MAP);
  const server = await startServer({ mapFile: join(directory, 'map.json'), token: TOKEN, webDirectory: web }, 0);
  return { server, directory, port: Number(new URL(server.url).port) };
}

/** Creates the target. Its server starts with the first input. */
export function createServerTarget(): FuzzTarget {
  let started: ReturnType<typeof start> | undefined;
  return {
    samples: ['map.json', '', 'assets/main.js'].map((path) =>
      new TextEncoder().encode(
        `GET /${TOKEN}/${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nRange: bytes=5-20\r\nIf-Range: "x"\r\n\r\n`,
      ),
    ),
    create: createRequests,
    async run(input) {
      started ??= start();
      const { port } = await started;
      const answer = await exchange(port, input);
      // Whatever it has received, it answers the next client.
      if (answer.received.length === 0 && !(await exchange(port, new Uint8Array())).received.includes(' 404 '))
        throw new Error('the server does not answer anymore');
      return check(Buffer.from(input).toString('latin1'), answer);
    },
    async close() {
      if (!started) return;
      const { server, directory } = await started;
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
