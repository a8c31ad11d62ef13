import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSampleMap, createTempDirectory, runCli, startCli, waitForExit } from './run-cli.ts';

let mapDirectory: string;
let map: string;

beforeAll(async () => {
  mapDirectory = mkdtempSync(join(tmpdir(), 'papergraph-open-'));
  map = await buildSampleMap(mapDirectory);
});
afterAll(() => rmSync(mapDirectory, { recursive: true, force: true }));

describe('papergraph open', () => {
  test('serves the explorer and the map, prints the URL, and exits with 0 on Ctrl-C', async () => {
    const child = startCli(['open', map, '--port', '0']);
    const exit = waitForExit(child);
    const [first] = (await once(child.stdout, 'data')) as [Buffer];
    const url = first.toString().trim();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{22}\/$/);
    expect((await fetch(url)).headers.get('content-type')).toContain('text/html');
    expect(await (await fetch(`${url}map.json`)).text()).toBe(readFileSync(map, 'utf8'));
    child.kill('SIGINT');
    expect(await exit).toMatchObject({ code: 0, stdout: `${url}\n` });
  });

  test('says what the nodes of a network stand for', async () => {
    const [csv, network] = [join(mapDirectory, 'papers.csv'), join(mapDirectory, 'authors.json')];
    writeFileSync(csv, 'title,abstract,authors\nOn neurons,Neurons fire.,Ann Lee; Bo Ek; Cy Ortiz\n');
    expect((await runCli(['build', csv, '--network', 'co-authorship', '-o', network])).code).toBe(0);
    const child = startCli(['open', network, '--port', '0']);
    const exit = waitForExit(child);
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    expect((await exit).stderr).toBe('Serving a map of 3 authors. Press Ctrl-C to stop.\n');
  });

  test('prints one line if the port is in use', async () => {
    const otherServer = createServer().listen(0, '127.0.0.1');
    await once(otherServer, 'listening');
    const { port } = otherServer.address() as { port: number };
    const { code, stderr } = await runCli(['open', map, '--port', String(port)]);
    otherServer.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^papergraph: port \d+ is used by another program: choose another port or omit --port\n$/);
  });
});

test.each(['related', 'find', 'export', 'open'])('%s reports an invalid map in one line', async (command) => {
  const directory = createTempDirectory();
  writeFileSync(join(directory, 'cut.json'), readFileSync(map).subarray(0, 5000));
  writeFileSync(join(directory, 'other.json'), '{"nodes":[]}');
  const args = { related: ['neurons'], find: ['--concept', 'neurons'], export: ['-f', 'gexf'], open: [] }[command]!;
  for (const [file, message] of [
    ['cut.json', /^papergraph: cut\.json is cut short or damaged[^\n]*\n$/],
    ['other.json', /^papergraph: other\.json is not a papergraph map[^\n]*\n$/],
    ['none.json', /^papergraph: cannot read none\.json: no such file or directory\n$/],
    ['.', /^papergraph: \. is not a file[^\n]*\n$/],
  ] as const) {
    const { code, stdout, stderr } = await runCli([command, file, ...args], { cwd: directory });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(message);
  }
});
