/**
 * Makes a fresh clone ready, with nothing but Node:
 *
 *     node scripts/setup.mjs install   what package-lock.json asks for, unless it is there
 *     node scripts/setup.mjs kernels   and the compiled kernels, unless newer than their sources
 *     node scripts/setup.mjs library   and dist/*.js, unless newer than their sources
 *     node scripts/setup.mjs build     and the explorer, dist/web, unless newer than its sources
 *     node scripts/setup.mjs browser   a Chromium for the tests; prints its path
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...names) => join(root, ...names);

/** Runs npm as it runs on this platform; what it prints goes to stderr, since stdout is for answers. */
export function npm(...args) {
  const [command, ...first] = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const shell = process.platform === 'win32' && command === 'npm';
  return spawnSync(command, [...first, ...args], { cwd: root, stdio: ['ignore', 2, 2], shell }).status === 0;
}

const need = (done, otherwise) => {
  if (!done) throw new Error(otherwise);
};

/** Whether node_modules holds every version that the lock file names (what other platforms want aside). */
function installed() {
  const packages = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const holding = at('node_modules', '.package-lock.json');
  if (!existsSync(holding)) return false;
  const held = packages(holding);
  return Object.entries(packages(at('package-lock.json'))).every(
    ([path, { version, optional }]) => path === '' || optional || held[path]?.version === version,
  );
}

export function install() {
  if (installed()) return;
  console.error('Installing what papergraph is built with ...');
  need(npm('ci'), 'npm ci failed: see above; papergraph needs Node 20 or newer and the package registry');
}

/** The newest change of a file or of anything in a folder, the folder's own list included. */
function newest(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const stale = (product, sources) => newest(at(product)) <= Math.max(...sources.map((source) => newest(at(source))));

/** Lets one process build at a time: a folder can be made only once. Whoever waits finds the work done. */
async function alone(work) {
  const lock = at('node_modules', '.building');
  const patience = Date.now() + 120_000;
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (Date.now() > patience) rmSync(lock, { recursive: true, force: true });
      await pause(100);
    }
  }
  try {
    await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Compiles the AssemblyScript kernels unless they are up to date. */
export async function kernels() {
  install();
  await alone(() => {
    const upToDate = ['similarity', 'text'].every(
      (stage) => !stale(`src/${stage}/kernel.generated.ts`, [`src/${stage}/kernel`, 'scripts/build-kernels.mjs']),
    );
    if (upToDate) return;
    console.error('Compiling the kernels ...');
    need(npm('run', '--silent', 'build:kernels'), 'the kernels could not be compiled: see above');
  });
}

export async function library() {
  await kernels();
  await alone(() => {
    if (!stale('dist/cli.js', ['src', 'package.json', 'tsdown.config.ts', 'tsconfig.json'])) return;
    console.error('Building the library ...');
    need(npm('run', '--silent', 'build:lib'), 'the library could not be built: see above');
  });
}

export async function build() {
  await library();
  await alone(() => {
    // single.html is made last.
    if (!stale('dist/web/single.html', ['src', 'web', 'seeds', 'package.json', 'vite.config.ts'])) return;
    console.error('Building the explorer ...');
    need(npm('run', '--silent', 'build:web'), 'the explorer could not be built: see above');
  });
}

/** Where browsers of Chromium's family are found, in order of trust. */
const browsers = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A path may lead to a stub that only tells how to install the browser, hence the question. */
const runs = (path) =>
  Boolean(path) &&
  existsSync(path) &&
  (process.platform === 'win32' || spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0);

const playwrights = async () => (await import('playwright-core')).chromium.executablePath();

/** A Chromium that runs: one that is there, else the distribution's, else playwright's. */
export async function browser() {
  install();
  const found = async () => [...browsers, await playwrights()].find(runs);
  const present = await found();
  if (present) return present;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error('Installing Chromium for the tests ...');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']])
      spawnSync('apt-get', ['-q', ...args], { stdio: ['ignore', 2, 2], env });
    if (runs('/usr/bin/chromium')) return '/usr/bin/chromium';
  }
  console.error('Fetching a Chromium for the tests ...');
  npm('exec', '--no', '--', 'playwright-core', 'install', 'chromium');
  const fetched = await found();
  need(fetched, 'no Chromium could be found or installed: install one, or name it in the variable CHROMIUM');
  return fetched;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const tasks = { install, kernels, library, build, browser };
  const task = Object.hasOwn(tasks, process.argv[2]) ? tasks[process.argv[2]] : undefined;
  try {
    need(task, `one of ${Object.keys(tasks).join(', ')} must be named`);
    const answer = await task();
    if (answer) console.log(answer);
  } catch (error) {
    console.error(`setup: ${error.message}`);
    process.exitCode = 1;
  }
}
