import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Running, serve } from '../../src/server/server.ts';

const MAP = `{"format":"papergraph map"}${'0123456789'.repeat(50_000)}`;
let at: string;
let server: Running;

beforeAll(async () => {
  at = mkdtempSync(join(tmpdir(), 'papergraph-server-'));
  mkdirSync(join(at, 'web'));
  mkdirSync(join(at, 'web', 'assets'));
  writeFileSync(join(at, 'web', 'index.html'), '<!doctype html><title>explorer</title>');
  writeFileSync(join(at, 'web', 'assets', 'main.js'), 'export {}');
  writeFileSync(join(at, 'secret.txt'), 'secret');
  writeFileSync(join(at, 'map.json'), MAP);
  server = await serve({ map: join(at, 'map.json'), web: join(at, 'web') }, 0);
});
afterAll(async () => {
  await server.close();
  rmSync(at, { recursive: true, force: true });
});

interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

/** A request as it is typed: fetch would tidy the path and set the host. */
function ask(path: string, { method = 'GET', headers = {}, body = '' } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(server.url);
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('what is served', () => {
  test('the explorer, with the types that browsers insist on', async () => {
    expect(await ask('/')).toMatchObject({ status: 200, body: expect.stringContaining('explorer') });
    expect((await ask('/')).headers['content-type']).toContain('text/html');
    expect((await ask('/assets/main.js')).headers['content-type']).toContain('text/javascript');
    expect((await ask('/?topic=3')).status).toBe(200);
  });

  test('the map, whole and in parts', async () => {
    const whole = await ask('/map.json');
    expect(whole.headers).toMatchObject({ 'content-length': String(MAP.length), 'accept-ranges': 'bytes' });
    expect(whole.body === MAP).toBe(true);
    for (const [range, part] of [
      ['bytes=0-26', MAP.slice(0, 27)],
      ['bytes=100-100', MAP.slice(100, 101)],
      ['bytes=-50', MAP.slice(-50)],
      [`bytes=${MAP.length - 3}-${MAP.length + 500}`, MAP.slice(-3)],
    ]) {
      const answer = await ask('/map.json', { headers: { range } });
      expect(answer).toMatchObject({ status: 206, body: part });
      expect(answer.headers['content-range']).toMatch(/^bytes \d+-\d+\/\d+$/);
    }
    expect((await ask('/map.json', { headers: { range: `bytes=${MAP.length}-` } })).status).toBe(416);
  });

  test('HEAD tells the size without the content', async () => {
    const { status, headers, body } = await ask('/map.json', { method: 'HEAD' });
    expect({ status, body }).toEqual({ status: 200, body: '' });
    expect(headers['content-length']).toBe(String(MAP.length));
  });

  test('every answer forbids what the page does not need', async () => {
    for (const path of ['/', '/map.json', '/nothing']) {
      const { headers } = await ask(path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
        'cross-origin-resource-policy': 'same-origin',
      });
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });
});

describe('what is refused', () => {
  test.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:80', '10.0.0.1', 'localhost@evil'])(
    'the host %j',
    async (host) => {
      expect(await ask('/map.json', { headers: { host } })).toMatchObject({ status: expect.toSatisfy(refused) });
    },
  );

  test('no other name of this machine', async () => {
    for (const host of ['localhost', 'LOCALHOST:1234', '127.0.0.1:80', '[::1]:99'])
      expect((await ask('/', { headers: { host } })).status).toBe(200);
  });

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/assets/../../secret.txt',
    '/..\\secret.txt',
    '/%252e%252e/secret.txt',
    '//etc/passwd',
    '/assets/%00/../../../secret.txt',
    '/%ff',
    '/map.json/../secret.txt',
  ])('the path %s', async (path) => {
    const { status, body } = await ask(path);
    expect(status).toSatisfy(refused);
    expect(body).not.toContain('secret');
    expect(body).not.toContain('root:');
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('the method %s', async (method) => {
    for (const path of ['/', '/map.json', '/nothing']) {
      const { status, headers } = await ask(path, { method });
      expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'GET, HEAD' });
    }
  });

  test('a large body, announced or not', async () => {
    const body = 'x'.repeat(1 << 20);
    expect((await ask('/', { method: 'POST', body, headers: { 'content-length': String(body.length) } })).status).toBe(
      413,
    );
    const streamed = await ask('/', { method: 'POST', body, headers: { 'transfer-encoding': 'chunked' } }).catch(
      () => ({
        status: 413,
      }),
    );
    expect(streamed.status).toSatisfy(refused);
  });

  test('what is not there, in words that do not repeat the path', async () => {
    const { status, body } = await ask('/<script>alert(1)</script>');
    expect(status).toBe(404);
    expect(body).not.toContain('script');
  });
});

const refused = (status: number) => status >= 400 && status < 500;

test('only this machine is listened to', () => {
  expect(new URL(server.url).hostname).toBe('127.0.0.1');
});

test('a map that goes away while it is served is an answer, not an end', async () => {
  const gone = join(at, 'gone.json');
  symlinkSync(join(at, 'nothing'), gone);
  const other = await serve({ map: gone, web: join(at, 'web') }, 0);
  expect((await fetch(`${other.url}map.json`)).status).toBe(404);
  expect((await fetch(other.url)).status).toBe(200);
  await other.close();
});

test('a port that is taken is told apart', async () => {
  const { port } = new URL(server.url);
  await expect(serve({ map: join(at, 'map.json'), web: at }, Number(port))).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
