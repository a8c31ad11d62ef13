import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSampleLines, createTempDirectory } from './run-cli.ts';

/** More papers than a thread alone takes, so that two threads share each stage that can use them. */
const PAPERS = createSampleLines(4500, 8);

const WORKER = 'dist/worker.js';

/** Creates a directory with papers and an installation of papergraph whose workers run `script`, or have none. */
function installWithWorker(script: string | undefined): string {
  const directory = createTempDirectory();
  cpSync('dist', join(directory, 'dist'), { recursive: true, filter: (source) => !source.endsWith('dist/web') });
  cpSync('package.json', join(directory, 'package.json'));
  symlinkSync(resolve('node_modules'), join(directory, 'node_modules'));
  rmSync(join(directory, WORKER));
  if (script !== undefined) writeFileSync(join(directory, WORKER), script);
  writeFileSync(join(directory, 'papers.jsonl'), PAPERS);
  return directory;
}

/** Builds a map with two threads. Returns the exit code, the lines on stderr, and the report if there is one. */
function build(directory: string) {
  const args = [
    'build',
    'papers.jsonl',
    '-o',
    'map.json',
    '--report',
    'report.json',
    '--quiet',
    '--threads',
    '2',
    '--no-concepts',
  ];
  // A command that hangs is stopped and has no exit code.
  const options = { cwd: directory, timeout: 100_000, encoding: 'utf8' } as const;
  const { status, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...args], options);
  const report = join(directory, 'report.json');
  return {
    code: status,
    lines: stderr.split('\n').slice(0, -1),
    report: existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined,
  };
}

describe.skipIf(availableParallelism() < 2 || process.platform === 'win32')('without working workers', () => {
  test.each([
    ['is missing', undefined, 'Cannot find module'],
    ['is broken', 'throw new Error("broken script");', 'broken script'],
    ['exits at once', 'process.exit(3);', 'a worker exited with code 3'],
  ])(
    'one thread does the work, once on stderr and in the report, when the script of the workers %s',
    (_, script, cause) => {
      const { code, lines, report } = build(installWithWorker(script));
      expect(lines).toEqual([expect.stringMatching(/^Workers could not be started, so the work runs on one thread/)]);
      expect(lines[0]).toContain(cause);
      expect(code).toBe(0);
      expect(report.warnings).toEqual(lines);
      expect(report.threads).toMatchObject({ weigh: 1, join: 1 });
    },
  );

  test.each([
    ['exits', 'process.exit(3);', /a worker exited with code 3/],
    ['throws', 'setImmediate(() => { throw new Error("broken call"); });', /a worker failed: broken call/],
  ])('the command fails with one line when a worker %s during the join', (_, action, cause) => {
    const script = readFileSync(WORKER, 'utf8');
    const isJoin = 'name === "joinRows"';
    const broken = script.replace('if (!module', `if (${isJoin}) { ${action} } if (!module`);
    expect(broken).toContain(isJoin);
    const directory = installWithWorker(broken);
    const { code, lines, report } = build(directory);
    expect(lines).toEqual([expect.stringMatching(/^papergraph: [^\n]* use fewer threads$/)]);
    expect(lines[0]).toMatch(cause);
    expect({ code, report }).toEqual({ code: 1, report: undefined });
    expect(readdirSync(directory).sort()).toEqual(['dist', 'node_modules', 'package.json', 'papers.jsonl']);
  });
});
