/** Builds the same map on all supported versions of Node, with several numbers of threads, locales, time zones, and orders of input. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { createSampleLines, createTempDirectory } from '../run-cli.ts';

/** Versions of Node besides the one that runs the tests. npm has their binaries as packages. */
const OTHER_VERSIONS = ['22.23.5', '24.22.3'];

const BINARIES = resolve('node_modules/.cache/node');

/** Returns the path of a binary of Node, which is installed when it is missing. */
function installNode(version: string): string {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const project = join(BINARIES, version);
  const binary = join(project, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(binary)) return binary;
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, 'package.json'), '{"private":true}');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  execFileSync(npm, ['install', ...options, `${name}@${version}`], { cwd: project, stdio: ['ignore', 2, 2] });
  return binary;
}

let nodes: string[];

beforeAll(() => {
  nodes = [process.execPath, ...OTHER_VERSIONS.map(installNode)];
});

/** What may differ between two builds of the same papers. */
interface Surroundings {
  /** Position in `nodes`. */
  node: number;
  threads: number;
  locale: string;
  timeZone: string;
}

/** Builds a map with the built CLI and returns its hash. */
function build(inputs: string[], cwd: string, { node, threads, locale, timeZone }: Surroundings): string {
  const args = ['build', ...inputs, '-o', 'map.json', '--threads', String(threads), '--quiet', '--json', '--force'];
  const env = { ...process.env, LC_ALL: locale, LANG: locale, TZ: timeZone };
  const cli = resolve('dist/cli.js');
  const output = execFileSync(nodes[node]!, [cli, ...args], {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 2],
  });
  return JSON.parse(output).hash;
}

const SURROUNDINGS: Surroundings[] = [
  { node: 0, threads: 1, locale: 'C', timeZone: 'UTC' },
  { node: 1, threads: 2, locale: 'sv_SE.UTF-8', timeZone: 'America/St_Johns' },
  { node: 2, threads: 2, locale: 'ja_JP.UTF-8', timeZone: 'Pacific/Apia' },
  // Turkish has another lowercase of I.
  { node: 0, threads: 2, locale: 'tr_TR.UTF-8', timeZone: 'Asia/Kathmandu' },
  { node: 2, threads: 1, locale: 'ar_EG.UTF-8', timeZone: 'Pacific/Marquesas' },
];

test('the other versions of Node run', () => {
  const versions = nodes.map((node) => execFileSync(node, ['--version'], { encoding: 'utf8' }).trim());
  expect(versions.slice(1)).toEqual(OTHER_VERSIONS.map((version) => `v${version}`));
});

test('the sample papers give the same map in all surroundings, with their files in different orders', () => {
  const cwd = createTempDirectory();
  const files = readdirSync('seeds').map((name) => resolve('seeds', name));
  const hashes = SURROUNDINGS.map((surroundings, i) => {
    const rotated = [...files.slice(i), ...files.slice(0, i)];
    return build(i % 2 === 0 ? rotated : rotated.reverse(), cwd, surroundings);
  });
  expect(new Set(hashes).size, hashes.join(' ')).toBe(1);
});

test('so many papers that several threads are used give the same map on all versions of Node', () => {
  const cwd = createTempDirectory();
  writeFileSync(join(cwd, 'papers.jsonl'), createSampleLines(4500));
  const hashes = SURROUNDINGS.slice(0, 3).map((surroundings) => build(['papers.jsonl'], cwd, surroundings));
  expect(new Set(hashes).size, hashes.join(' ')).toBe(1);
});
