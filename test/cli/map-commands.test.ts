import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProgram } from '../../src/cli/program/program.ts';
import { openMap } from '../../src/map-file/open.ts';
import { serializeMap } from '../../src/map-file/save.ts';
import { createTempDirectory, readMapJson, runCli, startCli, waitForExit } from './run-cli.ts';

let directory: string;
let map: Buffer;
const run = (args: string[], input: string | Uint8Array = '') => runCli(args, { cwd: directory, input });
const runJson = async (...args: string[]) => JSON.parse((await run([...args, '--json'])).stdout);

/** Papers on two subjects, with every kind of identifier. */
const PAPERS = `@article{smith2020spiking, title={Spiking networks learn sequences of events}, abstract={Spiking neurons learn sequences of events with plasticity.}, doi={10.1000/ABC.1}, year={2020}}
@article{lee2019, title={Spiking neurons on small chips}, abstract={Spiking neurons on chips learn with little energy.}, eprint={1901.00001}, archiveprefix={arXiv}, year={2019}}
@article{kim2018, title={Sleep and spiking neurons of mice}, abstract={Spiking neurons of mice change plasticity in sleep.}, pmid={12345678}, doi={10.1000/xyz}, year={2018}}
@article{graph1, title={Graph databases answer queries}, abstract={Graph databases answer queries on paths quickly.}, year={2001}}
@article{graph2, title={Indexes of graph databases}, abstract={Indexes let graph databases answer queries on paths.}, year={2002}}
@article{fold1, title={Folding of proteins}, abstract={Proteins fold along pathways of low energy landscapes.}, year={2003}}
@article{fold2, title={Proteins in crowded cells}, abstract={Proteins fold in crowded cells along slower pathways.}, year={2004}}
@article{fold3, title={Pathways of folding}, abstract={Pathways along which proteins fold and landscapes of folding.}, year={2005}}
`;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'papergraph-map-'));
  writeFileSync(join(directory, 'p.bib'), PAPERS);
  expect((await run(['build', 'p.bib', '-q', '-o', 'map.json'])).code).toBe(0);
  map = readFileSync(join(directory, 'map.json'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('links and topics that are not there are one line, and the command exits with 1', async () => {
  writeFileSync(join(directory, 'bare.bib'), '@misc{a, title={A title without an abstract}}');
  expect((await run(['build', 'bare.bib', '-q', '-o', 'bare.json'])).code).toBe(0);
  expect(await run(['topics', 'bare.json'])).toMatchObject({
    code: 1,
    stdout: '',
    stderr: 'This map has no topics.\n',
  });
  const links = await run(['links', 'bare.json', 'a', '--json']);
  expect(links).toMatchObject({ code: 1, stdout: '[]\n', stderr: '"A title without an abstract": 0 links\n' });
});

describe('papergraph info', () => {
  test('shows what the map contains', async () => {
    const { summary, index } = readMapJson(join(directory, 'map.json'));
    const content = await runJson('info', 'map.json');
    expect(content).toMatchObject({
      ...{ hash: index.hash, papers: 8, records: 8, merged: 0, edges: summary.edges, terms: summary.terms },
      ...{ files: ['p.bib'], quality: summary.quality, options: summary.options },
    });
    const { code, stdout } = await run(['info', 'map.json']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^papers +8$/m);
    expect(stdout).toMatch(/^options neighbors +10$/m);
  });
});

describe('papergraph topics', () => {
  test('lists the papers that fit no topic as the group Other, with their nearest topic', async () => {
    const edited = await (await openMap(map)).readAll();
    // The two papers about graph databases are fewer than a topic needs.
    const size = 1 + edited.topicOf.filter((topic) => topic === 0).length;
    const paper = edited.topicOf.indexOf(1);
    edited.topicOf[paper] = 0;
    edited.secondTopic[paper] = 1;
    writeFileSync(join(directory, 'other.json'), Buffer.concat([...serializeMap(edited)]));
    const { label } = edited.topics[0]!;
    expect((await runJson('topics', 'other.json')).at(-1)).toEqual({
      id: 0,
      label: 'Other',
      size,
      terms: [],
      subtopics: [],
    });
    expect((await run(['topics', 'other.json'])).stdout).toContain(
      `   0  Other (${size} papers)\n      papers that fit no topic\n`,
    );
    const { stdout } = await run(['topics', 'other.json', 'other']);
    expect(stdout).toContain(`${edited.papers[paper]!.title} (`);
    expect(stdout).toContain(`nearest topic: ${label}\n`);
    expect((await run(['export', 'other.json', '-f', 'svg'])).stdout).toMatch(/<text [^>]*>Other<\/text>/);
    expect((await run(['export', 'other.json', '-f', 'csv', '-o', 'other'])).code).toBe(0);
    const nodes = readFileSync(join(directory, 'other-nodes.csv'), 'utf8');
    expect(nodes.match(/,"?0"?,"?Other"?,/g)).toHaveLength(size);
  });

  test('lists each topic, and the papers of one', async () => {
    const topics: { id: number; label: string; size: number }[] = await runJson('topics', 'map.json');
    expect(topics.length).toBeGreaterThan(1);
    let count = 0;
    for (const { id, label, size } of topics) {
      const page = await runJson('topics', 'map.json', String(id));
      expect(page.papers).toHaveLength(size);
      expect(await runJson('topics', 'map.json', label.toUpperCase())).toEqual(page);
      count += size;
    }
    expect(count).toBe(8);
    expect(await runJson('topics', 'map.json', '-n', '1')).toEqual(topics.slice(0, 1));
    expect((await runJson('topics', 'map.json', '1', '--limit', '1')).papers).toHaveLength(1);
    const { code, stdout } = await run(['topics', 'map.json']);
    expect(code).toBe(0);
    for (const { label, size } of topics) expect(stdout).toContain(`${label} (${size} papers)`);
  });

  test('reports an unknown topic', async () => {
    const { code, stdout, stderr } = await run(['topics', 'map.json', 'cooking']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe('papergraph: this map has no topic "cooking": run "papergraph topics MAP" for the list\n');
  });
});

describe('papergraph related says how it read the query', () => {
  const first = 'Spiking networks learn sequences of events';
  test.each([
    ['10.1000/ABC.1', 'id', first],
    ['10.1000/abc.1', 'id', first],
    ['doi:10.1000/ABC.1', 'DOI', first],
    ['https://doi.org/10.1000/ABC.1', 'DOI', first],
    ['arXiv:1901.00001', 'id', 'Spiking neurons on small chips'],
    ['https://arxiv.org/abs/1901.00001v2', 'arXiv id', 'Spiking neurons on small chips'],
    ['pmid:12345678', 'PubMed id', 'Sleep and spiking neurons of mice'],
    ['smith2020spiking', 'citation key', first],
    ['Smith2020Spiking', 'citation key', first],
    [first, 'title', first],
    ['spiking networks: learn sequences of EVENTS.', 'title', first],
    ['Spiking networks learn sequences of', 'beginning of a title', first],
    ['Indexes of…', 'beginning of a title', 'Indexes of graph databases'],
  ])('%s: %s', async (query, readAs, title) => {
    const { queries, papers } = await runJson('related', 'map.json', query);
    expect(queries).toEqual([{ query, readAs, paper: expect.objectContaining({ title }) }]);
    expect(papers.map((paper: { title: string }) => paper.title)).not.toContain(title);
    const { stderr } = await run(['related', 'map.json', query]);
    expect(stderr).toMatch(new RegExp(`^Query read as the ${readAs} of the paper "`));
  });

  test('a few words and a text with a DOI are text', async () => {
    for (const query of ['spiking neurons', 'we extend 10.1000/ABC.1 on spiking neurons'])
      expect((await runJson('related', 'map.json', query)).queries).toMatchObject([{ query, readAs: 'text' }]);
    const { stderr } = await run(['related', 'map.json', 'spiking neurons']);
    expect(stderr).toMatch(/^Query read as a text with \d terms? of this map: "spiking neurons"\.\n$/);
  });

  test.each([
    ['10.1000/other', 'DOI'],
    ['https://doi.org/10.1000/other', 'DOI'],
    ['arXiv:2001.00001', 'arXiv id'],
    ['pmid:1', 'PubMed id'],
    ['t-0123456789ab', 'id'],
  ])('an unknown id is not searched as text: %s', async (query, readAs) => {
    const { code, stdout, stderr } = await run(['related', 'map.json', query, '--json']);
    expect({ code, ...JSON.parse(stdout) }).toEqual({ code: 1, queries: [{ query, readAs, paper: null }], papers: [] });
    expect(stderr).toBe(`This map has no paper with the ${readAs} ${query}.\n`);
  });
});

describe('- is stdin', () => {
  test.each([
    ['info', '-'],
    ['topics', '-'],
    ['related', '-', 'spiking'],
    ['find', '-', '--concept', 'graph databases'],
    ['export', '-', '-f', 'gexf'],
  ])('%s', async (...args) => {
    const fromFile = await run(args.map((arg) => (arg === '-' ? 'map.json' : arg)));
    expect(fromFile.code).toBe(0);
    expect(await run(args, map)).toEqual(fromFile);
  });

  test('for queries', async () => {
    const expected = await runJson('related', 'map.json', 'spiking neurons');
    for (const args of [['-'], ['--like', '-']])
      expect(JSON.parse((await run(['related', 'map.json', ...args, '--json'], 'spiking neurons\n')).stdout)).toEqual(
        expected,
      );
    expect((await run(['related', '-', '-'], map)).code).toBe(2);
    expect((await run(['open', '-'], map)).code).toBe(2);
  });

  test('csv and neo4j have files of their own, also for a map on stdin', async () => {
    const files = createTempDirectory();
    for (const format of ['csv', 'neo4j'])
      expect((await runCli(['export', '-', '-f', format], { cwd: files, input: map })).code).toBe(0);
    expect(readdirSync(files).sort()).toEqual([
      'map-edges.csv',
      'map-neo4j-edges.csv',
      'map-neo4j-nodes.csv',
      'map-nodes.csv',
    ]);
  });
});

test('every command that has results prints them as JSON', async () => {
  const { papers } = JSON.parse((await run(['build', 'p.bib', '--json', '-o', 'b.json', '-q'])).stdout);
  expect(papers).toBe(8);
  expect(await runJson('export', 'map.json', '-f', 'csv', '-o', 'x.csv')).toEqual({
    ...{ format: 'csv', files: ['x-nodes.csv', 'x-edges.csv'], papers: 8 },
  });
  copyFileSync(join(directory, 'map.json'), join(directory, 'my.map.json.gz'));
  const { files } = await runJson('export', 'my.map.json.gz', '-f', 'csv');
  expect(files).toEqual(['my.map-nodes.csv', 'my.map-edges.csv']);
  expect((await run(['export', 'map.json', '-f', 'gexf', '--json'])).code).toBe(2);
  expect((await run(['build', 'p.bib', '-o', '-', '--json'])).code).toBe(2);
  const { commands } = createProgram(new URL('file:///cli.js'));
  // They print a script, help, a protocol, and messages until they are stopped.
  const others = ['completion', 'help', 'join-blocks', 'mcp', 'watch'];
  for (const command of commands.filter((candidate) => !others.includes(candidate.name())))
    expect(
      command.options.map(({ long }) => long),
      command.name(),
    ).toContain('--json');
});

test('every short option has a long form, and lists have -n', () => {
  const { commands } = createProgram(new URL('file:///cli.js'));
  for (const { options } of commands)
    for (const { short, long } of options) expect(short === undefined || Boolean(long)).toBe(true);
  for (const name of ['topics', 'related', 'find'])
    expect(commands.find((command) => command.name() === name)!.options.map(({ short }) => short)).toContain('-n');
});

describe('exit codes', () => {
  test.each([
    [0, ['info', 'map.json']],
    [0, ['topics', 'map.json', '1']],
    [0, ['related', 'map.json', 'spiking']],
    [0, ['find', 'map.json', '--concept', 'graph databases']],
    [1, ['topics', 'map.json', '999']],
    [1, ['related', 'map.json', 'zzyzx']],
    [1, ['related', 'map.json', '10.1000/other']],
    [1, ['find', 'map.json', '--concept', 'zzyzx']],
    [1, ['find', 'map.json', '--has-code']],
    [1, ['find', 'map.json', '--has-code', '--json']],
    [1, ['info', 'none.json']],
    [1, ['export', 'none.json', '-f', 'gexf']],
    [1, ['open', 'none.json']],
    [1, ['build', 'none.bib']],
    [1, ['read', 'none.bib']],
    [2, ['info']],
    [2, ['topics', 'map.json', '1', '2']],
    [2, ['related', 'map.json']],
    [2, ['find', 'map.json']],
    [2, ['export', 'map.json', '-f', 'xls']],
    [2, ['open', 'map.json', '--port', 'x']],
    [2, ['build']],
    [2, ['read', '--wings']],
    [2, ['completion', 'cmd']],
  ])('%i: %j', async (code, args) => {
    expect((await run(args)).code).toBe(code);
  });
});

test('-v, -V and --version print the version', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const option of ['-v', '-V', '--version'])
    expect(await run([option])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test('hostile texts are printed without what a terminal obeys', async () => {
  const hostile = createTempDirectory();
  const paper = {
    title: 'Red \u001b[31m\u009b1m \u202e title',
    abstract: 'Cats sat \u007fhere.',
    doi: '10.1000/%1B%5D0;x%07',
  };
  const other = { title: 'Cats', abstract: 'Cats sat here.' };
  const name = 'n\u001b]0;x\u0007\u202e.jsonl';
  writeFileSync(join(hostile, name), `${JSON.stringify(paper)}\n${JSON.stringify(other)}\n{"\u001b[2J\u009b`);
  const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
  const commands = [
    ['build', name, '-o', 'm.json'],
    ['build', name, '-o', 'm.json', '--json'],
    ['read', name],
    ['read', name, '--json'],
    ['topics', 'm.json', '1', '--json'],
    ['related', 'm.json', 'cats', '\u001b[2J'],
    ['related', 'm.json', 'cats', '--json'],
    ['info', 'm.json'],
    ['find', 'm.json', '--concept', 'x\u001b[2J\u202e'],
    ['export', 'm.json', '-f', 'x\u001b[2J'],
    ['export', 'm.json', '-f', 'gexf', '-o', 'o\u001b[2J.gexf'],
    ['build', 'none\u001b[2J.bib'],
    ['fly\u001b[2J'],
  ];
  for (const args of commands) {
    const { stdout, stderr } = await runCli(args, { cwd: hostile });
    expect((stdout + stderr).length, args.join(' ')).toBeGreaterThan(0);
    expect(stdout + stderr, args.join(' ')).not.toMatch(unsafe);
  }
});

describe('papergraph open', () => {
  const openMap = async (...args: string[]) => {
    const child = startCli(['open', 'map.json', '--port', '0', '--no-browser', ...args], directory);
    const exit = waitForExit(child);
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.once('data', (data: Buffer) => resolve(data.toString()));
      exit.then(({ stderr }) => reject(new Error(`the command exited: ${stderr}`)), reject);
    });
    const stop = () => {
      child.kill('SIGINT');
      return exit;
    };
    return { url, stop };
  };

  test('--host warns, and only names of this machine are accepted', async () => {
    const { url, stop } = await openMap('--host', '0.0.0.0', '--json');
    const { port, pathname } = new URL(JSON.parse(url).url);
    const status = async (host: string) => (await fetchWithHost(Number(port), `${pathname}map.json`, host)).statusCode;
    expect(await status(`127.0.0.1:${port}`)).toBe(200);
    expect(await status(`localhost:${port}`)).toBe(200);
    expect((await fetchWithHost(Number(port), '/map.json', `127.0.0.1:${port}`)).statusCode).toBe(404);
    expect(await status('papers.example.com')).toBe(403);
    expect(await status('0.0.0.0.example.com')).toBe(403);
    const { code, stderr } = await stop();
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Warning: everyone who can reach 0\.0\.0\.0 and knows the address can read this map\./);
  });

  test('the default host is not reachable from elsewhere, and no warning is printed', async () => {
    const { url, stop } = await openMap();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{22}\/\n$/);
    expect((await stop()).stderr).toBe('Serving a map of 8 papers. Press Ctrl-C to stop.\n');
  });

  test('reports a host that is not of this machine', async () => {
    const { code, stderr } = await run(['open', 'map.json', '--host', '203.0.113.1']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^papergraph: the host 203\.0\.113\.1 cannot be used \(.*\): omit --host\n$/);
  });
});

function fetchWithHost(port: number, path: string, host: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers: { host } }, (response) => resolve(response.resume())).on(
      'error',
      reject,
    );
  });
}
