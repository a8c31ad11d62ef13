/**
 * Prepares a fresh clone. Needs nothing but Node and npm. Each task includes the tasks above it, except for `browser`:
 *
 *     node scripts/setup.mjs install   installs the dependencies
 *     node scripts/setup.mjs kernels   compiles the kernels
 *     node scripts/setup.mjs library   builds the library and the CLI in dist/
 *     node scripts/setup.mjs build     builds the explorer in dist/web/
 *     node scripts/setup.mjs browser   finds or installs Chromium for the tests, and prints its path
 *
 * A task that is up to date is skipped.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const toPath = (...names) => join(root, ...names);

/** Time after which a lock counts as left over from a killed process. */
const LOCK_TIMEOUT_MS = 120_000;
const LOCK_POLL_MS = 100;

/** Runs npm and returns whether it succeeded. Its stdout goes to stderr, because stdout is for results. */
export function npm(...args) {
  const [command, ...firstArgs] = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const shell = process.platform === 'win32' && command === 'npm';
  return spawnSync(command, [...firstArgs, ...args], { cwd: root, stdio: ['ignore', 2, 2], shell }).status === 0;
}

function assert(condition, message) {
  if (!condition) throw new Error(message);
}

/** Returns whether node_modules contains the locked version of every package that this platform needs. */
function isInstalled() {
  const readPackages = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const installedLockFile = toPath('node_modules', '.package-lock.json');
  if (!existsSync(installedLockFile)) return false;
  const installed = readPackages(installedLockFile);
  return Object.entries(readPackages(toPath('package-lock.json'))).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

/** Installs the dependencies. */
export function install() {
  if (isInstalled()) return;
  console.error('Installing dependencies ...');
  assert(
    npm('ci'),
    'npm ci failed (see above): check that Node is version 20.19 or newer and the registry is reachable',
  );
}

/** Returns the latest modification time of a file, or of a directory and everything in it; 0 if it does not exist. */
function getModificationTime(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => getModificationTime(join(path, name))));
}

const isStale = (output, sources) =>
  getModificationTime(toPath(output)) <= Math.max(...sources.map((source) => getModificationTime(toPath(source))));

/** Runs a task while no other process builds. A directory serves as the lock, because creating it is atomic. */
async function withLock(task) {
  const lock = toPath('node_modules', '.building');
  const deadline = Date.now() + LOCK_TIMEOUT_MS;
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (Date.now() > deadline) rmSync(lock, { recursive: true, force: true });
      await wait(LOCK_POLL_MS);
    }
  }
  try {
    await task();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Compiles the kernels. */
export async function kernels() {
  install();
  await withLock(() => {
    const isUpToDate = ['similarity', 'text'].every(
      (stage) => !isStale(`src/${stage}/kernel.generated.ts`, [`src/${stage}/kernel`, 'scripts/build-kernels.mjs']),
    );
    if (isUpToDate) return;
    console.error('Compiling the kernels ...');
    assert(npm('run', '--silent', 'build:kernels'), 'compiling the kernels failed (see above)');
  });
}

/** Builds the library and the CLI. */
export async function library() {
  await kernels();
  await withLock(() => {
    if (!isStale('dist/cli.js', ['src', 'package.json', 'tsdown.config.ts', 'tsconfig.json'])) return;
    console.error('Building the library ...');
    assert(npm('run', '--silent', 'build:lib'), 'building the library failed (see above)');
  });
}

/** Builds the library, the CLI and the explorer. */
export async function build() {
  await library();
  await withLock(() => {
    // single.html is written last.
    if (!isStale('dist/web/single.html', ['src', 'web', 'seeds', 'package.json', 'vite.config.ts'])) return;
    console.error('Building the explorer ...');
    assert(npm('run', '--silent', 'build:web'), 'building the explorer failed (see above)');
  });
}

/** Paths of Chromium and Chrome, in order of preference. */
const BROWSERS = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Returns whether a browser starts. Some distributions install a stub that only prints how to install the browser. */
const canRun = (path) =>
  Boolean(path) &&
  existsSync(path) &&
  (process.platform === 'win32' || spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0);

async function findBrowser() {
  const { chromium } = await import('playwright-core');
  return [...BROWSERS, chromium.executablePath()].find(canRun);
}

/** Returns the path of an installed browser; installs the distribution's Chromium or playwright's if there is none. */
export async function browser() {
  install();
  const installed = await findBrowser();
  if (installed) return installed;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error('Installing Chromium for the tests ...');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']])
      spawnSync('apt-get', ['-q', ...args], { stdio: ['ignore', 2, 2], env });
    if (canRun('/usr/bin/chromium')) return '/usr/bin/chromium';
  }
  console.error('Downloading Chromium for the tests ...');
  npm('exec', '--no', '--', 'playwright-core', 'install', 'chromium');
  const downloaded = await findBrowser();
  assert(downloaded, 'Chromium is missing and could not be installed: install it, or set CHROMIUM to its path');
  return downloaded;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const tasks = { install, kernels, library, build, browser };
  const task = Object.hasOwn(tasks, process.argv[2]) ? tasks[process.argv[2]] : undefined;
  try {
    assert(task, `unknown task: give one of ${Object.keys(tasks).join(', ')}`);
    const result = await task();
    if (result) console.log(result);
  } catch (error) {
    console.error(`setup: ${error.message}`);
    process.exitCode = 1;
  }
}
