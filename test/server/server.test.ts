import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAddressToken } from '../../src/server/address-token.ts';
import { type RunningServer, startServer } from '../../src/server/server.ts';

const MAP = `{"format":"papergraph map"}${'0123456789'.repeat(50_000)}`;
const TOKEN = 'Zk3-a_7Q';
let directory: string;
let server: RunningServer;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'papergraph-server-'));
  mkdirSync(join(directory, 'web'));
  mkdirSync(join(directory, 'web', 'assets'));
  writeFileSync(join(directory, 'web', 'index.html'), '<!doctype html><title>explorer</title>');
  writeFileSync(join(directory, 'web', 'assets', 'main.js'), 'export {}');
  writeFileSync(join(directory, 'secret.txt'), 'secret');
  writeFileSync(join(directory, 'map.json'), MAP);
  server = await startServer(
    { mapFile: join(directory, 'map.json'), token: TOKEN, webDirectory: join(directory, 'web') },
    0,
  );
});
afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});

interface Response {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

/** Sends a request for a path below the token, unchanged; fetch would normalize the path and set the host. */
const send = (path: string, options = {}) => sendTo(`/${TOKEN}${path}`, options);

/** Sends a request with the path and headers unchanged. */
function sendTo(path: string, { method = 'GET', headers = {}, body = '' } = {}): Promise<Response> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(server.url);
    const clientRequest = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
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
    clientRequest.on('error', reject);
    clientRequest.end(body);
  });
}

describe('responses', () => {
  test('serves the explorer with content types', async () => {
    expect(await send('/')).toMatchObject({ status: 200, body: expect.stringContaining('explorer') });
    expect((await send('/')).headers['content-type']).toContain('text/html');
    expect((await send('/map.json')).headers['content-disposition']).toBe("inline; filename*=UTF-8''map.json");
    expect((await send('/assets/main.js')).headers['content-type']).toContain('text/javascript');
    expect((await send('/?topic=3')).status).toBe(200);
  });

  test.each(['/', '/assets/main.js', '/map.json'])('isolates %s from other origins', async (path) => {
    expect((await send(path)).headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  test('serves the map, also by ranges', async () => {
    const complete = await send('/map.json');
    expect(complete.headers).toMatchObject({ 'content-length': String(MAP.length), 'accept-ranges': 'bytes' });
    expect(complete.body === MAP).toBe(true);
    for (const [range, part] of [
      ['bytes=0-26', MAP.slice(0, 27)],
      ['bytes=100-100', MAP.slice(100, 101)],
      ['bytes=-50', MAP.slice(-50)],
      [`bytes=${MAP.length - 3}-${MAP.length + 500}`, MAP.slice(-3)],
    ]) {
      const response = await send('/map.json', { headers: { range } });
      expect(response).toMatchObject({ status: 206, body: part });
      expect(response.headers['content-range']).toMatch(/^bytes \d+-\d+\/\d+$/);
    }
    for (const range of [`bytes=${MAP.length}-`, 'bytes=-0'])
      expect(await send('/map.json', { headers: { range } })).toMatchObject({
        status: 416,
        headers: { 'content-range': `bytes */${MAP.length}` },
      });
  });

  test.each(['bytes=abc', 'bytes=', 'bytes=-', 'lines=1-2', '1-2', 'bytes=0-1,5-6', 'bytes=9-3', 'bytes=1.5-3'])(
    'ignores the range %s',
    async (range) => {
      for (const path of ['/map.json', '/assets/main.js']) {
        const { status, headers, body } = await send(path, { headers: { range } });
        expect(status).toBe(200);
        expect(headers['content-range']).toBeUndefined();
        expect(body === (path === '/map.json' ? MAP : 'export {}')).toBe(true);
      }
    },
  );

  test('serves hundreds of requests at once without leaving listeners behind', async () => {
    const warnings: Error[] = [];
    const collect = (warning: Error) => warnings.push(warning);
    process.on('warning', collect);
    const responses = await Promise.all(
      Array.from({ length: 200 }, (_, k) => send('/map.json', { headers: { range: `bytes=${k % 5}-9` } })),
    );
    process.off('warning', collect);
    for (const [k, { body }] of responses.entries()) expect(body).toBe(MAP.slice(k % 5, 10));
    expect(warnings.map(({ message }) => message)).toEqual([]);
  });

  test('tells versions of the map apart', async () => {
    const mapFile = join(directory, 'rebuilt.json');
    writeFileSync(mapFile, 'first version');
    const other = await startServer({ mapFile, token: TOKEN, webDirectory: join(directory, 'web') }, 0);
    const get = (headers: Record<string, string> = {}) => fetch(`${other.url}map.json`, { headers });
    const first = await get();
    const etag = first.headers.get('etag')!;
    expect(etag).toMatch(/^"[^"]+"$/);
    expect((await get({ range: 'bytes=0-4' })).headers.get('etag')).toBe(etag);
    expect((await get({ 'if-none-match': `"x", W/${etag}` })).status).toBe(304);
    for (const version of [etag, first.headers.get('last-modified')!]) {
      const part = await get({ range: 'bytes=0-4', 'if-range': version });
      expect([part.status, await part.text()]).toEqual([206, 'first']);
    }
    // A map is replaced by a new file under the same name.
    writeFileSync(`${mapFile}.tmp`, 'later version');
    renameSync(`${mapFile}.tmp`, mapFile);
    const part = await get({ range: 'bytes=0-4', 'if-range': etag });
    expect([part.status, await part.text()]).toEqual([200, 'later version']);
    expect((await get({ 'if-none-match': etag })).status).toBe(200);
    expect((await get()).headers.get('etag')).not.toBe(etag);
    await other.close();
  });

  test('responds to HEAD with the size and no content', async () => {
    const { status, headers, body } = await send('/map.json', { method: 'HEAD' });
    expect({ status, body }).toEqual({ status: 200, body: '' });
    expect(headers['content-length']).toBe(String(MAP.length));
  });

  test('sends security headers with every response', async () => {
    for (const path of ['/', '/map.json', '/nothing']) {
      const { headers } = await send(path);
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

describe('rejected requests', () => {
  test.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:80', '10.0.0.1', 'localhost@evil'])(
    'rejects the host %j',
    async (host) => {
      expect(await send('/map.json', { headers: { host } })).toMatchObject({ status: expect.toSatisfy(isRejected) });
    },
  );

  test('accepts all names of this machine', async () => {
    for (const host of ['localhost', 'LOCALHOST:1234', '127.0.0.1:80', '[::1]:99'])
      expect((await send('/', { headers: { host } })).status).toBe(200);
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
  ])('rejects the path %s', async (path) => {
    const { status, body } = await send(path);
    expect(status).toSatisfy(isRejected);
    expect(body).not.toContain('secret');
    expect(body).not.toContain('root:');
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('rejects the method %s', async (method) => {
    for (const path of ['/', '/map.json', '/nothing']) {
      const { status, headers } = await send(path, { method });
      expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'GET, HEAD' });
    }
  });

  test.each(['/', '/map.json', '/assets/main.js'])('rejects a body of any size: %s', async (path) => {
    for (const headers of [{ 'content-length': '2' }, { 'transfer-encoding': 'chunked' }]) {
      expect(await send(path, { body: 'xx', headers })).toMatchObject({
        status: 413,
        body: 'Requests must not have a body.\n',
      });
      expect((await send(path, { method: 'POST', body: 'xx', headers })).status).toBe(413);
    }
    expect((await send(path, { headers: { 'content-length': '0' } })).status).toBe(200);
  });

  test('rejects a large body with and without content-length', async () => {
    const body = 'x'.repeat(1 << 20);
    expect((await send('/', { method: 'POST', body, headers: { 'content-length': String(body.length) } })).status).toBe(
      413,
    );
    const streamed = await send('/', { method: 'POST', body, headers: { 'transfer-encoding': 'chunked' } }).catch(
      () => ({
        status: 413,
      }),
    );
    expect(streamed.status).toSatisfy(isRejected);
  });

  test('responds to a missing path without repeating it', async () => {
    const { status, body } = await send('/<script>alert(1)</script>');
    expect(status).toBe(404);
    expect(body).not.toContain('script');
  });
});

const isRejected = (status: number) => status >= 400 && status < 500;

test('without the token, there is nothing to see', async () => {
  expect(server.url).toMatch(new RegExp(`/${TOKEN}/$`));
  const paths = [
    '/',
    '/map.json',
    '/index.html',
    `/${TOKEN}x/map.json`,
    `/${TOKEN.slice(0, -1)}/map.json`,
    `//${TOKEN}/map.json`,
  ];
  for (const path of [...paths, `/x/../${TOKEN.toLowerCase()}/map.json`, '/assets/main.js', '/%00', ''])
    expect(await sendTo(path || '/?')).toMatchObject({ status: 404, body: expect.not.stringContaining(TOKEN) });
  expect(await sendTo(`/${TOKEN}`)).toMatchObject({ status: 302, headers: { location: `/${TOKEN}/` } });
});

test('the token is secret, and the same for the same user and map', async () => {
  const environment = { XDG_STATE_HOME: join(directory, 'state') };
  const token = await createAddressToken('/maps/a.json', environment);
  expect(token).toMatch(/^[\w-]{22}$/);
  expect(await createAddressToken('/maps/a.json', environment)).toBe(token);
  expect(await createAddressToken('/maps/b.json', environment)).not.toBe(token);
  expect(await createAddressToken('/maps/a.json', { XDG_STATE_HOME: join(directory, 'other') })).not.toBe(token);
  if (process.platform !== 'win32')
    expect(statSync(join(directory, 'state', 'papergraph', 'server-key')).mode & 0o077).toBe(0);
  // Nothing can be written below a file.
  const unwritable = { XDG_STATE_HOME: join(directory, 'map.json') };
  const [first, second] = [await createAddressToken('/a', unwritable), await createAddressToken('/a', unwritable)];
  expect(first).not.toBe(second);
});

test('listens on the loopback interface only', () => {
  expect(new URL(server.url).hostname).toBe('127.0.0.1');
});

test('serves the map that it opened, not what a link in its place points to', async () => {
  const mapFile = join(directory, 'linked.json');
  writeFileSync(mapFile, 'the map');
  const other = await startServer({ mapFile, token: TOKEN, webDirectory: join(directory, 'web') }, 0);
  const get = async () => (await fetch(`${other.url}map.json`)).text();
  expect(await get()).toBe('the map');
  rmSync(mapFile);
  expect(await get()).toBe('the map');
  symlinkSync(join(directory, 'secret.txt'), mapFile);
  expect(await get()).toBe('the map');
  rmSync(mapFile);
  writeFileSync(mapFile, 'another map');
  expect(await Promise.all([get(), get(), get()])).toEqual(['another map', 'another map', 'another map']);
  await other.close();
});

test('keeps running if the map disappears', async () => {
  const missing = join(directory, 'missing.json');
  symlinkSync(join(directory, 'nothing'), missing);
  const other = await startServer({ mapFile: missing, token: TOKEN, webDirectory: join(directory, 'web') }, 0);
  expect((await fetch(`${other.url}map.json`)).status).toBe(404);
  expect((await fetch(other.url)).status).toBe(200);
  await other.close();
});

test('rejects with EADDRINUSE if the port is in use', async () => {
  const { port } = new URL(server.url);
  await expect(
    startServer({ mapFile: join(directory, 'map.json'), token: TOKEN, webDirectory: directory }, Number(port)),
  ).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
