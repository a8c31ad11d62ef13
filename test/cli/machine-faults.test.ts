import { spawn, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openMap } from '../../src/node.ts';
import { createRandom } from '../../src/util/random.ts';
import { listNumbers } from '../sources/run-fetch.ts';
import { startTestServer } from '../sources/test-server.ts';
import { createSampleLines, createTempDirectory, runCli } from './run-cli.ts';

/** Number of moments at which each command is killed; KILLS=100 kills it more often. */
const KILLS = Number(process.env.KILLS ?? 8);

/** Reads and verifies a whole map. */
async function countPapers(path: string): Promise<number> {
  const map = await openMap(path);
  try {
    return (await map.readAll()).papers.length;
  } finally {
    await map.close();
  }
}

/** Commands, and what must hold for their output after they were killed. */
const COMMANDS: [command: string, args: string[], output: string][] = [
  ['build', ['build', 'new.jsonl', '-o', 'out.json', '--quiet'], 'out.json'],
  ['update', ['update', 'old.json', 'more.jsonl', '-o', 'out.json', '--quiet'], 'out.json'],
  ['export', ['export', 'old.json', '-f', 'graphml', '-o', 'out.graphml', '--quiet'], 'out.graphml'],
];

test.each(COMMANDS)('SIGKILL at any moment of %s leaves the old or the new output', async (_, args, output) => {
  const directory = createTempDirectory();
  const inDirectory = (name: string) => join(directory, name);
  writeFileSync(inDirectory('old.jsonl'), createSampleLines(12));
  writeFileSync(inDirectory('new.jsonl'), createSampleLines(40));
  writeFileSync(inDirectory('more.jsonl'), createSampleLines(40).split('\n').slice(12).join('\n'));
  expect((await runCli(['build', 'old.jsonl', '-o', 'old.json', '--quiet'], { cwd: directory })).code).toBe(0);
  const started = performance.now();
  expect((await runCli(args, { cwd: directory })).code).toBe(0);
  const duration = performance.now() - started;
  const complete = readFileSync(inDirectory(output));
  const older = output.endsWith('.json') ? readFileSync(inDirectory('old.json')) : Buffer.from('<graphml></graphml>\n');

  const random = createRandom(9);
  for (let kill = 0; kill < KILLS; kill++) {
    writeFileSync(inDirectory(output), older);
    spawnSync(process.execPath, [resolve('dist/cli.js'), ...args, '--force'], {
      cwd: directory,
      killSignal: 'SIGKILL',
      timeout: Math.ceil(((kill + random()) / KILLS) * duration),
    });
    const left = readFileSync(inDirectory(output));
    expect(left.equals(older) || left.equals(complete), `kill ${kill}`).toBe(true);
  }
  // The next run deletes what the killed ones left.
  expect((await runCli([...args, '--force'], { cwd: directory })).code).toBe(0);
  expect(readdirSync(directory).filter((name) => name.startsWith('.') || name.endsWith('.tmp'))).toEqual([]);
  expect(readFileSync(inDirectory(output)).equals(complete)).toBe(true);
});

test('SIGKILL at any moment of fetch leaves a file that the next run completes', async () => {
  const server = await startTestServer(450);
  const fetchPapers = (cwd: string) => [
    resolve('dist/cli.js'),
    ...['fetch', 'openalex', 'neurons', '-o', join(cwd, 'papers.jsonl'), '--base-url', server.baseUrl('openalex')],
  ];
  const environmentIn = (cwd: string) => ({ ...process.env, XDG_CACHE_HOME: join(cwd, 'cache'), OPENALEX_API_KEY: '' });
  // The server answers in this process, so that the command must not block it.
  const run = (cwd: string, kill?: number) =>
    new Promise<number | null>((done) => {
      const limit = kill === undefined ? {} : { timeout: Math.ceil(kill), killSignal: 'SIGKILL' as const };
      const child = spawn(process.execPath, fetchPapers(cwd), { env: environmentIn(cwd), stdio: 'ignore', ...limit });
      child.on('exit', done);
    });
  const complete = createTempDirectory();
  const started = performance.now();
  expect(await run(complete)).toBe(0);
  const duration = performance.now() - started;
  const readNumbers = (cwd: string) => listNumbers(readFileSync(join(cwd, 'papers.jsonl'), 'utf8'));
  const expected = readNumbers(complete);
  expect(expected).toHaveLength(225);

  const random = createRandom(9);
  for (let kill = 0; kill < KILLS; kill++) {
    const directory = createTempDirectory();
    await run(directory, ((kill + random()) / KILLS) * duration);
    expect(await run(directory), `kill ${kill}`).toBe(0);
    expect(readNumbers(directory), `kill ${kill}`).toEqual(expected);
  }
});

test.for(COMMANDS)(
  'a disk that gets full during %s is one line, and the old output stays',
  async ([, args, output], { skip }) => {
    const directory = createTempDirectory();
    const inDirectory = (name: string) => join(directory, name);
    writeFileSync(inDirectory('old.jsonl'), createSampleLines(12));
    writeFileSync(inDirectory('new.jsonl'), createSampleLines(3000));
    writeFileSync(inDirectory('more.jsonl'), createSampleLines(3000));
    expect((await runCli(['build', 'old.jsonl', '-o', 'old.json', '--quiet'], { cwd: directory })).code).toBe(0);
    mkdirSync(inDirectory('disk'));
    const older = output.endsWith('.json') ? 'old.json' : 'old.jsonl';
    // Only the output is on the small disk.
    const command = args.map((arg) => (arg === output ? `disk/${output}` : arg)).join(' ');
    const script = [
      'mount -t tmpfs -o size=64k none disk',
      `cp ${older} disk/${output}`,
      'head -c 1000000 /dev/zero > disk/filler 2> /dev/null || true',
      `"${process.execPath}" "${resolve('dist/cli.js')}" ${command} --force`,
      'code=$?',
      `cmp ${older} disk/${output}`,
      'ls -A disk',
      'exit $code',
    ].join('\n');
    const { status, stdout, stderr } = spawnSync('unshare', ['--mount', 'bash', '-c', script], {
      cwd: directory,
      encoding: 'utf8',
    });
    if (status === null || /unshare|mount:/.test(stderr)) return skip();
    expect(status, stderr).toBe(1);
    expect(stderr).toMatch(/^papergraph: [^\n]*no space left[^\n]*\n$/i);
    expect(stdout.trim().split('\n').sort()).toEqual(['filler', output].sort());
  },
);

test('a file that shrinks, disappears, or is unreadable while it is read is one problem; the rest counts', async () => {
  const directory = createTempDirectory();
  const inDirectory = (name: string) => join(directory, name);
  mkdirSync(inDirectory('library'));
  writeFileSync(inDirectory('library/a.jsonl'), createSampleLines(12));
  symlinkSync('gone.jsonl', inDirectory('library/b.jsonl'));
  writeFileSync(inDirectory('library/c.jsonl'), createSampleLines(12));
  truncateSync(inDirectory('library/c.jsonl'), 1000);
  const { code, stderr } = await runCli(['build', 'library', '-o', 'out.json', '--quiet'], { cwd: directory });
  expect(code).toBe(0);
  expect(stderr).toContain('library/b.jsonl: skipped, because it is a link to a missing file');
  expect(await countPapers(inDirectory('out.json'))).toBe(12);
});

describe('too little memory is one line, and no file is left', () => {
  const NOT_ENOUGH = /^papergraph: not enough memory [^\n]+\n$/;

  test.for(['build p.jsonl -o out.json --quiet', 'read p.jsonl -o out.ris --quiet'])('%s', async (command) => {
    const directory = createTempDirectory();
    writeFileSync(join(directory, 'p.jsonl'), createSampleLines(60_000));
    const { code, stderr } = await runCli(command.split(' '), {
      cwd: directory,
      env: { NODE_OPTIONS: '--max-old-space-size=24' },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(NOT_ENOUGH);
    expect(readdirSync(directory)).toEqual(['p.jsonl']);
  });

  test('export and diff', async () => {
    const directory = createTempDirectory();
    writeFileSync(join(directory, 'p.jsonl'), createSampleLines(6_000));
    const built = await runCli(['build', 'p.jsonl', '-o', 'map.json', '--quiet', '--no-concepts'], { cwd: directory });
    expect(built.stderr).toBe('');
    for (const command of ['export map.json -o out.gexf', 'diff map.json map.json']) {
      const { code, stderr } = await runCli(command.split(' '), {
        cwd: directory,
        env: { NODE_OPTIONS: '--max-old-space-size=10' },
      });
      expect(stderr, command).toMatch(NOT_ENOUGH);
      expect(code).toBe(1);
    }
    expect(readdirSync(directory).sort()).toEqual(['map.json', 'p.jsonl']);
  });

  test('where addresses are limited', async () => {
    const directory = createTempDirectory();
    writeFileSync(join(directory, 'p.jsonl'), createSampleLines(12));
    // The memory of WebAssembly reserves more addresses than this.
    const { status, stderr } = runLimited(directory, 'ulimit -v 6000000');
    expect(stderr).toMatch(/(?:^|\n)papergraph: not enough memory [^\n]+\n$/);
    expect(status).toBe(1);
    expect(readdirSync(directory)).toEqual(['p.jsonl']);
  });

  test('in a container', async ({ skip }) => {
    const directory = createTempDirectory();
    const group = createMemoryGroup(120 * 2 ** 20);
    if (group === undefined) return skip();
    writeFileSync(join(directory, 'p.jsonl'), createSampleLines(60_000));
    const { status, stderr } = runLimited(directory, `echo $$ > "${group}/cgroup.procs"`);
    expect(stderr).toMatch(/^papergraph: not enough memory [^\n]+ or give the container more memory\n$/);
    expect(status).toBe(1);
    expect(readdirSync(directory)).toEqual(['p.jsonl']);
  });

  /** Builds the map of p.jsonl in a shell that has set a limit. */
  function runLimited(directory: string, limit: string) {
    const build = `"${process.execPath}" "${resolve('dist/cli.js')}" build p.jsonl -o out.json --quiet`;
    return spawnSync('bash', ['-c', `${limit} && exec ${build}`], { cwd: directory, encoding: 'utf8' });
  }

  /** Creates a control group with a limit of memory, and returns its directory; undefined where this is not possible. */
  function createMemoryGroup(bytes: number): string | undefined {
    for (const [root, file] of [
      ['/sys/fs/cgroup/memory', 'memory.limit_in_bytes'],
      ['/sys/fs/cgroup', 'memory.max'],
    ] as const)
      try {
        const group = mkdtempSync(join(root, 'papergraph-'));
        onTestFinished(() => rmdirSync(group));
        writeFileSync(join(group, file), String(bytes));
        return group;
      } catch {
        // Only the superuser can, and a container may have no such directory.
      }
    return undefined;
  }
});

test('ten thousand files, and names in any encoding, are read', async () => {
  const directory = createTempDirectory();
  mkdirSync(join(directory, 'library'));
  const lines = createSampleLines(12).trim().split('\n');
  for (let k = 0; k < 10_000; k++) writeFileSync(join(directory, 'library', `${k}.jsonl`), `${lines[k % 12]}\n`);
  // Bytes that are not UTF-8, line ends, and terminal commands in names.
  for (const name of ['caf\\351.jsonl', 'line\\nend.jsonl', '\\033[2J.jsonl'])
    spawnSync('bash', ['-c', `cp library/0.jsonl "library/$(printf '${name}')"`], { cwd: directory });
  const { code, stdout, stderr } = await runCli(['read', 'library', '--json'], { cwd: directory });
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ records: 10_002 });
  expect(stderr).toContain('caf\ufffd.jsonl: skipped, because its name is not in UTF-8; rename it');
  expect(stderr).not.toContain('\u001b');
});

test('a read-only directory is reported in one line', async ({ skip }) => {
  const directory = createTempDirectory();
  writeFileSync(join(directory, 'p.jsonl'), createSampleLines(12));
  // The superuser can write everywhere but to a read-only mount.
  const script = `mount --bind . . && mount -o remount,ro,bind . && "${process.execPath}" "${resolve('dist/cli.js')}" build p.jsonl -o out.json --quiet`;
  const { status, stderr } = spawnSync('unshare', ['--mount', 'bash', '-c', `cd "${directory}" && ${script}`], {
    encoding: 'utf8',
  });
  if (status === null || /unshare|mount:/.test(stderr)) return skip();
  expect(status).toBe(1);
  expect(stderr).toMatch(/^papergraph: [^\n]*out\.json[^\n]*\n$/);
  rmSync(directory, { recursive: true });
});
